import AccessPolicy
import CryptoPrimitives
import DataFiles
import Foundation
import RecordStore
import RecordStoreSQLite
import Records
import Sealing
import TransparencyLog
import VaultClient
import VaultFixture
import Yardstick

/// Prints each figure beside its yardstick, both measured in turn in this run.
///
/// Absolute times say little: machines differ. The ratios are what the project promises.
@main
enum Main {
    static func main() throws {
        let rounds = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 31
        let disk = scratch("disk")
        let sync = unsafe yardstick_fdatasync(disk, 200) / 200
        print("fdatasync of 512 bytes, p50 of this run: \(format(sync))")
        if sync > 0.0005 { print("busy: only ratios between durable figures hold") }
        let parts = Set(CommandLine.arguments.dropFirst(2))
        func wants(_ part: String) -> Bool { parts.isEmpty || parts.contains(part) }
        if wants("sealing") { sealing(rounds) }
        if wants("log") { log(rounds) }
        if wants("decisions") { try decisions(rounds) }
        if wants("vault") { try vault(rounds) }
        if wants("growth") { try growth(rounds) }
    }

    static func scratch(_ name: String) -> String {
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "kluis-bench-\(ProcessInfo.processInfo.processIdentifier)")
        try? FileManager.default.createDirectory(
            at: directory, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        return directory.appending(path: name).path
    }

    /// Chunked encryption in memory beside AES-256-GCM on EVP at 16 KiB.
    static func sealing(_ rounds: Int) {
        let chunks = 256
        let message = [UInt8](repeating: 7, count: chunks * 16_384)
        var comparison = Comparison(
            "chunked encryption, 4 MiB in memory, against EVP AES-256-GCM at 16 KiB",
            goal: "time ratio; goal at most 1.11 (0.9 of the speed)")
        guard let key = try? SecretBytes.random(count: 32) else { return }
        for _ in 0..<rounds {
            let ours = seconds {
                var output: [UInt8] = []
                output.reserveCapacity(message.count + 8192)
                if var sealer = try? ChunkedSealer(key: key, context: [1], hashesChunks: false) {
                    output.append(contentsOf: sealer.header)
                    try? sealer.update(message, into: &output)
                    _ = try? sealer.finish(into: &output)
                }
                precondition(output.count > message.count)
            }
            comparison.add(ours: ours, yardstick: yardstick_gcm_16k(chunks))
        }
        comparison.report()
    }

    /// Appending to and hashing a log beside the same hashes on EVP.
    static func log(_ rounds: Int) {
        let count = 100_000
        let entry = [UInt8](repeating: 0x61, count: 400)
        var comparison = Comparison(
            "log: \(count) entries of 400 bytes appended in memory, against hashing them on EVP",
            goal: "time ratio; goal at most 1.25 (0.8 of the speed)")
        for _ in 0..<rounds {
            let ours = seconds {
                var tree = TreeBuilder()
                for _ in 0..<count { _ = tree.append(entry) }
                precondition(tree.head.size == UInt64(count))
            }
            comparison.add(ours: ours, yardstick: yardstick_merkle(count, 400))
        }
        comparison.report()
    }

    /// Complete decisions with rules and duties.
    static func decisions(_ rounds: Int) throws {
        let file = TestVault.repository.appending(path: "policies/access/be-2022.yaml")
        let proving = ContinuousClock.now
        let adopted = try PolicyFile([UInt8](Data(contentsOf: file)), file: "be-2022.yaml").prove()
        print(
            "policy be-2022: \(adopted.states) states proved in "
                + "\(ContinuousClock.now - proving), YAML included")
        let policy = adopted.policy
        let bytes = policy.canonicalBytes
        var loads: [Double] = []
        for _ in 0..<rounds { loads.append(seconds { _ = try? CompiledPolicy(canonical: bytes) }) }
        print("    loading the adopted form \(format(median(loads)))   goal at most 2 ms")
        var states: [AccessState] = []
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<4096 {
            guard let role = Role.allCases.randomElement(using: &generator),
                let action = Action.allCases.randomElement(using: &generator),
                let kind = SectionKind.allCases.randomElement(using: &generator),
                let purpose = Purpose.allCases.randomElement(using: &generator),
                let phase = Phase.allCases.randomElement(using: &generator)
            else { continue }
            // Half of them near a permit: the role's usual relation.
            let usual = FactResolver.usualRelation(of: role) ?? .none
            let relation =
                Bool.random(using: &generator)
                ? usual : Relation.allCases.randomElement(using: &generator) ?? .none
            states.append(
                AccessState(
                    role: role, action: action, kind: kind, purpose: purpose, relation: relation,
                    phase: phase))
        }
        var rates: [Double] = []
        var permitted = 0
        for _ in 0..<rounds {
            let time = seconds {
                for state in states {
                    let decision = policy.decide(state)
                    if decision.isPermitted { permitted += 1 }
                    if decision.duties.isEmpty { permitted += 1 }
                }
            }
            rates.append(Double(states.count) / time)
        }
        print(
            "decisions: \(Int(median(rates))) a second on one core, "
                + "\(permitted / rounds * 100 / states.count) % permitted   "
                + "goal at least 1000000")
    }

