package import CommandSupport
package import TransparencyLog

extension PublishedDirectory {
    /// The heads of a directory as they were found, each signed by the log.
    package struct Heads: Hashable, Sendable {
        /// The head that readers take.
        package let checkpoint: SignedCheckpoint?
        /// The head that is offered to witnesses; it may be the same.
        package let offer: SignedCheckpoint?

        /// The larger one.
        package var latest: SignedCheckpoint? {
            guard let offer else { return checkpoint }
            guard let checkpoint, checkpoint.head.size > offer.head.size else { return offer }
            return checkpoint
        }
    }

    /// Reads the heads, each of which a key of the log must have signed.
    ///
    /// - Parameters:
    ///   - logKeys: The keys of the log; at least one. Their name is its origin.
    ///   - witnesses: Known witnesses, whose lines must be valid where there are any.
    /// - Returns: The heads.
    /// - Throws: Status 20 for a note that is not this log's.
    package func heads(
        logKeys: [VerifierKey], witnesses: [VerifierKey] = []
    ) throws(CommandFailure) -> Heads {
        guard let origin = logKeys.first?.name else {
            preconditionFailure("a log has a key")
        }
        func verified(_ note: [UInt8]?, _ path: String) throws(CommandFailure)
            -> SignedCheckpoint?
        {
            guard let note else { return nil }
            do throws(NoteError) {
                return try SignedCheckpoint(
                    verifying: note, origin: origin, logKeys: logKeys, witnesses: witnesses)
            } catch {
                throw CommandFailure(
                    .verificationFailed, "`\(path)` is no checkpoint of this log: \(error)",
                    hint: "find out who wrote it; a log is published to a directory of its own")
            }
        }
        let notes: (checkpoint: [UInt8]?, offer: [UInt8]?)
        do throws(FileFailure) {
            notes = (try checkpoint(), try offer(origin: origin))
        } catch {
            throw error.asCommandFailure
        }
        return Heads(
            checkpoint: try verified(notes.checkpoint, path(of: .checkpoint)),
            offer: try verified(notes.offer, offerPath(origin: origin)))
    }

    /// The end of the history; `nil` when there is none.
    ///
    /// - Throws: Status 65 when the file is something else.
    package func recentHistory() throws -> HeadHistory? {
        guard Files.status(historyPath) != nil else { return nil }
        return try ending(of: RecordFile(historyPath, mode: 0o644))
    }

    /// The last records, and how many bytes of a torn one follow them.
    private func ending(of file: borrowing RecordFile) throws -> HeadHistory {
        let size = try file.size()
        // More than any head that we write; where a reader's lines made it larger, all is read.
        for count in [256 << 10, size] {
            let isWhole = count >= size
            let bytes = try file.end(atMost: count)
            guard let history = HeadHistory(bytes, isWhole: isWhole) else { break }
            if isWhole || !history.records.isEmpty { return history }
        }
        throw CommandFailure(
            .badData, "`\(historyPath)` is no history of published heads",
            hint: "move it away and keep it as evidence")
    }

    /// Adds a head to the history; nothing when its last record is the same.
    package func remember(_ record: HeadHistory.Record) throws {
        let file = try RecordFile(historyPath, mode: 0o644)
        let history = try ending(of: file)
        guard history.records.last != record else { return }
        try file.replaceEnd(of: history.cutOff, by: record.bytes)
    }

    /// What became of a head.
    package struct Settled: Hashable, Sendable {
        /// Whether a quorum has cosigned it, so that it is the checkpoint.
        package let isPublished: Bool
        /// Whether the checkpoint was replaced.
        package let isReplaced: Bool
    }

    /// Writes a head with its cosignatures to the offer, and as checkpoint when a quorum is there.
    ///
    /// Who calls this has the directory locked.
    ///
    /// - Parameters:
    ///   - gathered: The head; all that it promises is written already.
    ///   - policy: What readers ask for; `nil` for nothing.
    ///   - checkpoint: The checkpoint that stands there.
    ///   - event: What the history says of it; `nil` when there is nothing to say.
    /// - Returns: What became of it.
    /// - Throws: Status 65 when a note has no room for the lines, or a ``FileFailure``.
    package func settle(
        _ gathered: CosignedCheckpoint, policy: TrustPolicy?, checkpoint: SignedCheckpoint?,
        event: (HeadHistory.Event, LogTime)?
    ) throws -> Settled {
        let note: SignedNote
        do throws(NoteError) {
            note = try gathered.note()
        } catch {
            throw CommandFailure(
                .badData, "the checkpoint has no room for more lines",
                hint: "see who added lines of unknown keys to it")
        }
        if let (event, time) = event { try remember(HeadHistory.Record(event, at: time, note)) }
        if policy?.asksForWitnesses == true {
            let path = offerPath(origin: gathered.checkpoint.origin)
            if try offer(origin: gathered.checkpoint.origin) != note.bytes {
                try Files.write(note.bytes, to: path, mode: 0o644)
            }
        }
        guard policy?.isQuorum(gathered.cosigners) ?? true else {
            return Settled(isPublished: false, isReplaced: false)
        }
        guard checkpoint?.note != note else {
            return Settled(isPublished: true, isReplaced: false)
        }
        try Files.write(note.bytes, to: path(of: .checkpoint), mode: 0o644)
        if let older = checkpoint?.head.size {
            try removeSuperseded(from: older, to: gathered.checkpoint.head.size)
        }
        return Settled(isPublished: true, isReplaced: true)
    }

    /// Removes the partial files of a size whose full ones exist now.
    package func removeSuperseded(from older: UInt64, to newer: UInt64) throws(FileFailure) {
        for file in DirectoryPlan.superseded(from: older, to: newer) {
            try Files.remove(path(of: file))
        }
    }
}

extension PublishedDirectory {
    /// Adds a witness's cosignature to the head that is offered.
    ///
    /// Who calls this has the offer locked.
    ///
    /// - Parameters:
    ///   - record: What the witness has recorded.
    ///   - key: The witness's key.
    /// - Throws: ``NoteError`` when the note has no room, or a ``FileFailure``.
    package func add(_ record: WitnessRecord, key: VerifierKey) throws {
        let path = offerPath(origin: record.checkpoint.origin)
        // Lines of other witnesses over the same text stay; a head that is another one goes.
        let before = try [offer(origin: record.checkpoint.origin), checkpoint()].lazy
            .compactMap { $0.flatMap { try? SignedNote($0) } }
            .first { $0.text == record.note.text }
        let others = (before ?? record.note).lines.filter { !key.owns($0) }
        let note = try SignedNote(text: record.note.text, lines: others + [record.line])
        try Files.write(note.bytes, to: path, mode: 0o644)
    }
}
