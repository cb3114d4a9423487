package import CryptoPrimitives

/// What a witness remembers of a log: the checkpoint that it cosigned last, whole.
///
/// Kept and served as one note (C2SP tlog-witness, Monitor Retrieval Mechanism): the checkpoint's
/// text, the lines of the log's keys that the witness verified, and its own cosignature.
package struct WitnessRecord: Hashable, Sendable {
    /// The checkpoint.
    package let checkpoint: Checkpoint
    /// The note: what is kept and served.
    package let note: SignedNote
    /// The witness's own line.
    package let line: SignatureLine
    /// When it was cosigned: seconds since 1970-01-01T00:00:00Z.
    package let time: UInt64

    /// The answer to the request: the own line, ended by a line feed.
    package var answer: [UInt8] { Array(lineText.utf8) + [0x0a] }

    /// The own line without its line feed.
    package var lineText: String { String(line.text.dropLast()) }

    /// Cosigns a checkpoint that was judged to be consistent; nothing is recorded by this.
    ///
    /// - Parameters:
    ///   - checkpoint: The checkpoint.
    ///   - logKeys: The keys of the log; other lines of the note are left out of the record.
    ///   - signer: The witness's key.
    ///   - time: Now. Where the record before is of a later time, that time is taken: of two
    ///     cosignatures, the later one is not of a smaller tree.
    ///   - previous: The record before.
    /// - Throws: ``CryptoError``.
    package init(
        cosigning checkpoint: SignedCheckpoint, logKeys: [VerifierKey],
        by signer: borrowing NoteSigner, time: UInt64, after previous: WitnessRecord?
    ) throws(CryptoError) {
        let time = max(time, previous?.time ?? 0)
        let line = try signer.cosign(checkpoint, time: time)
        let lines = checkpoint.note.lines.filter { line in logKeys.contains { $0.owns(line) } }
        do {
            note = try SignedNote(text: checkpoint.note.text, lines: lines + [line])
        } catch {
            // The note was as large as notes may be: one line more has no room.
            throw CryptoError(.messageTooLong)
        }
        self.checkpoint = checkpoint.checkpoint
        self.line = line
        self.time = time
    }

    /// Reads a record, which the witness's own cosignature vouches for.
    ///
    /// - Parameters:
    ///   - bytes: The note.
    ///   - origin: The log that it must be of.
    ///   - keys: The witness's key, and those that it had before.
    /// - Throws: ``NoteError``.
    package init(
        reading bytes: [UInt8], origin: String, keys: [VerifierKey]
    ) throws(NoteError) {
        let verified = try VerifiedNote(verifying: SignedNote(bytes), keys: keys)
        checkpoint = try Checkpoint(verified.note.text)
        guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else { throw .wrongOrigin }
        note = verified.note
        guard let last = verified.signatures.last, let time = last.time,
            let line = note.lines.last(where: { last.key.owns($0) })
        else { throw .noKnownSignature }
        self.line = line
        self.time = time
    }
}

extension VerifierKey {
    /// Whether a line claims to be of this key.
    package func owns(_ line: SignatureLine) -> Bool {
        line.name.utf8.elementsEqual(name.utf8) && line.identifier == identifier
    }
}

extension Checkpoint {
    /// The name of a log's directory at a witness: SHA-256 of the origin, in hexadecimal.
    package static func directoryName(origin: String) -> String {
        Digest(hashing: Array(origin.utf8)).hex
    }
}
