package import CryptoPrimitives

extension Digest {
    /// The hash of a log entry.
    ///
    ///     SHA-256(0x00 || entry)                RFC 6962, section 2.1
    ///
    /// The prefix keeps an entry from being taken for an interior node.
    package init(entry: [UInt8]) {
        var hasher = SHA256Hasher()
        self = hasher.leaf(entry)
    }

    /// The hash of an interior node.
    ///
    ///     SHA-256(0x01 || left || right)        RFC 6962, section 2.1
    package init(left: Self, right: Self) {
        var hasher = SHA256Hasher()
        self = hasher.node(left, right)
    }

    /// The root of a tree without entries: SHA-256 of no bytes (RFC 6962, section 2.1).
    package static let emptyTree = Self(hashing: [[UInt8]]())
}

extension SHA256Hasher {
    /// The hash of a log entry (RFC 6962, section 2.1), for who hashes many.
    package mutating func leaf(_ entry: [UInt8]) -> Digest {
        hash(prefix: 0x00, entry: entry)
    }

    /// The hash of an interior node (RFC 6962, section 2.1), for who hashes many.
    package mutating func node(_ left: Digest, _ right: Digest) -> Digest {
        hash(prefix: 0x01, left: left, right: right)
    }
}
