package import Records

/// A request that was answered, kept until it would be refused as too old.
package struct RequestRow: Hashable, Sendable {
    /// The keyed tag of the request.
    package let tag: [UInt8]
    /// The index of the entry that it led to.
    package let logIndex: UInt64
    /// When it may be forgotten.
    package let expires: Instant
    /// What vouches for the other columns: 32 bytes.
    package let proof: [UInt8]

    /// Makes a row; `proof` has 32 bytes.
    package init(tag: [UInt8], logIndex: UInt64, expires: Instant, proof: [UInt8]) {
        precondition(proof.count == 32, "a row is vouched for by 32 bytes")
        self.tag = tag
        self.logIndex = logIndex
        self.expires = expires
        self.proof = proof
    }
}
