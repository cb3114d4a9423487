import CryptoPrimitives
import Foundation
import TestSupport
import Testing
import TransparencyLog

/// What we publish, seen by two programs that share no code with ours.
@Suite("Independent verifiers") struct OracleTests {
    /// Every size up to 600, and some around a full tile of level 1 and beyond it.
    static let sizes = Array(0...600) + [65_535, 65_536, 65_537, 70_000]
    private static let seed = String(repeating: "01", count: 32)

    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    /// One pass for all of it: publishing takes longer than checking.
    @Test(
        "at every size to 600 and around larger ones Go and pymerkle verify what is published, with its proofs, and Go publishes the same bytes"
    )
    func everySize() throws {
        let go = GoOracle.runs ? try GoOracle.session() : nil
        let pymerkle = PymerkleOracle.runs ? try PymerkleOracle.session() : nil
        let key = try SampleLog.key()
        let entries = folder.path("entries")
        try Data(GrowingLog.frames(Self.sizes.max() ?? 0)).write(to: URL(filePath: entries))
        var log = GrowingLog()
        var generator = SeededGenerator(seed: 3)
        for size in Self.sizes {
            log.grow(to: size)
            let files = try log.files()
            let head = try DirectoryVerifier(trust: LogTrust(key: key))
                .verify(read: { files[$0.path] }).checkpoint.head
            let expected = "ok \(size) \(Base64.encode(head.root.bytes))"

            let directory = folder.path("log-\(size)")
            try write(files, to: directory)
            if size > 0 {
                let indices = [0, size - 1, Int.random(in: 0..<size, using: &generator)]
                let older = [1, size, Int.random(in: 1...size, using: &generator), size & ~255]
                try write(log.proofs(of: indices, from: older), to: directory)
            }
            if let go {
                #expect(try go.ask("check", directory, key.description) == expected)
                let made = try go.ask(
                    "publish", entries, String(size), SampleLog.origin, Self.seed)
                #expect(made == "ok \(digest(of: files))", "\(size) entries")
            }
            if let pymerkle { #expect(try pymerkle.ask("check", directory) == expected) }
            try FileManager.default.removeItem(atPath: directory)
        }
    }
}
