package import CryptoPrimitives

/// The size and the root of a log at one moment.
///
/// Two heads of one log are consistent when the smaller tree is a prefix of the larger one;
/// ``ConsistentHeads`` is the proof of it.
package struct TreeHead: Hashable, Sendable {
    /// The number of entries.
    package let size: UInt64
    /// The Merkle tree hash of the entries (RFC 6962, section 2.1).
    package let root: Digest

    /// Takes a size and a root that were computed or received; nothing is checked.
    package init(size: UInt64, root: Digest) {
        self.size = size
        self.root = root
    }

    /// The head of a log without entries; its root is SHA-256 of nothing (RFC 6962, section 2.1).
    package static let empty = Self(size: 0, root: .emptyTree)
}
