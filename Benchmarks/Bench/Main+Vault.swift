import CryptoPrimitives
import Foundation
import RecordStore
import RecordStoreSQLite
import Records
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

    /// The size of the log.
    var logSize: UInt64 { get throws { try vault.store.read { try $0.logState()?.size ?? 0 } } }

    /// A signed request of the worker, who has seen a log of some size, to open the section.
    func openMessage(seen seenSize: UInt64) throws -> [UInt8] {
        try message(
            of: dossier.worker, seen: seenSize,
            .openSection(
                OpenSection(
                    dossier: dossier.id, section: .latest(.medicalAssessment), version: 0,
                    purpose: .ownFile, handling: .view, glass: .intact, reason: "")))
    }

    /// A signed request of a founder, who oversees the log, to read one entry of it.
    func logMessage(seen seenSize: UInt64) throws -> [UInt8] {
        try message(
            of: vault.founders[1], seen: seenSize,
            .readLog(ReadLog(selection: .range, from: 0, count: 1)))
    }

    private func message(
        of person: TestVault.Person, seen seenSize: UInt64, _ call: Call
    ) throws -> [UInt8] {
        let bytes = Request(
            vault: vault.vault, member: person.id, appointment: nil, time: vault.clock.now,
            nonce: try Randomness.bytes(count: 16),
            ephemeralKey: try X25519.PrivateKey.generate().publicKey, seenSize: seenSize,
            call: call
        ).canonicalBytes
        return SignedRequest(
            request: bytes, signature: try person.keys.sign(bytes, appointment: nil), content: []
        ).canonicalBytes
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
