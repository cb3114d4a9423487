/// Two signed checkpoints of one log: one that was known, and one that was found later and should
/// extend it.
package struct CheckpointPair: Sendable {
    /// The one that was known.
    package let known: SignedCheckpoint
    /// The one that should extend it.
    package let found: SignedCheckpoint

    /// Takes two checkpoints of one origin.
    package init(known: SignedCheckpoint, found: SignedCheckpoint) {
        self.known = known
        self.found = found
    }

    /// Whether the heads alone show that the one extends the other: they are the same, or the known
    /// one is of the empty log.
    ///
    /// - Returns: `false` for two sizes, which a proof or the tiles decide.
    /// - Throws: ``DirectoryError``: `rollback`, or `fork` for two roots of one size.
    package func isDecidedByHeads() throws(DirectoryError) -> Bool {
        guard known.head.size <= found.head.size else {
            throw .rollback(known: known.head, found: found.head)
        }
        guard known.head.size == found.head.size else { return known.head.size == 0 }
        guard known.head == found.head else { throw .fork(known: known.head, found: found.head) }
        return true
    }

    /// Checks a consistency proof in the form in which a log sends it to a witness.
    ///
    /// A proof that fails does not tell whether the log forked or the proof is wrong.
    ///
    /// - Throws: ``ProofError``; `sizesOutOfOrder` when the proof is from another size.
    package func check(_ request: WitnessRequest) throws(ProofError) {
        guard request.oldSize == known.head.size else { throw .sizesOutOfOrder }
        _ = try ConsistentHeads(verifying: known.head, to: found.head, proof: request.proof)
    }

    /// Makes and checks the proof from the tiles of a published directory.
    ///
    /// The newer checkpoint must be a beginning of what is published, and the older one of the
    /// newer: so whatever differs is told apart.
    ///
    /// - Parameters:
    ///   - published: The directory's own checkpoint.
    ///   - read: Gives the files.
    /// - Throws: ``DirectoryError``: `rollback` when less is published than was signed, `fork`,
    ///   and what is wrong with the tiles.
    package func check(
        published: SignedCheckpoint, read: @escaping LogFileReading
    ) throws(DirectoryError) {
        let tree = PublishedTree(size: published.head.size, read: read)
        try tree.check(found.head, isPrefixOf: published.head)
        try tree.check(known.head, isPrefixOf: found.head)
    }
}
