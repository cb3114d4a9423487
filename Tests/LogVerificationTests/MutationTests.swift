import CryptoPrimitives
import Foundation
import TestSupport
import Testing
import TransparencyLog

/// One thing that is wrong with a published log.
private struct Mutation {
    let name: String
    /// Whether only signatures tell: pymerkle has none.
    var isOfSignature = false
    let files: [String: [UInt8]]
}

/// Everything that is wrong is refused by our library, our program, Go and pymerkle alike.
@Suite("Mutations of a published log") struct MutationTests {
    private static let size = 600
    private let folder: TemporaryDirectory
    private let log: GrowingLog
    private let files: [String: [UInt8]]
    private let key: VerifierKey

    init() throws {
        folder = try TemporaryDirectory()
        var log = GrowingLog()
        log.grow(to: Self.size)
        self.log = log
        files = try log.files()
        key = try SampleLog.key()
    }

    @Test("each change of a file of the directory is refused by everyone")
    func directory() throws {
        let go = GoOracle.runs ? try GoOracle.session() : nil
        let pymerkle = PymerkleOracle.runs ? try PymerkleOracle.session() : nil
        let path = folder.path("log")
        try write(files, to: path)
        let unchanged = try BuiltVerifier.run(["directory", path, "--vkey", key.description])
        #expect(unchanged.status == 0, "\(unchanged)")
        let mutations = try fileMutations() + swaps() + checkpointMutations()
        #expect(mutations.count > 90)
        for mutation in mutations {
            try write(mutation.files, to: path)
            for gone in files.keys where mutation.files[gone] == nil {
                try FileManager.default.removeItem(atPath: "\(path)/\(gone)")
            }
            let verifier = DirectoryVerifier(trust: LogTrust(key: key))
            #expect(throws: DirectoryError.self, "\(mutation.name)") {
                try verifier.verify(read: { mutation.files[$0.path] })
            }
            let ours = try BuiltVerifier.run(["directory", path, "--vkey", key.description])
            #expect(
                ours.status == 20 && ours.output.isEmpty, "\(mutation.name): \(ours)")
            if let go {
                let answer = try go.ask("check", path, key.description)
                #expect(answer.hasPrefix("refused "), "\(mutation.name): Go says \(answer)")
            }
            if let pymerkle, !mutation.isOfSignature {
                let answer = try pymerkle.ask("check", path)
                #expect(answer.hasPrefix("refused "), "\(mutation.name): pymerkle says \(answer)")
            }
            try write(files, to: path)
        }
    }

    /// Flipped bits, cut and grown files, and files that are gone.
    private func fileMutations() -> [Mutation] {
        var mutations: [Mutation] = []
        func add(_ name: String, _ path: String, _ bytes: [UInt8]?) {
            var changed = files
            changed[path] = bytes
            mutations.append(
                Mutation(
                    name: "\(path): \(name)", isOfSignature: path == "checkpoint", files: changed))
        }
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
            for place in 0..<7 {
                let position = (bytes.count - 1) * place / 6
                var changed = bytes
                changed[position] ^= 1 << UInt8(place)
                add("bit \(place) of byte \(position)", path, changed)
            }
            add("cut by a byte", path, Array(bytes.dropLast()))
            add("cut by half", path, Array(bytes.prefix(bytes.count / 2)))
            add("empty", path, [])
            add("grown by a byte", path, bytes + [0])
            add("its end twice", path, bytes + bytes.suffix(32))
            add("gone", path, nil)
        }
        return mutations
    }

    /// Right bytes in the wrong place.
    private func swaps() throws -> [Mutation] {
        var mutations: [Mutation] = []
        func swapFiles(_ first: String, _ second: String) {
            var changed = files
            changed[first] = files[second]
            changed[second] = files[first]
            mutations.append(Mutation(name: "\(first) and \(second) swapped", files: changed))
        }
        swapFiles("tile/0/000", "tile/0/001")
        swapFiles("tile/entries/000", "tile/entries/001")
        var both = files
        for level in ["0", "entries"] {
            both["tile/\(level)/000"] = files["tile/\(level)/001"]
            both["tile/\(level)/001"] = files["tile/\(level)/000"]
        }
        mutations.append(Mutation(name: "two bundles and their tiles swapped", files: both))
        for path in ["tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2"] {
            var changed = files
            let bytes = try #require(files[path])
            changed[path] = Array(bytes[32..<64]) + Array(bytes[0..<32]) + Array(bytes[64...])
            mutations.append(Mutation(name: "\(path): two hashes swapped", files: changed))
        }
        var entries = Array(log.entries[0..<256])
        entries.swapAt(3, 4)
        var changed = files
        changed["tile/entries/000"] = EntryBundle(entries: entries).bytes
        mutations.append(Mutation(name: "two entries swapped", files: changed))
        var forged = Array(log.entries[0..<256])
        forged[7] = Array("never happened".utf8)
        changed["tile/entries/000"] = EntryBundle(entries: forged).bytes
        let leaves = try #require(files["tile/0/000"])
        changed["tile/0/000"] =
            Array(leaves[..<(7 * 32)]) + Digest(entry: forged[7]).bytes
            + Array(leaves[(8 * 32)...])
        mutations.append(Mutation(name: "an entry with its leaf hash", files: changed))
        return mutations
    }

    private func checkpointMutations() throws -> [Mutation] {
        let note = String(decoding: try #require(files["checkpoint"]), as: UTF8.self)
        let head = try Checkpoint(SignedNote(Array(note.utf8)).text).head
        let lines = note.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let other = try SampleLog.signer(seed: 9).sign(
            Checkpoint(origin: SampleLog.origin, head: head))
        let larger = TreeHead(size: head.size + 1, root: head.root)
        let smaller = TreeHead(size: head.size - 1, root: head.root)
        let wrongRoot = TreeHead(size: head.size, root: Digest(entry: []))
        let texts: [(String, Bool, [UInt8])] = [
            ("of another key", true, other.bytes),
            (
                "of another log", true,
                try SampleLog.sign(head, origin: "other.example/log").bytes
            ),
            ("one entry more, signed", false, try SampleLog.sign(larger).bytes),
            ("one entry fewer, signed", false, try SampleLog.sign(smaller).bytes),
            ("another root, signed", false, try SampleLog.sign(wrongRoot).bytes),
        ]
        var mutations = texts.map { name, isOfSignature, bytes in
            var changed = files
            changed["checkpoint"] = bytes
            return Mutation(
                name: "checkpoint \(name)", isOfSignature: isOfSignature, files: changed)
        }
        func add(_ name: String, _ line: Int, _ text: String) {
            var changed = lines
            changed[line] = text
            var all = files
            all["checkpoint"] = Array(changed.joined(separator: "\n").utf8)
            mutations.append(
                Mutation(name: "checkpoint: \(name)", isOfSignature: true, files: all))
        }
        add("size with a zero before it", 1, "0" + lines[1])
        add("size with a sign", 1, "+" + lines[1])
        add("size 0", 1, "0")
        add("root with unused bits", 2, Self.withUnusedBits(lines[2]))
        add("root without padding", 2, String(lines[2].dropLast()))
        add("an extension line", 2, lines[2] + "\nextension")
        add("signature with unused bits", 4, Self.withUnusedBits(lines[4]))
        add("signature without padding", 4, String(lines[4].dropLast()))
        add("signature line with a space at its end", 4, lines[4] + " ")
        add("a hyphen for the dash", 4, "-" + lines[4].dropFirst())
        add("no signature", 4, "")
        add("carriage return", 0, lines[0] + "\r")
        return mutations
    }

    /// Another spelling of the same bytes, which lax decoders take.
    private static func withUnusedBits(_ base64: String) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let padding = base64.reversed().prefix { $0 == "=" }.count
        var characters = Array(base64)
        let last = characters.count - 1 - padding
        guard padding > 0, let value = digits.firstIndex(of: characters[last]) else {
            preconditionFailure("the text has unused bits")
        }
        characters[last] = digits[value + 1]
        return String(characters)
    }

    @Test("each change of a proof is refused by everyone")
    func proof() throws {
        let go = GoOracle.runs ? try GoOracle.session() : nil
        let name = "proofs/300.tlog-proof"
        let bytes = try #require(try log.proofs(of: [300], from: [])[name])
        let path = folder.path("entry.tlog-proof")
        let right = String(decoding: bytes, as: UTF8.self)
        try Data(bytes).write(to: URL(filePath: path))
        let unchanged = try BuiltVerifier.run(["proof", path, "--vkey", key.description])
        #expect(unchanged.status == 0 && unchanged.output.contains("entry 300"), "\(unchanged)")
        if let go { #expect(try go.ask("proof", path, key.description).hasPrefix("ok entry 300")) }

        let lines = right.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let blank = try #require(lines.firstIndex(of: ""))
        func changed(_ line: Int, _ text: String?) -> String {
            var lines = lines
            if let text { lines[line] = text } else { lines.remove(at: line) }
            return lines.joined(separator: "\n")
        }
        var swapped = lines
        swapped.swapAt(4, 5)
        var texts = [
            changed(0, "c2sp.org/tlog-proof@v2"), changed(0, nil),
            changed(1, "extra \(Base64.encode(Array("another entry".utf8)))"),
            changed(1, Self.withUnusedBits("extra \(Base64.encode(Array("a".utf8)))")),
            changed(2, "index 301"), changed(2, "index 299"), changed(2, "index 0300"),
            changed(2, "index -300"), changed(2, "index 600"),
            changed(2, "index 18446744073709551615"), changed(2, nil),
            changed(3, Base64.encode([UInt8](repeating: 0, count: 32))),
            changed(3, Self.withUnusedBits(lines[3])), changed(3, nil),
            changed(3, lines[3] + "\n" + lines[3]), changed(blank - 1, nil),
            swapped.joined(separator: "\n"), changed(blank, nil),
            changed(blank + 2, "599"), changed(blank + 2, "601"), right + "\n", "",
            String(right.dropLast()), String(right.prefix(right.count / 2)),
        ]
        for place in 0..<40 {
            var flipped = bytes
            flipped[(bytes.count - 1) * place / 39] ^= 1 << UInt8(place % 7)
            texts.append(String(decoding: flipped, as: UTF8.self))
        }
        for (number, text) in texts.enumerated() where text != right {
            try Data(text.utf8).write(to: URL(filePath: path))
            let ours = try BuiltVerifier.run(["proof", path, "--vkey", key.description])
            #expect(ours.status == 20 && ours.output.isEmpty, "\(number): \(ours)")
            if let go {
                let answer = try go.ask("proof", path, key.description)
                #expect(answer.hasPrefix("refused "), "\(number): Go says \(answer)\n\(text)")
            }
        }
    }
}
