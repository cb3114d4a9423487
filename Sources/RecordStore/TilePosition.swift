/// Where a tile stands (C2SP tlog-tiles): level 0 has the hashes of leaves.
package struct TilePosition: Hashable, Sendable {
    /// The level, 0 to 63.
    package let level: Int
    /// The number of the tile in its level, from 0 on.
    package let number: UInt64

    /// Names a tile.
    package init(level: Int, number: UInt64) {
        precondition((0..<64).contains(level), "a tile has a level from 0 to 63")
        self.level = level
        self.number = number
    }
}
