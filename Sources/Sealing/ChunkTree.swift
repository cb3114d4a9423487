package import CryptoPrimitives

/// The Merkle tree of RFC 6962, section 2.1, over sealed chunks, kept as its right edge.
///
///     leaf = SHA-256(0x00 || chunk)        node = SHA-256(0x01 || left || right)
package struct ChunkTree: ~Copyable {
    /// The number of leaves.
    package private(set) var count: UInt64 = 0
    /// The leaves, if they are kept.
    package private(set) var leaves: [Digest] = []

    private let keepsLeaves: Bool
    // INVARIANT: one root for each bit that is set in `count`, of a full tree of that many leaves,
    // the largest first.
    private var edge: [Digest] = []
    private var hasher = SHA256Hasher()

    /// Makes a tree with no leaves.
    package init(keepingLeaves: Bool = false) {
        keepsLeaves = keepingLeaves
    }

    /// Appends a sealed chunk.
    package mutating func append(_ chunk: borrowing Span<UInt8>) {
        append(leaf: hasher.hash(prefix: 0, entry: chunk))
    }

    /// The root of a tree over leaves whose hashes are known.
    package static func root(ofLeaves leaves: [Digest]) -> Digest {
        var tree = ChunkTree()
        for leaf in leaves { tree.append(leaf: leaf) }
        return tree.root()
    }

    /// The hash of one sealed chunk.
    package static func leaf(_ chunk: borrowing Span<UInt8>) -> Digest {
        var hasher = SHA256Hasher()
        return hasher.hash(prefix: 0, entry: chunk)
    }

    /// The root; of no leaves, the hash of nothing.
    package mutating func root() -> Digest {
        guard var root = edge.last else { return hasher.finish() }
        for left in edge.dropLast().reversed() {
            root = hasher.hash(prefix: 1, left: left, right: root)
        }
        return root
    }

    private mutating func append(leaf: Digest) {
        if keepsLeaves { leaves.append(leaf) }
        var node = leaf
        // As in adding one to a binary number: every 1 at the end becomes part of the carry.
        for _ in 0..<(~count).trailingZeroBitCount {
            node = hasher.hash(prefix: 1, left: edge.removeLast(), right: node)
        }
        edge.append(node)
        count += 1
    }
}
