import CryptoPrimitives
import Testing
import TransparencyLog

@Suite("The directory verifier")
struct DirectoryVerifierTests {
    static let sizes = [0, 1, 2, 3, 255, 256, 257, 511, 512, 600, 1000]

    private func other(_ head: TreeHead) throws -> TreeHead {
        var bytes = head.root.bytes
        bytes[0] ^= 1
        return TreeHead(size: head.size, root: try #require(Digest(bytes)))
    }

    @Test("a published log verifies, and lends out each entry in order", arguments: sizes)
    func accepts(size: Int) throws {
        let log = try PublishedLog(size: size)
        let files = log.files
        #expect(log.head == log.tree.head(size))
        var seen: [[UInt8]] = []
        let verifier = DirectoryVerifier(
            origin: PublishedLog.origin, logKeys: [try PublishedLog.logKey()],
            knownHeads: (0...size).map { log.tree.head($0) })
        let verified = try verifier.verify(
            read: { files[$0.path] },
            visit: { index, entry in
                #expect(index == UInt64(seen.count))
                seen.append(entry)
            })
        #expect(seen == log.tree.entries)
        #expect(verified.checkpoint.head == log.head)
        #expect(verified.entriesRead == UInt64(size))
    }

    @Test("a missing file is named", arguments: sizes)
    func missing(size: Int) throws {
        let log = try PublishedLog(size: size)
        for file in DirectoryPlan.files(size: UInt64(size)) {
            var changed = log
            changed.files[file.path] = nil
            #expect(try changed.refusal() == .missing(file))
        }
    }

    @Test(
        "a truncated file is named, and for a bundle the entry it breaks off in", arguments: sizes)
    func truncated(size: Int) throws {
        let log = try PublishedLog(size: size)
        for file in DirectoryPlan.files(size: UInt64(size)) where file != .checkpoint {
            var changed = log
            let bytes = try #require(log.files[file.path])
            changed.files[file.path] = Array(bytes.dropLast())
            switch file {
            case .bundle(let bundle):
                // Without its last byte the last entry is broken, or its length is.
                let last = bundle.entries.upperBound - 1
                #expect(try changed.refusal() == .truncated(file, entry: last))
                changed.files[file.path] = []
                let first = bundle.entries.lowerBound
                #expect(try changed.refusal() == .truncated(file, entry: first))
            default:
                #expect(try changed.refusal() == .truncated(file, entry: nil))
            }
            changed.files[file.path] = bytes + [0]
            #expect(try changed.refusal() == .trailingBytes(file))
        }
    }

    @Test("an altered entry is named by file and index", arguments: [1, 3, 256, 257, 600])
    func alteredEntry(size: Int) throws {
        let log = try PublishedLog(size: size)
        for index in stride(from: 0, to: size, by: size > 10 ? 53 : 1)
        where !log.tree.entries[index].isEmpty {
            let start = index / 256 * 256
            var entries = Array(log.tree.entries[start..<min(start + 256, size)])
            entries[index - start][0] ^= 0x20
            let bundle = BundleCoordinate(index: UInt64(start / 256), width: entries.count)
            var changed = log
            changed.files[bundle.path] = EntryBundle(entries: entries).bytes
            #expect(
                try changed.refusal() == .alteredEntry(.bundle(bundle), entry: UInt64(index)))
        }
    }

    @Test(
        "an altered tile is named by file, and by position where the entries tell",
        arguments: [1, 3, 256, 257, 600])
    func alteredTile(size: Int) throws {
        let log = try PublishedLog(size: size)
        for file in DirectoryPlan.files(size: UInt64(size)) {
            guard case .tile(let tile) = file else { continue }
            for position in Set([0, tile.width / 2, tile.width - 1]) {
                var changed = log
                changed.files[file.path]?[position * 32 + 31] ^= 0x80
                #expect(try changed.refusal() == .alteredTile(file, position: position))
            }
        }
    }

    @Test("an entry altered together with its leaf hash shows at the tile above")
    func alteredEntryAndLeaf() throws {
        let log = try PublishedLog(size: 600)
        var entries = Array(log.tree.entries[256..<512])
        entries[7] = Array("forged".utf8)
        var changed = log
        changed.files["tile/entries/001"] = EntryBundle(entries: entries).bytes
        let bytes = try #require(log.files["tile/0/001"])
        changed.files["tile/0/001"] =
            Array(bytes[..<(7 * 32)]) + Digest(entry: entries[7]).bytes + Array(bytes[(8 * 32)...])
        let tile = TileCoordinate(level: 0, index: 1)
        #expect(try changed.refusal() == .alteredTile(.tile(tile), position: nil))
    }

    @Test("a whole consistent log under another log's root is a root mismatch")
    func rootMismatch() throws {
        for size in [1, 256, 600] {
            var log = try PublishedLog(size: size)
            let signed = try other(log.head)
            log.files["checkpoint"] = try PublishedLog.sign(signed).bytes
            #expect(try log.refusal() == .rootMismatch(signed: signed))
        }
    }

