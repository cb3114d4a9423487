import CryptoPrimitives
import Foundation
import TransparencyLog

/// A log that grows entry by entry and can be published at any size, as a writer does it.
struct GrowingLog {
    private(set) var entries: [[UInt8]] = []
    private var edge = RightEdge()
    private var tiles: [TileCoordinate: HashTile] = [:]

    /// An entry of 0 to 60 bytes.
    static func entry(_ index: Int) -> [UInt8] {
        index % 41 == 40
            ? [] : Array("entry \(index) \(String(repeating: "x", count: index % 43))".utf8)
    }

    /// All entries, each after its length in two bytes.
    static func frames(_ count: Int) -> [UInt8] {
        (0..<count).flatMap { index in
            let entry = entry(index)
            return [UInt8(entry.count >> 8), UInt8(entry.count & 255)] + entry
        }
    }

    /// Grows to a size.
    mutating func grow(to size: Int) {
        while entries.count < size {
            let entry = Self.entry(entries.count)
            entries.append(entry)
            for tile in edge.append(leaf: Digest(entry: entry)) { tiles[tile.coordinate] = tile }
        }
    }

    /// The files of the present size.
    func files() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        let partial = Dictionary(
            uniqueKeysWithValues: edge.partialTiles.map { ($0.coordinate, $0) })
        for file in DirectoryPlan.files(size: edge.size) {
            switch file {
            case .checkpoint: files[file.path] = try SampleLog.sign(edge.head).bytes
            case .tile(let coordinate):
                files[file.path] = (tiles[coordinate] ?? partial[coordinate])?.bytes
            case .bundle(let bundle):
                let range = Int(bundle.entries.lowerBound)..<Int(bundle.entries.upperBound)
                files[file.path] = EntryBundle(entries: Array(entries[range])).bytes
            }
        }
        return files
    }

    /// Proofs of some entries and from some earlier sizes, as files for the verifiers of others.
    func proofs(of indices: [Int], from older: [Int]) throws -> [String: [UInt8]] {
        let note = try SampleLog.sign(edge.head)
        let reader = edge.reader(size: edge.size) { wanted in
            guard let tile = tiles[wanted] else { preconditionFailure("a full tile is kept") }
            return tile
        }
        var files: [String: [UInt8]] = [:]
        for index in indices {
            let entry = entries[index]
            let proof = LogProof(
                index: UInt64(index), path: reader.inclusionPath(of: UInt64(index), in: edge.size),
                checkpoint: note, extra: entry.isEmpty ? nil : entry)
            files["proofs/\(index).tlog-proof"] = proof.bytes
        }
        for size in older where size > 0 {
            let hashes =
                [reader.root(ofFirst: UInt64(size))]
                + reader.consistencyProof(from: UInt64(size), to: edge.size)
            let text = hashes.map { Base64.encode($0.bytes) + "\n" }.joined()
            files["consistency/\(size)"] = Array(text.utf8)
        }
        return files
    }
}

/// Writes files below a directory.
func write(_ files: [String: [UInt8]], to directory: String) throws {
    for (path, bytes) in files {
        let file = "\(directory)/\(path)"
        if !FileManager.default.createFile(atPath: file, contents: Data(bytes)) {
            try FileManager.default.createDirectory(
                atPath: NSString(string: file).deletingLastPathComponent,
                withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(filePath: file))
        }
    }
}

/// The hash of all files as Tests/Tools/sumdb-verify makes it of its own.
func digest(of files: [String: [UInt8]]) -> String {
    let parts = files.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { Array($0.key.utf8) + [0] + Digest(hashing: $0.value).bytes }
    return Digest(hashing: parts).hex
}
