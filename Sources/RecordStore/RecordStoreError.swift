/// Why a record store refuses or fails.
///
/// No error holds a row, an identifier, a path or an engine's message.
package enum RecordStoreError: Error, Hashable, Sendable {
    /// There is no store at this place.
    case missing
    /// There is a store at this place already.
    case storeExists
    /// What is there was not made as a record store.
    case notAStore
    /// The store was written by a later version of the program.
    case newerFormat
    /// A row or a page is not what was written: changed, cut off, or of another type.
    case damaged
    /// The file system or the file does not allow writing.
    case readOnly
    /// The user may not read or write the files.
    case notPermitted
    /// No space is left.
    case full
    /// Another process kept the store for too long.
    case busy
    /// The engine did not take the settings without which a commit would not be durable.
    case notDurable
    /// A row with this key exists; it was not changed.
    case alreadyExists
    /// The row to change is not as the caller expected; it was not changed.
    case conflict
    /// A content or a number is larger than a store takes.
    case tooLarge
    /// Reading from or writing to the disk failed.
    case inputOutput
    /// The store was closed.
    case closed
    /// The engine failed in another way; the number is its own code.
    case failed(code: Int32)
}

extension RecordStoreError: CustomStringConvertible {
    /// What happened and, where there is one, what helps.
    package var description: String {
        switch self {
        case .missing: "there is no record store here"
        case .storeExists: "there is a record store here already"
        case .notAStore: "the file is not a record store"
        case .newerFormat: "the record store was written by a later version; update the program"
        case .damaged: "the record store is damaged; restore it from a backup"
        case .readOnly: "the record store cannot be written: the file system is read-only"
        case .notPermitted: "the record store cannot be opened: permission denied"
        case .full: "no space is left for the record store; nothing was written"
        case .busy: "another process keeps the record store busy; nothing was written"
        case .notDurable: "the record store would not be durable with this engine; it stays closed"
        case .alreadyExists: "a record with this key exists already"
        case .conflict: "the record was changed meanwhile"
        case .tooLarge: "the content is larger than a record store takes"
        case .inputOutput: "reading or writing the record store failed"
        case .closed: "the record store is closed"
        case .failed(let code): "the storage engine failed with code \(code)"
        }
    }
}
