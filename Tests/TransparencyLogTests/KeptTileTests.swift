import CryptoPrimitives
import Testing
import TransparencyLog

@Suite("Tiles that are kept") struct KeptTileTests {
    /// The tiles of a tree, as a store has them that holds all of it.
    private func reader(
        _ tree: ReferenceTree, size: Int, cache: FoldedTileCache, lastingSize: Int
    ) -> TileHashReader<Never> {
        var frontier = MerkleFrontier()
        for entry in tree.entries[..<size] { frontier.append(leaf: Digest(entry: entry)) }
        return TileHashReader(
            frontier: frontier, cache: cache, lastingSize: UInt64(lastingSize)
        ) { (wanted) throws(Never) in
            let span = 1 << (8 * wanted.level)
            let first = Int(wanted.index) << 8
            let end = min(first + 256, tree.entries.count / span)
            return HashTile(
                level: wanted.level, index: wanted.index,
                hashes: (first..<end).map { tree.root($0 * span..<($0 + 1) * span) })
        }
    }

    private func expectProofs(_ reader: TileHashReader<Never>, of tree: ReferenceTree) {
        let size = Int(reader.size)
        let root = reader.root(ofFirst: reader.size)
        #expect(root == tree.root(0..<size))
        for index in stride(from: 0, to: size, by: 13) {
            let path = reader.inclusionPath(of: UInt64(index), in: reader.size)
            #expect(path == tree.path(index, 0..<size))
        }
        for older in stride(from: 1, through: size, by: 17) {
            let proof = reader.consistencyProof(from: UInt64(older), to: reader.size)
            #expect(proof == tree.proof(older, size))
        }
    }

    @Test("with the frontier and kept tiles the proofs are the same, in a tree that grows")
    func growing() {
        let tree = ReferenceTree(count: 1_100)
        let cache = FoldedTileCache()
        for size in [1, 2, 255, 256, 257, 300, 512, 513, 700, 1_023, 1_024, 1_025, 1_100, 513] {
            expectProofs(reader(tree, size: size, cache: cache, lastingSize: size), of: tree)
        }
    }

    @Test("what a transaction appended that is undone is not kept")
    func undone() {
        let tree = ReferenceTree(count: 1_100)
        let other = ReferenceTree(
            tree.entries[..<700] + (700..<1_100).map { Array("other \($0)".utf8) })
        let cache = FoldedTileCache()
        expectProofs(reader(tree, size: 1_100, cache: cache, lastingSize: 700), of: tree)
        expectProofs(reader(other, size: 1_100, cache: cache, lastingSize: 1_100), of: other)
    }

    @Test("a kept tile is read from memory alone")
    func kept() throws {
        let tree = ReferenceTree(count: 1_100)
        let cache = FoldedTileCache()
        _ = reader(tree, size: 1_100, cache: cache, lastingSize: 1_100)
            .inclusionPath(of: 0, in: 1_100)
        var frontier = MerkleFrontier()
        for entry in tree.entries { frontier.append(leaf: Digest(entry: entry)) }
        struct NotKept: Error {}
        let reader = TileHashReader(frontier: frontier, cache: cache, lastingSize: 1_100) {
            (wanted) throws(NotKept) in
            guard wanted.level == 0, wanted.index == 0 else { throw NotKept() }
            return HashTile(
                level: 0, index: 0, hashes: tree.entries[..<256].map { Digest(entry: $0) })
        }
        #expect(try reader.inclusionPath(of: 5, in: 1_100) == tree.path(5, 0..<1_100))
    }
}
