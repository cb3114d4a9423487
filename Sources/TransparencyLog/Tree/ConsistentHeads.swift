package import CryptoPrimitives

/// Two heads of which the newer was shown to extend the older: nothing that the older one commits
/// to was changed or removed.
///
/// There is no way to make one except by checking a proof.
package struct ConsistentHeads: Hashable, Sendable {
    /// The head of the smaller tree.
    package let older: TreeHead
    /// The head of the larger tree, or the same head.
    package let newer: TreeHead

    /// Checks that the tree of `newer` extends the tree of `older` (RFC 9162, section 2.1.4.2).
    ///
    /// An empty tree is a prefix of every tree, and each tree of itself: those proofs are empty.
    ///
    /// - Parameters:
    ///   - older: A head that was trusted earlier.
    ///   - newer: A head that its log signed.
    ///   - proof: The hashes of RFC 6962, section 2.1.2.
    /// - Throws: ``ProofError/sizesOutOfOrder``, ``ProofError/wrongLength``,
    ///   ``ProofError/olderRootMismatch``, ``ProofError/rootMismatch``.
    package init(
        verifying older: TreeHead, to newer: TreeHead, proof: [Digest]
    ) throws(ProofError) {
        guard older.size <= newer.size else { throw .sizesOutOfOrder }
        if older.size == 0 || older.size == newer.size {
            guard proof.isEmpty else { throw .wrongLength }
            if older.size == 0 {
                guard older.root == .emptyTree else { throw .olderRootMismatch }
                guard newer.size > 0 || newer.root == .emptyTree else { throw .rootMismatch }
            } else {
                guard older.root == newer.root else { throw .rootMismatch }
            }
        } else {
            try Self.verify(older, newer, proof)
        }
        self.older = older
        self.newer = newer
    }

    private static func verify(
        _ older: TreeHead, _ newer: TreeHead, _ proof: [Digest]
    ) throws(ProofError) {
        // A tree whose size is a power of two is a subtree of the newer one, which the proof
        // leaves out because its root is known.
        var hashes = proof[...]
        let isSubtree = older.size & (older.size - 1) == 0
        guard let start = isSubtree ? older.root : hashes.popFirst() else { throw .wrongLength }
        var node = older.size - 1
        var last = newer.size - 1
        while node & 1 == 1 {
            node >>= 1
            last >>= 1
        }
        var olderHash = start
        var newerHash = start
        var hasher = SHA256Hasher()
        for hash in hashes {
            guard last > 0 else { throw .wrongLength }
            if node & 1 == 1 || node == last {
                olderHash = hasher.node(hash, olderHash)
                newerHash = hasher.node(hash, newerHash)
                while node & 1 == 0 && node > 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                newerHash = hasher.node(newerHash, hash)
            }
            node >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .wrongLength }
        guard olderHash == older.root else { throw .olderRootMismatch }
        guard newerHash == newer.root else { throw .rootMismatch }
    }
}
