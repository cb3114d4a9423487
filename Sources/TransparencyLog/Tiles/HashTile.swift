package import CryptoPrimitives

/// A tile with its hashes (C2SP tlog-tiles).
///
/// Stored and published as `width * 32` bytes: the hashes one after the other.
package struct HashTile: Hashable, Sendable {
    /// The tile's name.
    package let coordinate: TileCoordinate
    /// The hashes; as many as the coordinate is wide.
    package let hashes: [Digest]

    /// Takes the hashes of a tile; their number is its width.
    package init(level: Int, index: UInt64, hashes: [Digest]) {
        coordinate = TileCoordinate(level: level, index: index, width: hashes.count)
        self.hashes = hashes
    }

    /// Reads the stored form; `nil` when it is not exactly as long as the coordinate says.
    package init?(_ coordinate: TileCoordinate, bytes: [UInt8]) {
        guard bytes.count == coordinate.width * Digest.byteCount else { return nil }
        self.coordinate = coordinate
        hashes = (0..<coordinate.width).map { position in
            Digest(
                copying: bytes.span.extracting(
                    position * Digest.byteCount..<(position + 1) * Digest.byteCount))
        }
    }

    /// The stored form: 32 to 8,192 bytes.
    package var bytes: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(hashes.count * Digest.byteCount)
        for hash in hashes { output.append(contentsOf: hash.bytes) }
        return output
    }

    /// The root of a full tile, which stands in the tile above it.
    package var root: Digest {
        precondition(coordinate.isFull, "only full tiles are hashed upwards")
        var hasher = SHA256Hasher()
        return subtree(height: 8, index: 0, using: &hasher)
    }

    /// The root of `2^height` hashes of the tile.
    ///
    /// - Parameters:
    ///   - height: 0 to 8.
    ///   - index: Which of the subtrees of that height within the tile, from the left.
    ///   - hasher: What hashes.
    /// - Returns: The subtree's root.
    func subtree(height: Int, index: Int, using hasher: inout SHA256Hasher) -> Digest {
        var level = Array(hashes[index << height..<(index + 1) << height])
        while level.count > 1 {
            for pair in 0..<level.count / 2 {
                level[pair] = hasher.node(level[2 * pair], level[2 * pair + 1])
            }
            level.removeLast(level.count / 2)
        }
        return level[0]
    }
}
