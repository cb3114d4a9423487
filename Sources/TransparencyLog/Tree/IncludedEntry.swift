package import CryptoPrimitives

/// An entry that a tree head was shown to commit to.
///
/// There is no way to make one except by checking a proof.
package struct IncludedEntry: Hashable, Sendable {
    /// The entry's bytes.
    package let entry: [UInt8]
    /// The entry's zero-based position.
    package let index: UInt64
    /// The head that commits to it.
    package let head: TreeHead

    /// Checks that `head` commits to `entry` at `index` (RFC 9162, section 2.1.3.2).
    ///
    /// - Parameters:
    ///   - entry: The entry's bytes, exactly as logged.
    ///   - index: The zero-based position that is claimed.
    ///   - path: The siblings' hashes, from the leaf's to the root's child.
    ///   - head: A head that is trusted already.
    /// - Throws: ``ProofError/indexOutOfRange``, ``ProofError/wrongLength``,
    ///   ``ProofError/rootMismatch``.
    package init(
        verifying entry: [UInt8], at index: UInt64, path: [Digest], against head: TreeHead
    ) throws(ProofError) {
        var hasher = SHA256Hasher()
        let leaf = hasher.leaf(entry)
        try Self.verify(leaf: leaf, at: index, path: path, against: head, using: &hasher)
        self.entry = entry
        self.index = index
        self.head = head
    }

    /// Checks that `head` commits to a leaf hash at `index` (RFC 9162, section 2.1.3.2).
    private static func verify(
        leaf: Digest, at index: UInt64, path: [Digest], against head: TreeHead,
        using hasher: inout SHA256Hasher
    ) throws(ProofError) {
        guard index < head.size else { throw .indexOutOfRange }
        // The position of the node that `hash` stands for, and of the last node of its level.
        var node = index
        var last = head.size - 1
        var hash = leaf
        for sibling in path {
            guard last > 0 else { throw .wrongLength }
            if node & 1 == 1 || node == last {
                hash = hasher.node(sibling, hash)
                // A last node without a sibling is passed up unchanged.
                while node & 1 == 0 && node > 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                hash = hasher.node(hash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .wrongLength }
        guard hash == head.root else { throw .rootMismatch }
    }
}
