import CryptoPrimitives
import Foundation
import RecordStore
import RecordStoreSQLite
import Records
import TestSupport
import Testing

@Suite("The file of the SQLite record store")
struct SQLiteFileTests {
    private let directory: TemporaryDirectory
    private let store: String
    private let file: String

    init() throws {
        directory = try TemporaryDirectory()
        store = directory.path("store")
        file = store + "/" + SQLiteRecordStore.fileName
    }

    /// Makes a store with rows and closes it.
    private func fill() throws {
        let records = try SQLiteRecordStore(creating: store)
        try records.write { (records) throws in
            for row in Sample.rows { try records.insert(row) }
        }
        try records.close()
    }

    private func change(_ path: String, _ body: (inout Data) -> Void) throws {
        var data = try Data(contentsOf: URL(fileURLWithPath: path))
        body(&data)
        try data.write(to: URL(fileURLWithPath: path))
    }

    @Test("the settings that make a commit durable are in force, created or opened")
    func settings() throws {
        for isNew in [true, false] {
            let records =
                try isNew
                ? SQLiteRecordStore(creating: store) : SQLiteRecordStore(opening: store)
            let settings = try records.settings()
            #expect(settings.synchronous == 2)
            #expect(settings.secureDelete)
            #expect(settings.journalMode == "wal")
            #expect(settings.format == 2)
            try records.close()
        }
    }

    @Test("what was written is there after closing and opening, and the pages are in order")
    func reopening() throws {
        try fill()
        let records = try SQLiteRecordStore(opening: store)
        #expect(Set(try allRows(of: records).values.joined()) == Set(Sample.rows))
        try records.checkPages()
        try records.close()
    }

