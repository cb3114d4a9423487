import CryptoPrimitives
import Foundation
import Keystore
import Mediation
import RecordStore
import RecordStoreSQLite
import Records
import TransparencyLog
import VaultFixture

/// Makes the store of a vault large: section versions of other dossiers, as rows of random bytes of
/// true sizes, each with an entry in the log.
///
/// The log is a true one: the entries repeat one that is there, tree, tiles and bundles are built
/// over them, and the head is signed with the vault's own key.
struct Filling {
    private let store: SQLiteRecordStore
    private let secrets: VaultSecrets

    /// Fills the vault that the command line made in `root`.
    init(root: String) throws {
        store = try SQLiteRecordStore(opening: root + "/vault")
        secrets = try FileKeystore(
            opening: root + "/vault-keystore", keyPath: root + "/vault-keystore.key"
        ).vaultSecrets()
    }

    /// Fills a vault in this process.
    init(_ vault: TestVault) throws {
        store = vault.store
        secrets = try vault.keystore.vaultSecrets()
    }

    /// Adds versions, and entries: as many unless it is said.
    func fill(versions count: Int, entries: Int? = nil) throws {
        for batch in stride(from: 0, to: count, by: 1000) {
            try store.write { rows in
                let dossier: DossierID = try Self.newID()
                for _ in batch..<min(batch + 1000, count) { try Self.insert(in: dossier, rows) }
            }
        }
        try store.write { rows in try extendLog(by: entries ?? count, rows) }
        try store.scrub()
    }

    private static func newID<Subject>() throws -> Identifier<Subject> {
        Identifier(
            at: Instant(seconds: 1_700_000_000), randomness: try Randomness.bytes(count: 10))
    }

    private static func insert(in dossier: DossierID, _ rows: any RecordWriting) throws {
        let section: SectionID = try newID()
        try rows.insert(
            VersionRow(
                key: VersionKey(dossier: dossier, section: section, version: 1),
                manifest: try Randomness.bytes(count: 520), logIndex: 0, contentSize: 4168),
            content: try Randomness.bytes(count: 4168))
        for _ in 0..<3 {
            try rows.insert(
                WrapRow(
                    key: WrapKey(
                        section: section, version: 1, grant: try newID(), roleEpoch: 1),
                    sealed: try Randomness.bytes(count: 420)))
        }
    }

    private func extendLog(by count: Int, _ rows: any RecordWriting) throws {
        guard let state = try rows.logState(),
            let text = String(validating: state.checkpoint, as: UTF8.self),
            let origin = text.split(separator: "\n").first.map(String.init)
        else { return }
        var leaves: [[UInt8]] = []
        for number in 0..<state.size >> 8 {
            guard let bytes = try rows.bundle(number) else { throw RecordStoreError.damaged }
            leaves += try EntryBundle(bytes, width: 256).entries
        }
        leaves += try rows.tail(from: 0).map(\.leaf)
        guard let repeated = leaves.last else { return }
        let old = leaves.count
        leaves += [[UInt8]](repeating: repeated, count: count)
        for index in old..<leaves.count {
            let tag = try Randomness.bytes(count: 16)
            try rows.insert(
                DetailRow(
                    index: UInt64(index), chain: tag, sealed: try Randomness.bytes(count: 330)))
            try rows.insert(subject: tag, index: UInt64(index))
            try rows.insert(actor: tag, index: UInt64(index))
        }
        var edge = RightEdge()
        try rows.removeTail(below: UInt64(leaves.count))
        for (index, leaf) in leaves.enumerated() {
            for tile in edge.append(leaf: Digest(entry: leaf)) { try store(tile, rows) }
            if index % 256 == 255, index >= old & ~255 {
                try rows.insert(
                    bundle: EntryBundle(entries: Array(leaves[index - 255...index])).bytes,
                    number: UInt64(index >> 8))
            }
        }
        for tile in edge.partialTiles where tile.coordinate.level > 0 { try store(tile, rows) }
        for index in leaves.count & ~255..<leaves.count {
            try rows.insert(
                TailEntry(
                    index: UInt64(index), leaf: leaves[index], hash: Digest(entry: leaves[index])))
        }
        let signer = try NoteSigner(
            name: origin, key: Ed25519.PrivateKey(seed: secrets.logSeed.secret))
        let note = try signer.sign(Checkpoint(origin: origin, head: edge.head)).bytes
        try rows.replace(
            logState: LogState(
                size: edge.size, frontier: edge.frontier.peaks, checkpoint: note),
            expecting: state.size)
    }

    private func store(_ tile: HashTile, _ rows: any RecordWriting) throws {
        let position = TilePosition(level: tile.coordinate.level, number: tile.coordinate.index)
        guard try rows.tile(position) != tile.bytes else { return }
        try rows.extend(tile: position, to: tile.bytes)
    }
}
