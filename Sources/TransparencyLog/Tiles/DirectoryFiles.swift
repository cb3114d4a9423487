internal import CryptoPrimitives

/// Gives the bytes of a published file, or `nil` when there is no such file.
///
/// An error that it throws means that the file is there and cannot be read.
package typealias LogFileReading = (LogFile) throws -> [UInt8]?

/// The files of a directory, with the errors of the verifier.
struct DirectoryFiles {
    let read: LogFileReading

    /// A file's bytes; `nil` when it is not there.
    func optionalBytes(of file: LogFile) throws(DirectoryError) -> [UInt8]? {
        do {
            return try read(file)
        } catch {
            throw .unreadable(file)
        }
    }

    /// A file's bytes.
    func bytes(of file: LogFile) throws(DirectoryError) -> [UInt8] {
        guard let bytes = try optionalBytes(of: file) else { throw .missing(file) }
        return bytes
    }

    /// The bytes of a bundle, or of the full one that has replaced it (`isWhole` tells); `nil` when
    /// neither is there.
    func content(
        of bundle: BundleCoordinate
    ) throws(DirectoryError) -> (bytes: [UInt8], isWhole: Bool)? {
        if let bytes = try optionalBytes(of: .bundle(bundle)) { return (bytes, true) }
        guard !bundle.isFull else { return nil }
        let full = BundleCoordinate(index: bundle.index)
        return try optionalBytes(of: .bundle(full)).map { ($0, false) }
    }

    /// A tile of the width that the size calls for, cut from the full one where need be.
    func tile(_ coordinate: TileCoordinate) throws(DirectoryError) -> HashTile {
        guard let tile = try optionalTile(coordinate) else { throw .missing(.tile(coordinate)) }
        return tile
    }

    /// The same, or `nil` when neither the tile nor the full one is there.
    func optionalTile(_ coordinate: TileCoordinate) throws(DirectoryError) -> HashTile? {
        guard let bytes = try optionalBytes(of: .tile(coordinate)) else {
            let full = TileCoordinate(level: coordinate.level, index: coordinate.index)
            guard !coordinate.isFull, let whole = try optionalTile(full) else { return nil }
            return whole.prefix(coordinate.width)
        }
        guard let tile = HashTile(coordinate, bytes: bytes) else {
            throw bytes.count < coordinate.width * Digest.byteCount
                ? .truncated(.tile(coordinate), entry: nil) : .trailingBytes(.tile(coordinate))
        }
        return tile
    }

    /// The right edge of the tree of the first `older` of `size` entries, from the tiles.
    ///
    /// - Returns: The edge; nothing is verified.
    func edge(
        older: UInt64, size: UInt64
    ) throws(DirectoryError) -> RightEdge? {
        var tiles: [HashTile] = []
        for wanted in DirectoryPlan.partialTiles(size: older) {
            let hashes = size >> UInt64(8 * wanted.level)
            let width = Int(min(hashes - wanted.index << 8, UInt64(TileCoordinate.fullWidth)))
            let stored = try tile(
                TileCoordinate(level: wanted.level, index: wanted.index, width: width))
            tiles.append(stored.prefix(wanted.width))
        }
        return RightEdge(size: older, tiles: tiles)
    }
}

extension HashTile {
    /// The first hashes of the tile, as the tile of a smaller tree has them.
    func prefix(_ width: Int) -> HashTile {
        HashTile(
            level: coordinate.level, index: coordinate.index, hashes: Array(hashes[..<width]))
    }
}
