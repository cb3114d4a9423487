import CryptoPrimitives
import Testing
import TransparencyLog

@Suite("The Merkle tree")
struct TreeTests {
    static let largest = 130
    let tree = ReferenceTree(count: Self.largest)

    @Test("the root of a log without entries is SHA-256 of nothing")
    func emptyRoot() {
        let root = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        #expect(TreeHead.empty.root.hex == root)
        #expect(MerkleFrontier().head == .empty)
        #expect(RightEdge().head == .empty)
        #expect(ReferenceReader(tree).root(ofFirst: 0).hex == root)
    }

    @Test("leaf and node hashes are those of the Certificate Transparency test tree")
    func knownAnswers() throws {
        // The eight-leaf tree that implementations of RFC 6962 share.
        let inputs = [
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ]
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ]
        var builder = TreeBuilder()
        for (input, root) in zip(inputs, roots) {
            builder.append(try #require([UInt8](hex: input)))
            #expect(builder.head.root.hex == root)
        }
    }

    @Test("every size up to 130 has the root of the definition, however it is computed")
    func roots() throws {
        var builder = TreeBuilder()
        let reader = ReferenceReader(tree)
        for size in 0...Self.largest {
            let head = tree.head(size)
            #expect(builder.head == head)
            #expect(reader.root(ofFirst: UInt64(size)) == head.root)
            let stored = try #require(MerkleFrontier(builder.frontier.bytes))
            #expect(stored == builder.frontier)
            #expect(stored.bytes.count == 8 + 32 * size.nonzeroBitCount)
            if size < Self.largest { #expect(builder.append(tree.entries[size]) == UInt64(size)) }
        }
    }

    @Test(
        "every entry of every tree up to 130 entries has the path of the definition, and verifies")
    func inclusion() throws {
        let reader = ReferenceReader(tree)
        for size in 1...Self.largest {
            let head = tree.head(size)
            for index in 0..<size {
                let calls = reader.calls
                let path = reader.inclusionPath(of: UInt64(index), in: UInt64(size))
                #expect(reader.calls == calls + 1)
                #expect(path == tree.path(index, 0..<size))
                let included = try IncludedEntry(
                    verifying: tree.entries[index], at: UInt64(index), path: path, against: head)
                #expect(included.index == UInt64(index))
                #expect(included.entry == tree.entries[index])
                #expect(included.head == head)
            }
        }
    }

    @Test("every pair of sizes up to 130 has the proof of the definition, and verifies")
    func consistency() throws {
        let reader = ReferenceReader(tree)
        for newer in 0...Self.largest {
            for older in 0...newer {
                let proof = reader.consistencyProof(from: UInt64(older), to: UInt64(newer))
                #expect(proof == (older > 0 ? tree.proof(older, newer) : []))
                let heads = try ConsistentHeads(
                    verifying: tree.head(older), to: tree.head(newer), proof: proof)
                #expect(heads.older.size == UInt64(older))
                #expect(heads.newer.size == UInt64(newer))
            }
        }
    }

    @Test("the path of the newest entry is read off the frontier before it")
    func newestPath() throws {
        var frontier = MerkleFrontier()
        for index in 0..<Self.largest {
            let path = frontier.pathOfNextEntry
            frontier.append(leaf: Digest(entry: tree.entries[index]))
            #expect(path == tree.path(index, 0..<index + 1))
            _ = try IncludedEntry(
                verifying: tree.entries[index], at: UInt64(index), path: path,
                against: frontier.head)
        }
    }

    @Test("paths of the newest entries, and consistency since, need the frontier before them only")
    func recentEntries() throws {
        for start in 0...70 {
            var before = TreeBuilder()
            for entry in tree.entries[..<start] { before.append(entry) }
            var recent = RecentEntries(after: before.frontier)
            for size in start...(start + 60) {
                if size > start { recent.append(leaf: Digest(entry: tree.entries[size - 1])) }
                #expect(recent.size == UInt64(size))
                for index in start..<size {
                    let path = try recent.inclusionPath(of: UInt64(index), in: UInt64(size))
                    #expect(path == tree.path(index, 0..<size))
                }
                for older in start...size where older > 0 {
                    let proof = try recent.consistencyProof(from: UInt64(older), to: UInt64(size))
                    #expect(proof == tree.proof(older, size))
                }
            }
        }
        // The path of an older entry needs hashes that the frontier does not have.
        var before = TreeBuilder()
        for entry in tree.entries[..<7] { before.append(entry) }
        var recent = RecentEntries(after: before.frontier)
        recent.append(leaf: Digest(entry: tree.entries[7]))
        #expect(throws: RecentEntries.NotRecent.self) { try recent.inclusionPath(of: 0, in: 8) }
        #expect(throws: RecentEntries.NotRecent.self) {
            try recent.consistencyProof(from: 3, to: 8)
        }
    }