    @Test("a checkpoint that is not signed by the log is refused with its reason")
    func badCheckpoint() throws {
        let log = try PublishedLog(size: 3)
        var changed = log
        changed.files["checkpoint"] = Array("nothing".utf8)
        #expect(try changed.refusal() == .badCheckpoint(.notSigned))
        let other = try PublishedLog.signer(seed: 9).sign(
            Checkpoint(origin: PublishedLog.origin, head: log.head))
        changed.files["checkpoint"] = other.bytes
        #expect(try changed.refusal() == .badCheckpoint(.noKnownSignature))
        changed.files["checkpoint"] = try PublishedLog.sign(log.head, origin: "other.example/log")
            .bytes
        #expect(try changed.refusal() == .badCheckpoint(.wrongOrigin))
        var text = try #require(String(validating: log.note.bytes, as: UTF8.self))
        text.replace("\n3\n", with: "\n2\n")
        changed.files["checkpoint"] = Array(text.utf8)
        #expect(try changed.refusal() == .badCheckpoint(.invalidSignature))
    }

    @Test("a log that is smaller than a known head is rolled back")
    func rollback() throws {
        let log = try PublishedLog(size: 300)
        let known = TreeHead(size: 301, root: log.head.root)
        #expect(try log.refusal(knownHeads: [known]) == .rollback(known: known, found: log.head))
    }

    @Test(
        "a log with another history than a known head is forked",
        arguments: [0, 1, 255, 256, 257, 299, 300])
    func fork(size: Int) throws {
        let log = try PublishedLog(size: 300)
        let known = try other(log.tree.head(size))
        #expect(try log.refusal(knownHeads: [known]) == .fork(known: known, found: log.head))
        let heads = [log.tree.head(12), known, log.tree.head(280)]
        #expect(try log.refusal(knownHeads: heads) == .fork(known: known, found: log.head))
        #expect(try log.refusal(knownHeads: [log.tree.head(size)]) == nil)
    }

    @Test("a rewritten log that its key signed again is forked against an old head")
    func rewritten() throws {
        let honest = try PublishedLog(size: 300)
        var entries = honest.tree.entries
        entries[17] = Array("never happened".utf8)
        let forged = try PublishedLog(size: 300, entries: entries)
        #expect(try forged.refusal() == nil)
        let known = honest.tree.head(100)
        #expect(try forged.refusal(knownHeads: [known]) == .fork(known: known, found: forged.head))
        #expect(try forged.refusal(knownHeads: [honest.tree.head(17)]) == nil)
    }

    @Test("bundles below the minimum index may be missing, and no others")
    func pruned() throws {
        var log = try PublishedLog(size: 600)
        log.files["tile/entries/000"] = nil
        let missing = DirectoryError.missing(.bundle(BundleCoordinate(index: 0)))
        #expect(try log.refusal() == missing)
        #expect(try log.refusal(minimumIndex: 255) == missing)
        #expect(try log.refusal(minimumIndex: 256) == nil)
        log.files["tile/entries/001"] = nil
        #expect(
            try log.refusal(minimumIndex: 256) == .missing(.bundle(BundleCoordinate(index: 1))))
        #expect(try log.refusal(minimumIndex: 512) == nil)
        // The tiles still prove every hash.
        log.files["tile/0/000"]?[5] ^= 1
        #expect(try log.refusal(minimumIndex: 512) != nil)
    }

    @Test("where a partial file was removed the full one serves")
    func superseded() throws {
        let older = try PublishedLog(size: 300)
        var newer = try PublishedLog(size: 600)
        newer.files["checkpoint"] = older.files["checkpoint"]
        newer.files["tile/1/000.p/1"] = older.files["tile/1/000.p/1"]
        #expect(newer.files["tile/0/001.p/44"] == nil)
        #expect(try newer.refusal() == nil)
        newer.files["tile/entries/001"] = nil
        let bundle = BundleCoordinate(index: 1, width: 44)
        #expect(try newer.refusal() == .missing(.bundle(bundle)))
    }

    @Test("a file that cannot be read is named")
    func unreadable() throws {
        struct Broken: Error {}
        let log = try PublishedLog(size: 300)
        let files = log.files
        let verifier = DirectoryVerifier(
            origin: PublishedLog.origin, logKeys: [try PublishedLog.logKey()])
        for file in DirectoryPlan.files(size: 300) {
            #expect(throws: DirectoryError.unreadable(file)) {
                try verifier.verify(read: { wanted in
                    if wanted == file { throw Broken() }
                    return files[wanted.path]
                })
            }
        }
    }

    @Test("a changed file anywhere is refused, and never crashes")
    func mutations() throws {
        var generator = SeededGenerator(seed: 5)
        let log = try PublishedLog(size: 300)
        let paths = log.files.keys.sorted()
        for _ in 0..<300 {
            var changed = log
            let path = try #require(paths.randomElement(using: &generator))
            let bytes = try #require(log.files[path])
            let mutated = generator.mutation(of: bytes)
            if mutated == bytes { continue }
            changed.files[path] = mutated
            #expect(try changed.refusal() != nil, "\(path)")
        }
    }
}
