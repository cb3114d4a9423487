import Foundation
import RecordStore
import RecordStoreSQLite
import Records
import TestSupport
import Testing

/// File systems that are full or read-only; mounting them needs root.
///
/// Without root these tests are skipped, and say so; under CI as root they must run.
@Suite("The SQLite record store on a full or read-only file system", .serialized)
struct SQLiteMountTests {
    /// Mounts a small file system in memory for the length of `body`.
    private func withMemory(
        kibibytes: Int, _ body: (String, (_ readOnly: Bool) throws -> Void) throws -> Void
    ) throws {
        let directory = try TemporaryDirectory()
        let point = directory.path("memory")
        try FileManager.default.createDirectory(atPath: point, withIntermediateDirectories: false)
        // SAFETY: the strings are lent for the length of each call.
        let options = "size=\(kibibytes)k,mode=700"
        guard unsafe mount("tmpfs", point, "tmpfs", 0, options) == 0 else {
            let isCI = ProcessInfo.processInfo.environment["CI"] != nil
            print("NOT RUN: a file system could not be mounted (errno \(errno)); run as root")
            #expect(!(isCI && geteuid() == 0), "under CI as root this test must run")
            return
        }
        defer { _ = unsafe umount2(point, Int32(MNT_DETACH)) }
        try body(point) { readOnly in
            let flags = UInt(MS_REMOUNT) | (readOnly ? UInt(MS_RDONLY) : 0)
            #expect(unsafe mount("tmpfs", point, "tmpfs", flags, options) == 0)
        }
    }

    @Test("a full file system fails a commit whole, and the next one succeeds when there is space")
    func full() throws {
        try withMemory(kibibytes: 1024) { (point, _) throws in
            let records = try SQLiteRecordStore(creating: point + "/store")
            var count = 0
            #expect(throws: RecordStoreError.full) {
                while count < 1000 {
                    _ = try records.write { try SQLiteProcessTests.append(to: $0) }
                    count += 1
                }
            }
            #expect(count > 0)
            #expect(try records.read { try $0.count(of: .statement) } == count)
            #expect(try records.read { try $0.logState()?.size } == UInt64(count))
            try? records.close()
            // A process that starts on a full disk is refused with the reason, or opens to read.
            do {
                let opened = try SQLiteRecordStore(opening: point + "/store")
                defer { try? opened.close() }
                #expect(try opened.read { try $0.count(of: .statement) } == count)
            } catch {
                #expect(error as? RecordStoreError == .full)
            }
        }
    }

    @Test("space that comes back is used by the same process")
    func spaceComesBack() throws {
        try withMemory(kibibytes: 2048) { (point, _) throws in
            let records = try SQLiteRecordStore(creating: point + "/store")
            let filler = URL(fileURLWithPath: point + "/filler")
            _ = try records.write { try SQLiteProcessTests.append(to: $0) }
            try? Data(repeating: 1, count: 4 << 20).write(to: filler)
            _ = FileManager.default.createFile(atPath: filler.path, contents: nil)
            let handle = try FileHandle(forWritingTo: filler)
            while (try? handle.write(contentsOf: Data(repeating: 1, count: 4096))) != nil {}
            try handle.close()
            #expect(throws: RecordStoreError.full) {
                for _ in 0..<100 {
                    _ = try records.write { try SQLiteProcessTests.append(to: $0) }
                }
            }
            try FileManager.default.removeItem(at: filler)
            let index = try records.write { try SQLiteProcessTests.append(to: $0) }
            #expect(try records.read { try $0.count(of: .statement) } == Int(index) + 1)
            try records.close()
        }
    }

    @Test("a read-only file system is named as the reason")
    func readOnly() throws {
        try withMemory(kibibytes: 1024) { (point, remount) throws in
            let store = point + "/store"
            try SQLiteRecordStore(creating: store).close()
            try remount(true)
            #expect(throws: RecordStoreError.readOnly) { try SQLiteRecordStore(opening: store) }
            #expect(throws: RecordStoreError.readOnly) {
                try SQLiteRecordStore(creating: point + "/other")
            }
            try remount(false)
            try SQLiteRecordStore(opening: store).close()
        }
    }
}
