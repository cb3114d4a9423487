/// Which signed checkpoints are believed.
package enum LogTrust: Hashable, Sendable {
    /// Those of one log, signed by one of its keys; lines of these witnesses must be valid where
    /// there are any.
    case keys(origin: String, logKeys: [VerifierKey], witnesses: [VerifierKey] = [])
    /// Those that a policy accepts: signed by one of its logs and cosigned by its quorum.
    case policy(TrustPolicy)

    /// Trusts one key, whose name is the log's.
    package init(key: VerifierKey) { self = .keys(origin: key.name, logKeys: [key]) }

    /// Checks a checkpoint.
    ///
    /// - Parameter note: The whole signed note.
    /// - Returns: The checkpoint.
    /// - Throws: ``NoteError``.
    package func open(_ note: [UInt8]) throws(NoteError) -> SignedCheckpoint {
        switch self {
        case .keys(let origin, let logKeys, let witnesses):
            try SignedCheckpoint(
                verifying: note, origin: origin, logKeys: logKeys, witnesses: witnesses)
        case .policy(let policy): try SignedCheckpoint(verifying: note, under: policy)
        }
    }

    /// Checks that the log signed a checkpoint, whoever cosigned it: enough to hold the log to what
    /// it said earlier, and to show that it said two things.
    ///
    /// - Parameter note: The whole signed note.
    /// - Returns: The checkpoint.
    /// - Throws: ``NoteError``.
    package func openSigned(_ note: [UInt8]) throws(NoteError) -> SignedCheckpoint {
        guard case .policy(let policy) = self else { return try open(note) }
        let origin = try Checkpoint(SignedNote(note).text).origin
        let logKeys = policy.logs.map(\.key).filter { $0.name.utf8.elementsEqual(origin.utf8) }
        guard !logKeys.isEmpty else { throw .wrongOrigin }
        return try SignedCheckpoint(
            verifying: note, origin: origin, logKeys: logKeys,
            witnesses: policy.witnesses.map(\.key))
    }
}
