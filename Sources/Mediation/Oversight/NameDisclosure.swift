internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

/// What of the details of entries a caller may open: what happened to the caller, the names of the
/// caller's own acts, and what decisions of the founders add to that while they serve.
struct NameDisclosure {
    private let caller: Caller
    private let rows: any RecordReading
    private let chains: ChainReader
    private let holders: TagHolders
    private let secrets: any SecretStore
    /// For each entry, the decision that serves the caller.
    private var decisions: [UInt64: (at: UInt64, unmasks: Bool)] = [:]

    /// Reads the decisions that serve a caller now.
    init(
        to caller: Caller, holders: TagHolders, secrets: any SecretStore,
        _ transaction: borrowing VaultTransaction
    ) throws {
        self.caller = caller
        rows = transaction.rows
        chains = transaction.chains
        self.holders = holders
        self.secrets = secrets
        for entry in try chains.directory(withOversight: true).decisions
        where entry.decision.beneficiary == caller.member && caller.now < entry.decision.expires {
            switch entry.decision.measure {
            case .unmask(let indices, _):
                for index in indices { decisions[index] = (entry.logIndex, true) }
            case .staffNames(let indices, _):
                for index in indices where decisions[index] == nil {
                    decisions[index] = (entry.logIndex, false)
                }
            case .erase, .prune, .shield, .unshield: break
            }
        }
    }

    /// The decisions on whose strength something is shown of some entries, each once.
    func used(for indices: [UInt64]) -> [UInt64] {
        Set(indices.compactMap { decisions[$0]?.at }).sorted()
    }

    /// The keys of the detail of an entry that the caller may have; `nil` for none.
    func detail(at index: UInt64, of leaf: [UInt8]) throws -> DetailProof? {
        guard let row = try rows.detail(index) else { return nil }
        guard let entry = try? LogEntry(line: leaf) else { throw MediatorError.damaged }
        let decision = decisions[index]
        let isOwn = row.chain == caller.member.bytes
        guard isOwn || decision?.unmasks == true,
            let key = try chains.subject(of: row)?.key
        else { return nil }
        let actor = try holders.actor(of: entry, chains: chains, secrets: secrets)
        let mayKnowName = decision != nil || actor == caller.member
        let actorKey = mayKnowName ? actor : nil
        return try DetailReader(rows).proof(
            of: entry, at: index, key: key,
            actorKey: actorKey.flatMap {
                try chains.existingSecrets(of: .member($0))?.tagKey
            })
    }
}

extension ChainReader {
    /// The chain whose key seals a detail, with the key; `nil` when it is gone.
    ///
    /// Rows name a chain by its 16 bytes only: which kind it is shows in the keystore.
    func subject(of row: DetailRow) throws -> (chain: ChainID, key: SecretBox)? {
        let candidates = [
            MemberID(row.chain).map(ChainID.member), DossierID(row.chain).map(ChainID.dossier),
            OrganisationID(row.chain).map(ChainID.organisation), .vault, .oversight,
            OrganisationID(row.chain.map { ~$0 }).map(ChainID.delegations),
        ]
        for chain in candidates.compactMap(\.self) where chain.bytes == row.chain {
            do throws(SecretStoreError) {
                if let key = try existingSecrets(of: chain)?.tagKey { return (chain, key) }
            } catch {
                guard error.code == .misplaced else { throw error }
            }
        }
        return nil
    }
}