    @Test("a stored frontier of another length is refused")
    func frontierRefusals() {
        var builder = TreeBuilder()
        for entry in tree.entries.prefix(11) { builder.append(entry) }
        let bytes = builder.frontier.bytes
        #expect(bytes.count == 8 + 3 * 32)
        for count in 0..<bytes.count { #expect(MerkleFrontier(Array(bytes[..<count])) == nil) }
        #expect(MerkleFrontier(bytes + [0]) == nil)
        #expect(MerkleFrontier(bytes + [UInt8](repeating: 0, count: 32)) == nil)
        var oversized = bytes
        oversized[0] = 0x80
        #expect(MerkleFrontier(oversized + [UInt8](repeating: 0, count: 32)) == nil)
    }

    @Test("a frontier that was stored goes on as if it had not been")
    func frontierContinues() throws {
        var whole = TreeBuilder()
        for entry in tree.entries { whole.append(entry) }
        for size in 0...Self.largest {
            var first = TreeBuilder()
            for entry in tree.entries[..<size] { first.append(entry) }
            var second = TreeBuilder(from: try #require(MerkleFrontier(first.frontier.bytes)))
            for entry in tree.entries[size...] { second.append(entry) }
            #expect(second.frontier == whole.frontier)
        }
    }
}

@Suite("Refused proofs")
struct ProofRefusalTests {
    let tree = ReferenceTree(count: 130)

    private func refusal(
        _ entry: [UInt8], _ index: Int, _ path: [Digest], _ head: TreeHead
    ) -> ProofError? {
        do {
            _ = try IncludedEntry(verifying: entry, at: UInt64(index), path: path, against: head)
            return nil
        } catch {
            return error
        }
    }

    private func refusal(_ older: TreeHead, _ newer: TreeHead, _ proof: [Digest]) -> ProofError? {
        do {
            _ = try ConsistentHeads(verifying: older, to: newer, proof: proof)
            return nil
        } catch {
            return error
        }
    }

    private func flipped(_ digest: Digest, _ bit: Int) throws -> Digest {
        var bytes = digest.bytes
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        return try #require(Digest(bytes))
    }

    @Test("one changed bit anywhere in an inclusion proof is a root mismatch")
    func changedInclusion() throws {
        for size in [1, 2, 3, 7, 8, 100] {
            let head = tree.head(size)
            for index in 0..<size {
                let path = tree.path(index, 0..<size)
                let entry = tree.entries[index]
                for bit in 0..<8 {
                    var changed = entry
                    changed[index % entry.count] ^= 1 << UInt8(bit)
                    #expect(refusal(changed, index, path, head) == .rootMismatch)
                }
                for position in path.indices {
                    var changed = path
                    changed[position] = try flipped(path[position], (index * 7 + position) % 256)
                    #expect(refusal(entry, index, changed, head) == .rootMismatch)
                }
                let other = TreeHead(size: head.size, root: try flipped(head.root, index))
                #expect(refusal(entry, index, path, other) == .rootMismatch)
            }
        }
    }

    @Test("a path of another length is refused as such")
    func changedLength() {
        for size in 1...40 {
            for index in 0..<size {
                let path = tree.path(index, 0..<size)
                let head = tree.head(size)
                let entry = tree.entries[index]
                #expect(refusal(entry, index, path + [head.root], head) == .wrongLength)
                if !path.isEmpty {
                    #expect(refusal(entry, index, path.dropLast(), head) == .wrongLength)
                }
            }
        }
    }

    @Test("an index that is not in the tree is refused")
    func outOfRange() {
        #expect(refusal([], 0, [], .empty) == .indexOutOfRange)
        #expect(refusal(tree.entries[5], 5, [], tree.head(5)) == .indexOutOfRange)
    }

    @Test("no entry verifies at another index")
    func otherIndex() {
        for size in 2...20 {
            for index in 0..<size {
                for other in 0..<size where other != index {
                    let path = tree.path(index, 0..<size)
                    #expect(refusal(tree.entries[index], other, path, tree.head(size)) != nil)
                }
            }
        }
    }

    @Test("one changed bit anywhere in a consistency proof is refused")
    func changedConsistency() throws {
        for newer in 1...40 {
            for older in 1..<newer {
                let proof = tree.proof(older, newer)
                let heads = (tree.head(older), tree.head(newer))
                for position in proof.indices {
                    var changed = proof
                    changed[position] = try flipped(proof[position], (older + position) % 256)
                    let error = refusal(heads.0, heads.1, changed)
                    #expect(error == .olderRootMismatch || error == .rootMismatch)
                }
                let wrongOlder = TreeHead(
                    size: heads.0.size, root: try flipped(heads.0.root, newer))
                let older = refusal(wrongOlder, heads.1, proof)
                // A power of two's own root starts the proof, so it shows at the newer root.
                #expect(older == .olderRootMismatch || older == .rootMismatch)
                let wrongNewer = TreeHead(
                    size: heads.1.size, root: try flipped(heads.1.root, newer))
                #expect(refusal(heads.0, wrongNewer, proof) == .rootMismatch)
                #expect(refusal(heads.0, heads.1, proof + [heads.0.root]) == .wrongLength)
                #expect(refusal(heads.0, heads.1, proof.dropLast()) == .wrongLength)
            }
        }
    }

    @Test("heads of one size are consistent only when they are equal")
    func equalSizes() throws {
        let head = tree.head(9)
        let other = TreeHead(size: 9, root: try flipped(head.root, 0))
        #expect(refusal(head, head, []) == nil)
        #expect(refusal(head, other, []) == .rootMismatch)
        #expect(refusal(head, head, [head.root]) == .wrongLength)
        #expect(refusal(.empty, .empty, []) == nil)
    }

    @Test("an empty head is a prefix of every head, with its one root and no proof")
    func emptyOlder() {
        let head = tree.head(9)
        let wrong = TreeHead(size: 0, root: head.root)
        #expect(refusal(.empty, head, []) == nil)
        #expect(refusal(.empty, head, [head.root]) == .wrongLength)
        #expect(refusal(wrong, head, []) == .olderRootMismatch)
        #expect(refusal(.empty, wrong, []) == .rootMismatch)
    }

    @Test("a smaller newer head is refused")
    func shrunk() {
        #expect(refusal(tree.head(9), tree.head(8), []) == .sizesOutOfOrder)
    }

    @Test("a history with one other entry is never consistent")
    func rewritten() {
        var entries = tree.entries
        entries[3] = Array("rewritten".utf8)
        let forged = ReferenceTree(entries)
        for newer in 5...60 {
            for older in 4..<newer {
                let proof = forged.proof(older, newer)
                #expect(refusal(tree.head(older), forged.head(newer), proof) != nil)
            }
        }
    }
}
