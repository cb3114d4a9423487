internal import CryptoPrimitives

/// Checks a whole published log: every entry, every tile and the signed checkpoint.
///
/// Every entry is hashed and the tree is built again from nothing; each tile is compared with it,
/// and its root with the signed one. Each file is read once, and no more than the right edge of the
/// tree is kept. Only when something differs are tiles read again to find what.
///
/// ``verify(read:visit:)`` does all of it in order. Who has several processors begins with
/// ``begin(read:after:)``, reads each ``BundleRun`` where it likes, and joins them.
package struct DirectoryVerifier: Sendable {
    /// Which checkpoints are believed.
    package let trust: LogTrust
    /// Heads that were verified before; the published one must extend each of them.
    package let knownHeads: [TreeHead]
    /// Full bundles and tiles that end at or below this index may be missing (tlog-tiles, Pruning).
    ///
    /// Where a bundle is missing, the hashes of its entries are taken from the tile, and where that
    /// is missing too, from the tiles above it: the root proves them all the same.
    package let minimumIndex: UInt64

    /// Says what is trusted and known.
    package init(trust: LogTrust, knownHeads: [TreeHead] = [], minimumIndex: UInt64 = 0) {
        self.trust = trust
        self.knownHeads = knownHeads
        self.minimumIndex = minimumIndex
    }

    /// Says what is trusted and known, of one log and its keys.
    package init(
        origin: String, logKeys: [VerifierKey], witnesses: [VerifierKey] = [],
        knownHeads: [TreeHead] = [], minimumIndex: UInt64 = 0
    ) {
        self.init(
            trust: .keys(origin: origin, logKeys: logKeys, witnesses: witnesses),
            knownHeads: knownHeads, minimumIndex: minimumIndex)
    }

    /// Checks the directory.
    ///
    /// - Parameters:
    ///   - read: Gives a file's bytes, or `nil` when there is no such file. Where a partial tile
    ///     or bundle is missing the full one is asked for: the log may have grown meanwhile.
    ///   - visit: Is lent each entry on the way. Nothing that it is given may be trusted until
    ///     this function has returned.
    /// - Returns: What was proved.
    /// - Throws: ``DirectoryError``.
    package func verify(
        read: @escaping LogFileReading,
        visit: ((_ index: UInt64, _ entry: [UInt8]) -> Void)? = nil
    ) throws(DirectoryError) -> VerifiedDirectory {
        var verification = try begin(read: read)
        do throws(DirectoryError) {
            for run in verification.runs {
                try verification.add(
                    BundleRun(reading: run, of: verification.extent, read: read, visit: visit),
                    read: read)
            }
        } catch {
            throw verification.explain(error, read: read)
        }
        return try verification.finish(read: read)
    }

    /// Checks the published checkpoint and finds where to begin.
    ///
    /// - Parameters:
    ///   - read: Gives the files.
    ///   - progress: What an earlier verification stored; it is used only where the tiles of the
    ///     directory still have exactly its hashes, and is passed over otherwise
    ///     (``DirectoryVerification/start`` tells). The signed root proves it in the end.
    /// - Returns: The verification, which has read no entry yet.
    /// - Throws: ``DirectoryError``: a checkpoint that is missing or refused; `rollback` or `fork`
    ///   where the checkpoint alone shows it.
    package func begin(
        read: @escaping LogFileReading, after progress: VerificationProgress? = nil
    ) throws(DirectoryError) -> DirectoryVerification {
        let files = DirectoryFiles(read: read)
        let note = try files.bytes(of: .checkpoint)
        let checkpoint: SignedCheckpoint
        do {
            checkpoint = try trust.open(note)
        } catch {
            throw .badCheckpoint(error)
        }
        let head = checkpoint.head
        for known in knownHeads {
            guard known.size <= head.size else { throw .rollback(known: known, found: head) }
            guard known.size < head.size || known.root == head.root else {
                throw .fork(known: known, found: head)
            }
        }
        let extent = LogExtent(size: head.size, minimumIndex: min(minimumIndex, head.size))
        if let progress, progress.isOf(checkpoint),
            let edge = try? files.edge(older: progress.frontier.size, size: head.size),
            edge.frontier == progress.frontier
        {
            return DirectoryVerification(
                checkpoint: checkpoint, extent: extent, knownHeads: knownHeads, edge: edge,
                entriesRead: progress.entriesRead)
        }
        let edge = try files.edge(older: prunedEnd(extent, files), size: head.size)
        guard let edge else { throw .rootMismatch(signed: head) }
        return DirectoryVerification(
            checkpoint: checkpoint, extent: extent, knownHeads: knownHeads, edge: edge,
            entriesRead: 0)
    }

    /// Where the tiles of level 0 begin in a pruned directory: after the last one that is missing
    /// and may be.
    private func prunedEnd(
        _ extent: LogExtent, _ files: DirectoryFiles
    ) throws(DirectoryError) -> UInt64 {
        var number = extent.minimumIndex >> 8
        while number > 0 {
            number -= 1
            let tile = TileCoordinate(level: 0, index: number)
            if try files.optionalBytes(of: .tile(tile)) == nil { return (number + 1) << 8 }
        }
        return 0
    }
}

extension DirectoryVerification {
    /// Says of a missing file whether the log ends there: nothing is to the right of it.
    ///
    /// - Parameters:
    ///   - error: Why a run was refused.
    ///   - read: Gives the files.
    /// - Returns: `ends` for a log that is cut off; any other error as it is.
    package func explain(
        _ error: DirectoryError, read: @escaping LogFileReading
    ) -> DirectoryError {
        let number: UInt64
        switch error {
        case .missing(.bundle(let bundle)): number = bundle.index
        case .missing(.tile(let tile)) where tile.level == 0: number = tile.index
        default: return error
        }
        let files = DirectoryFiles(read: read)
        /// Whether a bundle or its tile is there; a file that cannot be read is.
        func isThere(_ number: UInt64, _ width: Int) -> Bool {
            let places: [LogFile] = [
                .bundle(BundleCoordinate(index: number, width: width)),
                .tile(TileCoordinate(level: 0, index: number, width: width)),
            ]
            return places.contains { place in
                (try? files.optionalBytes(of: place).map { _ in true } ?? false) ?? true
            }
        }
        for later in number..<extent.bundles {
            let width = extent.bundle(later).width
            if isThere(later, width) || isThere(later, TileCoordinate.fullWidth) { return error }
        }
        // What an earlier, smaller checkpoint published is still there.
        let width = (1..<TileCoordinate.fullWidth).last {
            isThere(number, $0)
        }
        return .ends(at: number << 8 + UInt64(width ?? 0), signed: checkpoint.head)
    }
}
