/// Why a trust policy was refused, and in which line.
package struct TrustPolicyError: Error, Hashable, Sendable {
    /// The kinds of refusal.
    package enum Reason: Error, Hashable, Sendable {
        /// The file is too large, or lists too many things.
        case tooLarge
        /// A control character.
        case invalidCharacter
        /// A line that is none of the four kinds, has missing or extra items, or no line feed.
        case malformedLine
        /// A key that is not a verifier key of the type that a log or a witness has.
        case invalidKey
        /// A public key that another line has.
        case duplicateKey
        /// A name that another line has, or `none`.
        case duplicateName
        /// A name that no line before this one defines.
        case unknownName
        /// A member of a second group.
        case groupedTwice
        /// A threshold that is not from 1 to the number of members.
        case invalidThreshold
        /// A second quorum line.
        case secondQuorum
        /// No quorum line.
        case noQuorum
    }

    /// What is wrong.
    package let reason: Reason
    /// The line, from 1; for a missing quorum the last one, and 0 for the file as a whole.
    package let line: Int

    init(_ reason: Reason, line: Int) {
        self.reason = reason
        self.line = line
    }
}
