import CryptoPrimitives
import Foundation
import TestSupport
import TransparencyLog

/// A log in memory that is published to a directory of a test, at any size.
struct SampleDirectory: Sendable {
    let path: String
    let origin: String
    private let signer: LogSigner
    /// From this entry on the log has another history.
    private let forkedFrom: Int

    init(
        _ path: String, origin: String = "vault.example/access-log", seed: UInt8 = 1,
        forkedFrom: Int = .max
    ) throws {
        self.path = path
        self.origin = origin
        self.forkedFrom = forkedFrom
        signer = try LogSigner(origin, seed: seed)
    }

    var key: VerifierKey { signer.signer.verifierKey }

    /// The same log with another history.
    func forked(from entry: Int, at path: String) throws -> Self {
        try Self(path, origin: origin, forkedFrom: entry)
    }

    private func entry(_ index: Int) -> [UInt8] {
        Array("entry \(index)\(index >= forkedFrom ? " of another history" : "")".utf8)
    }

    /// The signed head of a size.
    func note(_ size: Int) throws -> SignedNote {
        try signer.signer.sign(Checkpoint(origin: origin, head: edge(size).head))
    }

    private func edge(_ size: Int, _ full: (HashTile) -> Void = { _ in }) -> RightEdge {
        var edge = RightEdge()
        for index in 0..<size {
            edge.append(leaf: Digest(entry: entry(index))).forEach(full)
        }
        return edge
    }

    /// The proof between two sizes.
    func proof(_ older: Int, _ newer: Int) throws -> [Digest] {
        var tiles: [TileCoordinate: HashTile] = [:]
        let edge = edge(newer) { tiles[$0.coordinate] = $0 }
        let reader = edge.reader(size: UInt64(newer)) { (wanted) throws(Missing) in
            guard let tile = tiles[wanted] else { throw Missing() }
            return tile
        }
        return try reader.consistencyProof(from: UInt64(older), to: UInt64(newer))
    }

    private struct Missing: Error {}

    /// A request from one size to another.
    func request(_ older: Int, _ newer: Int) throws -> WitnessRequest {
        WitnessRequest(
            oldSize: UInt64(older), proof: older < newer ? try proof(older, newer) : [],
            checkpoint: try note(newer))
    }

    /// Writes the directory at a size.
    func publish(_ size: Int) throws {
        var tiles: [TileCoordinate: HashTile] = [:]
        let edge = edge(size) { tiles[$0.coordinate] = $0 }
        for tile in edge.partialTiles { tiles[tile.coordinate] = tile }
        for file in DirectoryPlan.files(size: UInt64(size)) {
            let bytes: [UInt8]? =
                switch file {
                case .checkpoint: try note(size).bytes
                case .tile(let coordinate): tiles[coordinate]?.bytes
                case .bundle(let bundle):
                    EntryBundle(
                        entries: bundle.entries.map { entry(Int($0)) }
                    ).bytes
                }
            let url = URL(filePath: "\(path)/\(file.path)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes ?? []).write(to: url)
        }
    }

    /// What stands in the file `checkpoint`.
    func checkpoint() throws -> [UInt8] { try Array(bytes(of: "\(path)/checkpoint")) }

    /// What stands in the head that is offered to witnesses.
    func offer() throws -> [UInt8] {
        try bytes(of: "\(path)/witness/\(Checkpoint.directoryName(origin: origin))/checkpoint")
    }

    private func bytes(of path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path)))
    }
}

/// A key that cannot be copied, held for a test.
private final class LogSigner: Sendable {
    let signer: NoteSigner

    init(_ name: String, seed: UInt8) throws {
        signer = try NoteSigner(name: name, key: TestKeys.key(seed))
    }
}

/// Keys whose seed is one byte, repeated.
enum TestKeys {
    static func key(_ seed: UInt8) throws -> Ed25519.PrivateKey {
        try Ed25519.PrivateKey(seed: SecretBytes(copying: [UInt8](repeating: seed, count: 32)))
    }

    /// The key of a cosigner.
    static func cosigner(_ name: String, _ seed: UInt8) throws -> VerifierKey {
        try VerifierKey(
            name: name, publicKey: key(seed).publicKey.bytes, type: .cosignature)
    }
}
