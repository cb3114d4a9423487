package import CryptoPrimitives

/// Reads the hashes of a tree from its tiles, for making proofs.
///
/// What it reads is not verified: a proof made from altered tiles is refused by whoever checks it.
/// A tile that it has read it keeps, so that the proofs of one answer read and hash it once.
package struct TileHashReader<Failure: Error>: HashReader {
    /// The size of the tree whose tiles are read.
    package let size: UInt64
    private let peaks: [Digest]
    private let cache: FoldedTileCache?
    private let lastingSize: UInt64
    private let tile: (TileCoordinate) throws(Failure) -> HashTile
    private let memo = Memo()

    /// The tiles that were read.
    private final class Memo {
        var tiles: [TileCoordinate: FoldedTile] = [:]
    }

    /// Reads from `tile`.
    ///
    /// - Parameters:
    ///   - size: The size of the tree; nodes must be complete in it.
    ///   - tile: Gives the tile of a name. It may give a wider tile of the same level and index,
    ///     as a store does whose tree has grown since.
    package init(
        size: UInt64, tile: @escaping (TileCoordinate) throws(Failure) -> HashTile
    ) {
        self.size = size
        self.tile = tile
        peaks = []
        cache = nil
        lastingSize = 0
    }

    /// Reads from `tile` what neither the frontier of the tree nor a cache knows.
    ///
    /// - Parameters:
    ///   - frontier: The frontier of the tree: its peaks are read from nowhere.
    ///   - cache: Upper tiles of the same log.
    ///   - lastingSize: The number of entries that nothing can undo any more; of these tiles are
    ///     kept in the cache.
    ///   - tile: Gives the tile of a name, as for ``init(size:tile:)``.
    package init(
        frontier: MerkleFrontier, cache: FoldedTileCache?, lastingSize: UInt64,
        tile: @escaping (TileCoordinate) throws(Failure) -> HashTile
    ) {
        size = frontier.size
        peaks = frontier.peaks
        self.cache = cache
        self.lastingSize = lastingSize
        self.tile = tile
    }

    package func hashes(at nodes: [NodeCoordinate]) throws(Failure) -> [Digest] {
        var results: [Digest] = []
        results.reserveCapacity(nodes.count)
        var hasher = SHA256Hasher()
        for node in nodes {
            if let peak = peak(at: node) {
                results.append(peak)
                continue
            }
            let coordinate = TileCoordinate.holding(node, size: size)
            let height = node.level % 8
            let index = Int(node.index - coordinate.index << UInt64(8 - height))
            let folded = try folded(coordinate, using: &hasher)
            results.append(folded.subtree(height: height, index: index))
        }
        return results
    }

    /// The hash of a node that is a peak of the tree, when the frontier is known.
    private func peak(at node: NodeCoordinate) -> Digest? {
        guard !peaks.isEmpty else { return nil }
        let above = size >> UInt64(node.level)
        guard above & 1 == 1, node.index == above - 1 else { return nil }
        return peaks[(above >> 1).nonzeroBitCount]
    }

    private func folded(
        _ coordinate: TileCoordinate, using hasher: inout SHA256Hasher
    ) throws(Failure) -> FoldedTile {
        if let known = memo.tiles[coordinate] ?? cache?.tile(holding: coordinate) { return known }
        let content = try tile(coordinate)
        precondition(
            content.coordinate.level == coordinate.level
                && content.coordinate.index == coordinate.index
                && content.coordinate.width >= coordinate.width,
            "the tile that was asked for, at least as wide")
        let folded = FoldedTile(content, using: &hasher)
        memo.tiles[coordinate] = folded
        cache?.keep(folded, ofFirst: lastingSize)
        return folded
    }
}
