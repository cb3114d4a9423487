/// Why the mediator could not do what it was asked; nothing was changed.
///
/// A refusal by floor, policy, process or authority is not an error but an answer.
package enum MediatorError: Error, Hashable, Sendable {
    /// A row, a file or the log is not what was written.
    case damaged
    /// The store is behind the keystore or the log: something was put back.
    case rolledBack
    /// A chain grew meanwhile, or a version number is taken.
    case stale
    /// The thing does not exist, or the caller may not know that it does.
    case unknown
    /// The message does not fit what it refers to.
    case malformed
    /// The clock is behind the log, or jumped ahead by more than a day.
    case clock
}
