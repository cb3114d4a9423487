import CryptoPrimitives
import Testing
import TransparencyLog

@Suite("Tiles, bundles and paths")
struct TileTests {
    @Test("the specification's example path is written and read")
    func examplePath() throws {
        let tile = TileCoordinate(level: 0, index: 1_234_067)
        #expect(tile.path == "tile/0/x001/x234/067")
        #expect(LogFile(path: tile.path) == .tile(tile))
        let bundle = BundleCoordinate(index: 1_234_067, width: 8)
        #expect(bundle.path == "tile/entries/x001/x234/067.p/8")
        #expect(LogFile(path: bundle.path) == .bundle(bundle))
        #expect(LogFile(path: "checkpoint") == .checkpoint)
        #expect(TileCoordinate(level: 2, index: 0, width: 1).path == "tile/2/000.p/1")
    }

    @Test("every path that is written is read as the same file")
    func roundTrip() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<2000 {
            let index =
                UInt64.random(in: 0...UInt64(Int64.max) >> 8, using: &generator)
                >> UInt64.random(in: 0..<64, using: &generator)
            let width = Int.random(in: 1...256, using: &generator)
            let level = Int.random(in: 0..<64, using: &generator)
            let tile = LogFile.tile(TileCoordinate(level: level, index: index, width: width))
            let bundle = LogFile.bundle(BundleCoordinate(index: index, width: width))
            #expect(LogFile(path: tile.path) == tile)
            #expect(LogFile(path: bundle.path) == bundle)
        }
    }

    @Test(
        "any other spelling of a path is refused",
        arguments: [
            "", "/checkpoint", "Checkpoint", "checkpoint/", "tile", "tile/0", "tile/0/", "tile/0/0",
            "tile/0/00", "tile/0/0000", "tile/0/1234", "tile/0/x000/001", "tile/0/x001/1",
            "tile/0/X001/234", "tile/0/001/234", "tile/0/x001/x234", "tile/0/x001",
            "tile/0/xx01/234",
            "tile/00/000", "tile/01/000", "tile/64/000", "tile/-1/000", "tile/+1/000",
            "tile/data/000",
            "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/256",
            "tile/0/000.p/01",
            "tile/0/000.p/+1", "tile/0/000.p/1/", "tile/0/000p/1", "tile/0/ 00", "tile/0/٠٠٠",
            "tile/entries", "tile/entries/", "tile/entries/0", "tile//000", "tile/0/../000",
            "tile/0/x018/x446/x744/x073/x709/x551/616",
            "tile/0/x001/x000/x000/x000/x000/x000/x000/000",
            "tile/0/000.p/9223372036854775809",
        ])
    func otherSpellings(path: String) {
        #expect(LogFile(path: path) == nil)
    }

    @Test("the index of the largest tree's last tile has a path, and one more is not read")
    func largestIndex() {
        let index = UInt64(Int64.max) >> 8
        let file = LogFile.bundle(BundleCoordinate(index: index))
        #expect(file.path == "tile/entries/x036/x028/x797/x018/x963/967")
        #expect(LogFile(path: file.path) == file)
        let beyond = LogFile.bundle(BundleCoordinate(index: index + 1))
        #expect(beyond.path == "tile/entries/x036/x028/x797/x018/x963/968")
        #expect(LogFile(path: beyond.path) == nil)
    }

    @Test("changed paths are refused or are other files, and never crash")
    func mutatedPaths() {
        var generator = SeededGenerator(seed: 2)
        let paths = ["checkpoint", "tile/3/x001/x234/067.p/8", "tile/entries/x001/067"]
        for round in 0..<6000 {
            let mutated = generator.mutation(of: Array(paths[round % 3].utf8))
            let path = String(decoding: mutated, as: UTF8.self)
            if let file = LogFile(path: path) { #expect(file.path == path) }
        }
    }

    @Test("a bundle is the entries with two bytes of length before each")
    func bundleBytes() throws {
        let bundle = EntryBundle(entries: [Array("a".utf8), [], Array("bc".utf8)])
        #expect(bundle.bytes == [0, 1, 0x61, 0, 0, 0, 2, 0x62, 0x63])
        #expect(try EntryBundle(bundle.bytes, width: 3) == bundle)
        let large = EntryBundle(entries: [[UInt8](repeating: 7, count: 65_535)])
        #expect(large.bytes.prefix(2) == [0xff, 0xff])
        #expect(try EntryBundle(large.bytes, width: 1) == large)
        for (position, entry) in bundle.entries.enumerated() {
            #expect(try EntryBundle.entry(position, of: bundle.bytes, width: 3) == entry)
        }
    }

    @Test("a bundle of another width or length is refused with its place")
    func bundleRefusals() {
        let bytes = EntryBundle(entries: [Array("a".utf8), [], Array("bc".utf8)]).bytes
        for count in 0..<bytes.count {
            let position = count < 3 ? 0 : count < 5 ? 1 : 2
            #expect(throws: BundleError.truncated(position: position)) {
                try EntryBundle(Array(bytes[..<count]), width: 3)
            }
        }
        #expect(throws: BundleError.trailingBytes) { try EntryBundle(bytes + [0], width: 3) }
        #expect(throws: BundleError.trailingBytes) { try EntryBundle(bytes, width: 2) }
        #expect(throws: BundleError.truncated(position: 3)) { try EntryBundle(bytes, width: 4) }
        // One entry of a bundle is had from a whole bundle only.
        #expect(throws: BundleError.trailingBytes) { try EntryBundle.entry(0, of: bytes, width: 2) }
        #expect(throws: BundleError.truncated(position: 2)) {
            try EntryBundle.entry(0, of: Array(bytes.dropLast()), width: 3)
        }
    }

    @Test("a changed bundle is refused or holds other entries, and never crashes")
    func mutatedBundles() throws {
        var generator = SeededGenerator(seed: 3)
        let entries = (0..<40).map { _ in generator.bytes(Int.random(in: 0...30, using: &generator))
        }
        let bundle = EntryBundle(entries: entries)
        for _ in 0..<4000 {
            let mutated = generator.mutation(of: bundle.bytes)
            guard let read = try? EntryBundle(mutated, width: 40) else { continue }
            #expect(read.bytes == mutated)
            #expect((read == bundle) == (mutated == bundle.bytes))
        }
    }

    @Test("a tile is read only from exactly its bytes")
    func tileBytes() throws {
        let tree = ReferenceTree(count: 5)
        let hashes = (0..<5).map { tree.root($0..<$0 + 1) }
        let tile = HashTile(level: 0, index: 0, hashes: hashes)
        #expect(tile.bytes == hashes.flatMap(\.bytes))
        #expect(HashTile(tile.coordinate, bytes: tile.bytes) == tile)
        #expect(HashTile(tile.coordinate, bytes: Array(tile.bytes.dropLast())) == nil)
        #expect(HashTile(tile.coordinate, bytes: tile.bytes + [0]) == nil)
        #expect(HashTile(tile.coordinate, bytes: []) == nil)
    }
}

