/// Which files a published log directory holds (C2SP tlog-tiles); nothing is read or written here.
package enum DirectoryPlan {
    /// The files of a directory of `size` entries, published for the first time.
    ///
    /// - Parameter size: The size of the published checkpoint.
    /// - Returns: Bundles, then tiles, then the checkpoint: who writes them in this order never
    ///   shows a checkpoint before what it promises.
    package static func files(size: UInt64) -> [LogFile] { additions(from: 0, to: size) }

    /// The files to write when a directory of `older` entries grows to `newer`.
    ///
    /// A partial tile or bundle is written only for the size that is published now; sizes passed
    /// in between leave no trace.
    ///
    /// - Returns: Bundles, then tiles from level 0 upwards, then the checkpoint.
    package static func additions(from older: UInt64, to newer: UInt64) -> [LogFile] {
        precondition(older <= newer, "a log only grows")
        var files: [LogFile] = []
        forEachTile(from: older, to: newer, level: 0) { index, width in
            files.append(.bundle(BundleCoordinate(index: index, width: width)))
        }
        for level in 0..<8 where newer >> UInt64(8 * level) > 0 {
            forEachTile(from: older, to: newer, level: level) { index, width in
                files.append(.tile(TileCoordinate(level: level, index: index, width: width)))
            }
        }
        files.append(.checkpoint)
        return files
    }

    /// The partial tiles and bundles of a directory of `older` entries that may be removed once
    /// it has grown to `newer`: those whose full form exists now.
    package static func superseded(from older: UInt64, to newer: UInt64) -> [LogFile] {
        precondition(older <= newer, "a log only grows")
        var files: [LogFile] = []
        for tile in partialTiles(size: older)
        where newer >> UInt64(8 * tile.level) >= (tile.index + 1) << 8 {
            if tile.level == 0 {
                files.append(.bundle(BundleCoordinate(index: tile.index, width: tile.width)))
            }
            files.append(.tile(tile))
        }
        return files
    }

    /// The partial tiles of a tree of `size` entries, from level 0 upwards.
    ///
    /// At level `l` there is one of width `floor(size / 256^l) mod 256`, unless that is 0.
    package static func partialTiles(size: UInt64) -> [TileCoordinate] {
        (0..<8).compactMap { level in
            let hashes = size >> UInt64(8 * level)
            guard hashes & 255 > 0 else { return nil }
            return TileCoordinate(level: level, index: hashes >> 8, width: Int(hashes & 255))
        }
    }

    private static func forEachTile(
        from older: UInt64, to newer: UInt64, level: Int, body: (UInt64, Int) -> Void
    ) {
        let before = older >> UInt64(8 * level)
        let after = newer >> UInt64(8 * level)
        guard before < after else { return }
        for index in before >> 8..<after >> 8 { body(index, TileCoordinate.fullWidth) }
        if after & 255 > 0 { body(after >> 8, Int(after & 255)) }
    }
}
