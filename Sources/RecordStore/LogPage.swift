/// Which entries of a view are wanted.
package enum LogPage: Hashable, Sendable {
    /// Oldest first, after an index, or from the start.
    case ascending(after: UInt64?, limit: Int)
    /// Newest first, before an index, or from the end.
    case descending(before: UInt64?, limit: Int)
}
