package import CryptoPrimitives

/// What must be remembered of a tree to go on appending: its size and the roots of its complete
/// subtrees, at most 64 hashes.
///
/// A tree of 11 entries (binary 1011) has three of these peaks: of 8, of 2 and of 1 entries.
/// Appending costs at most one hash a level, and one hash a call on average.
package struct MerkleFrontier: Hashable, Sendable {
    /// The number of entries.
    package private(set) var size: UInt64
    /// The roots of the complete subtrees, the largest first: one for each bit set in `size`.
    package private(set) var peaks: [Digest]

    /// The frontier of an empty tree.
    package init() {
        size = 0
        peaks = []
        peaks.reserveCapacity(64)
    }

    /// Takes peaks that were stored before; `nil` when their number does not fit the size.
    ///
    /// - Parameters:
    ///   - size: The number of entries.
    ///   - peaks: One hash for each bit set in `size`, the largest subtree first.
    package init?(size: UInt64, peaks: [Digest]) {
        guard peaks.count == size.nonzeroBitCount, size <= UInt64(Int64.max) else { return nil }
        self.size = size
        self.peaks = peaks
    }

    /// Appends an entry by its leaf hash.
    ///
    /// - Returns: The entry's index.
    @discardableResult
    package mutating func append(leaf: Digest) -> UInt64 {
        var hasher = SHA256Hasher()
        return append(leaf: leaf, using: &hasher)
    }

    /// Appends an entry by its leaf hash, for who appends many.
    ///
    /// - Returns: The entry's index.
    @discardableResult
    package mutating func append(leaf: Digest, using hasher: inout SHA256Hasher) -> UInt64 {
        append(subtree: leaf, height: 0, using: &hasher) { _, _ in }
        return size - 1
    }

    /// Appends the root of a full subtree and reports each subtree that it completes, itself first.
    ///
    /// - Parameters:
    ///   - root: The root; of height 0, a leaf hash.
    ///   - height: The height; the size is a multiple of the subtree's.
    ///   - hasher: What hashes.
    ///   - completed: Told of each subtree with its height.
    @inline(__always)
    mutating func append(
        subtree root: Digest, height: Int, using hasher: inout SHA256Hasher,
        completed: (_ height: Int, _ hash: Digest) -> Void
    ) {
        let index = size >> UInt64(height)
        precondition(index << UInt64(height) == size, "a subtree stands at its own multiple")
        var hash = root
        completed(height, hash)
        // Each trailing one of the index is a peak that the new subtree completes to a larger one.
        for level in 0..<index.trailingOneBitCount {
            hash = hasher.node(peaks.removeLast(), hash)
            completed(height + level + 1, hash)
        }
        peaks.append(hash)
        size += 1 << UInt64(height)
    }

    /// The root of the tree (RFC 6962, section 2.1); at most 63 hashes are computed.
    package var root: Digest {
        guard var hash = peaks.last else { return .emptyTree }
        var hasher = SHA256Hasher()
        for left in peaks.dropLast().reversed() { hash = hasher.node(left, hash) }
        return hash
    }

    /// The head of the tree.
    package var head: TreeHead { TreeHead(size: size, root: root) }

    /// The inclusion path that the next entry will have in the tree that it ends.
    ///
    /// All siblings of a last leaf are to its left, and they are the peaks before it: taken before
    /// an append, this is the proof of the newest entry without any reading.
    package var pathOfNextEntry: [Digest] { peaks.reversed() }

    /// The stored form: `u64be size || peaks`, 8 to 2,056 bytes.
    package var bytes: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(8 + peaks.count * Digest.byteCount)
        for shift in stride(from: 56, through: 0, by: -8) {
            output.append(UInt8(truncatingIfNeeded: size >> UInt64(shift)))
        }
        for peak in peaks { output.append(contentsOf: peak.bytes) }
        return output
    }

    /// Reads the stored form; `nil` when the length does not fit the size it states.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count >= 8, (bytes.count - 8).isMultiple(of: Digest.byteCount) else {
            return nil
        }
        let size = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        let peaks = stride(from: 8, to: bytes.count, by: Digest.byteCount).compactMap {
            Digest(bytes[$0..<$0 + Digest.byteCount])
        }
        self.init(size: size, peaks: peaks)
    }
}

extension UInt64 {
    /// The number of ones below the lowest zero.
    fileprivate var trailingOneBitCount: Int { (~self).trailingZeroBitCount }
}
