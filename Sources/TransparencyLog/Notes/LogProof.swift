package import CryptoPrimitives

/// A proof that can be checked offline that a log holds an entry (C2SP tlog-proof).
///
///     c2sp.org/tlog-proof@v1
///     extra <base64>                       optional, and trusted by nobody
///     index <decimal>
///     <base64 hash>                        the inclusion path, one a line
///     <blank line>
///     <signed checkpoint>
///
/// Stored in files whose name ends in `.tlog-proof`.
package struct LogProof: Hashable, Sendable {
    /// The largest proof in bytes: a checkpoint of the largest size and 64 KiB before it.
    package static let maximumSize = SignedNote.maximumSize + 65_536
    private static let header = "c2sp.org/tlog-proof@v1"

    /// Bytes that are carried along; nothing vouches for them.
    package let extra: [UInt8]?
    /// The entry's zero-based position.
    package let index: UInt64
    /// The inclusion path, from the leaf's sibling to the root's child; at most 63 hashes.
    package let path: [Digest]
    /// The signed checkpoint, not verified.
    package let checkpoint: SignedNote

    /// Takes the parts of a proof.
    package init(index: UInt64, path: [Digest], checkpoint: SignedNote, extra: [UInt8]? = nil) {
        precondition(path.count <= 63 && index <= UInt64(Int64.max), "a tree has 63 levels at most")
        self.extra = extra
        self.index = index
        self.path = path
        self.checkpoint = checkpoint
    }

    /// Reads a proof; nothing is verified.
    ///
    /// - Throws: ``NoteError/malformedProof``, ``NoteError/tooLarge``, and what the checkpoint's
    ///   ``SignedNote/init(_:)`` throws.
    package init(_ bytes: [UInt8]) throws(NoteError) {
        guard bytes.count <= Self.maximumSize else { throw .tooLarge }
        guard
            let blank = bytes.indices.dropFirst().first(where: {
                bytes[$0] == 0x0a && bytes[$0 - 1] == 0x0a
            }),
            let head = String(validating: bytes[..<(blank - 1)], as: UTF8.self)
        else { throw .malformedProof }
        var lines = head.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0) }[...]
        guard lines.popFirst() == Self.header else { throw .malformedProof }
        if let line = lines.first, line.hasPrefix("extra ") {
            guard let extra = Base64.decode(String(line.dropFirst(6))), !extra.isEmpty else {
                throw .malformedProof
            }
            self.extra = extra
            lines.removeFirst()
        } else {
            extra = nil
        }
        guard let line = lines.popFirst(), line.hasPrefix("index "),
            let index = Decimal.parse(line.dropFirst(6)), lines.count <= 63
        else { throw .malformedProof }
        var path: [Digest] = []
        for line in lines {
            guard let bytes = Base64.decode(line), let hash = Digest(bytes) else {
                throw .malformedProof
            }
            path.append(hash)
        }
        self.index = index
        self.path = path
        checkpoint = try SignedNote(Array(bytes[(blank + 1)...]))
    }

    /// The text form.
    package var bytes: [UInt8] {
        var lines = [Self.header]
        if let extra, !extra.isEmpty { lines.append("extra \(Base64.encode(extra))") }
        lines.append("index \(index)")
        lines += path.map { Base64.encode($0.bytes) }
        return Array((lines.joined(separator: "\n") + "\n\n").utf8) + checkpoint.bytes
    }
}

/// An entry that a log's signed checkpoint was shown to commit to.
///
/// There is no way to make one except by checking a proof.
package struct ProvenEntry: Hashable, Sendable {
    /// Why an entry is not proven.
    package enum Refusal: Error, Hashable, Sendable {
        /// The checkpoint is not one of this log, signed by a known key.
        case checkpoint(NoteError)
        /// The path does not lead from the entry to the checkpoint's root.
        case path(ProofError)
    }

    /// The entry and its place.
    package let included: IncludedEntry
    /// The checkpoint.
    package let checkpoint: SignedCheckpoint

    /// Checks the signatures of a proof's checkpoint and then its path (C2SP tlog-proof).
    ///
    /// - Parameters:
    ///   - entry: The entry's bytes; who checks knows them, or had them sent along and reads them
    ///     only after this.
    ///   - proof: The proof.
    ///   - origin: The log.
    ///   - logKeys: The keys of that log.
    ///   - witnesses: Known witnesses.
    /// - Throws: ``Refusal``.
    package init(
        verifying entry: [UInt8], proof: LogProof, origin: String, logKeys: [VerifierKey],
        witnesses: [VerifierKey] = []
    ) throws(Refusal) {
        let checkpoint: SignedCheckpoint
        do {
            checkpoint = try SignedCheckpoint(
                verifying: proof.checkpoint.bytes, origin: origin, logKeys: logKeys,
                witnesses: witnesses)
        } catch {
            throw .checkpoint(error)
        }
        try self.init(verifying: entry, proof: proof, under: checkpoint)
    }

    /// Checks a proof's path under its checkpoint, which was verified before.
    ///
    /// - Parameters:
    ///   - entry: The entry's bytes.
    ///   - proof: The proof.
    ///   - checkpoint: The checkpoint that the proof carries.
    /// - Throws: ``Refusal/path(_:)``.
    package init(
        verifying entry: [UInt8], proof: LogProof, under checkpoint: SignedCheckpoint
    ) throws(Refusal) {
        precondition(proof.checkpoint == checkpoint.note, "the checkpoint is the proof's own")
        self.checkpoint = checkpoint
        do {
            included = try IncludedEntry(
                verifying: entry, at: proof.index, path: proof.path, against: checkpoint.head)
        } catch {
            throw .path(error)
        }
    }
}
