/// Why a signed note, a key or a checkpoint was refused.
package enum NoteError: Error, Hashable, Sendable {
    /// The note is larger than 1 MiB, or has more than 100 signature lines.
    case tooLarge
    /// The text is not UTF-8, or has a control character other than the line feed.
    case invalidCharacter
    /// There is no blank line with signature lines after it, or no line feed at the end.
    case notSigned
    /// A signature line does not have its form.
    case malformedSignatureLine
    /// A line of a known key does not verify; the whole note is refused.
    case invalidSignature
    /// No line is of a known key that must sign.
    case noKnownSignature
    /// Two known keys have one name and one identifier.
    case ambiguousKey
    /// A key name is empty, or holds a space, a plus sign or a control character.
    case invalidKeyName
    /// A verifier key does not have its form.
    case malformedKey
    /// A verifier key is of a type that is not supported.
    case unsupportedKeyType
    /// The identifier in a verifier key is not that of its name and public key.
    case keyIdentifierMismatch
    /// The note's text is not a checkpoint.
    case malformedCheckpoint
    /// The checkpoint is another log's.
    case wrongOrigin
    /// Too few of the policy's witnesses have cosigned the checkpoint.
    case quorumNotMet
    /// The text is not a tlog-proof.
    case malformedProof
}
