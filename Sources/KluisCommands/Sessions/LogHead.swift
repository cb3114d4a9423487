internal import CryptoPrimitives
internal import Records
internal import TransparencyLog
internal import VaultClient

/// The head of the log as a session last verified it.
struct LogHead {
    /// The size and the root.
    let head: TreeHead
    /// The number of entries.
    var size: UInt64 { head.size }

    /// Reads it; asks for what is adopted when nothing was verified yet.
    init(_ session: Session) throws {
        let founding = try session.founding()
        guard let note = try session.lastCheckpoint() else {
            head = .empty
            return
        }
        head = try SignedCheckpoint(
            verifying: note, origin: founding.origin,
            logKeys: [VerifierKey(name: founding.origin, publicKey: founding.logKey.bytes)]
        ).head
    }
}
