import CryptoPrimitives
import Foundation
import KluisCommands
import RecordStore
import RecordStoreSQLite
import Records
import TransparencyLog
import VaultClient
import VaultFixture
import Yardstick

extension Main {
    /// Mediated opens and writes in one process, beside one durable commit and the same public-key
    /// operations on bare libcrypto.
    static func vault(_ directory: String, _ rounds: Int, _ report: Report) throws {
        let dossier = try BenchDossier()
        for _ in 0..<5 { try dossier.open() }
        let path = directory + "/commit.sqlite"
        var opens = Comparison(
            "mediated open of 4 KiB in one process, against one durable commit of 1 KiB and "
                + "\(Operations.open)")
        var writes = Comparison(
            "mediated write of 4 KiB in one process, against one durable commit of 6 KiB and "
                + "\(Operations.write)")
        for _ in 0..<rounds {
            opens.add(
                ours: try seconds { try dossier.open() },
                yardstick: unsafe yardstick_commit(path, 1024, 1) + Operations.open.seconds)
            writes.add(
                ours: try seconds { try dossier.write() },
                yardstick: unsafe yardstick_commit(path, 6144, 1) + Operations.write.seconds)
        }
        opens.report(report, .must(1.3))
        writes.report(report, .must(1.3))
    }

    /// Opens, writes, and the log, with 1,000 and with 100,000 section versions in the store.
    static func growth(_ directory: String, _ rounds: Int, _ report: Report) throws {
        let small = try BenchDossier()
        let large = try BenchDossier()
        try Filling(small.vault).fill(versions: 1_000)
        try Filling(large.vault).fill(versions: 100_000)
        for _ in 0..<5 {
            try small.open()
            try large.open()
        }
        var opens = Comparison(
            "open with 100,000 section versions and entries in the store, against 1,000")
        var writes = Comparison(
            "write with 100,000 section versions and entries in the store, against 1,000")
        for _ in 0..<rounds {
            opens.add(
                ours: try seconds { try large.open() }, yardstick: try seconds { try small.open() })
            writes.add(
                ours: try seconds { try large.write() },
                yardstick: try seconds { try small.write() })
        }
        opens.report(report, .must(1.2))
        writes.report(report, .must(1.2))
    }

    /// Appending to a log, and verifying one from a store and from a published directory.
    static func log(_ directory: String, _ rounds: Int, _ report: Report) throws {
        func append(_ count: Int) -> Double {
            let entry = [UInt8](repeating: 0x61, count: 400)
            return seconds {
                var tree = TreeBuilder()
                for _ in 0..<count { _ = tree.append(entry) }
                precondition(tree.head.size == UInt64(count))
            }
        }
        var appends = Comparison(
            "log: 100,000 entries of 400 bytes appended in memory, against hashing them on EVP")
        for _ in 0..<rounds {
            appends.add(ours: append(100_000), yardstick: yardstick_merkle(100_000, 400))
        }
        appends.report(report, .must(1 / 0.8))
        var growing = Comparison(
            "log: 100,000 entries appended, against a hundred times 1,000")
        for _ in 0..<rounds {
            growing.add(
                ours: append(100_000),
                yardstick: (0..<100).reduce(0) { time, _ in time + append(1_000) })
        }
        growing.report(report, .must(1.2))

        let small = try LogToVerify(entries: 1_000, directory + "/log-small")
        let large = try LogToVerify(entries: 100_000, directory + "/log-large")
        var fromStore = Comparison(
            "log: \(large.size) entries verified from the store, against scan and SHA-256")
        var fromDirectory = Comparison(
            "log: \(large.size) entries verified from a directory, against scan and SHA-256")
        var flat = Comparison(
            "log: verified from the store, per entry of \(large.size) against of \(small.size)")
        for _ in 0..<rounds {
            let ours = try large.verifyStore()
            fromStore.add(ours: ours, yardstick: large.scanStore())
            fromDirectory.add(
                ours: try large.verifyDirectory(), yardstick: large.scanDirectory())
            let few = try (0..<20).reduce(0) { time, _ in time + (try small.verifyStore()) }
            flat.add(
                ours: ours / Double(large.size), yardstick: few / Double(20 * small.size))
        }
        fromStore.report(report, .must(1 / 0.8))
        fromDirectory.report(report, .must(1 / 0.8))
        flat.report(report, .must(1.2))
    }
}

/// The public-key operations that an act needs once each, however it is programmed.
struct Operations: CustomStringConvertible {
    let signs: Int
    let verifies: Int
    let agreements: Int

    /// An open.
    ///
    /// Signed: request, head of the log, reply. Verified: request, reply, the last head and the
    /// new one, manifest, wrap. X25519: the keys of request and share, the share sealed and opened,
    /// the wrap opened.
    static let open = Operations(signs: 3, verifies: 6, agreements: 5)

    /// A write for two readers, which asks twice: for the shares, and to have it stored.
    ///
    /// Signed: two requests and replies, manifest, two wraps, head of the log. Verified: the same,
    /// the manifest by both decisions, and the last head. X25519: the keys of the requests, two
    /// shares sealed and opened, two wraps and the worker's notice sealed.
    static let write = Operations(signs: 8, verifies: 10, agreements: 14)

    var description: String {
        "\(signs) Ed25519 signatures, \(verifies) verifications, \(agreements) X25519 operations"
    }

    var seconds: Double { yardstick_open_operations(signs, verifies, agreements, 1) }
}

/// A vault with a dossier that is read and written.
struct BenchDossier {
    private let dossier: TestDossier
    private let text = String(repeating: "k", count: 4096)

    var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        for _ in 0..<4 { try write() }
    }

    func open() throws {
        _ = try dossier.workerSession.open(
            dossier: dossier.id, section: .latest(.medicalAssessment), purpose: .ownFile)
    }

    func write() throws {
        try dossier.write(
            .medicalAssessment, text, by: dossier.physicianSession, role: .occupationalPhysician)
    }
}

/// A log in a store and in a published directory.
struct LogToVerify {
    private let vault: TestVault
    private let key: VerifierKey
    private let directory: String
    let size: Int

    init(entries: Int, _ directory: String) throws {
        let vault = try TestVault()
        try Filling(vault).fill(versions: 0, entries: entries)
        let founding = try vault.session(vault.founders[0]).founding()
        key = try VerifierKey(name: founding.origin, publicKey: founding.logKey.bytes)
        size = Int(try vault.store.read { try $0.logState()?.size ?? 0 })
        self.directory = directory
        self.vault = vault
        _ = try LogPublisher(directory: directory).publish(
            vault.store, founding: founding, now: LogTime.latest, progress: { _, _ in })
    }

    func verifyStore() throws -> Double {
        try seconds {
            try vault.store.read { reading in
                guard let state = try reading.logState() else { throw RecordStoreError.damaged }
                let log = StoredLog(reading, state)
                try verify { try log.bytes(of: $0) }
            }
        }
    }

    func verifyDirectory() throws -> Double {
        try seconds { try verify { try Files.read("\(directory)/\($0.path)") } }
    }

    private func verify(_ read: @escaping (LogFile) throws -> [UInt8]) throws {
        let verified = try DirectoryVerifier(origin: key.name, logKeys: [key]).verify(read: read)
        precondition(verified.entriesRead == UInt64(size), "every entry was verified")
    }

    func scanStore() -> Double {
        let path = vault.directory.appending(path: "vault/records.sqlite").path
        return unsafe yardstick_scan_store(path, size)
    }

    func scanDirectory() -> Double { unsafe yardstick_scan_directory(directory, size) }
}
