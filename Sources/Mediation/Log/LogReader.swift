package import CryptoPrimitives
internal import Records
package import RecordStore
package import TransparencyLog

/// Reads entries, paths and consistency proofs out of one state of the record store.
package struct LogReader {
    private let reading: any RecordReading
    /// The size of the tree in which proofs are made.
    package let size: UInt64
    private let tiles: TileHashReader<any Error>

    /// Reads the tree of the first `size` entries, all of it from the rows: for who checks them.
    init(_ reading: any RecordReading, checking size: UInt64) {
        self.reading = reading
        self.size = size
        tiles = TileHashReader(size: size) { try Self.tile($0, reading) }
    }

    /// Reads one tree.
    ///
    /// In a transaction that others share nobody knows yet which tree the answer's head is of: see
    /// ``VaultTransaction/prove(_:)``.
    ///
    /// - Parameters:
    ///   - reading: The state of the store.
    ///   - frontier: The frontier of the tree.
    ///   - cache: Upper tiles of the log.
    ///   - lastingSize: The number of entries that are committed; of no others tiles are kept.
    package init(
        _ reading: any RecordReading, provingIn frontier: MerkleFrontier,
        cache: FoldedTileCache? = nil, lastingSize: UInt64 = 0
    ) {
        self.reading = reading
        size = frontier.size
        tiles = TileHashReader(frontier: frontier, cache: cache, lastingSize: lastingSize) {
            try Self.tile($0, reading)
        }
    }

    /// The leaf at a position.
    ///
    /// - Throws: ``MediatorError/damaged`` when it is not there.
    package func leaf(_ index: UInt64) throws -> [UInt8] {
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

    /// The inclusion path of an entry in the tree.
    package func path(of index: UInt64) throws -> [Digest] {
        try tiles.inclusionPath(of: index, in: size)
    }

    /// The proof that the tree of `older` entries is a prefix of this one.
    package func consistency(from older: UInt64) throws -> [Digest] {
        guard older < size else { return [] }
        return try tiles.consistencyProof(from: older, to: size)
    }

    /// The root of the first entries.
    ///
    /// - Throws: ``MediatorError/damaged`` when they are more than the log has.
    func root(of older: UInt64) throws -> Digest {
        guard older <= size else { throw MediatorError.damaged }
        let tiles = try DirectoryPlan.partialTiles(size: older).map { coordinate in
            HashTile(
                level: coordinate.level, index: coordinate.index,
                hashes: Array(try Self.tile(coordinate, reading).hashes.prefix(coordinate.width)))
        }
        guard let edge = RightEdge(size: older, tiles: tiles) else { throw MediatorError.damaged }
        return edge.head.root
    }

    /// An entry with its path and, for whoever may see it, the key of its detail.
    func proof(of index: UInt64, detail: DetailProof? = nil) throws -> EntryProof {
        EntryProof(
            index: index, leaf: try leaf(index), path: try path(of: index), detail: detail)
    }

    /// Reads a tile, which may be wider than the tree has it.
    private static func tile(
        _ coordinate: TileCoordinate, _ reading: any RecordReading
    ) throws -> HashTile {
        let position = TilePosition(level: coordinate.level, number: coordinate.index)
        if let bytes = try reading.tile(position) {
            let width = bytes.count / Digest.byteCount
            guard (coordinate.width...TileCoordinate.fullWidth).contains(width),
                let tile = HashTile(
                    TileCoordinate(level: position.level, index: position.number, width: width),
                    bytes: bytes)
            else { throw MediatorError.damaged }
            return tile
        }
        // The open bundle: its hashes are in its rows.
        guard position.level == 0 else { throw MediatorError.damaged }
        let hashes = try reading.tailHashes(from: position.number << 8)
        guard (coordinate.width...TileCoordinate.fullWidth).contains(hashes.count) else {
            throw MediatorError.damaged
        }
        return HashTile(level: 0, index: position.number, hashes: hashes)
    }
}
