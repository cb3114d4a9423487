internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

/// Reads entries, paths and consistency proofs out of one state of the record store.
struct LogReader {
    private let reading: any RecordReading
    /// The size of the tree in which proofs are made.
    let size: UInt64

    /// Reads the tree of the first `size` entries.
    ///
    /// In a transaction that others share nobody knows yet how large the tree of the answer's head
    /// is: see ``VaultTransaction/prove(_:)``.
    init(_ reading: any RecordReading, provingIn size: UInt64) {
        self.reading = reading
        self.size = size
    }

    /// The leaf at a position.
    ///
    /// - Throws: ``MediatorError/damaged`` when it is not there.
    func leaf(_ index: UInt64) throws -> [UInt8] {
        guard index < size else { throw MediatorError.damaged }
        if let entry = try reading.tail(from: index).first, entry.index == index {
            return entry.leaf
        }
        guard let bytes = try reading.bundle(index >> 8),
            let bundle = try? EntryBundle(bytes, width: TileCoordinate.fullWidth)
        else { throw MediatorError.damaged }
        return bundle.entries[Int(index & 255)]
    }

    /// The inclusion path of an entry in the tree.
    func path(of index: UInt64) throws -> [Digest] {
        try tiles.inclusionPath(of: index, in: size)
    }

    /// The proof that the tree of `older` entries is a prefix of this one.
    func consistency(from older: UInt64) throws -> [Digest] {
        guard older < size else { return [] }
        return try tiles.consistencyProof(from: older, to: size)
    }

    /// An entry with its path and, for whoever may see it, the key of its detail.
    func proof(of index: UInt64, detail: DetailProof? = nil) throws -> EntryProof {
        EntryProof(
            index: index, leaf: try leaf(index), path: try path(of: index), detail: detail)
    }

    private var tiles: TileHashReader<any Error> {
        TileHashReader(size: size) { coordinate in
            let hashes: [Digest]
            if coordinate.level == 0, coordinate.index == size >> 8 {
                // The open bundle: its hashes are in its rows.
                hashes = try reading.tail(from: coordinate.index << 8).map(\.hash)
            } else {
                let position = TilePosition(level: coordinate.level, number: coordinate.index)
                guard let bytes = try reading.tile(position) else { throw MediatorError.damaged }
                hashes = stride(from: 0, to: bytes.count, by: Digest.byteCount).compactMap {
                    Digest(bytes[$0..<min($0 + Digest.byteCount, bytes.count)])
                }
            }
            guard hashes.count >= coordinate.width else { throw MediatorError.damaged }
            return HashTile(
                level: coordinate.level, index: coordinate.index,
                hashes: Array(hashes.prefix(TileCoordinate.fullWidth)))
        }
    }
}
