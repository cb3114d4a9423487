internal import CryptoPrimitives

/// The text of a checkpoint (C2SP tlog-checkpoint): a log's name, size and root.
///
///     <origin>
///     <size, decimal>
///     <base64 root>
///     <extension lines, which we never write>
package struct Checkpoint: Hashable, Sendable {
    /// The name of the log, such as `<host>/<vault-id>`: not empty, one line.
    package let origin: String
    /// The size and the root.
    package let head: TreeHead
    /// Lines after the third, opaque and not empty; they are signed but prove nothing.
    package let extensionLines: [String]

    /// Names a head.
    ///
    /// - Parameters:
    ///   - origin: The name of the log; a valid key name, which is narrower than the specification.
    ///   - head: The size and the root; a size below 2^63.
    package init(origin: String, head: TreeHead) {
        precondition(KeyName.isValid(origin), "an origin is a name without spaces")
        precondition(head.size <= UInt64(Int64.max), "a size is below 2^63")
        self.origin = origin
        self.head = head
        extensionLines = []
    }

    /// Reads the text of a note.
    ///
    /// - Throws: ``NoteError/malformedCheckpoint``: a line is missing or empty, the size has a sign
    ///   or leading zeroes or is not below 2^63, the root is not 32 bytes in strict base64, or the
    ///   root of size 0 is not that of the empty tree.
    package init(_ text: [UInt8]) throws(NoteError) {
        try self.init(form: text)
        guard head.size > 0 || head == .empty else { throw .malformedCheckpoint }
    }

    /// Reads the text of a note, whatever root it gives for size 0.
    init(form text: [UInt8]) throws(NoteError) {
        guard text.last == 0x0a, let string = String(validating: text, as: UTF8.self) else {
            throw .malformedCheckpoint
        }
        let lines = string.unicodeScalars.dropLast()
            .split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        guard lines.count >= 3, lines.allSatisfy({ !$0.isEmpty }),
            let size = Decimal.parse(lines[1]),
            let bytes = Base64.decode(lines[2]), let root = Digest(bytes)
        else { throw .malformedCheckpoint }
        origin = lines[0]
        head = TreeHead(size: size, root: root)
        extensionLines = Array(lines[3...])
    }

    /// The text to sign.
    package var text: [UInt8] {
        let lines = [origin, String(head.size), Base64.encode(head.root.bytes)] + extensionLines
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }
}

/// A checkpoint that a known key of its log signed.
///
/// There is no way to make one except by checking signatures.
package struct SignedCheckpoint: Hashable, Sendable {
    /// What was signed.
    package let checkpoint: Checkpoint
    /// The whole note, which convinces others as well: kept as evidence.
    package let note: SignedNote
    /// The cosignatures of known witnesses, with their times.
    package let cosignatures: [VerifiedSignature]

    /// The size and the root.
    package var head: TreeHead { checkpoint.head }

    /// Checks a checkpoint.
    ///
    /// - Parameters:
    ///   - bytes: The note.
    ///   - origin: The log that it must be of.
    ///   - logKeys: The keys of that log, at least one of which must have signed.
    ///   - witnesses: Known witnesses; their lines must be valid where there are any. How many are
    ///     enough is for the caller to judge.
    /// - Throws: ``NoteError``.
    package init(
        verifying bytes: [UInt8], origin: String, logKeys: [VerifierKey],
        witnesses: [VerifierKey] = []
    ) throws(NoteError) {
        try self.init(
            verifying: SignedNote(bytes), origin: origin, logKeys: logKeys, witnesses: witnesses)
    }

    /// Checks a checkpoint against a trust policy: signed by a log of the policy, whose key's name
    /// is the origin, and cosigned by a quorum of its witnesses.
    ///
    /// - Parameters:
    ///   - bytes: The note.
    ///   - policy: The policy.
    /// - Throws: ``NoteError``: `wrongOrigin` for a log that the policy does not list,
    ///   `quorumNotMet`, and what any checkpoint is refused for.
    package init(verifying bytes: [UInt8], under policy: TrustPolicy) throws(NoteError) {
        let note = try SignedNote(bytes)
        let origin = try Checkpoint(note.text).origin
        let logKeys = policy.logs.map(\.key).filter { $0.name.utf8.elementsEqual(origin.utf8) }
        guard !logKeys.isEmpty else { throw .wrongOrigin }
        try self.init(
            verifying: note, origin: origin, logKeys: logKeys,
            witnesses: policy.witnesses.map(\.key))
        guard policy.isQuorum(cosignatures.map(\.key)) else { throw .quorumNotMet }
    }

    private init(
        verifying note: SignedNote, origin: String, logKeys: [VerifierKey],
        witnesses: [VerifierKey]
    ) throws(NoteError) {
        let verified = try VerifiedNote(verifying: note, keys: logKeys + witnesses)
        guard verified.signatures.contains(where: { logKeys.contains($0.key) }) else {
            throw .noKnownSignature
        }
        let checkpoint = try Checkpoint(note.text)
        guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else { throw .wrongOrigin }
        self.checkpoint = checkpoint
        self.note = note
        cosignatures = verified.signatures.filter { !logKeys.contains($0.key) }
    }
}
