internal import CryptoPrimitives

/// Checks a whole published log: every entry, every tile and the signed checkpoint.
///
/// Every entry is hashed and the tree is built again from nothing; each tile is compared with it,
/// and its root with the signed one. Each file is read once, in order, and no more than the right
/// edge of the tree is kept. Only when something differs are tiles read again to find what.
package struct DirectoryVerifier: Sendable {
    /// The name that the checkpoint must have.
    package let origin: String
    /// The keys of the log.
    package let logKeys: [VerifierKey]
    /// Known witnesses.
    package let witnesses: [VerifierKey]
    /// Heads that were verified before; the published one must extend each of them.
    package let knownHeads: [TreeHead]
    /// Bundles that end at or below this index may be missing (tlog-tiles, Pruning): the hashes
    /// of their entries are then taken from the tiles, which the root still proves.
    package let minimumIndex: UInt64

    /// Says what is trusted and known.
    package init(
        origin: String, logKeys: [VerifierKey], witnesses: [VerifierKey] = [],
        knownHeads: [TreeHead] = [], minimumIndex: UInt64 = 0
    ) {
        self.origin = origin
        self.logKeys = logKeys
        self.witnesses = witnesses
        self.knownHeads = knownHeads
        self.minimumIndex = minimumIndex
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
        read: @escaping (LogFile) throws -> [UInt8]?,
        visit: ((_ index: UInt64, _ entry: [UInt8]) -> Void)? = nil
    ) throws(DirectoryError) -> VerifiedDirectory {
        let files = DirectoryFiles(read: read)
        let checkpoint: SignedCheckpoint
        let note = try files.bytes(of: .checkpoint)
        do {
            checkpoint = try SignedCheckpoint(
                verifying: note, origin: origin, logKeys: logKeys, witnesses: witnesses)
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
        var scan = DirectoryScan(
            size: head.size, knownHeads: knownHeads, minimumIndex: minimumIndex)
        try scan.run(files, visit: visit)
        guard scan.root == head.root else { throw try scan.blame(files, head) }
        // The root proves the entries, so where a tile differs it is the tile that was altered.
        if let difference = scan.leafDifference {
            throw .alteredTile(.tile(difference.tile), position: Int(difference.entry & 255))
        }
        if let difference = scan.tileDifference {
            throw .alteredTile(.tile(difference.tile), position: difference.position)
        }
        if let known = scan.contradicted { throw .fork(known: known, found: head) }
        return VerifiedDirectory(checkpoint: checkpoint, entriesRead: scan.entriesRead)
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

    fileprivate init(checkpoint: SignedCheckpoint, entriesRead: UInt64) {
        self.checkpoint = checkpoint
        self.entriesRead = entriesRead
    }
}
