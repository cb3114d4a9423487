internal import CryptoPrimitives

/// The verification of a published log under way: runs of bundles are read apart and joined here.
///
///     var verification = try verifier.begin(read: read)
///     for run in verification.runs {                                    // on any thread
///         try verification.add(BundleRun(reading: run, of: verification.extent, read: read), read: read)
///     }
///     let verified = try verification.finish(read: read)
///
/// Only the right edge of the tree is kept, and the first difference: what is found to differ is
/// read on to the end, because only the root tells whether the entries or the tiles were altered.
package struct DirectoryVerification: Sendable {
    /// A tile above the leaves that is not what the entries give.
    private struct TileDifference {
        let tile: TileCoordinate
        let position: Int?
    }

    /// The signed checkpoint that is verified against.
    package let checkpoint: SignedCheckpoint
    /// What there is to read.
    package let extent: LogExtent
    /// The index of the first entry that this verification reads: 0, but for a log that was pruned
    /// or whose beginning was verified earlier.
    package let start: UInt64
    /// The entries that were read, those of the earlier verification included.
    package private(set) var entriesRead: UInt64
    private let knownHeads: [TreeHead]
    private var edge: RightEdge
    /// The frontier after the last full bundle, and what was read until there.
    private var whole: (frontier: MerkleFrontier, entriesRead: UInt64)
    private var leafDifference: BundleRun.Difference?
    private var tileDifference: TileDifference?

    init(
        checkpoint: SignedCheckpoint, extent: LogExtent, knownHeads: [TreeHead], edge: RightEdge,
        entriesRead: UInt64
    ) {
        self.checkpoint = checkpoint
        self.extent = extent
        self.knownHeads = knownHeads
        self.edge = edge
        self.entriesRead = entriesRead
        start = edge.size
        whole = (edge.frontier, entriesRead)
    }

    /// The runs that are left, in the order in which they are added.
    package var runs: [Range<UInt64>] {
        edge.size == extent.size ? [] : extent.runs(from: edge.size >> 8)
    }

    /// What may be stored so that a later verification goes on here.
    ///
    /// It is `nil` once something differs: that is for a whole verification to judge.
    package var progress: VerificationProgress? {
        guard leafDifference == nil, tileDifference == nil else { return nil }
        return VerificationProgress(
            origin: checkpoint.checkpoint.origin, frontier: whole.frontier,
            entriesRead: whole.entriesRead)
    }

    /// The number of entries that were verified or passed over.
    package var size: UInt64 { edge.size }

    /// Joins the next run, and compares the tiles above it.
    ///
    /// - Throws: ``DirectoryError``, for a tile that is not there or is none.
    package mutating func add(
        _ run: BundleRun, read: @escaping LogFileReading
    ) throws(DirectoryError) {
        precondition(run.bundles.lowerBound << 8 == edge.size, "runs are added in order")
        let files = DirectoryFiles(read: read)
        var hasher = SHA256Hasher()
        if leafDifference == nil { leafDifference = run.difference }
        entriesRead += run.entriesRead
        for root in run.roots {
            try compare(edge.append(tileRoot: root, using: &hasher), files)
        }
        whole = (edge.frontier, entriesRead - min(entriesRead, UInt64(run.rest.count)))
        for leaf in run.rest { _ = edge.append(leaf: leaf, using: &hasher) }
    }

    /// Compares what is left with the signed root.
    ///
    /// - Returns: What was proved.
    /// - Throws: ``DirectoryError``; it names what was altered as closely as the files tell.
    package consuming func finish(
        read: @escaping LogFileReading
    ) throws(DirectoryError) -> VerifiedDirectory {
        precondition(edge.size == extent.size, "every run was added")
        let files = DirectoryFiles(read: read)
        let head = checkpoint.head
        try compare(edge.partialTiles, files)
        guard edge.head.root == head.root else { throw try blame(files, head) }
        // The root proves the entries, so where a tile differs it is the tile that was altered.
        if let leafDifference {
            throw .alteredTile(
                .tile(leafDifference.tile), position: Int(leafDifference.entry & 255))
        }
        if let tileDifference {
            throw .alteredTile(.tile(tileDifference.tile), position: tileDifference.position)
        }
        let tree = PublishedTree(size: head.size, read: read)
        for known in knownHeads { try tree.check(known, isPrefixOf: head) }
        return VerifiedDirectory(
            checkpoint: checkpoint, entriesRead: entriesRead, start: start,
            minimumIndex: extent.minimumIndex)
    }

    /// Compares the tiles above the leaves; those of the leaves were compared hash by hash.
    private mutating func compare(
        _ computed: [HashTile], _ files: DirectoryFiles
    ) throws(DirectoryError) {
        for tile in computed where tile.coordinate.level > 0 {
            let stored = try files.optionalTile(tile.coordinate)
            guard let stored else {
                if extent.mayLack(tile.coordinate) { continue }
                throw .missing(.tile(tile.coordinate))
            }
            guard tileDifference == nil, stored != tile else { continue }
            tileDifference = TileDifference(
                tile: tile.coordinate,
                position: zip(stored.hashes, tile.hashes).enumerated()
                    .first { $0.element.0 != $0.element.1 }?.offset)
        }
    }

    /// Finds what was altered when the entries do not lead to the signed root.
    ///
    /// The tiles are checked from the root downwards. Those at the right edge must lead to the
    /// signed root; each full tile must have the hash that stands above it. Where all of them do,
    /// an entry was altered.
    private func blame(
        _ files: DirectoryFiles, _ head: TreeHead
    ) throws(DirectoryError) -> DirectoryError {
        guard let stored = try files.edge(older: head.size, size: head.size), stored.head == head
        else { return .rootMismatch(signed: head) }
        for level in stride(from: 7, through: 1, by: -1) {
            let hashes = head.size >> UInt64(8 * level)
            var start: UInt64 = 0
            while start < hashes {
                let width = Int(min(hashes - start, UInt64(TileCoordinate.fullWidth)))
                let coordinate = TileCoordinate(level: level, index: start >> 8, width: width)
                if !extent.mayLack(coordinate) {
                    let parent = try files.tile(coordinate)
                    for (position, hash) in parent.hashes.enumerated() {
                        let child = TileCoordinate(
                            level: level - 1, index: start + UInt64(position))
                        guard let tile = try files.optionalTile(child) else {
                            if extent.mayLack(child) { continue }
                            throw .missing(.tile(child))
                        }
                        guard tile.root == hash else {
                            return .alteredTile(.tile(child), position: nil)
                        }
                    }
                }
                start += UInt64(width)
            }
        }
        guard let leafDifference else { return .rootMismatch(signed: head) }
        return .alteredEntry(.bundle(leafDifference.bundle), entry: leafDifference.entry)
    }
}

/// A published log of which every file was checked.
///
/// There is no way to make one except by checking a directory.
package struct VerifiedDirectory: Hashable, Sendable {
    /// The checkpoint.
    package let checkpoint: SignedCheckpoint
    /// How many entries were there to be read; fewer than the size when the log was pruned.
    package let entriesRead: UInt64
    /// Where this verification began: 0, but for a log whose first tiles are pruned, or whose
    /// beginning was verified earlier.
    package let start: UInt64
    /// The index below which bundles were allowed to be missing.
    package let minimumIndex: UInt64

    fileprivate init(
        checkpoint: SignedCheckpoint, entriesRead: UInt64, start: UInt64, minimumIndex: UInt64
    ) {
        self.checkpoint = checkpoint
        self.entriesRead = entriesRead
        self.start = start
        self.minimumIndex = minimumIndex
    }
}
