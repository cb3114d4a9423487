import CryptoPrimitives

/// The Merkle tree of RFC 6962 by its recursive definition: slow and obvious.
enum ObviousTree {
    static func root(_ leaves: ArraySlice<[UInt8]>) -> Digest {
        switch leaves.count {
        case 0: Digest(hashing: [])
        case 1: Digest(hashing: [0x00], leaves[leaves.startIndex])
        default:
            Digest(
                hashing: [0x01], root(left(of: leaves)).bytes, root(right(of: leaves)).bytes)
        }
    }

    /// RFC 6962, section 2.1.1.
    static func path(_ index: Int, _ leaves: ArraySlice<[UInt8]>) -> [Digest] {
        guard leaves.count > 1 else { return [] }
        let split = left(of: leaves).count
        return index < split
            ? path(index, left(of: leaves)) + [root(right(of: leaves))]
            : path(index - split, right(of: leaves)) + [root(left(of: leaves))]
    }

    /// RFC 6962, section 2.1.2.
    static func consistency(from older: Int, _ leaves: ArraySlice<[UInt8]>) -> [Digest] {
        guard older > 0, older < leaves.count else { return [] }
        return subproof(older, leaves, isWhole: true)
    }

    private static func subproof(
        _ older: Int, _ leaves: ArraySlice<[UInt8]>, isWhole: Bool
    ) -> [Digest] {
        if older == leaves.count { return isWhole ? [] : [root(leaves)] }
        let split = left(of: leaves).count
        return older <= split
            ? subproof(older, left(of: leaves), isWhole: isWhole) + [root(right(of: leaves))]
            : subproof(older - split, right(of: leaves), isWhole: false)
                + [root(left(of: leaves))]
    }

    private static func left(of leaves: ArraySlice<[UInt8]>) -> ArraySlice<[UInt8]> {
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        return leaves.prefix(split)
    }

    private static func right(of leaves: ArraySlice<[UInt8]>) -> ArraySlice<[UInt8]> {
        leaves.dropFirst(left(of: leaves).count)
    }
}
