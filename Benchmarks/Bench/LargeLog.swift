import CryptoPrimitives
import Foundation
import KluisCommands
import LogVerification
import Mediation
import RecordStore
import RecordStoreSQLite
import TransparencyLog
import Yardstick

/// A log of many entries of 300 bytes in a record store, without a vault around it.
struct LargeLog {
    /// The bytes of an entry.
    static let entrySize = 300

    private let store: SQLiteRecordStore
    private let directory: String
    private let key: VerifierKey
    private let witness: VerifierKey
    /// The checkpoint with the signature of one witness.
    private let cosigned: SignedNote
    private let frontier: MerkleFrontier
    /// What a mediator keeps from one proof to the next.
    private let cache = FoldedTileCache()
    /// The number of entries.
    let size: Int

    /// Makes one; every tile, bundle and hash is the product's own.
    init(entries: Int, _ directory: String, _ report: Report) throws {
        size = entries
        self.directory = directory
        store = try SQLiteRecordStore(creating: directory)
        let signer = try NoteSigner(name: "bench.invalid/log", key: .generate())
        let cosigner = try NoteSigner(
            name: "bench.invalid/w", key: .generate(), type: .cosignature)
        (key, witness) = (signer.verifierKey, cosigner.verifierKey)
        var edge = RightEdge()
        var hasher = SHA256Hasher()
        let bundles = entries >> 8
        for start in stride(from: 0, to: bundles, by: 1024) {
            try store.write { rows in
                for number in start..<min(start + 1024, bundles) {
                    let leaves = (0..<256).map { Self.entry(number << 8 + $0) }
                    for leaf in leaves {
                        for tile in edge.append(leaf: hasher.leaf(leaf), using: &hasher) {
                            try Self.store(tile, rows)
                        }
                    }
                    try rows.insert(
                        bundle: EntryBundle(entries: leaves).bytes, number: UInt64(number))
                }
            }
            if entries > 1_000_000 {
                report.progress("making a log of \(entries) entries", start + 1024, of: bundles)
            }
        }
        let (store, key) = (store, key)
        cosigned = try store.write { rows in
            for tile in edge.partialTiles { try Self.store(tile, rows) }
            for index in bundles << 8..<entries {
                let leaf = Self.entry(index)
                let hash = hasher.leaf(leaf)
                _ = edge.append(leaf: hash, using: &hasher)
                try rows.insert(TailEntry(index: UInt64(index), leaf: leaf, hash: hash))
            }
            let note = try signer.sign(Checkpoint(origin: signer.verifierKey.name, head: edge.head))
            let checkpoint = try SignedCheckpoint(
                verifying: note.bytes, origin: key.name, logKeys: [key])
            try rows.replace(
                logState: LogState(
                    size: edge.size, frontier: edge.frontier.peaks, checkpoint: note.bytes),
                expecting: nil)
            return try note.adding([try cosigner.cosign(checkpoint, time: 1_700_000_000)])
        }
        frontier = edge.frontier
        // The first commit after so much waits for the disk: that is not what is measured.
        try store.scrub()
    }

    /// Ends its use and removes the file.
    func remove() throws {
        try store.close()
        try FileManager.default.removeItem(atPath: directory)
    }

    /// The bytes of an entry: its index, so that no two are equal.
    private static func entry(_ index: Int) -> [UInt8] {
        var entry = [UInt8](repeating: 0x61, count: entrySize)
        for place in 0..<8 { entry[place] = UInt8(truncatingIfNeeded: index >> (8 * place)) }
        return entry
    }

    private static func store(_ tile: HashTile, _ rows: any RecordWriting) throws {
        try rows.extend(
            tile: TilePosition(level: tile.coordinate.level, number: tile.coordinate.index),
            to: tile.bytes)
    }

    /// Where threads read the log from, each through a connection of its own.
    private struct Source: LogSource {
        let directory: String

        func withReader(_ body: (@escaping LogFileReading) throws -> Void) throws {
            let store = try SQLiteRecordStore(opening: directory)
            defer { try? store.close() }
            try store.read { reading in
                guard let state = try reading.logState() else { throw RecordStoreError.damaged }
                let log = try StoredLog(reading, state)
                try body { try log.bytes(of: $0) }
            }
        }
    }

    /// Seconds that verifying all of it takes.
    func verify(threads: Int) throws -> Double {
        let verification = ParallelVerification(
            DirectoryVerifier(origin: key.name, logKeys: [key]), threads: threads)
        return try seconds {
            let verified = try verification.verify(Source(directory: directory))
            precondition(verified.entriesRead == UInt64(size), "every entry was verified")
        }
    }

    /// Seconds that a scan with SHA-256 takes.
    func scan(threads: Int) -> Double {
        unsafe yardstick_scan_parts(
            directory + "/" + SQLiteRecordStore.fileName, size >> 8, Int32(threads))
    }

    private func prover(_ reading: any RecordReading) -> LogProver {
        LogProver(reading, in: frontier, cache: cache, lastingSize: UInt64(size))
    }

    /// Makes proofs of random entries, as a mediator does that runs: each from the tile of the entry
    /// and from upper ones, which are kept when they were read.
    ///
    /// - Returns: Seconds of each, and of an inclusion proof that is checked; bytes of the
    ///   paths and of the proofs as files.
    func prove(_ count: Int) throws -> Proofs {
        var proofs = Proofs()
        let tree = UInt64(size)
        for _ in 0..<count {
            let index = UInt64.random(in: 0..<tree)
            var path: [Digest] = []
            proofs.inclusion.append(
                try seconds {
                    path = try store.read { try prover($0).path(of: index) }
                })
            proofs.consistency.append(
                try seconds {
                    _ = try store.read {
                        try prover($0).consistency(from: index)
                    }
                })
            let proof = LogProof(index: index, path: path, checkpoint: cosigned)
            let entry = Self.entry(Int(index))
            let head = try SignedCheckpoint(
                verifying: cosigned.bytes, origin: key.name, logKeys: [key], witnesses: [witness]
            ).head
            proofs.checking.append(
                try seconds {
                    _ = try IncludedEntry(verifying: entry, at: index, path: path, against: head)
                })
            _ = try ProvenEntry(
                verifying: entry, proof: LogProof(proof.bytes), origin: key.name, logKeys: [key],
                witnesses: [witness])
            proofs.pathBytes.append(path.count * Digest.byteCount)
            proofs.fileBytes.append(proof.bytes.count)
        }
        return proofs
    }
}

/// What proofs took.
struct Proofs {
    /// Seconds of each inclusion proof.
    var inclusion: [Double] = []
    /// Seconds of each consistency proof.
    var consistency: [Double] = []
    /// Seconds of each check of an inclusion proof.
    var checking: [Double] = []
    /// Bytes of each inclusion path.
    var pathBytes: [Int] = []
    /// Bytes of each proof as a file, with the signatures of the log and one witness.
    var fileBytes: [Int] = []
}
