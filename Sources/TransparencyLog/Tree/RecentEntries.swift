package import CryptoPrimitives

/// The newest entries of a tree over the frontier before them: proofs about them without storage.
///
/// A writer that appends a few entries has all that their paths need: what is to the left of them
/// are the peaks of the frontier, and the rest are the entries themselves. The same holds for the
/// consistency proof from any size that is not below the frontier's.
package struct RecentEntries: HashReader, Sendable {
    /// A proof needs hashes from before the frontier; they are read from tiles instead.
    package struct NotRecent: Error, Hashable, Sendable {}

    /// The frontier before the entries.
    package let frontier: MerkleFrontier
    /// The leaf hashes of the entries.
    package private(set) var leaves: [Digest] = []

    /// Starts after a frontier.
    package init(after frontier: MerkleFrontier) {
        self.frontier = frontier
    }

    /// The size of the tree with the entries.
    package var size: UInt64 { frontier.size + UInt64(leaves.count) }

    /// Adds the leaf hash of an entry.
    package mutating func append(leaf: Digest) { leaves.append(leaf) }

    package func hashes(at nodes: [NodeCoordinate]) throws(NotRecent) -> [Digest] {
        var hasher = SHA256Hasher()
        var results: [Digest] = []
        results.reserveCapacity(nodes.count)
        for node in nodes { results.append(try hash(of: node, &hasher)) }
        return results
    }

    private func hash(
        of node: NodeCoordinate, _ hasher: inout SHA256Hasher
    ) throws(NotRecent) -> Digest {
        let width: UInt64 = 1 << UInt64(node.level)
        let start = node.index << UInt64(node.level)
        precondition(start + width <= size, "the node is complete in the tree")
        if start + width <= frontier.size {
            // The peak of `width` entries, when it starts where that peak does.
            let above = frontier.size >> UInt64(node.level)
            guard above & 1 == 1, node.index == above - 1 else { throw NotRecent() }
            return frontier.peaks[(above >> 1).nonzeroBitCount]
        }
        if node.level == 0 { return leaves[Int(start - frontier.size)] }
        let child = NodeCoordinate(level: node.level - 1, index: node.index << 1)
        let sibling = NodeCoordinate(level: node.level - 1, index: node.index << 1 + 1)
        let left = try hash(of: child, &hasher)
        return hasher.node(left, try hash(of: sibling, &hasher))
    }
}
