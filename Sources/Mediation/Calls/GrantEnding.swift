internal import CryptoPrimitives
internal import Records
internal import RecordStore

/// Grants that end: the entry is made, the secrets go, the rows go, and then the ending is done.
///
/// The row that says so is written with the entry, so that whatever a crash leaves is finished when
/// a mediator starts.
struct GrantEnding: CanonicalRecord {
    static let label = "vault/v1/grant-ending"

    /// 16 bytes that name the ending.
    let id: [UInt8]
    /// The dossier.
    let dossier: DossierID
    /// The grants.
    let grants: Set<GrantID>
    /// The index of the entry that ends them.
    let startedAt: UInt64

    init(id: [UInt8], dossier: DossierID, grants: Set<GrantID>, startedAt: UInt64) {
        self.id = id
        self.dossier = dossier
        self.grants = grants
        self.startedAt = startedAt
    }

    func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(id)
        encoder.append(dossier)
        encoder.append(list: grants.sorted().map(\.bytes))
        encoder.append(startedAt)
    }

    init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        id = try decoder.bytes(count: 16)
        dossier = try decoder.identifier()
        var grants = Set<GrantID>()
        for element in try decoder.list(limit: 256) {
            guard let grant = GrantID(element) else { throw .invalidField }
            grants.insert(grant)
        }
        self.grants = grants
        startedAt = try decoder.integer()
    }

    /// The row of the ending.
    func row(key: SecretBox) throws -> EndingRow {
        EndingRow(
            id: id, sealed: try SealedRow.ending(id).seal(canonicalBytes, key: key),
            startedLogIndex: startedAt)
    }
}

extension Mediator {
    /// Ends the grants of an ending whose entry is durable.
    func finish(_ ending: GrantEnding) throws {
        try secrets.end(ending.grants, of: .dossier(ending.dossier))
        _ = try log.transact { transaction in
            guard try transaction.rows.removeEnding(ending.id) > 0 else { return }
            for grant in ending.grants { try transaction.rows.removeWraps(under: grant) }
            try transaction.record(
                EntryDraft(endingDone: ending, at: clock.now()))
        }
    }

    /// Ends again what had ended, when the keystore is older than the log: a copy of it that was put
    /// back still has the secrets of consents that were withdrawn since.
    ///
    /// A dossier whose chain is refused is left out: every use of it is refused as well.
    func endAgain() throws {
        let size = try store.read { try $0.logState()?.size ?? 0 }
        guard try secrets.head()?.size ?? 0 < size else { return }
        for chain in try secrets.chains() where chain.kind == .dossier {
            guard let id = DossierID(chain.bytes) else { continue }
            let found: DossierRecord?
            do {
                found = try store.read { reading in
                    try ChainReader(reading, secrets: secrets).dossier(id)?.record
                }
            } catch is MediatorError {
                continue
            }
            guard let record = found else { continue }
            let withdrawn = Set(
                record.consents.filter { $0.withdrawn != nil }.map(\.consent.id))
            let grants = Set(
                record.grants.filter { $0.consent.map(withdrawn.contains) ?? false }
                    .map(\.grant.id))
            let isOpen = try !grants.subtracting(secrets.chain(chain).ended).isEmpty
            if isOpen { try secrets.end(grants, of: chain) }
        }
    }

    /// Finishes what a crash left between an entry and the end of the secrets.
    func resumeEndings() throws {
        let key = try secrets.vaultSecrets().storageKey
        let rows = try store.read { try $0.endings() }
        for row in rows {
            let bytes: [UInt8]
            do {
                bytes = try SealedRow.ending(row.id).open(row.sealed, key: key)
            } catch {
                throw MediatorError.damaged
            }
            guard let ending = try? GrantEnding(canonical: bytes), ending.id == row.id else {
                throw MediatorError.damaged
            }
            try finish(ending)
        }
    }
}
