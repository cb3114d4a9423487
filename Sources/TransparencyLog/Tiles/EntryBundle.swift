/// Why bytes are not an entry bundle.
package enum BundleError: Error, Hashable, Sendable {
    /// The bytes end inside the entry at this zero-based position of the bundle.
    case truncated(position: Int)
    /// Bytes follow the last entry.
    case trailingBytes
}

/// A bundle of up to 256 consecutive entries (C2SP tlog-tiles).
///
///     Σ (u16be length || entry)
package struct EntryBundle: Hashable, Sendable {
    /// The largest entry, in bytes: 65,535.
    package static let maximumEntrySize = Int(UInt16.max)

    /// The entries, in order.
    package private(set) var entries: [[UInt8]]

    /// Takes 1 to 256 entries of at most 65,535 bytes each.
    package init(entries: [[UInt8]]) {
        precondition(
            (1...TileCoordinate.fullWidth).contains(entries.count), "a bundle has 1 to 256 entries")
        precondition(
            entries.allSatisfy { $0.count <= Self.maximumEntrySize },
            "an entry has at most 65,535 bytes")
        self.entries = entries
    }

    /// Reads a bundle.
    ///
    /// - Parameters:
    ///   - bytes: The whole bundle.
    ///   - width: The number of entries that it must have: 1 to 256.
    /// - Throws: ``BundleError``.
    package init(_ bytes: [UInt8], width: Int) throws(BundleError) {
        precondition((1...TileCoordinate.fullWidth).contains(width), "a bundle is 1 to 256 wide")
        entries = []
        entries.reserveCapacity(width)
        var frames = BundleFrames(bytes)
        for _ in 0..<width { entries.append(Array(bytes[try frames.next()])) }
        try frames.finish()
    }

    /// One entry of a bundle, without taking the others out.
    ///
    /// - Parameters:
    ///   - position: The zero-based position within the bundle.
    ///   - bytes: The whole bundle.
    ///   - width: The number of entries that it must have: 1 to 256.
    /// - Returns: The entry's bytes.
    /// - Throws: ``BundleError``, as for the whole bundle.
    package static func entry(
        _ position: Int, of bytes: [UInt8], width: Int
    ) throws(BundleError) -> [UInt8] {
        precondition((0..<width).contains(position), "the bundle has the entry")
        var frames = BundleFrames(bytes)
        var found = 0..<0
        for number in 0..<width {
            let range = try frames.next()
            if number == position { found = range }
        }
        try frames.finish()
        return Array(bytes[found])
    }

    /// The stored and published form.
    package var bytes: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(entries.reduce(0) { $0 + 2 + $1.count })
        for entry in entries {
            output.append(UInt8(truncatingIfNeeded: entry.count >> 8))
            output.append(UInt8(truncatingIfNeeded: entry.count))
            output.append(contentsOf: entry)
        }
        return output
    }
}

/// Finds the entries of a bundle one by one, without copying them.
struct BundleFrames {
    private let bytes: [UInt8]
    private var position = 0
    private var number = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Where the next entry stands.
    mutating func next() throws(BundleError) -> Range<Int> {
        guard bytes.count - position >= 2 else { throw .truncated(position: number) }
        let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
        guard bytes.count - position - 2 >= length else { throw .truncated(position: number) }
        let start = position + 2
        position = start + length
        number += 1
        return start..<position
    }

    /// Checks that nothing is left.
    func finish() throws(BundleError) {
        guard position == bytes.count else { throw .trailingBytes }
    }
}
