internal import GRDB
internal import RecordStore

extension DatabaseError {
    /// SQLite's code for a file that cannot be opened, whatever the reason.
    static var cannotOpen: Int32 { ResultCode.SQLITE_CANTOPEN.rawValue }
}

extension RecordStoreError {
    /// Keeps what SQLite's code says and drops its message, which can quote what was stored.
    init(_ error: any Error) {
        switch error {
        case let error as RecordStoreError: self = error
        case let error as DatabaseError: self = Self(error.extendedResultCode)
        case is RowDecodingError: self = .damaged
        default: self = .failed(code: -1)
        }
    }

    private init(_ code: ResultCode) {
        switch code {
        case .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_ROWID:
            self = .alreadyExists
        // A file system that is full when the shared-memory file must grow.
        case .SQLITE_IOERR_SHMSIZE: self = .full
        default:
            switch code.primaryResultCode {
            case .SQLITE_NOTADB: self = .notAStore
            case .SQLITE_CORRUPT, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_FORMAT:
                self = .damaged
            case .SQLITE_READONLY: self = .readOnly
            case .SQLITE_PERM, .SQLITE_AUTH: self = .notPermitted
            case .SQLITE_FULL: self = .full
            case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .busy
            case .SQLITE_TOOBIG: self = .tooLarge
            case .SQLITE_IOERR: self = .inputOutput
            case .SQLITE_MISUSE: self = .closed
            default: self = .failed(code: code.primaryResultCode.rawValue)
            }
        }
    }
}
