import RecordStore
import RecordStoreSQLite
import TestSupport
import Testing

@Suite("The SQLite record store keeps the promises of a record store")
struct SQLiteConformanceTests {
    @Test("SQLite", arguments: RecordStoreCheck.all)
    func keepsPromise(_ check: RecordStoreCheck) throws {
        var directories: [TemporaryDirectory] = []
        try checkRecordStore(check) {
            let directory = try TemporaryDirectory()
            directories.append(directory)
            return try SQLiteRecordStore(creating: directory.path("store"))
        }
        #expect(!directories.isEmpty)
    }
}
