import CryptoPrimitives
import Foundation
import GRDB
import Keystore
import Mediation
import RecordStoreSQLite
import Records
import TestSupport
import Testing
import VaultFixture

@Suite("One flipped bit at rest") struct BitFlipTests {
    /// What may change without anybody noticing, because it says nothing that anybody believes:
    /// stated in `docs/formats/record-store.md` in the row of its table.
    private struct Harmless {
        let place: String
        let reason: String
        let isMeant: (Row) -> Bool
    }

    private let harmless = [
        Harmless(
            place: "version.id", reason: "only the pieces of a content refer to it, here none",
            isMeant: { ($0["size"] as Int) <= 65_536 })
    ]

    @Test("a flipped bit in any column of any table of the store is noticed")
    func everyColumn() throws {
        let story = try RichStory()
        let records = try RawRecords(story.vault)
        var generator = SeededGenerator(seed: 2)
        let report = try story.vault.audit()
        try #require(report.isClean, "\(report.findings)")
        // Entries that were kept are only there after pruning: PruningTests.
        for table in try records.tables() where table != "log_kept" {
            let columns = try records.columns(of: table)
            try #require(!columns.isEmpty)
            for column in columns {
                for _ in 0..<Rounds.scaled(1) {
                    try flip(column, of: table, in: records, story.vault, &generator)
                }
            }
        }
        #expect(story.vault.isFoundClean(), "every change was put back")
        try records.close()
    }

    private func flip(
        _ column: String, of table: String, in records: RawRecords, _ vault: TestVault,
        _ generator: inout SeededGenerator
    ) throws {
        let place = "\(table).\(column)"
        let exception = harmless.first { $0.place == place }
        let rows = try records.rows("SELECT * FROM \"\(table)\"")
            .filter { !(exception?.isMeant($0) ?? false) }
        for _ in 0..<100 {
            let row = try #require(
                rows.randomElement(using: &generator), "the story has no row for \(place)")
            let old: DatabaseValue = row[column]
            let new = try #require(flipped(old, &generator), "\(place) is empty")
            // A key that is taken, or a byte that is no text: another bit.
            guard try records.replace(column, of: row, in: table, with: new) else { continue }
            #expect(!vault.isFoundClean(), "a flipped bit in \(place) is not noticed")
            let changed = row.replacing(column, with: new)
            #expect(try records.replace(column, of: changed, in: table, with: old))
            return
        }
        Issue.record("no bit of \(place) can be flipped")
    }

    private func flipped(
        _ value: DatabaseValue, _ generator: inout SeededGenerator
    ) -> DatabaseValue? {
        switch value.storage {
        case .int64(let number):
            return (number ^ 1 << Int64.random(in: 0..<63, using: &generator)).databaseValue
        case .string(let text):
            var bytes = Array(text.utf8)
            guard !bytes.isEmpty else { return nil }
            bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= 1
            return String(decoding: bytes, as: UTF8.self).databaseValue
        case .blob(let data):
            var bytes = Array(data)
            guard !bytes.isEmpty else { return nil }
            let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &generator)
            bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= bit
            return Data(bytes).databaseValue
        case .null, .double: return nil
        }
    }
}

@Suite("One flipped bit in the keystore") struct KeystoreBitFlipTests {
    private let dossier: TestDossier
    private var vault: TestVault { dossier.vault }

    init() throws { dossier = try TestDossier(TestVault()) }

    private var folder: URL { vault.directory.appending(path: "keystore") }

    private func openKeystore() throws -> FileKeystore {
        try FileKeystore(
            opening: folder.path, keyPath: vault.directory.appending(path: "kek").path)
    }

    /// Every file with what reads it.
    private func files() throws -> [(URL, (FileKeystore) throws -> Void)] {
        let chain = ChainID.dossier(dossier.id)
        let name = chain.bytes.hex
        return [
            (folder.appending(path: "vault.sealed"), { _ = try $0.vaultSecrets() }),
            (folder.appending(path: "head.sealed"), { _ = try $0.head() }),
            (
                folder.appending(path: "chains/\(name.suffix(2))/\(name).sealed"),
                { _ = try $0.chain(chain) }
            ),
        ]
    }

    @Test("a flipped bit in any byte of a sealed file is noticed by who reads it")
    func everyByte() throws {
        let keystore = try openKeystore()
        for (file, read) in try files() {
            let original = [UInt8](try Data(contentsOf: file))
            try read(keystore)
            for position in original.indices {
                var bytes = original
                bytes[position] ^= 1 << UInt8(position % 8)
                try overwrite(file, bytes)
                #expect(throws: SecretStoreError.self, "\(file.lastPathComponent), \(position)") {
                    try read(keystore)
                }
            }
            try overwrite(file, original)
            try read(keystore)
        }
    }

    @Test("a flipped bit in any file of the keystore is noticed by the audit")
    func everyFile() throws {
        let enumerator = try #require(
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        let sealed = enumerator.compactMap { $0 as? URL }.filter { $0.pathExtension == "sealed" }
        try #require(sealed.count > 10)
        for (number, file) in sealed.enumerated() where number % 7 == 0 || number < 3 {
            let original = [UInt8](try Data(contentsOf: file))
            // One in the name of the place, one in what is sealed.
            for position in [15, original.count / 2] {
                var bytes = original
                bytes[position] ^= 4
                try overwrite(file, bytes)
                #expect(!vault.isFoundClean(), "\(file.lastPathComponent), byte \(position)")
            }
            try overwrite(file, original)
        }
        #expect(vault.isFoundClean())
    }

    @Test("a flipped bit in the file of the key is noticed, or leaves the same key")
    func keyFile() throws {
        let file = vault.directory.appending(path: "kek")
        let original = [UInt8](try Data(contentsOf: file))
        let lines = original.split(separator: 0x0a, omittingEmptySubsequences: false)
        let digits = lines[0].count + 1..<lines[0].count + 1 + lines[1].count
        for position in original.indices {
            for bit in UInt8(0)..<8 {
                var bytes = original
                bytes[position] ^= 1 << bit
                try overwrite(file, bytes)
                // Written large or small, a letter of the key is the same digit.
                let isCase =
                    bit == 5 && digits.contains(position)
                    && (0x61...0x66).contains(original[position])
                if isCase {
                    #expect(try openKeystore().vaultSecrets().vault == vault.vault)
                } else {
                    #expect(throws: SecretStoreError.self, "byte \(position), bit \(bit)") {
                        try openKeystore()
                    }
                }
            }
        }
        try overwrite(file, original)
    }

    private func overwrite(_ file: URL, _ bytes: [UInt8]) throws {
        let handle = try FileHandle(forWritingTo: file)
        defer { try? handle.close() }
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: Data(bytes))
    }
}
