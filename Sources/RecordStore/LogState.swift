package import CryptoPrimitives

/// What is needed to append: the size, the roots of the perfect subtrees, the signed head.
package struct LogState: Hashable, Sendable {
    /// The number of entries.
    package let size: UInt64
    /// The roots of the perfect subtrees, largest first; as many as `size` has one bits.
    package let frontier: [Digest]
    /// The signed checkpoint of this size, a C2SP signed note.
    package let checkpoint: [UInt8]

    /// Makes a state.
    package init(size: UInt64, frontier: [Digest], checkpoint: [UInt8]) {
        self.size = size
        self.frontier = frontier
        self.checkpoint = checkpoint
    }
}
