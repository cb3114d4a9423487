/// Why an agent could not be reached, could not start, or did not do what was asked.
package enum AgentError: Error, Hashable, Sendable {
    /// No agent listens.
    case notRunning
    /// An agent runs, without this member's keys.
    case locked
    /// The agent does not do this by itself: the person has to give the passphrase.
    case passphraseNeeded
    /// The agent refuses: the message is none of the protocol, or names another member.
    case refused
    /// Another agent listens there already.
    case alreadyRunning
    /// Others can reach the socket's directory, or another user is at the other end.
    case exposed
    /// The other side went away, or took too long.
    case cutOff
    /// The system failed; the number is its own.
    case system(Int32)
}
