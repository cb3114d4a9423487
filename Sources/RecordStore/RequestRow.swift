package import Records

/// A request that was answered, kept until it would be refused as too old.
package struct RequestRow: Hashable, Sendable {
    /// The keyed tag of the request.
    package let tag: [UInt8]
    /// The index of the entry that it led to.
    package let logIndex: UInt64
    /// When it may be forgotten.
    package let expires: Instant

    /// Makes a row.
    package init(tag: [UInt8], logIndex: UInt64, expires: Instant) {
        self.tag = tag
        self.logIndex = logIndex
        self.expires = expires
    }
}