    @Test("a store is not created over another, nor opened where there is none")
    func presence() throws {
        #expect(throws: RecordStoreError.missing) { try SQLiteRecordStore(opening: store) }
        try fill()
        #expect(throws: RecordStoreError.storeExists) { try SQLiteRecordStore(creating: store) }
        #expect(throws: RecordStoreError.missing) {
            try SQLiteRecordStore(creating: directory.path("absent/store"))
        }
        let records = try SQLiteRecordStore(opening: store)
        #expect(Set(try allRows(of: records).values.joined()) == Set(Sample.rows))
        try records.close()
    }

    @Test("what is not a record store is refused, and left as it is")
    func foreignFiles() throws {
        try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: false)
        let contents = [
            [], Array("this is a letter, not a database\n".utf8), Sample.bytes(1, count: 9000),
            Array("SQLite format 3\0".utf8),
        ]
        for content in contents {
            try Data(content).write(to: URL(fileURLWithPath: file))
            #expect(throws: RecordStoreError.notAStore) { try SQLiteRecordStore(opening: store) }
            #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == Data(content))
        }
    }

    @Test("another program's database is refused")
    func otherApplication() throws {
        try fill()
        // The application's number stands at byte 68 (SQLite file format, section 1.3).
        try change(file) { $0[71] ^= 1 }
        #expect(throws: RecordStoreError.notAStore) { try SQLiteRecordStore(opening: store) }
    }

    @Test("a store of a later version is refused")
    func newerFormat() throws {
        try fill()
        // The version of the schema stands at byte 60 (SQLite file format, section 1.3).
        try change(file) { $0[63] = 3 }
        #expect(throws: RecordStoreError.newerFormat) { try SQLiteRecordStore(opening: store) }
    }

    @Test("a file that was cut off is refused", arguments: [2, 4, 10])
    func truncated(part: Int) throws {
        try fill()
        try change(file) { $0 = $0.prefix($0.count / part / 4096 * 4096) }
        #expect(throws: RecordStoreError.damaged) { try SQLiteRecordStore(opening: store) }
    }

    @Test("an object whose bytes were changed is refused, in place and in a copy")
    func changedObject() throws {
        let object = Sample.bytes(77, count: 500)
        let records = try SQLiteRecordStore(creating: store)
        let hash = try records.write { try $0.insert(object: object) }
        try records.close()
        try change(file) { data in
            guard let range = data.range(of: Data(object)) else { return }
            data[range.lowerBound + 100] ^= 4
        }
        let opened = try SQLiteRecordStore(opening: store)
        #expect(throws: RecordStoreError.damaged) { try opened.read { try $0.object(hash) } }
        #expect(throws: RecordStoreError.damaged) {
            try opened.read { try $0.forEachRow(of: .object) { _ in } }
        }
        try opened.close()
    }

    @Test("changed bytes anywhere never stop the process: it is an error, or other sealed bytes")
    func mutations() throws {
        try fill()
        let original = try Data(contentsOf: URL(fileURLWithPath: file))
        var refusals = 0
        for round in 0..<150 {
            let noise = Sample.bytes(round, count: 24)
            try change(file) { data in
                data = original
                // Every other time in the first bytes of pages, which say how they are read.
                let size = round.isMultiple(of: 2) ? 8 : 4096
                for index in 0...round % 8 {
                    let noise = noise[index * 3..<index * 3 + 3].map { Int($0) }
                    let page = noise[0] % (data.count / 4096)
                    data[page * 4096 + noise[1] * 16 % size] = UInt8(noise[2])
                }
            }
            do {
                let records = try SQLiteRecordStore(opening: store)
                defer { try? records.close() }
                try records.read { (records) throws in
                    for table in RecordTable.allCases {
                        try records.forEachRow(of: table) { _ in }
                    }
                }
            } catch {
                #expect(error is RecordStoreError)
                refusals += 1
            }
        }
        #expect(refusals > 10)
    }

    @Test("after an erasure no file holds the erased bytes")
    func erasure() throws {
        let secret = Sample.bytes(123, count: 100_000)
        let records = try SQLiteRecordStore(creating: store)
        let row = Sample.version(dossier: 1, section: 2, 1, contentSize: secret.count)
        try records.write { try $0.insert(row, content: secret) }
        #expect(try holdsAny(of: secret))
        try records.write { _ = try $0.removeVersions(of: row.key.dossier) }
        try records.scrub()
        #expect(try !holdsAny(of: secret))
        try records.close()
        #expect(try !holdsAny(of: secret))
    }

    /// Whether a file of the directory holds any 32 bytes of what was written, at steps of 1,000.
    private func holdsAny(of bytes: [UInt8]) throws -> Bool {
        for name in try FileManager.default.contentsOfDirectory(atPath: store) {
            let data = try Data(contentsOf: URL(fileURLWithPath: store + "/" + name))
            for start in stride(from: 0, to: bytes.count - 32, by: 1000)
            where data.range(of: Data(bytes[start..<start + 32])) != nil {
                return true
            }
        }
        return false
    }

    @Test("the journal does not grow over 500 openings and closings")
    func openAndClose() throws {
        try SQLiteRecordStore(creating: store).close()
        for index in 0..<500 {
            let records = try SQLiteRecordStore(opening: store)
            try records.write { (records) throws in
                let row = Sample.request(index, expires: 0)
                _ = try records.removeRequests(expiringBefore: Instant(seconds: 1))
                try records.insert(row)
            }
            try records.close()
            #expect(!FileManager.default.fileExists(atPath: file + "-wal"))
        }
        let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
        #expect(size > 0 && size < 400_000)
    }

    @Test("directory and files are the owner's alone, whatever the umask")
    func permissions() async throws {
        await #expect(processExitsWith: .success) { [store = store as String] in
            umask(0)
            let records = try SQLiteRecordStore(creating: store)
            try records.write { try $0.insert(Sample.ending(1)) }
            let names = try FileManager.default.contentsOfDirectory(atPath: store)
            #expect(
                Set(names) == [
                    "records.sqlite", "records.sqlite-shm", "records.sqlite-wal", "store.lock",
                ])
            for (path, mode) in names.map({ (store + "/" + $0, 0o600) }) + [(store, 0o700)] {
                let attributes = try FileManager.default.attributesOfItem(atPath: path)
                #expect(attributes[.posixPermissions] as? Int == mode, "\(path)")
            }
            try records.close()
        }
    }

    @Test("a call inside a call of the same store stops the process")
    func nesting() async throws {
        await #expect(processExitsWith: .failure) { [store = store as String] in
            let records = try SQLiteRecordStore(creating: store)
            try records.write { _ in try records.write { _ in } }
        }
    }
}
