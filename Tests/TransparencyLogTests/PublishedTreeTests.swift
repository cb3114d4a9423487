import CryptoPrimitives
import Testing
import TransparencyLog

@Suite("Proofs from a published directory")
struct PublishedTreeTests {
    private static let size = 600
    private let log: PublishedLog
    private let signed: SignedCheckpoint

    init() throws {
        log = try PublishedLog(size: Self.size)
        signed = try LogTrust(key: PublishedLog.logKey()).open(log.note.bytes)
    }

    private func tree(_ files: [String: [UInt8]]) -> PublishedTree {
        PublishedTree(size: UInt64(Self.size), read: { files[$0.path] })
    }

    private func checkpoint(_ head: TreeHead) throws -> SignedCheckpoint {
        try LogTrust(key: PublishedLog.logKey()).open(PublishedLog.sign(head).bytes)
    }

    @Test("the root of each first part is proven as it is defined")
    func prefixes() throws {
        let tree = tree(log.files)
        for older in [0, 1, 2, 255, 256, 257, 511, 512, 599, 600] {
            let prefix = try tree.prefix(UInt64(older), of: log.head)
            #expect(prefix.root == log.tree.root(0..<older))
            #expect(prefix.proof == (older == 0 ? [] : log.tree.proof(older, Self.size)))
        }
        let middle = log.tree.head(300)
        #expect(try tree.prefix(100, of: middle).root == log.tree.root(0..<100))
    }

    @Test("tiles that do not lead to the signed root prove nothing")
    func alteredTiles() throws {
        for path in ["tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2"] {
            var files = log.files
            files[path]?[33] ^= 1
            let changed = tree(files)
            let older: UInt64 = path == "tile/0/000" ? 3 : 513
            #expect(throws: DirectoryError.rootMismatch(signed: log.head)) {
                try changed.prefix(older, of: log.head)
            }
        }
    }

    @Test("every entry is proven as the reference proves it, with the entry and all lines")
    func entries() throws {
        let tree = tree(log.files)
        for index in stride(from: 0, to: Self.size, by: 37) {
            let proof = try tree.proof(of: UInt64(index), in: signed)
            let entry = log.tree.entries[index]
            #expect(proof.path == log.tree.path(index, 0..<Self.size))
            #expect(proof.extra == (entry.isEmpty ? nil : entry))
            #expect(proof.checkpoint == log.note)
            _ = try ProvenEntry(verifying: entry, proof: proof, under: signed)
        }
    }

    @Test("an entry that was altered is told from a tile that was")
    func alteredEntry() throws {
        var files = log.files
        files["tile/entries/000"]?[3] ^= 1
        let bundle = LogFile.bundle(BundleCoordinate(index: 0))
        #expect(throws: DirectoryError.alteredEntry(bundle, entry: 0)) {
            try tree(files).proof(of: 0, in: signed)
        }
        files = log.files
        // The hash of the entry beside it is the first of its path.
        files["tile/0/000"]?[32] ^= 1
        #expect(throws: DirectoryError.rootMismatch(signed: log.head)) {
            try tree(files).proof(of: 0, in: signed)
        }
        files["tile/entries/000"] = nil
        #expect(throws: DirectoryError.missing(bundle)) {
            try tree(files).proof(of: 0, in: signed)
        }
    }

    @Test("two checkpoints are consistent, forked or rolled back, and each is told")
    func pairs() throws {
        let files = log.files
        func compare(_ known: TreeHead, _ found: TreeHead) throws {
            let pair = CheckpointPair(known: try checkpoint(known), found: try checkpoint(found))
            if try !pair.isDecidedByHeads() {
                try pair.check(published: signed, read: { files[$0.path] })
            }
        }
        let forged = try PublishedLog(
            size: Self.size, entries: PublishedLog.entries(Self.size, seed: 7))
        for (known, found) in [(0, 600), (1, 2), (255, 257), (256, 512), (300, 300), (599, 600)] {
            try compare(log.tree.head(known), log.tree.head(found))
            guard known > 0, known < found else { continue }
            let fork = DirectoryError.fork(
                known: forged.tree.head(known), found: log.tree.head(found))
            #expect(throws: fork) { try compare(forged.tree.head(known), log.tree.head(found)) }
            // The newer one is not what is published.
            let newer = DirectoryError.fork(known: forged.tree.head(found), found: log.head)
            #expect(throws: newer) { try compare(log.tree.head(known), forged.tree.head(found)) }
        }
        #expect(
            throws: DirectoryError.fork(known: forged.tree.head(5), found: log.tree.head(5))
        ) { try compare(forged.tree.head(5), log.tree.head(5)) }
        #expect(
            throws: DirectoryError.rollback(known: log.tree.head(9), found: log.tree.head(8))
        ) { try compare(log.tree.head(9), log.tree.head(8)) }
        let larger = TreeHead(size: 700, root: log.head.root)
        #expect(throws: DirectoryError.rollback(known: larger, found: log.head)) {
            try compare(log.tree.head(9), larger)
        }
    }
}

@Suite("Verifying a part of a directory")
struct PartialDirectoryTests {
    private func verifier(minimumIndex: UInt64 = 0) throws -> DirectoryVerifier {
        DirectoryVerifier(
            trust: LogTrust(key: try PublishedLog.logKey()), minimumIndex: minimumIndex)
    }

