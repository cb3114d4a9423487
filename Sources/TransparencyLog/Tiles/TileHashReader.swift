package import CryptoPrimitives

/// Reads the hashes of a tree from its tiles, for making proofs.
///
/// What it reads is not verified: a proof made from altered tiles is refused by whoever checks it.
package struct TileHashReader<Failure: Error>: HashReader {
    /// The size of the tree whose tiles are read.
    package let size: UInt64
    private let tile: (TileCoordinate) throws(Failure) -> HashTile

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
    }

    package func hashes(at nodes: [NodeCoordinate]) throws(Failure) -> [Digest] {
        var tiles: [TileCoordinate: HashTile] = [:]
        var results: [Digest] = []
        results.reserveCapacity(nodes.count)
        var hasher = SHA256Hasher()
        for node in nodes {
            let coordinate = TileCoordinate.holding(node, size: size)
            let content: HashTile
            if let known = tiles[coordinate] {
                content = known
            } else {
                content = try tile(coordinate)
                precondition(
                    content.coordinate.level == coordinate.level
                        && content.coordinate.index == coordinate.index
                        && content.coordinate.width >= coordinate.width,
                    "the tile that was asked for, at least as wide")
                tiles[coordinate] = content
            }
            let height = node.level % 8
            let index = Int(node.index - coordinate.index << UInt64(8 - height))
            results.append(content.subtree(height: height, index: index, using: &hasher))
        }
        return results
    }
}
