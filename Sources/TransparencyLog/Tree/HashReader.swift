package import CryptoPrimitives

/// The storage of a Merkle tree, seen by the code that makes proofs: hashes by coordinate.
///
/// One method, so that proofs are arithmetic and storage is anything: rows, tiles in a directory,
/// a dictionary in a test.
package protocol HashReader<Failure> {
    /// Why a hash could not be read.
    associatedtype Failure: Error

    /// Reads the hashes of complete subtrees.
    ///
    /// - Parameter nodes: Where the hashes stand; all of them within the stored tree.
    /// - Returns: As many hashes as nodes, in the same order.
    /// - Throws: `Failure` when one of them cannot be read.
    func hashes(at nodes: [NodeCoordinate]) throws(Failure) -> [Digest]
}

extension HashReader {
    /// Computes the root of the first `size` entries (RFC 6962, section 2.1).
    package func root(ofFirst size: UInt64) throws(Failure) -> Digest {
        guard size > 0 else { return .emptyTree }
        return try subtreeHashes(of: [0..<size])[0]
    }

    /// Makes the path that shows the entry at `index` to be in the tree of the first `size`
    /// entries: the hashes of the siblings, from the leaf's to the root's child (RFC 6962,
    /// section 2.1.1).
    ///
    /// - Parameters:
    ///   - index: The entry's zero-based position; less than `size`.
    ///   - size: The size of the tree.
    /// - Returns: The path; at most 63 hashes.
    /// - Throws: `Failure` when a hash cannot be read.
    package func inclusionPath(of index: UInt64, in size: UInt64) throws(Failure) -> [Digest] {
        precondition(index < size, "the entry is in the tree")
        var siblings: [Range<UInt64>] = []
        var subtree = 0..<size
        while subtree.count > 1 {
            let middle = subtree.splitPoint
            if index < middle {
                siblings.append(middle..<subtree.upperBound)
                subtree = subtree.lowerBound..<middle
            } else {
                siblings.append(subtree.lowerBound..<middle)
                subtree = middle..<subtree.upperBound
            }
        }
        return try subtreeHashes(of: siblings.reversed())
    }

    /// Makes the proof that the tree of `older` entries is a prefix of the tree of `newer`
    /// entries (RFC 6962, section 2.1.2).
    ///
    /// - Parameters:
    ///   - older: The smaller size; for 0 and for `newer` itself the proof is empty.
    ///   - newer: The larger size.
    /// - Returns: The proof; at most 64 hashes.
    /// - Throws: `Failure` when a hash cannot be read.
    package func consistencyProof(
        from older: UInt64, to newer: UInt64
    ) throws(Failure) -> [Digest] {
        precondition(older <= newer, "a log only grows")
        guard older > 0 else { return [] }
        var parts: [Range<UInt64>] = []
        var subtree = 0..<newer
        while older < subtree.upperBound {
            let middle = subtree.splitPoint
            if older <= middle {
                parts.append(middle..<subtree.upperBound)
                subtree = subtree.lowerBound..<middle
            } else {
                parts.append(subtree.lowerBound..<middle)
                subtree = middle..<subtree.upperBound
            }
        }
        // The verifier knows the older root, so a subtree that starts at 0 is not sent.
        if subtree.lowerBound > 0 { parts.append(subtree) }
        return try subtreeHashes(of: parts.reversed())
    }

    /// The Merkle tree hashes of several ranges, with one call to the storage.
    private func subtreeHashes(of ranges: [Range<UInt64>]) throws(Failure) -> [Digest] {
        let nodes = ranges.map { NodeCoordinate.covering($0) }
        let stored = try hashes(at: nodes.flatMap(\.self))
        var position = 0
        var hasher = SHA256Hasher()
        var results: [Digest] = []
        results.reserveCapacity(ranges.count)
        for group in nodes {
            let end = position + group.count
            var hash = stored[end - 1]
            for left in stored[position..<end - 1].reversed() {
                hash = hasher.node(left, hash)
            }
            results.append(hash)
            position = end
        }
        return results
    }
}

extension Range<UInt64> {
    /// Where a subtree of more than one entry splits: after the largest power of two that is less
    /// than its length (RFC 6962, section 2.1).
    fileprivate var splitPoint: UInt64 {
        lowerBound + (1 << UInt64(63 - (upperBound - lowerBound - 1).leadingZeroBitCount))
    }
}
