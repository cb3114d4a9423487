import CryptoPrimitives
import Foundation
import TestSupport
import Testing
import TransparencyLog

extension GoOracle {
    static func check(_ folder: URL, key: VerifierKey) throws -> (status: Int32, output: String) {
        try run(program.get(), ["check", folder.path, key.description])
    }
}

@Suite("Go's x/mod agrees", .enabled(if: GoOracle.runs), .serialized)
struct GoOracleTests {
    /// Writes a log's files, with proofs of entries and of earlier sizes.
    private func write(_ log: PublishedLog, to folder: URL) throws {
        let reader = ReferenceReader(log.tree)
        var files = log.files
        let size = log.head.size
        for index in stride(from: 0, to: size, by: size > 300 ? 13 : 1) {
            let proof = LogProof(
                index: index, path: reader.inclusionPath(of: index, in: size), checkpoint: log.note)
            files["proofs/\(index).tlog-proof"] = proof.bytes
        }
        for older in stride(from: 1, through: size, by: size > 300 ? 17 : 1) {
            let hashes =
                [log.tree.root(0..<Int(older))] + reader.consistencyProof(from: older, to: size)
            let text = hashes.map { Base64.encode($0.bytes) + "\n" }.joined()
            files["consistency/\(older)"] = Array(text.utf8)
        }
        for (path, bytes) in files {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
    }

    @Test(
        "it verifies checkpoint, tiles, bundles and proofs of logs of many sizes",
        arguments: [0, 1, 2, 3, 255, 256, 257, 1000])
    func accepts(size: Int) throws {
        let folder = try GoOracle.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let log = try PublishedLog(size: size)
        try write(log, to: folder)
        let (status, output) = try GoOracle.check(folder, key: PublishedLog.logKey())
        #expect(status == 0, "\(output)")
        #expect(output == "\(size) \(Base64.encode(log.head.root.bytes))\n")
    }

    @Test("it verifies a log with tiles of three levels")
    func threeLevels() throws {
        let folder = try GoOracle.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let size = 66_000
        let log = try PublishedLog(size: size, entries: (0..<size).map { Array("\($0)".utf8) })
        #expect(try log.refusal() == nil)
        for (path, bytes) in log.files {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        let (status, output) = try GoOracle.check(folder, key: PublishedLog.logKey())
        #expect(status == 0, "\(output)")
        #expect(output == "\(size) \(Base64.encode(log.head.root.bytes))\n")
    }

    @Test("it refuses one changed bit in any file, as we do")
    func refusesMutations() throws {
        let folder = try GoOracle.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let log = try PublishedLog(size: 257)
        try write(log, to: folder)
        let key = try PublishedLog.logKey()
        #expect(try GoOracle.check(folder, key: key).status == 0)
        var generator = SeededGenerator(seed: 10)
        let paths = log.files.keys.sorted()
        for round in 0..<60 {
            let path = paths[round % paths.count]
            let bytes = try #require(log.files[path])
            var changed = log
            let position = Int.random(in: bytes.indices, using: &generator)
            changed.files[path]?[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            let file = folder.appending(path: path)
            try Data(try #require(changed.files[path])).write(to: file)
            #expect(try GoOracle.check(folder, key: key).status == 1, "\(path) byte \(position)")
            #expect(try changed.refusal() != nil, "\(path) byte \(position)")
            try Data(bytes).write(to: file)
        }
    }

    @Test("it refuses changed proofs")
    func refusesProofs() throws {
        let folder = try GoOracle.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let log = try PublishedLog(size: 40)
        try write(log, to: folder)
        let key = try PublishedLog.logKey()
        for path in ["proofs/7.tlog-proof", "consistency/7"] {
            let file = folder.appending(path: path)
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            let hash = try #require(text.split(separator: "\n").first { $0.hasSuffix("=") })
            let other = Base64.encode([UInt8](repeating: 1, count: 32))
            try Data(text.replacing(hash, with: other).utf8).write(to: file)
            #expect(try GoOracle.check(folder, key: key).status == 1, "\(path)")
            try Data(text.utf8).write(to: file)
        }
        #expect(try GoOracle.check(folder, key: key).status == 0)
    }

    @Test("notes that it signs are byte for byte ours")
    func signsAlike() throws {
        let program = try GoOracle.program.get()
        let seed = String(repeating: "01", count: 32)
        let key = try GoOracle.run(program, ["vkey", PublishedLog.origin, seed])
        #expect(key.output == "\(try PublishedLog.logKey())\n")
        for text in ["a\n", "a\n\nb\n", "\n", "é — ü\n"] {
            let signed = try GoOracle.run(
                program, ["sign", PublishedLog.origin, seed], input: Array(text.utf8))
            let bytes = Array(text.utf8)
            let ours = try SignedNote(text: bytes, lines: [PublishedLog.signer().sign(bytes)])
            #expect(signed.output == String(decoding: ours.bytes, as: UTF8.self))
            _ = try VerifiedNote(
                verifying: SignedNote(Array(signed.output.utf8)), keys: [PublishedLog.logKey()])
        }
    }
}
