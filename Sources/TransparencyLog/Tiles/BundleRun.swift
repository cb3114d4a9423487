internal import CryptoPrimitives

/// What the entries of a run of consecutive bundles were found to be.
///
/// Reading one takes nothing but the files, so runs of one log may be read by several threads at
/// once; ``DirectoryVerification/add(_:read:)`` then joins them in order.
package struct BundleRun: Sendable {
    /// An entry that does not have the hash that stands in its tile.
    struct Difference {
        let bundle: BundleCoordinate
        let tile: TileCoordinate
        let entry: UInt64
    }

    /// The numbers of the bundles.
    package let bundles: Range<UInt64>
    /// The roots of the full bundles, from their entries (or, where those are pruned, their tile).
    var roots: [Digest] = []
    /// The leaf hashes of the bundle that is not full; it ends the log.
    var rest: [Digest] = []
    /// The first entry that differs from its tile.
    var difference: Difference?
    /// The number of entries whose bytes were there.
    package var entriesRead: UInt64 = 0

    /// Reads the entries of some bundles, hashes them and compares them with the tiles of level 0.
    ///
    /// - Parameters:
    ///   - bundles: The numbers of the bundles.
    ///   - extent: The size of the log and what may be missing of it.
    ///   - read: Gives the files.
    ///   - visit: Is lent each entry; nothing may be trusted before the verification has ended.
    /// - Throws: ``DirectoryError``, for a file that is not there or is no bundle or tile.
    package init(
        reading bundles: Range<UInt64>, of extent: LogExtent, read: @escaping LogFileReading,
        visit: ((_ index: UInt64, _ entry: [UInt8]) -> Void)? = nil
    ) throws(DirectoryError) {
        self.bundles = bundles
        let files = DirectoryFiles(read: read)
        var hasher = SHA256Hasher()
        roots.reserveCapacity(bundles.count)
        for number in bundles {
            let bundle = extent.bundle(number)
            let tile = try files.tile(
                TileCoordinate(level: 0, index: number, width: bundle.width))
            let leaves: HashTile
            if let content = try files.content(of: bundle) {
                leaves = try hash(content.bytes, content.isWhole, bundle, tile, &hasher, visit)
                entriesRead += UInt64(bundle.width)
            } else if bundle.isFull && bundle.entries.upperBound <= extent.minimumIndex {
                leaves = tile
            } else {
                throw .missing(.bundle(bundle))
            }
            if bundle.isFull {
                roots.append(leaves.subtree(height: 8, index: 0, using: &hasher))
            } else {
                rest = leaves.hashes
            }
        }
    }

    private mutating func hash(
        _ bytes: [UInt8], _ isWhole: Bool, _ bundle: BundleCoordinate, _ tile: HashTile,
        _ hasher: inout SHA256Hasher, _ visit: ((UInt64, [UInt8]) -> Void)?
    ) throws(DirectoryError) -> HashTile {
        var frames = BundleFrames(bytes)
        var leaves: [Digest] = []
        leaves.reserveCapacity(bundle.width)
        let start = bundle.entries.lowerBound
        do throws(BundleError) {
            for position in 0..<bundle.width {
                let range = try frames.next()
                let leaf = hasher.hash(prefix: 0x00, entry: bytes.span.extracting(range))
                let index = start + UInt64(position)
                if leaf != tile.hashes[position], difference == nil {
                    difference = Difference(bundle: bundle, tile: tile.coordinate, entry: index)
                }
                visit?(index, Array(bytes[range]))
                leaves.append(leaf)
            }
            if isWhole { try frames.finish() }
        } catch {
            throw refusal(of: bundle, error)
        }
        return HashTile(level: 0, index: bundle.index, hashes: leaves)
    }

    /// A break in the framing after an entry that differs is the alteration of that entry.
    private func refusal(of bundle: BundleCoordinate, _ error: BundleError) -> DirectoryError {
        if let difference, difference.bundle == bundle {
            return .alteredEntry(.bundle(bundle), entry: difference.entry)
        }
        return switch error {
        case .truncated(let position):
            .truncated(.bundle(bundle), entry: bundle.entries.lowerBound + UInt64(position))
        case .trailingBytes: .trailingBytes(.bundle(bundle))
        }
    }
}

/// How many entries a published log has, and which of them may be gone.
package struct LogExtent: Hashable, Sendable {
    /// The number of bundles that one run has, but for the last: 16,384 entries.
    package static let bundlesOfRun: UInt64 = 64

    /// The number of entries.
    package let size: UInt64
    /// Full bundles and tiles that end at or below this index may be missing (tlog-tiles, Pruning).
    package let minimumIndex: UInt64

    /// Takes both.
    package init(size: UInt64, minimumIndex: UInt64 = 0) {
        self.size = size
        self.minimumIndex = minimumIndex
    }

    /// The number of bundles, the one that is not full included.
    package var bundles: UInt64 { (size + 255) >> 8 }

    /// The bundle of a number, as wide as the size makes it.
    func bundle(_ number: UInt64) -> BundleCoordinate {
        BundleCoordinate(
            index: number,
            width: Int(min(size - number << 8, UInt64(TileCoordinate.fullWidth))))
    }

    /// Whether a full tile may be missing.
    func mayLack(_ tile: TileCoordinate) -> Bool {
        let width = UInt64(8 * (tile.level + 1))
        return tile.isFull && width < 64 && (tile.index + 1) << width <= minimumIndex
    }

    /// The runs from a bundle on, in order.
    package func runs(from start: UInt64) -> [Range<UInt64>] {
        stride(from: start, to: bundles, by: Int(Self.bundlesOfRun)).map {
            $0..<min($0 + Self.bundlesOfRun, bundles)
        }
    }
}
