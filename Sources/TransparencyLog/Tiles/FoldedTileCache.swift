internal import CryptoPrimitives
internal import Synchronization

/// Upper tiles of one log, kept in memory for the proofs to come: each is the hash of 65,536 entries
/// and more, so nearly every proof reads one of a few.
///
/// What is kept was part of the log when it was read, and a log only grows. So who reads inside a
/// transaction must not keep what only that transaction appended.
package final class FoldedTileCache: Sendable {
    private struct Place: Hashable {
        let level: Int
        let index: UInt64
    }

    /// The most tiles, of 16 KiB each, that are kept; then all are forgotten.
    package static let limit = 512

    private let tiles = Mutex<[Place: FoldedTile]>([:])

    /// Starts with nothing.
    package init() {}

    /// A tile that is at least as wide as the one that is asked for; `nil` when none is kept.
    func tile(holding coordinate: TileCoordinate) -> FoldedTile? {
        guard coordinate.level > 0 else { return nil }
        let place = Place(level: coordinate.level, index: coordinate.index)
        return tiles.withLock { tiles in
            tiles[place].flatMap { $0.tile.coordinate.width >= coordinate.width ? $0 : nil }
        }
    }

    /// Keeps a tile above the leaves whose entries are all among the first `size`.
    func keep(_ folded: FoldedTile, ofFirst size: UInt64) {
        let coordinate = folded.tile.coordinate
        let end = (coordinate.index << 8) + UInt64(coordinate.width)
        guard coordinate.level > 0, end <= size >> UInt64(8 * coordinate.level) else { return }
        tiles.withLock { tiles in
            if tiles.count >= Self.limit { tiles.removeAll() }
            tiles[Place(level: coordinate.level, index: coordinate.index)] = folded
        }
    }
}
