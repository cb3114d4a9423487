internal import CryptoPrimitives
internal import Records
internal import Synchronization
internal import TransparencyLog

/// Who stands behind the tags of members and organisations, year by year.
///
/// Nothing in the store says it: tags are computed again under the keys of all chains, once a year
/// of entries, and again when a tag is met that is not known.
final class TagHolders: Sendable {
    private let years = Mutex<[UInt64: Year]>([:])

    /// The tags of a year.
    private struct Year {
        var chains: Set<ChainID> = []
        var holders: [LogTag: ChainID] = [:]
    }

    /// The member who acted in an entry; `nil` when nobody did, or the key is gone.
    func actor(
        of entry: LogEntry, chains: ChainReader, secrets: any SecretStore
    ) throws -> MemberID? {
        try holder(of: entry.actor, at: entry.time, chains: chains, secrets: secrets)
            .flatMap { MemberID($0) }
    }

    /// The chain behind a tag of an entry; `nil` when its key is gone.
    func holder(
        of tag: LogTag?, at time: LogTime, chains: ChainReader, secrets: any SecretStore
    ) throws -> ChainID? {
        guard let tag else { return nil }
        // An entry that was made when the year turned may bear the time of the one before it.
        let year = EntryDraft.epoch(of: Instant(seconds: Int64(time.seconds)))
        for epoch in [year, year - 1] {
            if let known = years.withLock({ $0[epoch]?.holders[tag] }) { return known }
        }
        for epoch in [year, year - 1] {
            try learn(epoch, chains: chains, secrets: secrets)
            if let known = years.withLock({ $0[epoch]?.holders[tag] }) { return known }
        }
        return nil
    }

    /// Forgets everything, as when keys are to be destroyed.
    func forget() { years.withLock { $0.removeAll() } }

    /// Computes the tags of chains that were not there before.
    private func learn(_ epoch: UInt64, chains: ChainReader, secrets: any SecretStore) throws {
        let known = years.withLock { $0[epoch]?.chains ?? [] }
        var new = Year()
        for chain in try secrets.chains() where !known.contains(chain) {
            let purpose: LogTag.Purpose
            switch chain.kind {
            case .member: purpose = .actor
            case .organisation: purpose = .organisation
            case .vault, .dossier, .oversight, .delegations: continue
            }
            guard let key = try chains.existingSecrets(of: chain)?.tagKey else { continue }
            let tag = try LogTag(key: key.secret, epoch: epoch, purpose: purpose)
            new.chains.insert(chain)
            new.holders[tag] = chain
        }
        let added = new
        years.withLock { years in
            years[epoch, default: Year()].chains.formUnion(added.chains)
            years[epoch, default: Year()].holders.merge(added.holders) { first, _ in first }
        }
    }
}
