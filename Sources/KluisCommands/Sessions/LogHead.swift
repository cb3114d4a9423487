internal import CryptoPrimitives
internal import Records
internal import TransparencyLog
internal import VaultClient

/// The head of the log as a session last verified it.
struct LogHead {
    /// The number of entries.
    let size: UInt64

    /// Reads it; asks for what is adopted when nothing was verified yet.
    init(_ session: Session) throws {
        let founding = try session.founding()
        guard let note = try session.lastCheckpoint() else {
            size = 0
            return
        }
        size = try SignedCheckpoint(
            verifying: note, origin: founding.origin,
            logKeys: [VerifierKey(name: founding.origin, publicKey: founding.logKey.bytes)]
        ).head.size
    }
}
