internal import CryptoPrimitives

/// A tile with the roots of all its complete subtrees: 255 hashes more for a full one.
///
/// Every proof needs several of them, and proofs of one tree share most tiles.
struct FoldedTile: Sendable {
    /// The tile.
    let tile: HashTile
    /// The roots of the subtrees of `2^height` hashes, from the left, for each height from 0 on.
    private let rows: [[Digest]]

    /// Hashes the subtrees.
    init(_ tile: HashTile, using hasher: inout SHA256Hasher) {
        self.tile = tile
        var rows = [tile.hashes]
        while let row = rows.last, row.count > 1 {
            rows.append(
                (0..<row.count / 2).map { hasher.node(row[2 * $0], row[2 * $0 + 1]) })
        }
        self.rows = rows
    }

    /// The root of the subtree of `2^height` hashes, the `index`-th from the left.
    func subtree(height: Int, index: Int) -> Digest { rows[height][index] }
}
