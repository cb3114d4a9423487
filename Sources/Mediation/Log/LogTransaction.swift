internal import CryptoPrimitives
internal import RecordStore
internal import TransparencyLog

/// The access log inside one transaction of the record store.
///
/// Entries are appended to the open bundle; each full 256 become one entry bundle, byte-equal to
/// the published one, and a tile of hashes. The head is signed once, when the transaction is about
/// to end. Nothing in here is durable: only ``AccessLog/transact(_:)`` knows when it is.
struct LogTransaction: ~Copyable {
    /// An entry that will be durable when the transaction is.
    struct Appended: Hashable {
        /// The zero-based position.
        let index: UInt64
        /// The leaf.
        let leaf: [UInt8]
    }

    private let writing: any RecordWriting
    private let initialState: LogState?
    private var frontier: MerkleFrontier
    private(set) var appended: [Appended] = []

    /// Starts from the log that the store has.
    ///
    /// - Throws: ``MediatorError/damaged`` when the state does not make a tree.
    init(_ writing: any RecordWriting) throws {
        let state = try writing.logState()
        let frontier = try Self.frontier(of: state)
        self.writing = writing
        initialState = state
        self.frontier = frontier
    }

    private static func frontier(of state: LogState?) throws -> MerkleFrontier {
        guard let state else { return MerkleFrontier() }
        guard let frontier = MerkleFrontier(size: state.size, peaks: state.frontier) else {
            throw MediatorError.damaged
        }
        return frontier
    }

    /// The number of entries, those of this transaction included.
    var size: UInt64 { frontier.size }

    /// The head of the tree, the entries of this transaction included.
    var head: TreeHead { frontier.head }

    /// Appends an entry.
    ///
    /// - Returns: Its index.
    @discardableResult
    mutating func append(_ leaf: [UInt8]) throws -> UInt64 {
        let hash = Digest(entry: leaf)
        let index = frontier.append(leaf: hash)
        try writing.insert(TailEntry(index: index, leaf: leaf, hash: hash))
        appended.append(Appended(index: index, leaf: leaf))
        if (index + 1).isMultiple(of: UInt64(TileCoordinate.fullWidth)) {
            try closeBundle(index >> 8)
        }
        return index
    }

    /// Signs the head of what was appended and stores it; without entries the head stays.
    mutating func finish(signer: borrowing NoteSigner) throws -> SignedHead {
        if appended.isEmpty, let initialState {
            return SignedHead(head: frontier.head, note: initialState.checkpoint)
        }
        let checkpoint = Checkpoint(origin: signer.verifierKey.name, head: frontier.head)
        let note = try signer.sign(checkpoint).bytes
        try writing.replace(
            logState: LogState(size: frontier.size, frontier: frontier.peaks, checkpoint: note),
            expecting: initialState?.size)
        return SignedHead(head: frontier.head, note: note)
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
struct SignedHead: Hashable {
    /// The head.
    let head: TreeHead
    /// The signed checkpoint.
    let note: [UInt8]
}
