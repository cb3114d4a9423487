internal import CryptoPrimitives
internal import Records
internal import TransparencyLog

/// A reply of which signature, request, checkpoint, consistency and entries were verified.
///
/// There is no way to make one except by verifying.
struct VerifiedReply: Sendable {
    /// How the request ended.
    let outcome: Outcome
    /// How far apart the mediator stands, as it says.
    let level: AssuranceLevel
    /// The checkpoint; `nil` only for a failure that says nothing about the log.
    let checkpoint: SignedCheckpoint?
    /// The entries that the request made.
    let entries: [VerifiedEntry]

    /// Why a reply was not accepted, with the evidence when two checkpoints contradict each other.
    struct Rejection: Error {
        let error: ClientError
        var conflict: LogConflict?
    }

    /// Verifies a reply.
    ///
    /// - Parameters:
    ///   - bytes: The signed reply.
    ///   - request: The hash of the request that it must answer.
    ///   - founding: Whose keys it must be signed with.
    ///   - seen: The last checkpoint that was verified.
    /// - Throws: ``Rejection``.
    init(
        verifying bytes: [UInt8], request: Digest, founding: Founding, seen: SignedCheckpoint?
    ) throws(Rejection) {
        guard let signed = try? SignedReply(canonical: bytes) else {
            throw Rejection(error: .unverified(.message))
        }
        guard founding.mediatorKey.isValidSignature(signed.signature, for: signed.reply) else {
            throw Rejection(error: .unverified(.replySignature))
        }
        guard let reply = try? Reply(canonical: signed.reply) else {
            throw Rejection(error: .unverified(.message))
        }
        guard reply.request == request else { throw Rejection(error: .unverified(.otherRequest)) }
        guard reply.level >= founding.leastLevel else {
            throw Rejection(error: .levelTooLow(reply.level, least: founding.leastLevel))
        }
        outcome = reply.outcome
        level = reply.level
        if case .failed = reply.outcome, reply.checkpoint.isEmpty, reply.entries.isEmpty {
            checkpoint = nil
            entries = []
            return
        }
        let checkpoint: SignedCheckpoint
        if let seen, seen.note.bytes == reply.checkpoint {
            checkpoint = seen
        } else if let shown = try? SignedCheckpoint(verifying: reply.checkpoint, of: founding) {
            checkpoint = shown
        } else {
            throw Rejection(error: .unverified(.checkpoint))
        }
        if let seen { try Self.compare(checkpoint, with: seen, proof: reply.consistency) }
        self.checkpoint = checkpoint
        var entries: [VerifiedEntry] = []
        for entry in reply.entries {
            do {
                entries.append(try VerifiedEntry(verifying: entry, against: checkpoint))
            } catch { throw Rejection(error: error) }
        }
        self.entries = entries
    }

    private static func compare(
        _ shown: SignedCheckpoint, with seen: SignedCheckpoint, proof: [Digest]
    ) throws(Rejection) {
        let sizes = (seen: seen.head.size, shown: shown.head.size)
        func conflict(_ kind: LogConflict.Kind) -> LogConflict {
            LogConflict(
                kind: kind, seen: seen.note.bytes, shown: shown.note.bytes, proof: proof)
        }
        guard sizes.shown >= sizes.seen else {
            throw Rejection(
                error: .rolledBack(seen: sizes.seen, shown: sizes.shown),
                conflict: conflict(.rollback))
        }
        do {
            _ = try ConsistentHeads(verifying: seen.head, to: shown.head, proof: proof)
        } catch {
            throw Rejection(
                error: .forked(seen: sizes.seen, shown: sizes.shown), conflict: conflict(.fork))
        }
    }
}