@Suite("The plan of a directory")
struct DirectoryPlanTests {
    @Test("a tree of 70,000 entries has the tiles that the specification lists")
    func specificationExample() {
        let files = DirectoryPlan.files(size: 70_000)
        func tiles(_ level: Int, full: Bool) -> [Int] {
            files.compactMap { file in
                guard case .tile(let tile) = file, tile.level == level, tile.isFull == full else {
                    return nil
                }
                return tile.width
            }
        }
        #expect(tiles(0, full: true).count == 273)
        #expect(tiles(0, full: false) == [112])
        #expect(tiles(1, full: true).count == 1)
        #expect(tiles(1, full: false) == [17])
        #expect(tiles(2, full: true).isEmpty)
        #expect(tiles(2, full: false) == [1])
        #expect(files.count { if case .bundle = $0 { true } else { false } } == 274)
        #expect(files.last == .checkpoint)
    }

    @Test("a tree of 256 entries is one full tile and a partial one of width 1 above it")
    func exactlyOneTile() {
        #expect(
            DirectoryPlan.files(size: 256).map(\.path) == [
                "tile/entries/000", "tile/0/000", "tile/1/000.p/1", "checkpoint",
            ])
        #expect(DirectoryPlan.files(size: 0) == [.checkpoint])
    }

    @Test(
        "growing by additions gives all files of the new size, and those superseded have a full form"
    )
    func growth() {
        var generator = SeededGenerator(seed: 4)
        var directory = Set<LogFile>()
        var size: UInt64 = 0
        for _ in 0..<200 {
            let next = size + UInt64.random(in: 0...700, using: &generator)
            let additions = DirectoryPlan.additions(from: size, to: next)
            #expect(additions.last == .checkpoint)
            #expect(Set(additions).count == additions.count)
            #expect(directory.isDisjoint(with: additions.dropLast()))
            directory.formUnion(additions)
            for file in DirectoryPlan.superseded(from: size, to: next) {
                #expect(directory.contains(file))
                switch file {
                case .checkpoint: Issue.record("the checkpoint is never superseded")
                case .tile(let tile):
                    let full = TileCoordinate(level: tile.level, index: tile.index)
                    #expect(!tile.isFull && directory.contains(.tile(full)))
                case .bundle(let bundle):
                    let full = BundleCoordinate(index: bundle.index)
                    #expect(!bundle.isFull && directory.contains(.bundle(full)))
                }
            }
            #expect(directory.isSuperset(of: DirectoryPlan.files(size: next)))
            size = next
        }
        // Nothing partial is there but what a published size called for.
        #expect(size > 60_000)
    }
}

