/// Why a check of a log, a proof or a checkpoint failed: the same for every program that says it.
package struct LogRefusal: Error, Hashable, Sendable {
    /// The kinds of failure, as programs read them.
    package enum Verdict: String, CaseIterable, Hashable, Sendable {
        /// The log signed two histories: one size with two roots, or one that is no beginning of
        /// the other.
        case fork
        /// The log is smaller than it was signed before.
        case rollback
        /// The log is signed over more than is there.
        case truncated
        /// A file is not there.
        case missing
        /// Bytes are not what was logged.
        case altered
        /// A file is there and cannot be read, so that nothing was decided.
        case unreadable
        /// The checkpoint is not signed by who must have signed it, or by too few.
        case untrusted
        /// The text is no checkpoint, note or proof.
        case malformed
        /// The hashes of a proof do not lead to the signed root.
        case unproven
    }

    /// What kind it is.
    package let verdict: Verdict
    /// What is wrong, in words: lower case, without a full stop.
    package let message: String
    /// The head that was known, for a fork or a rollback.
    package private(set) var known: TreeHead?
    /// The head that contradicts it, or that was signed over more than is there.
    package private(set) var found: TreeHead?
    /// The file, as a path below the log's directory.
    package private(set) var file: String?
    /// The index of the entry.
    package private(set) var entry: UInt64?

    /// A directory that does not verify.
    package init(_ error: DirectoryError) {
        switch error {
        case .missing(let file):
            verdict = .missing
            self.file = file.path
        case .ends(let end, let signed):
            verdict = .truncated
            found = signed
            entry = end
        case .unreadable(let file):
            verdict = .unreadable
            self.file = file.path
        case .truncated(let file, let entry):
            verdict = .truncated
            self.file = file.path
            self.entry = entry
        case .trailingBytes(let file):
            verdict = .altered
            self.file = file.path
        case .alteredEntry(let file, let entry):
            verdict = .altered
            self.file = file.path
            self.entry = entry
        case .alteredTile(let file, _):
            verdict = .altered
            self.file = file.path
        case .rootMismatch(let signed):
            verdict = .altered
            found = signed
        case .badCheckpoint(let error):
            verdict = Self.verdict(error)
            file = LogFile.checkpoint.path
        case .rollback(let known, let found):
            verdict = .rollback
            self.known = known
            self.found = found
        case .fork(let known, let found):
            verdict = .fork
            self.known = known
            self.found = found
        }
        message = "the log does not verify: \(LogFault.words(error))"
    }

    /// A proof that does not prove its entry.
    package init(_ error: ProvenEntry.Refusal) {
        switch error {
        case .checkpoint(let error): verdict = Self.verdict(error)
        case .path: verdict = .unproven
        }
        message = "the proof does not verify: \(LogFault.words(error))"
    }

    /// A note that is no checkpoint of the log, or a proof that has not its form.
    ///
    /// - Parameters:
    ///   - error: The reason.
    ///   - subject: What was read, such as ``the checkpoint `old.checkpoint` ``.
    package init(_ error: NoteError, of subject: String) {
        verdict = Self.verdict(error)
        message = "\(subject) is refused: \(LogFault.words(error))"
    }

    /// A consistency proof that does not lead from one head to the other.
    package init(_ error: ProofError, from older: TreeHead, to newer: TreeHead) {
        verdict = .unproven
        message =
            "the proof does not show that the log of \(newer.size) entries extends the one of "
            + "\(older.size)"
        known = older
        found = newer
    }

    private static func verdict(_ error: NoteError) -> Verdict {
        switch error {
        case .invalidSignature, .noKnownSignature, .wrongOrigin, .quorumNotMet, .ambiguousKey:
            .untrusted
        default: .malformed
        }
    }

    /// What helps whoever reads it; `nil` when there is nothing to say.
    package var advice: String? {
        switch verdict {
        case .fork, .rollback:
            "keep both signed checkpoints: they show it to anybody, without this program"
        case .missing where file?.hasPrefix("tile/") == true:
            "where the log was pruned, give its minimum index: its entry `log.prune` tells it"
        case .truncated, .missing, .altered:
            "keep the directory as evidence, and tell the data protection officer"
        case .unreadable, .untrusted, .malformed, .unproven: nil
        }
    }

    /// What programs read of it beside the message.
    package var members: [(String, ReportValue)] {
        var members: [(String, ReportValue)] = [("verdict", .string(verdict.rawValue))]
        if let known { members.append(("known", ReportValue(known))) }
        if let found { members.append(("found", ReportValue(found))) }
        if let file { members.append(("file", .string(file))) }
        if let entry { members.append(("entry", .number(entry))) }
        return members
    }
}
