/// A checkpoint that gathers cosignatures.
///
/// The newest line of each known witness is kept, and every other line of the first note as it is.
package struct CosignedCheckpoint: Hashable, Sendable {
    /// The checkpoint, as its log signed it.
    package let checkpoint: Checkpoint
    /// The witnesses whose lines are believed.
    private let witnesses: [VerifierKey]
    /// The lines of others: the log's, and those that nobody here can check.
    private let otherLines: [SignatureLine]
    private let text: [UInt8]
    // INVARIANT: a position of `witnesses` each, in their order.
    private var cosignatures: [Cosigned?]

    private struct Cosigned: Hashable, Sendable {
        let line: SignatureLine
        let time: UInt64
    }

    /// Starts with what a note has.
    ///
    /// - Parameters:
    ///   - signed: The checkpoint; its cosignatures were verified for `witnesses`.
    ///   - witnesses: The keys of the known witnesses.
    package init(_ signed: SignedCheckpoint, witnesses: [VerifierKey]) {
        checkpoint = signed.checkpoint
        text = signed.note.text
        self.witnesses = witnesses
        cosignatures = witnesses.map { _ in nil }
        otherLines = signed.note.lines.filter { line in !witnesses.contains { $0.owns(line) } }
        add(signed.note.lines)
    }

    /// Adds lines of known witnesses over the same text; others are ignored.
    ///
    /// - Parameter lines: What a witness answered; nothing of it is believed unseen.
    /// - Returns: The witnesses whose lines are newer than what was there.
    @discardableResult
    package mutating func add(_ lines: [SignatureLine]) -> [VerifierKey] {
        var added: [VerifierKey] = []
        for line in lines {
            guard let position = witnesses.firstIndex(where: { $0.owns(line) }),
                let time = witnesses[position].verify(line, over: text)?.time,
                cosignatures[position].map({ $0.time < time }) ?? true
            else { continue }
            cosignatures[position] = Cosigned(line: line, time: time)
            added.append(witnesses[position])
        }
        return added
    }

    /// The witnesses that have cosigned.
    package var cosigners: [VerifierKey] {
        zip(witnesses, cosignatures).compactMap { $1 == nil ? nil : $0 }
    }

    /// When a witness has cosigned; `nil` when it has not.
    package func time(of witness: VerifierKey) -> UInt64? {
        witnesses.firstIndex(of: witness).flatMap { cosignatures[$0]?.time }
    }

    /// The whole note: the lines of others, then the cosignatures in the order of the witnesses.
    ///
    /// - Throws: ``NoteError/tooLarge``.
    package func note() throws(NoteError) -> SignedNote {
        try SignedNote(text: text, lines: otherLines + cosignatures.compactMap(\.?.line))
    }
}

extension SignedCheckpoint {
    /// When a witness made a line over this checkpoint; `nil` when it is not the witness's.
    package func time(of line: SignatureLine, by witness: VerifierKey) -> UInt64? {
        witness.verify(line, over: note.text)?.time
    }
}

extension SignatureLine {
    /// Reads the lines that a witness answers: one or more, each ended by a line feed.
    ///
    /// - Parameter bytes: The body of the answer.
    /// - Returns: The lines; `nil` when one does not have its form, or there are more than a note
    ///   has room for.
    package static func lines(_ bytes: [UInt8]) -> [SignatureLine]? {
        guard bytes.last == 0x0a, bytes.count <= SignedNote.maximumSize else { return nil }
        let texts = bytes.dropLast().split(separator: 0x0a, omittingEmptySubsequences: false)
        guard texts.count <= SignedNote.maximumLines else { return nil }
        let lines = texts.compactMap { SignatureLine($0) }
        return lines.count == texts.count ? lines : nil
    }
}
