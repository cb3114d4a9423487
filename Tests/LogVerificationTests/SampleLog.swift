import CryptoPrimitives
import Foundation
import TransparencyLog

/// A log with its published files, made from entries.
struct SampleLog {
    static let origin = "vault.example/access-log"

    let entries: [[UInt8]]
    private(set) var files: [String: [UInt8]] = [:]
    private let frontiers: [Int: TreeHead]

    /// Publishes entries of different lengths.
    init(size: Int, seed: UInt64 = 0) throws {
        try self.init(
            entries: (0..<size).map {
                Array("\(seed) entry \($0) \(String(repeating: "x", count: $0 % 23))".utf8)
            })
    }

    init(entries: [[UInt8]]) throws {
        self.entries = entries
        var edge = RightEdge()
        var heads = [0: edge.head]
        var tiles: [TileCoordinate: HashTile] = [:]
        for entry in entries {
            for tile in edge.append(leaf: Digest(entry: entry)) { tiles[tile.coordinate] = tile }
            if edge.size.isMultiple(of: 100) { heads[Int(edge.size)] = edge.head }
        }
        heads[entries.count] = edge.head
        frontiers = heads
        for tile in edge.partialTiles { tiles[tile.coordinate] = tile }
        for file in DirectoryPlan.files(size: UInt64(entries.count)) {
            switch file {
            case .checkpoint: files[file.path] = try Self.sign(edge.head).bytes
            case .tile(let coordinate): files[file.path] = tiles[coordinate]?.bytes
            case .bundle(let bundle):
                let range = Int(bundle.entries.lowerBound)..<Int(bundle.entries.upperBound)
                files[file.path] = EntryBundle(entries: Array(entries[range])).bytes
            }
        }
    }

    /// The head of the first entries, for a multiple of 100 and for the whole log.
    func head(_ size: Int) -> TreeHead {
        guard let head = frontiers[size] else { preconditionFailure("a multiple of 100") }
        return head
    }

    static func signer(
        _ name: String = origin, seed: UInt8 = 1, type: VerifierKey.SignatureType = .ed25519
    ) throws -> NoteSigner {
        let seed = SecretBytes(copying: [UInt8](repeating: seed, count: 32))
        return try NoteSigner(name: name, key: Ed25519.PrivateKey(seed: seed), type: type)
    }

    static func key() throws -> VerifierKey { try signer().verifierKey }

    /// A checkpoint, cosigned by the witnesses of these seeds.
    static func sign(
        _ head: TreeHead, origin: String = origin, witnesses: [UInt8] = []
    ) throws -> SignedNote {
        let signer = try signer(origin)
        let note = try signer.sign(Checkpoint(origin: origin, head: head))
        let signed = try SignedCheckpoint(
            verifying: note.bytes, origin: origin, logKeys: [signer.verifierKey])
        return try note.adding(
            witnesses.map { try witness($0).cosign(signed, time: 1_700_000_000) })
    }

    static func witness(_ seed: UInt8) throws -> NoteSigner {
        try signer("witness.example/w\(seed)", seed: seed, type: .cosignature)
    }

    /// Writes the files below a directory.
    func write(to directory: String) throws {
        for (path, bytes) in files {
            let file = URL(filePath: "\(directory)/\(path)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
    }
}
