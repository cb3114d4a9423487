import CryptoPrimitives
import Keystore
import Mediation
import RecordStore
import RecordStoreSQLite
import Records
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

/// The end of a worker's dossiers and details by the founders' decision.
@Suite("Erasure of a subject") struct ErasureTests {
    private let dossier: TestDossier
    private let overseers: Overseers
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        overseers = try Overseers(dossier.vault)
        try dossier.write(
            .consultation, "gesprek", by: dossier.physicianSession, role: .occupationalPhysician)
        _ = try dossier.open(
            .consultation, by: dossier.physicianSession, for: .reintegration)
    }

    private var measure: LogDecision.Measure { .erase(worker: dossier.worker.id) }

    @Test("is refused while retention runs or the dossier is shielded, and nothing is lost")
    func refused() throws {
        #expect(refusingRules { try overseers.decide(measure) } == ["retention/period"])
        vault.clock.advance(days: 100)
        try overseers.decide(.shield(dossier.id))
        #expect(refusingRules { try overseers.decide(measure) } == ["retention/shield"])
        #expect(
            try dossier.open(.consultation, by: dossier.physicianSession, for: .reintegration)
                .content == Array("gesprek".utf8))
        #expect(vault.isFoundClean())
        #expect(throws: ClientError.failed(.unknown)) {
            try overseers.decide(.erase(worker: dossier.hr.person.id))
        }
    }

    @Test("destroys keys, rows and details, and leaves a log that proves everything")
    func erases() throws {
        vault.clock.advance(days: 100)
        let before = try vault.store.read { reading in
            try (0..<(reading.logState()?.size ?? 0)).map { try LogRows.leaf($0, reading) }
        }
        let checkpoint = try vault.store.read { try $0.logState() }
        let receipt = try overseers.decide(measure)
        #expect(receipt.entries.first?.entry.event == .subjectErased)

        for chain in [ChainID.dossier(dossier.id), .member(dossier.worker.id)] {
            #expect(throws: SecretStoreError.self) { try vault.keystore.chain(chain) }
            try vault.store.read { (reading) throws -> Void in
                #expect(try reading.statements(of: chain.bytes, after: nil, limit: 9).isEmpty)
                #expect(
                    try reading.entries(chain: chain.bytes, .ascending(after: nil, limit: 9))
                        .isEmpty)
            }
        }
        try vault.store.read { (reading) throws -> Void in
            #expect(try reading.latestVersions(of: dossier.id).isEmpty)
            #expect(try reading.count(of: .wrap) == 0)
            #expect(
                try reading.notices(of: dossier.worker.id, after: nil, limit: 9).isEmpty)
            let state = try #require(try reading.logState())
            #expect(state.size == (checkpoint?.size ?? 0) + 2)
            for (index, leaf) in before.enumerated() {
                #expect(try LogRows.leaf(UInt64(index), reading) == leaf)
            }
        }
        let report = try vault.audit()
        #expect(report.isClean, "\(report.findings)")
        #expect(throws: ClientError.failed(.unknown)) {
            try dossier.open(.consultation, by: dossier.physicianSession, for: .reintegration)
        }
        let rows = try overseers.rows(.review)
        #expect(rows.allSatisfy { !$0.facts.isDetailMissing })
    }

    @Test("what lacks without an erasure is missing, and a list that was changed is noticed")
    func missing() throws {
        try vault.store.write { writing in
            _ = try writing.removeDetails(of: dossier.worker.id.bytes)
        }
        #expect(!vault.isFoundClean())
        #expect(try overseers.rows(.review).contains { $0.facts.isDetailMissing })
    }

    @Test("another worker of the same vault keeps everything")
    func others() throws {
        let other = try TestDossier(vault)
        try other.write(
            .consultation, "blijft", by: other.physicianSession, role: .occupationalPhysician)
        vault.clock.advance(days: 100)
        try overseers.decide(measure)
        #expect(
            try other.open(.consultation, by: other.physicianSession, for: .reintegration)
                .content == Array("blijft".utf8))
        #expect(try !other.workerSession.ownEntries().entries.isEmpty)
        #expect(vault.isFoundClean())
    }

    @Test("is vouched for also when the entry of its end was pruned")
    func pruned() throws {
        vault.clock.advance(days: 100)
        try overseers.decide(measure)
        while try vault.logSize < 300 {
            _ = try overseers.auditing.leaves(from: 0, count: 1)
        }
        vault.clock.advance(days: 70)
        try overseers.decide(.prune(below: 256))
        let report = try vault.audit()
        #expect(report.isClean, "\(report.findings)")
        #expect(try overseers.rows(.review).allSatisfy { !$0.facts.isDetailMissing })
    }

    @Test("that was cut off before the keys went is finished at the next start")
    func interrupted() throws {
        vault.clock.advance(days: 100)
        let secrets = UnerasableSecrets(vault.keystore)
        let mediator = try Mediator(
            store: vault.store, secrets: secrets, clock: vault.clock.mediatorClock,
            level: .sameProcess)
        let founders = vault.founders
        let decision = LogDecision(
            measure, reason: "test", expires: vault.clock.now.adding(seconds: 86_400))
        let session = vault.session(founders[0], through: InProcess(mediator))
        #expect(throws: ClientError.failed(.unfinished)) {
            try session.append(
                [.decision(decision)], cosigners: [Signer(founders[1].keys, appointment: nil)])
        }
        _ = try vault.keystore.chain(.dossier(dossier.id))
        try vault.restart()
        #expect(throws: SecretStoreError.self) {
            try vault.keystore.chain(.dossier(dossier.id))
        }
        #expect(vault.isFoundClean())
    }
}

/// The keystore of a process that stops when it is about to destroy keys.
private final class UnerasableSecrets: SecretStore {
    private let base: FileKeystore

    init(_ base: FileKeystore) { self.base = base }

    func erase(_: ChainID) throws(SecretStoreError) {
        throw SecretStoreError(.inputOutput, .chain)
    }

    func withChain<T>(
        _ id: ChainID, durably: Bool, _ body: (inout ChainSecrets) throws -> T
    ) throws -> T { try base.withChain(id, durably: durably, body) }
    func vaultSecrets() throws(SecretStoreError) -> VaultSecrets { try base.vaultSecrets() }
    func create(_ secrets: VaultSecrets) throws(SecretStoreError) { try base.create(secrets) }
    func chain(_ id: ChainID) throws(SecretStoreError) -> ChainSecrets { try base.chain(id) }
    func create(_ secrets: ChainSecrets, for id: ChainID) throws(SecretStoreError) {
        try base.create(secrets, for: id)
    }
    func chains() throws(SecretStoreError) -> [ChainID] { try base.chains() }
    func head() throws(SecretStoreError) -> KeptHead? { try base.head() }
    func replace(head: KeptHead, durably: Bool) throws(SecretStoreError) {
        try base.replace(head: head, durably: durably)
    }
    func reset(head: KeptHead) throws(SecretStoreError) { try base.reset(head: head) }
}

/// Leaves as rows have them, read without the mediator.
enum LogRows {
    static func leaf(_ index: UInt64, _ reading: any RecordReading) throws -> [UInt8] {
        if let entry = try reading.tail(from: index).first, entry.index == index {
            return entry.leaf
        }
        let bundle = try #require(try reading.bundle(index >> 8))
        return try EntryBundle(bundle, width: 256).entries[Int(index & 255)]
    }
}
