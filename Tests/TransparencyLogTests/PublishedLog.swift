import CryptoPrimitives
import TransparencyLog

/// A log in memory with its published files, made from entries.
struct PublishedLog {
    static let origin = "vault.example/access-log"

    let tree: ReferenceTree
    /// The published files by path.
    var files: [String: [UInt8]] = [:]
    let head: TreeHead
    let note: SignedNote

    /// Publishes entries of different lengths at one size.
    init(size: Int, entries: [[UInt8]]? = nil, origin: String = Self.origin) throws {
        let entries = entries ?? Self.entries(size)
        tree = ReferenceTree(entries)
        var edge = RightEdge()
        var tiles: [TileCoordinate: HashTile] = [:]
        for entry in entries {
            for tile in edge.append(leaf: Digest(entry: entry)) { tiles[tile.coordinate] = tile }
        }
        for tile in edge.partialTiles { tiles[tile.coordinate] = tile }
        head = edge.head
        note = try Self.sign(edge.head, origin: origin)
        for file in DirectoryPlan.files(size: UInt64(size)) {
            switch file {
            case .checkpoint: files[file.path] = note.bytes
            case .tile(let coordinate): files[file.path] = tiles[coordinate]?.bytes
            case .bundle(let bundle):
                let range = Int(bundle.entries.lowerBound)..<Int(bundle.entries.upperBound)
                files[file.path] = EntryBundle(entries: Array(entries[range])).bytes
            }
        }
    }

    /// Entries of 0 to 40 bytes, all different but for the empty ones.
    static func entries(_ count: Int, seed: UInt64 = 0) -> [[UInt8]] {
        (0..<count).map { index in
            index % 41 == 40
                ? []
                : Array("\(seed) entry \(index) \(String(repeating: "x", count: index % 23))".utf8)
        }
    }

    /// The log's key: a seed of 32 times 01, as in the published vectors.
    static func signer(
        _ name: String = origin, seed: UInt8 = 1, type: VerifierKey.SignatureType = .ed25519
    ) throws -> NoteSigner {
        let seed = SecretBytes(copying: [UInt8](repeating: seed, count: 32))
        return try NoteSigner(name: name, key: Ed25519.PrivateKey(seed: seed), type: type)
    }

    static func logKey() throws -> VerifierKey { try signer().verifierKey }

    static func sign(_ head: TreeHead, origin: String = origin) throws -> SignedNote {
        try signer().sign(Checkpoint(origin: origin, head: head))
    }

    /// What the verifier says of the files.
    func refusal(
        knownHeads: [TreeHead] = [], minimumIndex: UInt64 = 0
    ) throws -> DirectoryError? {
        let verifier = DirectoryVerifier(
            origin: Self.origin, logKeys: [try Self.logKey()], knownHeads: knownHeads,
            minimumIndex: minimumIndex)
        let files = files
        do {
            _ = try verifier.verify(read: { files[$0.path] })
            return nil
        } catch {
            return error
        }
    }
}
