import CryptoPrimitives
import TransparencyLog

/// RFC 6962, sections 2.1, 2.1.1 and 2.1.2, word for word: slow, and obviously the definition.
///
/// D[n] is a prefix of `entries`; a range of entries is hashed once and remembered.
final class ReferenceTree {
    let entries: [[UInt8]]
    private var known: [Range<Int>: Digest] = [:]

    init(_ entries: [[UInt8]]) { self.entries = entries }

    /// A tree of `entry 0`, `entry 1` and so on.
    convenience init(count: Int) {
        self.init((0..<count).map { Array("entry \($0)".utf8) })
    }

    /// The head of the first `size` entries.
    func head(_ size: Int) -> TreeHead { TreeHead(size: UInt64(size), root: root(0..<size)) }

    /// MTH(D[n]).
    func root(_ range: Range<Int>) -> Digest {
        if let hash = known[range] { return hash }
        let hash: Digest
        switch range.count {
        case 0: hash = Digest(hashing: [[UInt8]]())
        case 1: hash = Digest(hashing: [0], entries[range.lowerBound])
        default:
            let middle = split(range)
            let left = root(range.lowerBound..<middle).bytes
            hash = Digest(hashing: [1], left, root(middle..<range.upperBound).bytes)
        }
        known[range] = hash
        return hash
    }

    /// PATH(m, D[n]).
    func path(_ index: Int, _ range: Range<Int>) -> [Digest] {
        guard range.count > 1 else { return [] }
        let middle = split(range)
        let left = range.lowerBound..<middle
        let right = middle..<range.upperBound
        return index < middle
            ? path(index, left) + [root(right)] : path(index, right) + [root(left)]
    }

    /// PROOF(m, D[n]).
    func proof(_ older: Int, _ newer: Int) -> [Digest] { subproof(older, 0..<newer, true) }

    private func subproof(_ older: Int, _ range: Range<Int>, _ isComplete: Bool) -> [Digest] {
        guard older < range.upperBound else { return isComplete ? [] : [root(range)] }
        let middle = split(range)
        let left = range.lowerBound..<middle
        let right = middle..<range.upperBound
        return older <= middle
            ? subproof(older, left, isComplete) + [root(right)]
            : subproof(older, right, false) + [root(left)]
    }

    /// After the largest power of two that is less than the number of entries.
    private func split(_ range: Range<Int>) -> Int {
        var width = 1
        while width * 2 < range.count { width *= 2 }
        return range.lowerBound + width
    }
}

/// Node hashes by definition; counts its calls.
final class ReferenceReader: HashReader {
    let tree: ReferenceTree
    private(set) var calls = 0

    init(_ tree: ReferenceTree) { self.tree = tree }

    func hashes(at nodes: [NodeCoordinate]) throws(Never) -> [Digest] {
        calls += 1
        return nodes.map { node in
            let start = Int(node.index) << node.level
            return tree.root(start..<start + 1 << node.level)
        }
    }
}
