internal import CryptoPrimitives
package import RecordStore
package import TransparencyLog

/// The log as the rows of a store have it.
package struct StoredLog {
    private let reading: any RecordReading
    private let size: UInt64
    private let checkpoint: [UInt8]
    /// The first entry that is kept whole; 0 before anything was pruned.
    package let minimumIndex: UInt64

    /// Reads the log of a state of the store.
    ///
    /// - Throws: ``RecordStoreError``.
    package init(_ reading: any RecordReading, _ state: LogState) throws(RecordStoreError) {
        self.reading = reading
        minimumIndex = try reading.minimumIndex()
        size = state.size
        checkpoint = state.checkpoint
    }

    /// The bytes of a file as it is published.
    package func bytes(of file: LogFile) throws -> [UInt8] {
        switch file {
        case .checkpoint: checkpoint
        case .bundle(let coordinate): try bundle(coordinate)
        case .tile(let coordinate): try tileBytes(coordinate)
        }
    }

    /// Whether a file holds entries that were pruned.
    package func isPruned(_ file: LogFile) -> Bool {
        guard case .bundle(let coordinate) = file else { return false }
        return (coordinate.index + 1) << 8 <= minimumIndex
    }

    /// The bytes of a bundle, full or of the width that is asked for.
    func bundle(_ coordinate: BundleCoordinate) throws -> [UInt8] {
        if coordinate.index < size >> 8 {
            guard let bytes = try reading.bundle(coordinate.index) else {
                throw RecordStoreError.damaged
            }
            return bytes
        }
        let tail = try reading.tail(from: coordinate.index << 8).prefix(coordinate.width)
        guard tail.count == coordinate.width,
            zip(tail, coordinate.entries).allSatisfy({ $0.index == $1 })
        else { throw RecordStoreError.damaged }
        return EntryBundle(entries: tail.map(\.leaf)).bytes
    }

    /// The bytes of a tile, full or of the width that is asked for.
    private func tileBytes(_ coordinate: TileCoordinate) throws -> [UInt8] {
        let stored: [UInt8]
        if coordinate.level == 0, coordinate.index == size >> 8 {
            stored = try reading.tail(from: coordinate.index << 8).flatMap(\.hash.bytes)
        } else {
            let position = TilePosition(level: coordinate.level, number: coordinate.index)
            guard let bytes = try reading.tile(position) else { throw RecordStoreError.damaged }
            stored = bytes
        }
        let count = coordinate.width * Digest.byteCount
        guard stored.count >= count else { throw RecordStoreError.damaged }
        return stored.count == count ? stored : Array(stored[..<count])
    }

    /// A tile, full or of the width that is asked for.
    func tile(_ coordinate: TileCoordinate) throws -> HashTile {
        guard let tile = HashTile(coordinate, bytes: try tileBytes(coordinate)) else {
            throw RecordStoreError.damaged
        }
        return tile
    }

    /// The last entry; `nil` for an empty log.
    func lastLeaf() throws -> [UInt8]? {
        guard size > 0 else { return nil }
        let last = size - 1
        if last >> 8 == size >> 8 { return try reading.tail(from: last).first?.leaf }
        guard let bytes = try reading.bundle(last >> 8) else { throw RecordStoreError.damaged }
        return try EntryBundle(bytes, width: TileCoordinate.fullWidth).entries.last
    }

    /// The root of the first entries.
    func root(of older: UInt64) throws -> Digest {
        let tiles = try DirectoryPlan.partialTiles(size: older).map { try tile($0) }
        guard let edge = RightEdge(size: older, tiles: tiles) else {
            throw RecordStoreError.damaged
        }
        return edge.head.root
    }
}
