/// The place of a complete subtree in a Merkle tree.
///
/// Level 0 holds the leaves. The node at level `l` and index `i` is the root of the `2^l` entries
/// from `i * 2^l` on. Once those entries are in the log the node never changes, so it can be
/// stored.
package struct NodeCoordinate: Hashable, Sendable {
    /// The height above the leaves: 0 to 63.
    package let level: Int
    /// The zero-based position within the level.
    package let index: UInt64

    /// Names a node.
    package init(level: Int, index: UInt64) {
        precondition((0..<64).contains(level), "a level is 0 to 63")
        self.level = level
        self.index = index
    }

    /// The complete subtrees that together cover `entries`, from left to right.
    ///
    /// Folding their hashes from the right gives the Merkle tree hash of the range (RFC 6962,
    /// section 2.1, which splits at the largest power of two below the size).
    ///
    /// - Parameter entries: A range that starts at a multiple of the smallest power of two that
    ///   is not below its length, as each range that a proof needs does.
    /// - Returns: The subtrees; at most 64.
    static func covering(_ entries: Range<UInt64>) -> [Self] {
        var nodes: [Self] = []
        var start = entries.lowerBound
        while start < entries.upperBound {
            let level = 63 - (entries.upperBound - start).leadingZeroBitCount
            precondition(start.trailingZeroBitCount >= level, "the range is a subtree")
            nodes.append(Self(level: level, index: start >> UInt64(level)))
            start += 1 << UInt64(level)
        }
        return nodes
    }
}
