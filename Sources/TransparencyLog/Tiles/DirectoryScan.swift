internal import CryptoPrimitives

/// The files of a directory, with the errors of the verifier.
struct DirectoryFiles {
    let read: (LogFile) throws -> [UInt8]?

    /// A file's bytes; `nil` when it is not there.
    func optionalBytes(of file: LogFile) throws(DirectoryError) -> [UInt8]? {
        do {
            return try read(file)
        } catch {
            throw .unreadable(file)
        }
    }

    /// A file's bytes.
    func bytes(of file: LogFile) throws(DirectoryError) -> [UInt8] {
        guard let bytes = try optionalBytes(of: file) else { throw .missing(file) }
        return bytes
    }

    /// A tile of the width that the size calls for, cut from the full one where need be.
    func tile(_ coordinate: TileCoordinate) throws(DirectoryError) -> HashTile {
        guard let bytes = try optionalBytes(of: .tile(coordinate)) else {
            let full = TileCoordinate(level: coordinate.level, index: coordinate.index)
            guard !coordinate.isFull, try optionalBytes(of: .tile(full)) != nil else {
                throw .missing(.tile(coordinate))
            }
            return HashTile(
                level: coordinate.level, index: coordinate.index,
                hashes: Array(try tile(full).hashes[..<coordinate.width]))
        }
        guard let tile = HashTile(coordinate, bytes: bytes) else {
            throw bytes.count < coordinate.width * Digest.byteCount
                ? .truncated(.tile(coordinate), entry: nil) : .trailingBytes(.tile(coordinate))
        }
        return tile
    }
}

/// One pass over a directory: builds the tree from the entries and notes the first differences.
struct DirectoryScan: ~Copyable {
    /// An entry that does not have the hash that stands in its tile.
    struct LeafDifference {
        let bundle: BundleCoordinate
        let tile: TileCoordinate
        let entry: UInt64
    }

    /// A tile above the leaves that is not what the entries give.
    struct TileDifference {
        let tile: TileCoordinate
        let position: Int?
    }

    private let size: UInt64
    private let minimumIndex: UInt64
    private var knownHeads: [TreeHead]
    private var edge = RightEdge()
    private var hasher = SHA256Hasher()

    /// The first entry that differs from its tile.
    private(set) var leafDifference: LeafDifference?
    /// The first tile above the leaves that differs from the entries.
    private(set) var tileDifference: TileDifference?
    /// A known head of which the entries are not an extension.
    private(set) var contradicted: TreeHead?
    /// The number of entries whose bytes were there.
    private(set) var entriesRead: UInt64 = 0

    init(size: UInt64, knownHeads: [TreeHead], minimumIndex: UInt64) {
        self.size = size
        self.minimumIndex = minimumIndex
        // The smallest last, so that the next one to meet is at the end.
        self.knownHeads = knownHeads.sorted { $0.size > $1.size }
        meetKnownHeads()
    }

    /// The root of the entries.
    var root: Digest { edge.head.root }

    /// Reads everything.
    mutating func run(
        _ files: DirectoryFiles, visit: ((UInt64, [UInt8]) -> Void)?
    ) throws(DirectoryError) {
        var start: UInt64 = 0
        while start < size {
            let width = Int(min(size - start, UInt64(TileCoordinate.fullWidth)))
            let tile = try files.tile(
                TileCoordinate(level: 0, index: start >> 8, width: width))
            let bundle = BundleCoordinate(index: start >> 8, width: width)
            let full = BundleCoordinate(index: bundle.index)
            if let bytes = try files.optionalBytes(of: .bundle(bundle)) {
                try scan(bundle, bytes, isWhole: true, against: tile, files, visit)
            } else if !bundle.isFull, let bytes = try files.optionalBytes(of: .bundle(full)) {
                try scan(bundle, bytes, isWhole: false, against: tile, files, visit)
            } else if bundle.isFull && bundle.entries.upperBound <= minimumIndex {
                try append(tile.hashes, files)
            } else {
                throw .missing(.bundle(bundle))
            }
            start += UInt64(width)
        }
        for tile in edge.partialTiles where tile.coordinate.level > 0 {
            try compare(tile, files)
        }
    }

