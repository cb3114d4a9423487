package import CryptoPrimitives

/// The tree of a published directory, read from its tiles to prove what they lead to.
///
/// The tiles are not trusted: what is returned was checked against a signed head.
package struct PublishedTree {
    /// The number of entries whose tiles are read.
    package let size: UInt64
    private let files: DirectoryFiles

    /// Reads from files.
    ///
    /// - Parameters:
    ///   - size: The number of entries of the published checkpoint.
    ///   - read: Gives the files.
    package init(size: UInt64, read: @escaping LogFileReading) {
        self.size = size
        files = DirectoryFiles(read: read)
    }

    private var hashes: TileHashReader<DirectoryError> {
        TileHashReader(size: size) { (wanted) throws(DirectoryError) in try files.tile(wanted) }
    }

    /// Proves the root that the first entries of a signed tree have.
    ///
    /// - Parameters:
    ///   - older: How many entries; not above the head's size.
    ///   - head: A signed head; its size is not above the directory's.
    /// - Returns: The proven root, and the proof.
    /// - Throws: ``DirectoryError``: a tile is missing or none, or `rootMismatch` when the tiles do
    ///   not lead to the signed root.
    package func prefix(
        _ older: UInt64, of head: TreeHead
    ) throws(DirectoryError) -> ProvenPrefix {
        precondition(older <= head.size && head.size <= size, "the tree has so many entries")
        let hashes = hashes
        let root = try older == head.size ? head.root : hashes.root(ofFirst: older)
        let proof = try hashes.consistencyProof(from: older, to: head.size)
        do {
            let heads = try ConsistentHeads(
                verifying: TreeHead(size: older, root: root), to: head, proof: proof)
            return ProvenPrefix(heads: heads, proof: proof)
        } catch {
            throw .rootMismatch(signed: head)
        }
    }

    /// Checks that a signed head extends a known one.
    ///
    /// - Throws: ``DirectoryError``: `rollback`, `fork`, and what ``prefix(_:of:)`` throws.
    package func check(_ known: TreeHead, isPrefixOf head: TreeHead) throws(DirectoryError) {
        guard known.size <= head.size else { throw .rollback(known: known, found: head) }
        guard try prefix(known.size, of: head).root == known.root else {
            throw .fork(known: known, found: head)
        }
    }

    /// Makes and checks the proof that an entry stands in the tree of a signed head.
    ///
    /// - Parameters:
    ///   - index: The entry's zero-based position; below the head's size.
    ///   - checkpoint: The signed checkpoint; its size is not above the directory's.
    /// - Returns: The proof, with the entry as its extra data.
    /// - Throws: ``DirectoryError``: a bundle or tile is missing or none, `alteredEntry` when the
    ///   tiles lead to the signed root and the entry does not fit them, `rootMismatch` when they do
    ///   not.
    package func proof(
        of index: UInt64, in checkpoint: SignedCheckpoint
    ) throws(DirectoryError) -> LogProof {
        let head = checkpoint.head
        precondition(index < head.size && head.size <= size, "the entry is in the tree")
        let bundle = LogExtent(size: size).bundle(index >> 8)
        let entry = try self.entry(Int(index & 255), of: bundle)
        let path = try hashes.inclusionPath(of: index, in: head.size)
        do throws(ProofError) {
            _ = try IncludedEntry(verifying: entry, at: index, path: path, against: head)
        } catch {
            // Whether the tiles are right is shown by the root that they have.
            _ = try prefix(index + 1, of: head)
            throw .alteredEntry(.bundle(bundle), entry: index)
        }
        return LogProof(
            index: index, path: path, checkpoint: checkpoint.note,
            extra: entry.isEmpty ? nil : entry)
    }

    private func entry(
        _ position: Int, of bundle: BundleCoordinate
    ) throws(DirectoryError) -> [UInt8] {
        guard let bytes = try files.content(of: bundle)?.bytes else {
            throw .missing(.bundle(bundle))
        }
        var frames = BundleFrames(bytes)
        do throws(BundleError) {
            for _ in 0..<position { _ = try frames.next() }
            return Array(bytes[try frames.next()])
        } catch {
            throw .truncated(.bundle(bundle), entry: bundle.entries.lowerBound + UInt64(position))
        }
    }
}

/// The root that the first entries of a signed tree were shown to have.
///
/// There is no way to make one except by checking a proof.
package struct ProvenPrefix: Hashable, Sendable {
    /// The head of the first entries, and the signed one.
    package let heads: ConsistentHeads
    /// The consistency proof from the one to the other (RFC 6962, section 2.1.2).
    package let proof: [Digest]

    /// The root of the first entries.
    package var root: Digest { heads.older.root }

    fileprivate init(heads: ConsistentHeads, proof: [Digest]) {
        self.heads = heads
        self.proof = proof
    }
}
