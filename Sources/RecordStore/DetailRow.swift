/// The erasable part of a log entry; the leaf holds its hash.
package struct DetailRow: Hashable, Sendable {
    /// The index of the entry.
    package let index: UInt64
    /// The identifier of the chain whose key seals it: 16 bytes.
    package let chain: [UInt8]
    /// The sealed detail.
    package let sealed: [UInt8]

    /// Makes a row; `chain` has 16 bytes.
    package init(index: UInt64, chain: [UInt8], sealed: [UInt8]) {
        precondition(chain.count == 16, "a chain is named by 16 bytes")
        self.index = index
        self.chain = chain
        self.sealed = sealed
    }
}
