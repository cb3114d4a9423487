internal import GRDB
internal import Glibc
internal import RecordStore

/// Where a store's files are, and what their state says before and after SQLite has tried.
// SAFETY: every `unsafe` call here lends a string or a local to C for the length of the call.
struct StoreFile {
    let directory: String
    let path: String
    let lockPath: String

    init(directory: String) {
        self.directory = directory
        path = directory + "/" + SQLiteRecordStore.fileName
        lockPath = directory + "/store.lock"
    }

    /// Whether the journal is larger than processes that end properly leave it: 1 MiB.
    var hasLargeJournal: Bool { (Self.size(of: path + "-wal") ?? 0) > 1 << 20 }

    /// SQLite would create the file, and take an empty one for a new database.
    func checkPresence() throws(RecordStoreError) {
        guard let size = Self.size(of: path) else { throw explainMissing() }
        guard size > 0 else { throw .notAStore }
    }

    /// Makes the directory and an empty database, whose mode SQLite gives to its other files.
    func create() throws(RecordStoreError) {
        if unsafe mkdir(directory, 0o700) != 0 {
            guard errno == EEXIST else { throw Self.error(errno) }
        }
        let descriptor = unsafe open(
            path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor >= 0 {
            Glibc.close(descriptor)
        } else {
            let code = errno
            // An empty file is what a process leaves that was stopped here.
            guard code == EEXIST, Self.size(of: path) == 0 else {
                throw code == EEXIST ? .storeExists : Self.error(code)
            }
        }
    }

    /// Flushes the directory, so that the new names survive a power cut.
    func makeDurable() throws(RecordStoreError) {
        for path in [directory, directory + "/.."] { try Self.flush(path) }
    }

    /// Flushes the directory alone.
    func flushDirectory() throws(RecordStoreError) { try Self.flush(directory) }

    private static func flush(_ directory: String) throws(RecordStoreError) {
        let descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw error(errno) }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw error(errno) }
    }

    /// Says why SQLite could not open the file, where SQLite itself only says that it could not.
    func explain(_ error: any Error) -> RecordStoreError {
        let mapped = RecordStoreError(error)
        guard mapped == .failed(code: DatabaseError.cannotOpen) else { return mapped }
        guard Self.size(of: path) != nil else { return explainMissing() }
        for path in [directory, path] where unsafe access(path, W_OK) != 0 {
            return Self.error(errno)
        }
        return mapped
    }

    private func explainMissing() -> RecordStoreError {
        errno == EACCES ? .notPermitted : .missing
    }

    static func error(_ code: Int32) -> RecordStoreError {
        switch code {
        case EROFS: .readOnly
        case EACCES, EPERM: .notPermitted
        case ENOSPC, EDQUOT: .full
        case ENOENT, ENOTDIR: .missing
        case EIO: .inputOutput
        default: .failed(code: code)
        }
    }

    private static func size(of path: String) -> Int? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return Int(status.st_size)
    }
}
