package import CryptoPrimitives

/// The right edge of a growing log: its frontier and the hashes of the tiles that are not full.
///
/// This is all that a writer holds: at most 255 hashes a level. Appending gives back the tiles
/// that became full, each exactly once; they are stored and never change. Together with them it
/// answers every proof, and ``partialTiles`` is what a publication adds to the full tiles.
package struct RightEdge: Hashable, Sendable {
    /// The frontier of the tree.
    package private(set) var frontier: MerkleFrontier
    // INVARIANT: levels[l].count == (size >> 8l) & 255, and no level is missing below the last.
    private var levels: [[Digest]]

    /// The edge of an empty log.
    package init() {
        frontier = MerkleFrontier()
        levels = []
    }

    /// Rebuilds the edge from stored tiles: what a writer does when it starts.
    ///
    /// The result is `nil` when a tile is missing or is not of that size.
    ///
    /// - Parameters:
    ///   - size: The size of the tree.
    ///   - tiles: The partial tiles of that size, in any order: exactly those of
    ///     ``DirectoryPlan/partialTiles(size:)``.
    package init?(size: UInt64, tiles: [HashTile]) {
        guard size <= UInt64(Int64.max) else { return nil }
        let expected = DirectoryPlan.partialTiles(size: size)
        let given = Dictionary(
            tiles.map { ($0.coordinate, $0) }, uniquingKeysWith: { first, _ in first })
        guard given.count == tiles.count, Set(expected) == Set(given.keys) else { return nil }
        var levels: [[Digest]] = []
        var peaks: [Digest] = []
        var remaining = size
        var hasher = SHA256Hasher()
        while remaining > 0 {
            let width = Int(remaining & 255)
            let coordinate = TileCoordinate(
                level: levels.count, index: remaining >> 8, width: max(width, 1))
            let hashes = width > 0 ? given[coordinate]?.hashes ?? [] : []
            // The peaks of this level, the smallest first.
            var end = width
            while end > 0 {
                let height = end.trailingZeroBitCount
                let tile = HashTile(level: levels.count, index: 0, hashes: hashes)
                let index = end >> height - 1
                peaks.append(tile.subtree(height: height, index: index, using: &hasher))
                end -= 1 << height
            }
            var content = hashes
            content.reserveCapacity(TileCoordinate.fullWidth)
            levels.append(content)
            remaining >>= 8
        }
        guard let frontier = MerkleFrontier(size: size, peaks: peaks.reversed()) else { return nil }
        self.frontier = frontier
        self.levels = levels
    }

    /// The number of entries.
    package var size: UInt64 { frontier.size }

    /// The head of the tree.
    package var head: TreeHead { frontier.head }

    /// Appends an entry by its leaf hash.
    ///
    /// - Returns: The tiles that are full now, from level 0 upwards: none for 255 of 256 entries.
    package mutating func append(leaf: Digest) -> [HashTile] {
        var hasher = SHA256Hasher()
        return append(leaf: leaf, using: &hasher)
    }

    /// Appends an entry by its leaf hash, for who appends many.
    ///
    /// - Returns: The tiles that are full now, from level 0 upwards: none for 255 of 256 entries.
    package mutating func append(leaf: Digest, using hasher: inout SHA256Hasher) -> [HashTile] {
        append(subtree: leaf, height: 0, using: &hasher)
    }

    /// Appends 256 entries at once by the root of their tile, where no tile is begun.
    ///
    /// - Returns: The tiles above it that are full now, from level 1 upwards.
    mutating func append(tileRoot root: Digest, using hasher: inout SHA256Hasher) -> [HashTile] {
        append(subtree: root, height: 8, using: &hasher)
    }

    private mutating func append(
        subtree root: Digest, height: Int, using hasher: inout SHA256Hasher
    ) -> [HashTile] {
        var full: [HashTile] = []
        var levels: [[Digest]] = []
        swap(&levels, &self.levels)
        frontier.append(subtree: root, height: height, using: &hasher) { height, hash in
            guard height.isMultiple(of: 8) else { return }
            let level = height / 8
            while level >= levels.count {
                var row: [Digest] = []
                row.reserveCapacity(TileCoordinate.fullWidth)
                levels.append(row)
            }
            levels[level].append(hash)
        }
        for level in levels.indices where levels[level].count == TileCoordinate.fullWidth {
            let index = frontier.size >> UInt64(8 * (level + 1)) - 1
            full.append(HashTile(level: level, index: index, hashes: levels[level]))
            levels[level].removeAll(keepingCapacity: true)
        }
        self.levels = levels
        return full
    }

    /// The tiles that are not full, from level 0 upwards; those that are empty are left out.
    package var partialTiles: [HashTile] {
        levels.indices.compactMap { partialTile(level: $0) }
    }

    /// The tile of a level that is not full; `nil` when the level has none.
    package func partialTile(level: Int) -> HashTile? {
        guard level < levels.count, !levels[level].isEmpty else { return nil }
        return HashTile(
            level: level, index: size >> UInt64(8 * (level + 1)), hashes: levels[level])
    }

    /// A reader for proofs in this tree or in an earlier size of it.
    ///
    /// - Parameters:
    ///   - size: The size whose proofs are made; not above the edge's.
    ///   - fullTile: Gives a full tile from where the caller stored it.
    /// - Returns: The reader, which holds a copy of this edge.
    package func reader<Failure: Error>(
        size: UInt64, fullTile: @escaping (TileCoordinate) throws(Failure) -> HashTile
    ) -> TileHashReader<Failure> {
        precondition(size <= self.size, "the tree is this one or an earlier one")
        return TileHashReader(size: size) { (wanted) throws(Failure) in
            if let edge = partialTile(level: wanted.level), edge.coordinate.index == wanted.index {
                return edge
            }
            return try fullTile(TileCoordinate(level: wanted.level, index: wanted.index))
        }
    }
}
