internal import CryptoPrimitives
internal import RecordStore
internal import Records
internal import Synchronization

/// What was opened and verified before, for the very same bytes only.
///
/// Every request reads the rows anew and compares them; a row that changed by a bit, or moved, is
/// opened and verified as if nothing were kept here. So this saves work and believes nothing.
final class VerifiedRows: Sendable {
    private let chains = Mutex<[ChainID: StoredChain]>([:])
    private let dossiers = Mutex<[DossierID: (head: ChainHead, record: DossierRecord)]>([:])
    private let directories = Mutex<[Set<StoredChain.State>: Directory]>([:])
    private let heads = Mutex<[VersionKey: DossierJudge.SectionHead]>([:])

    /// The most that is kept of each; then all is forgotten.
    private static let limit = 4096

    /// A chain as it was verified last.
    func chain(_ id: ChainID) -> StoredChain? { chains.withLock { $0[id] } }

    /// Keeps a chain that was verified.
    func keep(_ chain: StoredChain) {
        chains.withLock { Self.set(chain, for: chain.id, in: &$0) }
    }

    /// The record of a dossier, folded from its chain once.
    func record<Failure: Error>(
        of id: DossierID, in chain: StoredChain, _ fold: () throws(Failure) -> DossierRecord
    ) throws(Failure) -> DossierRecord {
        if let kept = dossiers.withLock({ $0[id] }), kept.head == chain.head { return kept.record }
        let record = try fold()
        dossiers.withLock { Self.set((chain.head, record), for: id, in: &$0) }
        return record
    }

    /// The directory of some chains, folded once.
    func directory<Failure: Error>(
        of chains: [StoredChain], _ fold: () throws(Failure) -> Directory
    ) throws(Failure) -> Directory {
        let states = Set(chains.map(\.state))
        if let kept = directories.withLock({ $0[states] }) { return kept }
        let directory = try fold()
        directories.withLock { Self.set(directory, for: states, in: &$0, limit: 64) }
        return directory
    }

    /// The head of a section, its manifest opened and hashed once.
    func head<Failure: Error>(
        _ row: VersionRow, _ open: () throws(Failure) -> SignedManifest
    ) throws(Failure) -> DossierJudge.SectionHead {
        if let kept = heads.withLock({ $0[row.key] }), kept.row == row { return kept }
        let head = DossierJudge.SectionHead(row: row, signed: try open())
        heads.withLock { Self.set(head, for: row.key, in: &$0) }
        return head
    }

    /// Forgets everything, as when what was verified is to be destroyed.
    func forget() {
        chains.withLock { $0.removeAll() }
        dossiers.withLock { $0.removeAll() }
        directories.withLock { $0.removeAll() }
        heads.withLock { $0.removeAll() }
    }

    private static func set<Key: Hashable, Value>(
        _ value: Value, for key: Key, in kept: inout [Key: Value], limit: Int = limit
    ) {
        if kept.count >= limit { kept.removeAll() }
        kept[key] = value
    }
}
