internal import CryptoPrimitives

/// Two signed checkpoints of one log that cannot both be honest, for files that convince others.
///
/// Both notes carry the log's signature. For heads of one size, or for a log that shrank, they are
/// enough. For a log that does not extend an older one the proven root that its first entries have
/// is kept beside them.
package struct LogConflictEvidence: Hashable, Sendable {
    /// Fork or rollback.
    package let verdict: LogRefusal.Verdict
    /// The checkpoint that was known.
    package let known: SignedNote
    /// The checkpoint that contradicts it.
    package let found: SignedNote
    /// For a fork of two sizes: the proven root of the smaller size in the larger tree.
    package let prefix: ProvenPrefix?

    /// Takes both notes.
    ///
    /// - Parameters:
    ///   - verdict: Fork or rollback.
    ///   - known: The checkpoint that was known.
    ///   - found: The checkpoint that contradicts it.
    ///   - prefix: The proven root of the first entries, where there is one.
    package init(
        verdict: LogRefusal.Verdict, known: SignedNote, found: SignedNote, prefix: ProvenPrefix?
    ) {
        self.verdict = verdict
        self.known = known
        self.found = found
        self.prefix = prefix
    }

    /// The files, by name; each name tells the size and the beginning of its note's hash, so that
    /// one conflict makes one set of files however often it is found.
    package var files: [(name: String, bytes: [UInt8])] {
        var files = [(name(known), known.bytes), (name(found), found.bytes)]
        if let prefix {
            let text = """
                the first \(prefix.heads.older.size) of \(prefix.heads.newer.size) entries have
                root \(Base64.encode(prefix.root.bytes))
                as this consistency proof (RFC 6962, section 2.1.2) to the larger checkpoint shows:

                """
            let proof = prefix.proof.map { Base64.encode($0.bytes) + "\n" }.joined()
            files.append((name(found) + ".prefix", Array((text + proof).utf8)))
        }
        return files
    }

    private func name(_ note: SignedNote) -> String {
        let size = (try? Checkpoint(note.text).head.size) ?? 0
        let hash = Digest(hashing: note.bytes).hex.prefix(16)
        return "\(verdict.rawValue)-\(size)-\(hash).checkpoint"
    }
}
