package import TransparencyLog

/// A check of what a log published: what is trusted, what is known, and where evidence goes.
///
/// Each function makes one check and gives the report of what it proved, or throws the
/// ``CheckFailure`` that tells what was found.
package struct LogCheck: Sendable {
    /// Which checkpoints are believed.
    package let trust: LogTrust
    /// The directory in which the notes of a conflict are kept; `nil` keeps none.
    package let evidence: String?
    /// What the log signed earlier.
    package let known: [SignedCheckpoint]

    /// Takes what is trusted and known.
    ///
    /// - Parameters:
    ///   - trust: Which checkpoints are believed.
    ///   - known: Files with checkpoints or proofs of earlier times, or with the history of heads
    ///     that stands beside a published log.
    ///   - evidence: Where the notes of a conflict are kept.
    /// - Throws: When a known checkpoint cannot be read, or was not signed by the log.
    package init(
        trust: LogTrust, known: [String] = [], evidence: String? = nil
    ) throws(CheckFailure) {
        self.trust = trust
        self.evidence = evidence
        var checkpoints: [SignedCheckpoint] = []
        for path in known {
            for note in try GivenFiles.notes(path) {
                let checkpoint = try Self.signed(note, path, trust, isHeldToPolicy: false)
                // A head is published once more when it has got more cosignatures.
                if checkpoints.last?.head != checkpoint.head { checkpoints.append(checkpoint) }
            }
        }
        self.known = checkpoints
    }

    /// How a directory is verified.
    package struct DirectoryOptions: Sendable {
        /// Full bundles and tiles that end at or below this index may be missing.
        package var minimumIndex: UInt64 = 0
        /// The number of threads.
        package var threads = 1
        /// The file that lets a later check go on.
        package var progressFile: ProgressFile?
        /// Is told how many entries are done, and of how many.
        package var progress: @Sendable (_ done: UInt64, _ total: UInt64) -> Void = { _, _ in }
        /// Is told that the check stops at a number of entries because the user asked for it, and
        /// ends the process.
        package var interrupted: (@Sendable (_ size: UInt64) -> Void)?

        /// The usual ones.
        package init() {}
    }

    /// Verifies every file of a published directory.
    package func directory(
        _ path: String, _ options: DirectoryOptions
    ) throws(CheckFailure) -> LogReport {
        guard PlainFile.isDirectory(path) else {
            _ = try GivenFiles.bytes(path, limit: .max)
            throw CheckFailure(.noInput, "`\(path)` is no directory")
        }
        let directory = DirectorySource(path)
        if let note = try? directory.read(.checkpoint), let published = try? trust.openSigned(note)
        {
            try Self.requireOneLog(known + [published])
        }
        let heads = known.map(\.head)
        let verification = ParallelVerification(
            DirectoryVerifier(trust: trust, knownHeads: heads, minimumIndex: options.minimumIndex),
            threads: options.threads)
        let file = options.progressFile
        if file != nil { Interruption.watch() }
        do {
            return try verification.verify(
                directory, after: file?.read(),
                observer: .init(
                    progress: options.progress, store: { try file?.write($0) },
                    shouldStop: { file != nil && Interruption.isWanted })
            ).report(known: heads)
        } catch let error as DirectoryError {
            throw try refusal(error, directory)
        } catch let failure as CheckFailure {
            throw failure
        } catch let stopped as ParallelVerification.Stopped {
            options.interrupted?(stopped.size)
            Interruption.end()
        } catch {
            throw CheckFailure(.inputOutput, "`\(path)` cannot be read: \(error)")
        }
    }

    /// Checks one proof (C2SP tlog-proof).
    ///
    /// - Parameters:
    ///   - path: The proof.
    ///   - entry: A file with the entry that it proves; where it is left out, the one that the
    ///     proof carries as extra data.
    /// - Returns: What was proved.
    /// - Throws: ``CheckFailure``.
    package func proof(_ path: String, entry: String?) throws(CheckFailure) -> LogReport {
        let proof: LogProof
        let bytes = try GivenFiles.bytes(path)
        do throws(NoteError) {
            proof = try LogProof(bytes)
        } catch {
            throw CheckFailure(LogRefusal(error, of: "the proof `\(path)`"))
        }
        let given = try entry.map { (path) throws(CheckFailure) in
            try GivenFiles.bytes(path, limit: EntryBundle.maximumEntrySize)
        }
        guard let leaf = given ?? proof.extra else {
            throw CheckFailure(
                .badData, "`\(path)` does not carry the entry that it proves",
                hint: "name the file that holds the entry with --entry")
        }
        let checkpoint = try open(proof.checkpoint.bytes, "the checkpoint of `\(path)`")
        let proven: ProvenEntry
        do throws(ProvenEntry.Refusal) {
            proven = try ProvenEntry(verifying: leaf, proof: proof, under: checkpoint)
        } catch {
            throw CheckFailure(LogRefusal(error))
        }
        try compare(withKnown: checkpoint)
        return proven.report
    }

    /// Checks the signatures of one checkpoint.
    package func checkpoint(_ path: String) throws(CheckFailure) -> LogReport {
        let checkpoint = try Self.signed(path, trust, isHeldToPolicy: true)
        try compare(withKnown: checkpoint)
        return checkpoint.report
    }

    /// Checks that a newer checkpoint extends an older one.
    ///
    /// - Parameters:
    ///   - older: The file of the older one, or of a proof that carries it.
    ///   - newer: The file of the newer one, or the consistency proof with it
    ///     (``WitnessRequest``).
    ///   - directory: A published directory of the log; needed for two sizes without a proof.
    /// - Returns: What was proved.
    /// - Throws: ``CheckFailure``.
    package func consistency(
        _ older: String, _ newer: String, directory: String?
    ) throws(CheckFailure) -> LogReport {
        let old = try Self.signed(older, trust, isHeldToPolicy: false)
        let new = try Self.signed(newer, trust, isHeldToPolicy: true)
        try Self.requireOneLog([old, new])
        let pair = CheckpointPair(known: old, found: new)
        let needsTiles: Bool
        do throws(DirectoryError) {
            needsTiles = try !pair.isDecidedByHeads()
        } catch {
            throw try refusal(error, among: [old, new], nil)
        }
        if needsTiles {
            if let request = try? WitnessRequest(GivenFiles.bytes(newer)) {
                do throws(ProofError) {
                    try pair.check(request)
                } catch {
                    throw CheckFailure(LogRefusal(error, from: old.head, to: new.head))
                }
            } else {
                try compare(pair, directory)
            }
        }
        return new.report(extending: old.head)
    }

    private func compare(
        _ pair: CheckpointPair, _ directory: String?
    ) throws(CheckFailure) {
        guard let directory else {
            throw CheckFailure(
                .usage, "two checkpoints of different sizes are compared by the log's tiles",
                hint: "name a published directory with --directory")
        }
        let files = DirectorySource(directory)
        let published = try Self.signed("\(directory)/checkpoint", trust, isHeldToPolicy: false)
        try Self.requireOneLog([pair.known, pair.found, published])
        do throws(DirectoryError) {
            try pair.check(published: published, read: files.read)
        } catch {
            throw try refusal(error, among: [pair.known, pair.found, published], files)
        }
    }

    /// A policy may list several logs; only checkpoints of one can contradict each other.
    static func requireOneLog(_ checkpoints: [SignedCheckpoint]) throws(CheckFailure) {
        guard Set(checkpoints.map { Array($0.checkpoint.origin.utf8) }).count <= 1 else {
            throw CheckFailure(
                .badData, "the checkpoints are of different logs",
                hint: "compare what one log has signed")
        }
    }

    /// A checkpoint of one size as a known one must be the same.
    private func compare(withKnown checkpoint: SignedCheckpoint) throws(CheckFailure) {
        try Self.requireOneLog(known + [checkpoint])
        for known in known where known.head.size == checkpoint.head.size {
            guard known.head != checkpoint.head else { continue }
            let error = DirectoryError.fork(known: known.head, found: checkpoint.head)
            throw try refusal(error, among: [known, checkpoint], nil)
        }
    }

    private func refusal(
        _ error: DirectoryError, _ directory: DirectorySource
    ) throws(CheckFailure) -> CheckFailure {
        var checkpoints = known
        if let note = try? directory.read(.checkpoint), let published = try? trust.openSigned(note)
        {
            checkpoints.append(published)
        }
        return try refusal(error, among: checkpoints, directory)
    }

    /// What was found, with the notes of a conflict kept where that is asked for.
    ///
    /// - Parameters:
    ///   - error: What was found.
    ///   - checkpoints: Those that may be in conflict.
    ///   - directory: The published directory, whose tiles can prove a fork.
    /// - Returns: The failure to report.
    /// - Throws: When the evidence cannot be kept.
    package func refusal(
        _ error: DirectoryError, among checkpoints: [SignedCheckpoint],
        _ directory: DirectorySource? = nil
    ) throws(CheckFailure) -> CheckFailure {
        let refusal = LogRefusal(error)
        guard let evidence, let known = refusal.known, let found = refusal.found,
            let knownNote = checkpoints.first(where: { $0.head == known })?.note,
            let foundNote = checkpoints.first(where: { $0.head == found })?.note
        else { return CheckFailure(refusal) }
        var prefix: ProvenPrefix?
        if refusal.verdict == .fork, known.size < found.size, let directory {
            let size = checkpoints.map(\.head.size).max() ?? found.size
            prefix = try? PublishedTree(size: size, read: directory.read)
                .prefix(known.size, of: found)
        }
        let conflict = LogConflictEvidence(
            verdict: refusal.verdict, known: knownNote, found: foundNote, prefix: prefix)
        return CheckFailure(refusal, evidence: try EvidenceFolder(path: evidence).keep(conflict))
    }

    private func open(
        _ note: [UInt8], _ subject: String
    ) throws(CheckFailure) -> SignedCheckpoint {
        do throws(NoteError) {
            return try trust.open(note)
        } catch {
            throw CheckFailure(LogRefusal(error, of: subject))
        }
    }

    static func signed(
        _ path: String, _ trust: LogTrust, isHeldToPolicy: Bool
    ) throws(CheckFailure) -> SignedCheckpoint {
        try signed(GivenFiles.note(path), path, trust, isHeldToPolicy: isHeldToPolicy)
    }

    private static func signed(
        _ note: [UInt8], _ path: String, _ trust: LogTrust, isHeldToPolicy: Bool
    ) throws(CheckFailure) -> SignedCheckpoint {
        do throws(NoteError) {
            return try isHeldToPolicy ? trust.open(note) : trust.openSigned(note)
        } catch {
            throw CheckFailure(LogRefusal(error, of: "the checkpoint `\(path)`"))
        }
    }
}
