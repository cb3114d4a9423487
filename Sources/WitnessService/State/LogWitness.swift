package import CommandSupport
internal import CryptoPrimitives
internal import PublishedLogs
package import TransparencyLog

/// A witness of one log: judges what it is asked, and remembers before it answers.
///
/// Calls for one log exclude each other, and one process has the state: who calls this sees to both.
package struct LogWitness: Sendable {
    /// The name of the log.
    package let origin: String
    private let logKeys: [VerifierKey]
    private let key: WitnessKey
    private let formerKeys: [VerifierKey]
    private let state: WitnessState

    /// What comes of a request.
    package enum Answer: Sendable {
        /// The cosignature, whose checkpoint is recorded.
        case cosigned(WitnessRecord)
        /// A refusal; where there is evidence, what it shows and where it was kept, if it was.
        case refused(WitnessRefusal, evidence: WitnessEvidence?, kept: String?)
    }

    /// Serves a log.
    ///
    /// - Parameters:
    ///   - logKeys: The keys of the log: one at least, all of one name.
    ///   - key: The witness's key.
    ///   - formerKeys: Those that it had before, under which the record may still stand.
    ///   - state: Where it remembers.
    package init(
        logKeys: [VerifierKey], key: WitnessKey, formerKeys: [VerifierKey], state: WitnessState
    ) {
        guard let name = logKeys.first?.name, logKeys.allSatisfy({ $0.name == name }) else {
            preconditionFailure("a log has keys of one name")
        }
        origin = name
        self.logKeys = logKeys
        self.key = key
        self.formerKeys = formerKeys
        self.state = state
    }

    /// What was cosigned last; `nil` when nothing was.
    package func record() throws(CommandFailure) -> WitnessRecord? {
        try state.record(of: origin, keys: [key.verifierKey] + formerKeys)
    }

    /// Judges a request and answers it.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - time: Now, in seconds since 1970-01-01T00:00:00Z.
    /// - Returns: The answer. A cosignature in it is of a checkpoint that the disk has.
    /// - Throws: What keeps the witness from answering: its own files.
    package func answer(_ request: WitnessRequest, at time: UInt64) throws -> Answer {
        let record = try record()
        switch request.judge(logKeys: logKeys, latest: record?.checkpoint.head) {
        case .cosign(let checkpoint):
            let next = try key.record(checkpoint, logKeys: logKeys, time: time, after: record)
            try state.save(next)
            try state.acquit(checkpoint)
            return .cosigned(next)
        case .refuse(let refusal, let evidence):
            let kept = try evidence.flatMap {
                try state.keep($0, of: request, origin: origin, after: record)
            }
            return .refused(refusal, evidence: evidence, kept: kept)
        }
    }

    /// The heads of a published directory, each signed by the log.
    ///
    /// - Throws: Status 20 for a note that is not this log's.
    func heads(in directory: PublishedDirectory) throws(CommandFailure) -> PublishedDirectory.Heads
    {
        try directory.heads(logKeys: logKeys)
    }

    /// A checkpoint that the log has signed.
    ///
    /// - Throws: Status 20 when it has not.
    func checkpoint(_ note: [UInt8], _ path: String) throws(CommandFailure) -> SignedCheckpoint {
        do throws(NoteError) {
            return try SignedCheckpoint(verifying: note, origin: origin, logKeys: logKeys)
        } catch {
            throw CommandFailure(
                .verificationFailed, "`\(path)` is no checkpoint of this log: \(error)")
        }
    }

    /// Keeps a head that is smaller than the one cosigned last: somebody shows an older log.
    func keepRollback(_ checkpoint: SignedNote) throws -> String? {
        try state.keep(
            .rollback, of: WitnessRequest(oldSize: 0, proof: [], checkpoint: checkpoint),
            origin: origin, after: record())
    }
}
