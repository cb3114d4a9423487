/// Why a proof about a Merkle tree was refused; what it was about must then not be trusted.
package enum ProofError: Error, Hashable, Sendable {
    /// The index is not below the size of the tree.
    case indexOutOfRange
    /// The older head is larger than the newer one.
    case sizesOutOfOrder
    /// The proof has fewer or more hashes than the sizes call for.
    case wrongLength
    /// The proof leads to another root than the (newer) head's.
    case rootMismatch
    /// The proof leads to another root than the older head's.
    case olderRootMismatch
}
