internal import CryptoPrimitives
package import RecordStore
package import TransparencyLog

/// The access log inside one transaction of the record store.
///
/// Entries are appended to the open bundle; each full 256 become one entry bundle, byte-equal to
/// the published one, and a tile of hashes. The head is signed once, when the transaction is about
/// to end. Nothing in here is durable: only ``AccessLog/transact(answering:_:)`` knows when it is.
package struct LogTransaction: ~Copyable {
    /// How far the log is in a transaction that several requests share: where the next one goes on.
    ///
    /// Of a request that is undone the value before it is kept.
    package struct Progress: Sendable {
        /// The number of entries before the transaction; `nil` when the log has no state yet.
        fileprivate let storedSize: UInt64?
        /// The checkpoint before the transaction.
        fileprivate let storedCheckpoint: [UInt8]
        /// The tree, what was appended included.
        fileprivate var frontier: MerkleFrontier

        /// The number of entries before the transaction.
        var committedSize: UInt64 { storedSize ?? 0 }

        /// Starts from the state that the store has.
        ///
        /// - Throws: ``MediatorError/damaged`` when the state does not make a tree.
        init(from state: LogState?) throws {
            storedSize = state?.size
            storedCheckpoint = state?.checkpoint ?? []
            guard let state else {
                frontier = MerkleFrontier()
                return
            }
            guard let frontier = MerkleFrontier(size: state.size, peaks: state.frontier) else {
                throw MediatorError.damaged
            }
            self.frontier = frontier
        }
    }

    private let writing: any RecordWriting
    /// How far the log is.
    private(set) var progress: Progress

    /// Starts from the log that the store has.
    ///
    /// - Throws: ``MediatorError/damaged`` when the state does not make a tree.
    package init(_ writing: any RecordWriting) throws {
        self.init(writing, after: try Progress(from: try writing.logState()))
    }

    /// Goes on after what the same transaction appended before.
    init(_ writing: any RecordWriting, after progress: Progress) {
        self.writing = writing
        self.progress = progress
    }

    /// The number of entries, those of this transaction included.
    package var size: UInt64 { progress.frontier.size }

    /// The frontier of the tree, the entries of this transaction included.
    var frontier: MerkleFrontier { progress.frontier }

    /// The head of the tree, the entries of this transaction included.
    var head: TreeHead { progress.frontier.head }

    /// Appends an entry.
    ///
    /// - Returns: Its index.
    @discardableResult
    package mutating func append(_ leaf: [UInt8]) throws -> UInt64 {
        let hash = Digest(entry: leaf)
        let index = progress.frontier.append(leaf: hash)
        try writing.insert(TailEntry(index: index, leaf: leaf, hash: hash))
        if (index + 1).isMultiple(of: UInt64(TileCoordinate.fullWidth)) {
            try closeBundle(index >> 8)
        }
        return index
    }

    /// Signs the head of what was appended and stores it; without entries the head stays.
    package mutating func finish(signer: borrowing NoteSigner) throws -> SignedHead {
        let head = progress.frontier.head
        if head.size == progress.storedSize {
            return SignedHead(head: head, note: progress.storedCheckpoint)
        }
        let checkpoint = Checkpoint(origin: signer.verifierKey.name, head: head)
        let note = try signer.sign(checkpoint).bytes
        try writing.replace(
            logState: LogState(
                size: head.size, frontier: progress.frontier.peaks, checkpoint: note),
            expecting: progress.storedSize)
        return SignedHead(head: head, note: note)
    }

    /// Moves 256 entries of the open bundle into one bundle and their hashes into tiles.
    private func closeBundle(_ number: UInt64) throws {
        let entries = try writing.tail(from: number << 8)
        guard entries.count == TileCoordinate.fullWidth else { throw MediatorError.damaged }
        try writing.insert(
            bundle: EntryBundle(entries: entries.map(\.leaf)).bytes, number: number)
        try writing.removeTail(below: (number + 1) << 8)
        var tile = HashTile(level: 0, index: number, hashes: entries.map(\.hash))
        try writing.extend(tile: TilePosition(level: 0, number: number), to: tile.bytes)
        // A full tile is one hash of the tile above it, which may become full in turn.
        while tile.coordinate.isFull {
            let level = tile.coordinate.level + 1
            let position = TilePosition(level: level, number: tile.coordinate.index >> 8)
            let bytes = (try writing.tile(position) ?? []) + tile.root.bytes
            try writing.extend(tile: position, to: bytes)
            guard bytes.count == TileCoordinate.fullWidth * Digest.byteCount else { break }
            let coordinate = TileCoordinate(level: level, index: position.number)
            guard let full = HashTile(coordinate, bytes: bytes) else {
                throw MediatorError.damaged
            }
            tile = full
        }
    }
}

/// A head of the log with the note that signs it.
package struct SignedHead: Hashable, Sendable {
    /// The head.
    package let head: TreeHead
    /// The signed checkpoint.
    package let note: [UInt8]
}