    /// Mediated opens and writes in one process, beside one durable commit and the same public-key
    /// operations on bare libcrypto.
    static func vault(_ rounds: Int) throws {
        let dossier = try TestDossier(TestVault())
        let physician = dossier.physicianSession
        let text = String(repeating: "k", count: 4096)
        for _ in 0..<4 {
            try dossier.write(
                .medicalAssessment, text, by: physician, role: .occupationalPhysician)
        }
        func open() throws {
            _ = try dossier.workerSession.open(
                dossier: dossier.id, section: .latest(.medicalAssessment), purpose: .ownFile)
        }
        func write() throws {
            try dossier.write(
                .medicalAssessment, text, by: physician, role: .occupationalPhysician)
        }
        for _ in 0..<5 { try open() }
        let path = scratch("commit.sqlite")
        // An open: the client signs the request and makes a key; the mediator verifies it, signs
        // head and reply, seals the share; the client verifies reply, head, manifest and wrap, and
        // opens share and wrap.
        var opens = Comparison(
            "mediated open of 4 KiB in one process, against one commit and its curve operations",
            goal: "goal at most 1.3")
        var writes = Comparison(
            "mediated write of 4 KiB in one process, against one commit and its curve operations",
            goal: "goal at most 1.3")
        for _ in 0..<rounds {
            let ours = try seconds { try open() }
            opens.add(
                ours: ours,
                yardstick: unsafe yardstick_commit(path, 1024, 1)
                    + yardstick_open_operations(3, 5, 5, 1))
            let written = try seconds { try write() }
            writes.add(
                ours: written,
                yardstick: unsafe yardstick_commit(path, 6144, 1)
                    + yardstick_open_operations(12, 16, 17, 1))
        }
        opens.report()
        writes.report()
    }

    /// The same opens and writes with 1,000 and with 100,000 section versions in the store.
    static func growth(_ rounds: Int) throws {
        let dossier = try TestDossier(TestVault())
        let physician = dossier.physicianSession
        let text = String(repeating: "k", count: 4096)
        func open() throws {
            _ = try dossier.workerSession.open(
                dossier: dossier.id, section: .latest(.medicalAssessment), purpose: .ownFile)
        }
        func write() throws {
            try dossier.write(
                .medicalAssessment, text, by: physician, role: .occupationalPhysician)
        }
        for _ in 0..<4 { try write() }
        try fill(dossier, versions: 1_000)
        let small = median(try (0..<rounds).map { _ in try seconds { try open() } })
        let smallWrite = median(try (0..<rounds).map { _ in try seconds { try write() } })
        try fill(dossier, versions: 99_000)
        for _ in 0..<5 { try open() }
        let large = median(try (0..<rounds).map { _ in try seconds { try open() } })
        let largeWrite = median(try (0..<rounds).map { _ in try seconds { try write() } })
        print(
            "open with 1,000 and with 100,000 section versions: \(format(small)), "
                + "\(format(large))   ratio \(rounded(large / small))   goal at most 1.2")
        print(
            "write with 1,000 and with 100,000 section versions: \(format(smallWrite)), "
                + "\(format(largeWrite))   ratio \(rounded(largeWrite / smallWrite))   "
                + "goal at most 1.2")
    }

    /// Adds versions of other dossiers as a store holds them: rows of random bytes of true sizes.
    static func fill(_ dossier: TestDossier, versions: Int) throws {
        let content = try Randomness.bytes(count: 4168)
        let manifest = try Randomness.bytes(count: 520)
        let wrap = try Randomness.bytes(count: 420)
        for batch in stride(from: 0, to: versions, by: 1000) {
            try dossier.vault.store.write { rows in
                let other: DossierID = dossier.vault.newID()
                for _ in batch..<min(batch + 1000, versions) {
                    let section: SectionID = dossier.vault.newID()
                    try rows.insert(
                        VersionRow(
                            key: VersionKey(dossier: other, section: section, version: 1),
                            manifest: manifest, logIndex: 0, contentSize: content.count),
                        content: content)
                    for _ in 0..<3 {
                        try rows.insert(
                            WrapRow(
                                key: WrapKey(
                                    section: section, version: 1, grant: dossier.vault.newID(),
                                    roleEpoch: 1), sealed: wrap))
                    }
                }
            }
        }
    }
}
