package import CryptoPrimitives
internal import Records
package import RecordStore
package import TransparencyLog

/// Makes paths and consistency proofs in one tree of the log.
///
/// Inside a transaction that others share nobody knows yet which tree the answer's head is of: see
/// ``VaultTransaction/prove(_:)``.
package struct LogProver {
    private let entries: LogReader
    private let tiles: TileHashReader<any Error>

    /// Proves in one tree.
    ///
    /// - Parameters:
    ///   - reading: The state of the store.
    ///   - tree: The frontier of the tree.
    ///   - cache: Upper tiles of the log.
    ///   - lastingSize: The number of entries that are committed; of no others tiles are kept.
    package init(
        _ reading: any RecordReading, in tree: MerkleFrontier, cache: FoldedTileCache? = nil,
        lastingSize: UInt64 = 0
    ) {
        entries = LogReader(reading, size: tree.size)
        tiles = TileHashReader(frontier: tree, cache: cache, lastingSize: lastingSize) {
            try reading.tile($0)
        }
    }

    /// The inclusion path of an entry.
    package func path(of index: UInt64) throws -> [Digest] {
        try tiles.inclusionPath(of: index, in: tiles.size)
    }

    /// The proof that the tree of `older` entries is a prefix of this one.
    package func consistency(from older: UInt64) throws -> [Digest] {
        guard older < tiles.size else { return [] }
        return try tiles.consistencyProof(from: older, to: tiles.size)
    }

    /// An entry with its path and, for whoever may see it, the key of its detail.
    func proof(of index: UInt64, detail: DetailProof? = nil) throws -> EntryProof {
        EntryProof(
            index: index, leaf: try entries.leaf(index), path: try path(of: index), detail: detail)
    }
}
