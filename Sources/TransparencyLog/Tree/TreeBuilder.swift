internal import CryptoPrimitives

/// Builds a tree in memory from many entries, with one hasher for all of them.
///
/// It keeps the frontier only: a million entries of 512 bytes take about a second and 2 KiB.
package struct TreeBuilder: ~Copyable {
    /// The frontier of the tree so far.
    package private(set) var frontier: MerkleFrontier
    private var hasher = SHA256Hasher()

    /// Starts from an empty tree, or from a frontier that was stored.
    package init(from frontier: MerkleFrontier = MerkleFrontier()) {
        self.frontier = frontier
    }

    /// Appends an entry by its bytes.
    ///
    /// - Returns: The entry's index.
    @discardableResult
    package mutating func append(_ entry: [UInt8]) -> UInt64 {
        frontier.append(leaf: hasher.leaf(entry), using: &hasher)
    }

    /// The head of the tree so far.
    package var head: TreeHead { frontier.head }
}
