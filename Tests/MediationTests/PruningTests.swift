import CryptoPrimitives
import Foundation
import GRDB
import Mediation
import RecordStore
import RecordStoreSQLite
import Records
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

/// The removal of entries whose retention has passed.
@Suite("Pruning of the log") struct PruningTests {
    private let dossier: TestDossier
    private let overseers: Overseers
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        overseers = try Overseers(dossier.vault)
        try dossier.write(
            .consultation, "gesprek", by: dossier.physicianSession, role: .occupationalPhysician)
        while try vault.logSize < 300 {
            _ = try overseers.auditing.leaves(from: 0, count: 1)
        }
    }

    @Test("is refused while an entry below the index is younger than the retention")
    func refused() throws {
        #expect(refusingRules { try overseers.decide(.prune(below: 256)) } == ["retention/period"])
        #expect(throws: ClientError.failed(.unknown)) {
            try overseers.decide(.prune(below: 99_999))
        }
        let bundle = try vault.store.read { try $0.bundle(0) }
        #expect(bundle != nil)
    }

    @Test("removes whole bundles, keeps what dossiers rest on, and every proof")
    func prunes() throws {
        vault.clock.advance(days: 70)
        let late = try vault.logSize - 1
        let receipt = try overseers.decide(.prune(below: late))
        #expect(receipt.entries.first?.entry.event == .logPruned)
        #expect(receipt.entries.first?.entry.reference == 256)
        try vault.store.read { (reading) throws -> Void in
            #expect(try reading.bundle(0) == nil)
            #expect(try reading.minimumIndex() == 256)
            #expect(try reading.detail(200) == nil && reading.keptLeaf(255) == nil)
            #expect(try reading.count(of: .kept) > 20)
        }
        let report = try vault.audit()
        #expect(report.isClean, "\(report.findings)")
        // What was written before opens, with the proof of its entry.
        let opened = try dossier.open(
            .consultation, by: dossier.physicianSession, for: .reintegration)
        #expect(opened.content == Array("gesprek".utf8))
        #expect(try overseers.auditing.entry(at: late).index == late)
        #expect(throws: ClientError.self) { try overseers.auditing.entry(at: 255) }
        #expect(throws: ClientError.failed(.unknown)) {
            try overseers.auditing.leaves(from: 0, count: 1)
        }
        #expect(try overseers.auditing.leaves(from: 256, count: 3).entries.count == 3)
        let rows = try overseers.rows()
        #expect(rows.contains { $0.index == late } && !rows.contains { $0.index == 255 })
        #expect(try overseers.rows(.review).allSatisfy { !$0.facts.isDetailMissing })
        // A client that saw an older head finds the log consistent with it.
        try vault.restart()
        _ = try dossier.write(
            .consultation, "later", by: dossier.physicianSession, role: .occupationalPhysician)
        #expect(vault.isFoundClean())
        #expect(throws: ClientError.failed(.unknown)) {
            try overseers.decide(.prune(below: 200))
        }
    }

    @Test("a kept entry that was changed, and a minimum that nobody decided, are noticed")
    func forged() throws {
        try vault.store.write { try $0.insert(UInt64(256).bigEndianBytes, meta: .minimumIndex) }
        #expect(!vault.isFoundClean())
        try vault.store.write { writing in
            try writing.replace(
                meta: .minimumIndex, UInt64(256).bigEndianBytes,
                with: UInt64(0).bigEndianBytes)
        }
        #expect(vault.isFoundClean())
        vault.clock.advance(days: 70)
        try overseers.decide(.prune(below: 256))
        let records = try RawRecords(vault)
        let rows = try records.rows("SELECT * FROM log_kept")
        let row = try #require(rows.first)
        let stored: Data = row["leaf"]
        var leaf = [UInt8](stored)
        leaf[leaf.count / 2] ^= 1
        #expect(
            try records.replace("leaf", of: row, in: "log_kept", with: Data(leaf).databaseValue))
        try records.close()
        #expect(!vault.isFoundClean())
    }
}