    private mutating func scan(
        _ bundle: BundleCoordinate, _ bytes: [UInt8], isWhole: Bool, against tile: HashTile,
        _ files: DirectoryFiles, _ visit: ((UInt64, [UInt8]) -> Void)?
    ) throws(DirectoryError) {
        var frames = BundleFrames(bytes)
        var leaves: [Digest] = []
        leaves.reserveCapacity(bundle.width)
        let start = bundle.entries.lowerBound
        do throws(BundleError) {
            for position in 0..<bundle.width {
                let range = try frames.next()
                let leaf = hasher.hash(prefix: 0x00, entry: bytes.span.extracting(range))
                let index = start + UInt64(position)
                if leaf != tile.hashes[position], leafDifference == nil {
                    leafDifference = LeafDifference(
                        bundle: bundle, tile: tile.coordinate, entry: index)
                }
                visit?(index, Array(bytes[range]))
                leaves.append(leaf)
            }
            if isWhole { try frames.finish() }
        } catch {
            throw refusal(of: bundle, error)
        }
        entriesRead += UInt64(bundle.width)
        try append(leaves, files)
    }

    /// A break in the framing after an entry that differs is the alteration of that entry.
    private func refusal(of bundle: BundleCoordinate, _ error: BundleError) -> DirectoryError {
        if let leafDifference, leafDifference.bundle == bundle {
            return .alteredEntry(.bundle(bundle), entry: leafDifference.entry)
        }
        return switch error {
        case .truncated(let position):
            .truncated(.bundle(bundle), entry: bundle.entries.lowerBound + UInt64(position))
        case .trailingBytes: .trailingBytes(.bundle(bundle))
        }
    }

    /// Appends the leaf hashes of a bundle; a full one at once, unless a known head ends inside it.
    private mutating func append(
        _ leaves: [Digest], _ files: DirectoryFiles
    ) throws(DirectoryError) {
        let end = edge.size + UInt64(leaves.count)
        if leaves.count == TileCoordinate.fullWidth, knownHeads.last.map({ $0.size >= end }) ?? true
        {
            try compare(edge.append(tile: leaves, using: &hasher), files)
            meetKnownHeads()
            return
        }
        for leaf in leaves {
            try compare(edge.append(leaf: leaf, using: &hasher), files)
            meetKnownHeads()
        }
    }

    /// Compares the tiles above the leaves; those of the leaves were compared hash by hash.
    private mutating func compare(
        _ full: [HashTile], _ files: DirectoryFiles
    ) throws(DirectoryError) {
        for tile in full where tile.coordinate.level > 0 { try compare(tile, files) }
    }

    private mutating func meetKnownHeads() {
        while let known = knownHeads.last, known.size == edge.size {
            if known.root != edge.head.root, contradicted == nil { contradicted = known }
            knownHeads.removeLast()
        }
    }

    private mutating func compare(
        _ computed: HashTile, _ files: DirectoryFiles
    ) throws(DirectoryError) {
        let stored = try files.tile(computed.coordinate)
        guard tileDifference == nil, stored != computed else { return }
        tileDifference = TileDifference(
            tile: computed.coordinate,
            position: zip(stored.hashes, computed.hashes).enumerated()
                .first { $0.element.0 != $0.element.1 }?.offset)
    }

    /// Finds what was altered when the entries do not lead to the signed root.
    ///
    /// The tiles are checked from the root downwards. Those at the right edge must lead to the
    /// signed root; each full tile must have the hash that stands above it. Where all of them do,
    /// an entry was altered.
    mutating func blame(
        _ files: DirectoryFiles, _ head: TreeHead
    ) throws(DirectoryError) -> DirectoryError {
        var partial: [HashTile] = []
        for coordinate in DirectoryPlan.partialTiles(size: size) {
            partial.append(try files.tile(coordinate))
        }
        guard let stored = RightEdge(size: size, tiles: partial), stored.head == head else {
            return .rootMismatch(signed: head)
        }
        for level in stride(from: 7, through: 1, by: -1) {
            let hashes = size >> UInt64(8 * level)
            var start: UInt64 = 0
            while start < hashes {
                let width = Int(min(hashes - start, UInt64(TileCoordinate.fullWidth)))
                let parent = try files.tile(
                    TileCoordinate(level: level, index: start >> 8, width: width))
                for (position, hash) in parent.hashes.enumerated() {
                    let child = TileCoordinate(level: level - 1, index: start + UInt64(position))
                    guard try files.tile(child).root == hash else {
                        return .alteredTile(.tile(child), position: nil)
                    }
                }
                start += UInt64(width)
            }
        }
        guard let leafDifference else { return .rootMismatch(signed: head) }
        return .alteredEntry(.bundle(leafDifference.bundle), entry: leafDifference.entry)
    }
}
