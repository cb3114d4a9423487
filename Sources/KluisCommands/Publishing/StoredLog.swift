internal import CryptoPrimitives
package import RecordStore
package import TransparencyLog

/// The log as the rows of a store have it.
package struct StoredLog {
    private let reading: any RecordReading
    private let size: UInt64
    private let checkpoint: [UInt8]

    /// Reads the log of a state of the store.
    package init(_ reading: any RecordReading, _ state: LogState) {
        self.reading = reading
        size = state.size
        checkpoint = state.checkpoint
    }

    /// The bytes of a file as it is published.
    package func bytes(of file: LogFile) throws -> [UInt8] {
        switch file {
        case .checkpoint: checkpoint
        case .bundle(let coordinate): try bundle(coordinate)
        case .tile(let coordinate): try tile(coordinate).bytes
        }
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

    /// A tile, full or of the width that is asked for.
    func tile(_ coordinate: TileCoordinate) throws -> HashTile {
        var hashes: [Digest]
        if coordinate.level == 0, coordinate.index == size >> 8 {
            hashes = try reading.tail(from: coordinate.index << 8).map(\.hash)
        } else {
            let position = TilePosition(level: coordinate.level, number: coordinate.index)
            guard let bytes = try reading.tile(position) else { throw RecordStoreError.damaged }
            hashes = stride(from: 0, to: bytes.count, by: Digest.byteCount).compactMap {
                Digest(bytes[$0..<min($0 + Digest.byteCount, bytes.count)])
            }
        }
        hashes = Array(hashes.prefix(coordinate.width))
        guard hashes.count == coordinate.width else { throw RecordStoreError.damaged }
        return HashTile(level: coordinate.level, index: coordinate.index, hashes: hashes)
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
