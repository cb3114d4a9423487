package import CryptoPrimitives

/// A statement of a chain, sealed under the chain's key in the keystore.
package struct StatementRow: Hashable, Sendable {
    /// The identifier of the chain: 16 bytes.
    package let chain: [UInt8]
    /// The place in the chain, from 0 on, without gaps.
    package let sequence: UInt64
    /// The link that commits to this statement and all before it.
    package let link: Digest
    /// The sealed statement.
    package let sealed: [UInt8]
    /// The index of its log entry.
    package let logIndex: UInt64

    /// Makes a row; `chain` has 16 bytes.
    package init(
        chain: [UInt8], sequence: UInt64, link: Digest, sealed: [UInt8], logIndex: UInt64
    ) {
        precondition(chain.count == 16, "a chain is named by 16 bytes")
        self.chain = chain
        self.sequence = sequence
        self.link = link
        self.sealed = sealed
        self.logIndex = logIndex
    }
}
