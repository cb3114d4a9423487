internal import CryptoPrimitives
internal import RecordStore
internal import TransparencyLog

/// Reads entries out of one state of the record store.
struct LogReader {
    private let reading: any RecordReading
    /// The number of entries.
    let size: UInt64

    /// Reads the first `size` entries.
    init(_ reading: any RecordReading, size: UInt64) {
        self.reading = reading
        self.size = size
    }

    /// The leaf at a position.
    ///
    /// - Throws: ``MediatorError/damaged`` when it is not there.
    func leaf(_ index: UInt64) throws -> [UInt8] {
        guard let leaf = try retainedLeaf(index) else { throw MediatorError.damaged }
        return leaf
    }

    /// The leaf at a position; `nil` when it was pruned.
    ///
    /// - Throws: ``MediatorError/damaged`` when it is not there though it should be.
    func retainedLeaf(_ index: UInt64) throws -> [UInt8]? {
        guard index < size else { throw MediatorError.damaged }
        if let bytes = try reading.bundle(index >> 8) {
            guard
                let entry = try? EntryBundle.entry(
                    Int(index & 255), of: bytes, width: TileCoordinate.fullWidth)
            else { throw MediatorError.damaged }
            return entry
        }
        if let entry = try reading.tailEntry(index) { return entry.leaf }
        if let kept = try reading.keptLeaf(index) { return kept }
        guard index < (try reading.minimumIndex()) else { throw MediatorError.damaged }
        return nil
    }

    /// The root of the first entries, from the tiles alone.
    ///
    /// - Throws: ``MediatorError/damaged`` when they are more than the log has.
    func root(of older: UInt64) throws -> Digest {
        guard older <= size else { throw MediatorError.damaged }
        let tiles = try DirectoryPlan.partialTiles(size: older).map { coordinate in
            HashTile(
                level: coordinate.level, index: coordinate.index,
                hashes: Array(try reading.tile(coordinate).hashes.prefix(coordinate.width)))
        }
        guard let edge = RightEdge(size: older, tiles: tiles) else { throw MediatorError.damaged }
        return edge.head.root
    }
}

extension RecordReading {
    /// A tile of the log, which may be wider than asked for.
    ///
    /// - Throws: ``MediatorError/damaged`` when it is not there, or narrower.
    func tile(_ coordinate: TileCoordinate) throws -> HashTile {
        if let bytes = try tile(TilePosition(level: coordinate.level, number: coordinate.index)) {
            let width = bytes.count / Digest.byteCount
            guard (coordinate.width...TileCoordinate.fullWidth).contains(width),
                let tile = HashTile(
                    TileCoordinate(level: coordinate.level, index: coordinate.index, width: width),
                    bytes: bytes)
            else { throw MediatorError.damaged }
            return tile
        }
        // The open bundle: its hashes are in its rows.
        guard coordinate.level == 0 else { throw MediatorError.damaged }
        let hashes = try tailHashes(from: coordinate.index << 8)
        guard (coordinate.width...TileCoordinate.fullWidth).contains(hashes.count) else {
            throw MediatorError.damaged
        }
        return HashTile(level: 0, index: coordinate.index, hashes: hashes)
    }
}
