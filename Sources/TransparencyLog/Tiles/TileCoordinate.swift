/// The name of a tile of hashes (C2SP tlog-tiles).
///
/// The tile at level `L` and index `N` holds up to 256 consecutive hashes: the roots of the
/// complete subtrees of `256^L` entries, from number `256 * N` on. A full tile is 256 wide and
/// never changes; a narrower one stands at the right edge of a tree of one size.
package struct TileCoordinate: Hashable, Sendable {
    /// The number of hashes of a full tile, and of entries of a full bundle.
    package static let fullWidth = 256

    /// The level: 0 (leaf hashes) to 63.
    package let level: Int
    /// The zero-based position within the level.
    package let index: UInt64
    /// The number of hashes: 1 to 256.
    package let width: Int

    /// Names a tile.
    package init(level: Int, index: UInt64, width: Int = Self.fullWidth) {
        precondition((0..<64).contains(level), "a tile level is 0 to 63")
        precondition((1...Self.fullWidth).contains(width), "a tile is 1 to 256 wide")
        self.level = level
        self.index = index
        self.width = width
    }

    /// Whether the tile is 256 wide.
    package var isFull: Bool { width == Self.fullWidth }

    /// The path below the log's prefix, such as `tile/0/x001/x234/067.p/112`.
    package var path: String { "tile/\(level)/\(TilePath.format(index: index, width: width))" }

    /// The tile that holds the hash of a node, for a tree of `size` entries.
    static func holding(_ node: NodeCoordinate, size: UInt64) -> Self {
        let level = node.level / 8
        let first = node.index << UInt64(node.level % 8)
        let index = first >> 8
        let hashes = size >> UInt64(8 * level)
        precondition(
            first + 1 << UInt64(node.level % 8) <= hashes, "the node is complete in the tree")
        let width = Int(min(hashes - index << 8, UInt64(Self.fullWidth)))
        return Self(level: level, index: index, width: width)
    }
}

/// The name of a bundle of entries (C2SP tlog-tiles): entries `256 * index` and on.
package struct BundleCoordinate: Hashable, Sendable {
    /// The zero-based position of the bundle.
    package let index: UInt64
    /// The number of entries: 1 to 256.
    package let width: Int

    /// Names a bundle.
    package init(index: UInt64, width: Int = TileCoordinate.fullWidth) {
        precondition((1...TileCoordinate.fullWidth).contains(width), "a bundle is 1 to 256 wide")
        self.index = index
        self.width = width
    }

    /// Whether the bundle holds 256 entries.
    package var isFull: Bool { width == TileCoordinate.fullWidth }

    /// The path below the log's prefix, such as `tile/entries/x001/x234/067.p/112`.
    package var path: String { "tile/entries/\(TilePath.format(index: index, width: width))" }

    /// The indices of the bundle's entries.
    package var entries: Range<UInt64> { index << 8..<(index << 8) + UInt64(width) }
}

/// The `<N>[.p/<W>]` part of a path (C2SP tlog-tiles).
///
/// The index in groups of three digits, all but the last with an `x` before it; the width only
/// when it is not 256. So 1234067 with width 8 is `x001/x234/067.p/8`.
enum TilePath {
    static func format(index: UInt64, width: Int) -> String {
        var text = digits(index % 1000)
        var rest = index / 1000
        while rest > 0 {
            text = "x\(digits(rest % 1000))/\(text)"
            rest /= 1000
        }
        return width == TileCoordinate.fullWidth ? text : "\(text).p/\(width)"
    }

    /// Reads what ``format(index:width:)`` wrote; `nil` for anything else.
    static func parse(_ text: Substring) -> (index: UInt64, width: Int)? {
        // No path of a 64-bit index is longer than 7 groups and a width.
        guard text.utf8.count <= 48 else { return nil }
        var groups = text.split(separator: "/", omittingEmptySubsequences: false)
        var width = TileCoordinate.fullWidth
        if groups.count >= 2, groups[groups.count - 2].hasSuffix(".p") {
            guard let narrow = Decimal.parse(groups.removeLast()),
                (1..<UInt64(TileCoordinate.fullWidth)).contains(narrow)
            else { return nil }
            width = Int(narrow)
            groups.append(groups.removeLast().dropLast(2))
        }
        var index: UInt64 = 0
        for group in groups {
            let (product, overflow) = index.multipliedReportingOverflow(by: 1000)
            guard let value = UInt64(group.drop { $0 == "x" }), value < 1000, !overflow else {
                return nil
            }
            let (sum, carry) = product.addingReportingOverflow(value)
            guard !carry else { return nil }
            index = sum
        }
        // No tree has as many entries as a larger index would start with.
        guard index <= UInt64(Int64.max) >> 8 else { return nil }
        // One spelling only: `X`, signs, missing zeroes and needless groups end here.
        guard format(index: index, width: width) == text else { return nil }
        return (index, width)
    }

    private static func digits(_ group: UInt64) -> String {
        let text = String(group)
        return String(repeating: "0", count: 3 - text.count) + text
    }
}
