package import CryptoPrimitives

/// An entry of the log's open bundle, which holds fewer than 256.
package struct TailEntry: Hashable, Sendable {
    /// The index in the log.
    package let index: UInt64
    /// The leaf, exactly as it is hashed.
    package let leaf: [UInt8]
    /// The hash of the leaf (RFC 6962, section 2.1).
    package let hash: Digest

    /// Makes a row.
    package init(index: UInt64, leaf: [UInt8], hash: Digest) {
        self.index = index
        self.leaf = leaf
        self.hash = hash
    }
}
