internal import AccessAudit
internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import TransparencyLog

/// Heads of the log that were given out, as files.
struct CheckpointOptions: ParsableArguments {
    @Option(
        name: .customLong("checkpoint"), parsing: .singleValue,
        help: ArgumentHelp(
            "A checkpoint that was given out, with its witnesses' lines; may be repeated.",
            valueName: "file"))
    var files: [String] = []

    @Option(
        help: ArgumentHelp(
            "A trust policy (C2SP tlog-policy) that says which witnesses are enough.",
            valueName: "file"))
    var trustPolicy: String?

    /// A checkpoint whose signatures were verified.
    struct Verified {
        let checkpoint: SignedCheckpoint
        /// When the last witness signed; `nil` without a known one.
        let time: Instant?
        /// How many known witnesses signed; `nil` when no policy names any.
        let witnesses: Int?
        /// Whether they are enough; `nil` when no policy says so.
        let hasQuorum: Bool?

        var published: PublishedHead {
            PublishedHead(size: checkpoint.head.size, time: time, hasQuorum: hasQuorum)
        }
    }

    /// Reads and verifies the checkpoints; the smallest first.
    ///
    /// - Throws: Status 20 for one that is not of this vault's log.
    func verified(_ founding: Founding) throws -> [Verified] {
        let key = try VerifierKey(name: founding.origin, publicKey: founding.logKey.bytes)
        let policy = try trustPolicy.map { path -> TrustPolicy in
            let bytes = try readFile(path, limit: TrustPolicy.maximumSize)
            do throws(TrustPolicyError) {
                return try TrustPolicy(bytes)
            } catch {
                throw CommandFailure(.badData, "\(path): \(error)")
            }
        }
        return try files.map { path in
            let bytes = try readFile(path, limit: 1 << 20)
            do throws(NoteError) {
                let checkpoint = try SignedCheckpoint(
                    verifying: bytes, origin: founding.origin, logKeys: [key],
                    witnesses: policy?.witnesses.map(\.key) ?? [])
                let signed = checkpoint.cosignatures
                return Verified(
                    checkpoint: checkpoint,
                    time: signed.compactMap(\.time).max().map { Instant(seconds: Int64($0)) },
                    witnesses: policy == nil ? nil : signed.count,
                    hasQuorum: policy?.isQuorum(signed.map(\.key)))
            } catch {
                throw CommandFailure(
                    .verificationFailed,
                    "`\(path)` is no checkpoint of this vault's log: \(error)",
                    hint: "find out who wrote it; keep the file as evidence")
            }
        }.sorted { $0.checkpoint.head.size < $1.checkpoint.head.size }
    }
}

/// Reads a file that was named.
private func readFile(_ path: String, limit: Int) throws(CommandFailure) -> [UInt8] {
    do throws(FileFailure) {
        return try Files.read(path, limit: limit)
    } catch {
        throw error.asCommandFailure
    }
}
