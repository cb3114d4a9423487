/// Why a published log directory was refused, and where.
package enum DirectoryError: Error, Hashable, Sendable {
    /// A file that the checkpoint's size calls for is not there.
    case missing(LogFile)
    /// The log is cut off: the checkpoint is signed over more entries than are there, and nothing
    /// is to the right of where they end.
    case ends(at: UInt64, signed: TreeHead)
    /// A file is there and could not be read.
    case unreadable(LogFile)
    /// A file ends too early; for a bundle, inside the entry of that index.
    case truncated(LogFile, entry: UInt64?)
    /// Bytes follow the end of a file's content.
    case trailingBytes(LogFile)
    /// A bundle does not hold what was logged; the first such entry of the log.
    case alteredEntry(LogFile, entry: UInt64)
    /// A tile does not hold what the checkpoint commits to; the first such tile, and the
    /// zero-based position of the hash in it where that is known.
    case alteredTile(LogFile, position: Int?)
    /// Entries and tiles fit each other or not, but neither leads to the signed root.
    case rootMismatch(signed: TreeHead)
    /// The checkpoint is not a signed checkpoint of this log.
    case badCheckpoint(NoteError)
    /// The checkpoint is of a smaller tree than one that was seen before.
    case rollback(known: TreeHead, found: TreeHead)
    /// The checkpoint is of a tree that does not extend one that was seen before.
    case fork(known: TreeHead, found: TreeHead)
}
