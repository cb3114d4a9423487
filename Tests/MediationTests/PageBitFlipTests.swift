import Foundation
import Mediation
import RecordStore
import RecordStoreSQLite
import Records
import TestSupport
import Testing
import VaultFixture

@Suite("One flipped bit in the file of the records") struct PageBitFlipTests {
    private let dossier: TestDossier
    private let copy: VaultCopy
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        try dossier.write(
            .medicalAssessment, "geheim", by: dossier.physicianSession,
            role: .occupationalPhysician)
        copy = try VaultCopy(of: dossier.vault)
    }

    private func rows(of store: SQLiteRecordStore) throws -> Set<RecordRow> {
        try store.read { reading in
            var rows: Set<RecordRow> = []
            for table in RecordTable.allCases {
                try reading.forEachRow(of: table) { rows.insert($0) }
            }
            return rows
        }
    }

    @Test("anywhere in the file it is noticed, or no row is another than it was")
    func anywhere() throws {
        let expected = try rows(of: vault.store)
        let folder = copy.path(of: .records)
        let file = URL(filePath: folder).appending(path: SQLiteRecordStore.fileName)
        let original = try Data(contentsOf: file)
        var generator = SeededGenerator(seed: 4)
        var noticed = 0
        for _ in 0..<Rounds.scaled(60) {
            // Pages are mostly room for more: look for a byte that says something.
            var position = 0
            repeat {
                position = Int.random(in: 0..<original.count, using: &generator)
            } while original[position] == 0
            var changed = original
            changed[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            // What an opening that failed left is no part of the next.
            for name in ["-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: file.path + name)
            }
            try changed.write(to: file)
            if try isNoticed(in: folder, unlessEqualTo: expected, position) { noticed += 1 }
        }
        #expect(noticed > 30)
    }

    private func isNoticed(
        in folder: String, unlessEqualTo expected: Set<RecordRow>, _ position: Int
    ) throws -> Bool {
        let store: SQLiteRecordStore
        do { store = try SQLiteRecordStore(opening: folder) } catch { return true }
        defer { try? store.close() }
        do {
            try store.checkPages()
            let report = try VaultAudit.run(
                store: store, secrets: vault.keystore, day: { $0.utcDay })
            if !report.isClean { return true }
        } catch {
            return true
        }
        #expect(try rows(of: store) == expected, "byte \(position) is not noticed")
        return false
    }
}
