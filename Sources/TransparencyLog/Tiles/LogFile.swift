/// A file of a published log directory (C2SP tlog-tiles).
package enum LogFile: Hashable, Sendable {
    /// The signed checkpoint: the only file that changes.
    case checkpoint
    /// A tile of hashes.
    case tile(TileCoordinate)
    /// A bundle of entries.
    case bundle(BundleCoordinate)

    /// The path below the log's prefix; relative, ASCII, without `.` or `..` as a part.
    package var path: String {
        switch self {
        case .checkpoint: "checkpoint"
        case .tile(let coordinate): coordinate.path
        case .bundle(let coordinate): coordinate.path
        }
    }

    /// Reads a path; `nil` for everything that ``path`` does not produce.
    package init?(path: String) {
        if path == "checkpoint" {
            self = .checkpoint
            return
        }
        let parts = path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "tile", let (index, width) = TilePath.parse(parts[2])
        else { return nil }
        if parts[1] == "entries" {
            self = .bundle(BundleCoordinate(index: index, width: width))
        } else {
            guard let level = Decimal.parse(parts[1]), level < 64 else { return nil }
            self = .tile(TileCoordinate(level: Int(level), index: index, width: width))
        }
    }
}