    @Test(
        "a log without its last bundles is cut off, with or without what was published before",
        arguments: [0, 1, 2])
    func cutOff(bundles: Int) throws {
        var log = try PublishedLog(size: 600)
        for number in bundles..<3 {
            let width = number == 2 ? ".p/88" : ""
            log.files["tile/entries/00\(number)\(width)"] = nil
            log.files["tile/0/00\(number)\(width)"] = nil
        }
        let end = UInt64(256 * bundles)
        #expect(try log.refusal() == .ends(at: end, signed: log.head))
        log.files["tile/0/00\(bundles).p/80"] = [0]
        #expect(try log.refusal() == .ends(at: end + 80, signed: log.head))
        guard bundles < 2 else { return }
        // What is missing in the middle is not the end.
        let whole = try PublishedLog(size: 600)
        log.files["tile/0/002.p/88"] = whole.files["tile/0/002.p/88"]
        #expect(
            try log.refusal()
                == .missing(.tile(TileCoordinate(level: 0, index: UInt64(bundles)))))
    }

    @Test("full tiles that end at or below the minimum index may be gone, and no others")
    func prunedTiles() throws {
        let size = 1000
        let log = try PublishedLog(size: size)
        for minimum in [0, 255, 256, 500, 512, 767, 768, 999, 1000] {
            let gone = minimum / 256
            var pruned = log
            for number in 0..<gone {
                pruned.files["tile/entries/00\(number)"] = nil
                pruned.files["tile/0/00\(number)"] = nil
            }
            let files = pruned.files
            let verified = try verifier(minimumIndex: UInt64(minimum))
                .verify(read: { files[$0.path] })
            #expect(verified.start == UInt64(256 * gone))
            #expect(verified.entriesRead == UInt64(size - 256 * gone))
            if gone > 0 {
                #expect(try pruned.refusal(minimumIndex: UInt64(256 * gone - 1)) != nil)
            }
            // What is there is still checked, and so is what stands for what is not.
            for path in ["tile/1/000.p/3", "tile/0/003.p/232", "tile/entries/003.p/232"] {
                var changed = pruned
                changed.files[path]?[40] ^= 1
                #expect(try changed.refusal(minimumIndex: UInt64(minimum)) != nil, "\(path)")
                changed.files[path] = nil
                #expect(try changed.refusal(minimumIndex: UInt64(minimum)) != nil, "\(path)")
            }
        }
    }

    @Test("a known head below the minimum index is compared where the tiles are still there")
    func knownHeadOfPrunedLog() throws {
        var log = try PublishedLog(size: 1000)
        let forged = try PublishedLog(size: 1000, entries: PublishedLog.entries(1000, seed: 7))
        log.files["tile/entries/000"] = nil
        #expect(try log.refusal(knownHeads: [log.tree.head(100)], minimumIndex: 512) == nil)
        #expect(
            try log.refusal(knownHeads: [forged.tree.head(100)], minimumIndex: 512)
                == .fork(known: forged.tree.head(100), found: log.head))
        log.files["tile/0/000"] = nil
        // Nobody can tell any more, and that is not taken for agreement.
        #expect(
            try log.refusal(knownHeads: [log.tree.head(100)], minimumIndex: 512)
                == .missing(.tile(TileCoordinate(level: 0, index: 0))))
        #expect(try log.refusal(knownHeads: [log.tree.head(600)], minimumIndex: 512) == nil)
    }

    @Test("what was stored is taken only as it was written")
    func progress() throws {
        let frontier = try #require(
            MerkleFrontier(size: 768, peaks: [Digest(entry: [1]), Digest(entry: [2])]))
        let progress = VerificationProgress(
            origin: PublishedLog.origin, frontier: frontier, entriesRead: 700)
        let bytes = progress.bytes
        #expect(VerificationProgress(bytes) == progress)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                .hasPrefix(
                    "kluis-verify/v1/progress\nvault.example/access-log\nsize 768\nread 700\n"))
        for position in bytes.indices {
            var changed = bytes
            changed[position] ^= 1
            #expect(VerificationProgress(changed) == nil)
            #expect(VerificationProgress(Array(bytes[..<position])) == nil)
        }
    }
}

@Suite("Which checkpoints are believed")
struct LogTrustTests {
    @Test("a policy's quorum is asked of a checkpoint, but not of one that is held against the log")
    func quorum() throws {
        let head = TreeHead(size: 3, root: Digest(entry: []))
        let key = try PublishedLog.logKey()
        let witness = try PublishedLog.signer("w", seed: 2, type: .cosignature).verifierKey
        let policy = try TrustPolicy(
            Array("log \(key)\nwitness w \(witness)\nquorum w\n".utf8))
        let trust = LogTrust.policy(policy)
        let note = try PublishedLog.sign(head).bytes
        #expect(throws: NoteError.quorumNotMet) { try trust.open(note) }
        #expect(try trust.openSigned(note).head == head)
        let other = try PublishedLog.sign(head, origin: "other.example/log").bytes
        #expect(throws: NoteError.wrongOrigin) { try trust.openSigned(other) }
        let forged = try PublishedLog.signer(seed: 9)
            .sign(Checkpoint(origin: PublishedLog.origin, head: head)).bytes
        #expect(throws: NoteError.noKnownSignature) { try trust.openSigned(forged) }
        #expect(throws: NoteError.noKnownSignature) { try LogTrust(key: key).openSigned(forged) }
    }
}