@Suite("The right edge")
struct RightEdgeTests {
    static let interesting: Set<UInt64> = [
        1, 2, 3, 255, 256, 257, 511, 512, 513, 1000, 65_535, 65_536, 65_537, 65_792, 66_000,
    ]

    @Test("full tiles come once and in order, and an edge rebuilt from its tiles is the same")
    func growth() throws {
        var edge = RightEdge()
        var frontier = MerkleFrontier()
        var full: [TileCoordinate: HashTile] = [:]
        var hasher = SHA256Hasher()
        for index in 0..<UInt64(66_000) {
            let leaf = hasher.leaf(Array("entry \(index)".utf8))
            frontier.append(leaf: leaf, using: &hasher)
            for tile in edge.append(leaf: leaf, using: &hasher) {
                #expect(full.updateValue(tile, forKey: tile.coordinate) == nil)
                #expect(tile.coordinate.isFull)
            }
            let size = index + 1
            guard Self.interesting.contains(size) else { continue }
            #expect(edge.frontier == frontier)
            #expect(edge.partialTiles.map(\.coordinate) == DirectoryPlan.partialTiles(size: size))
            #expect(RightEdge(size: size, tiles: edge.partialTiles.reversed()) == edge)
            let expected = DirectoryPlan.files(size: size).compactMap { file -> TileCoordinate? in
                if case .tile(let tile) = file, tile.isFull { tile } else { nil }
            }
            #expect(Set(expected) == Set(full.keys))
            for tile in full.values where tile.coordinate.level > 0 {
                let first = tile.coordinate.index << 8
                let child = TileCoordinate(level: tile.coordinate.level - 1, index: first)
                #expect(full[child]?.root == tile.hashes[0])
            }
        }
    }

    @Test("proofs of every entry and from every size are read from tiles")
    func proofs() throws {
        let tree = ReferenceTree(count: 700)
        var edge = RightEdge()
        var full: [TileCoordinate: HashTile] = [:]
        for entry in tree.entries {
            for tile in edge.append(leaf: Digest(entry: entry)) { full[tile.coordinate] = tile }
        }
        struct NotStored: Error {}
        let tiles = full
        for size in [1, 2, 3, 200, 255, 256, 257, 511, 512, 513, 699, 700] {
            let reader = edge.reader(size: UInt64(size)) { (tile) throws(NotStored) in
                guard let content = tiles[tile] else { throw NotStored() }
                return content
            }
            #expect(try reader.root(ofFirst: UInt64(size)) == tree.root(0..<size))
            for index in stride(from: 0, to: size, by: 7) {
                let path = try reader.inclusionPath(of: UInt64(index), in: UInt64(size))
                #expect(path == tree.path(index, 0..<size))
            }
            for older in stride(from: 1, through: size, by: 11) {
                let proof = try reader.consistencyProof(from: UInt64(older), to: UInt64(size))
                #expect(proof == tree.proof(older, size))
            }
        }
        let reader = edge.reader(size: 700) { (_) throws(NotStored) in throw NotStored() }
        #expect(throws: NotStored.self) { try reader.inclusionPath(of: 0, in: 700) }
    }

    @Test("an edge is not rebuilt from tiles of another size")
    func refusals() throws {
        var edge = RightEdge()
        for index in 0..<300 { _ = edge.append(leaf: Digest(entry: Array("entry \(index)".utf8))) }
        let tiles = edge.partialTiles
        #expect(tiles.map(\.coordinate.path) == ["tile/0/001.p/44", "tile/1/000.p/1"])
        #expect(RightEdge(size: 300, tiles: tiles) == edge)
        #expect(RightEdge(size: 299, tiles: tiles) == nil)
        #expect(RightEdge(size: 301, tiles: tiles) == nil)
        #expect(RightEdge(size: 300, tiles: []) == nil)
        #expect(RightEdge(size: 300, tiles: Array(tiles.dropLast())) == nil)
        #expect(RightEdge(size: 300, tiles: tiles + [tiles[0]]) == nil)
        #expect(RightEdge(size: 0, tiles: []) == RightEdge())
        #expect(RightEdge(size: .max, tiles: tiles) == nil)
    }
}
