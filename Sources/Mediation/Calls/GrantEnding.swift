internal import CryptoPrimitives
internal import Records
internal import RecordStore

/// Grants that end: the entry is made, the secrets go, the rows go, and then the ending is done.
///
/// The row that says so is written with the entry, so that whatever a crash leaves is finished when
/// a mediator starts. A consent brings the row of its own expiry, which is due later: from its end
/// on every reading is refused, and seven days after the entry that says so the secrets go.
struct GrantEnding: EndingRecord {
    static let label = "vault/v1/grant-ending"

    /// Why grants end.
    enum Cause: String {
        /// The consent was withdrawn: at once.
        case withdrawn
        /// The consent will reach its end: then the entry is made.
        case expiring
        /// The consent has reached its end, as an entry says: then the secrets go.
        case expired
    }

    /// 16 bytes that name the ending.
    let id: [UInt8]
    /// The dossier.
    let dossier: DossierID
    /// The consent on which the grants rest.
    let consent: ConsentID
    /// The grants.
    let grants: Set<GrantID>
    /// Why they end.
    let cause: Cause
    /// The index of the entry that ends them, or of the consent that will.
    let startedAt: UInt64
    /// The moment from which on the ending is carried out.
    let due: Instant

    /// How long secrets outlive the entry of an expiry, in seconds: 7 days.
    static let grace: Int64 = 7 * 86_400

    private init(
        id: [UInt8], dossier: DossierID, consent: ConsentID, grants: Set<GrantID>, cause: Cause,
        startedAt: UInt64, due: Instant
    ) {
        self.id = id
        self.dossier = dossier
        self.consent = consent
        self.grants = grants
        self.cause = cause
        self.startedAt = startedAt
        self.due = due
    }

    /// The ending that a statement brings: at once for a withdrawal, later for a consent; `nil` for
    /// any other.
    init?(
        _ signed: SignedStatement, at index: UInt64, grants: (ConsentID) -> Set<GrantID>,
        now: Instant
    ) {
        guard let dossier = DossierID(signed.statement.chain.bytes) else { return nil }
        let id = signed.hash.bytes.prefixArray(16)
        switch signed.statement.body {
        case .consentWithdrawal(let withdrawal):
            self.init(
                id: id, dossier: dossier, consent: withdrawal.consent,
                grants: grants(withdrawal.consent), cause: .withdrawn, startedAt: index, due: now)
        case .consent(let consent):
            guard !consent.grants.isEmpty, let until = consent.until else { return nil }
            self.init(
                id: id, dossier: dossier, consent: consent.id,
                grants: Set(consent.grants.map(\.id)), cause: .expiring, startedAt: index,
                due: until)
        default: return nil
        }
    }

    /// The same grants, after the entry that says that the consent has expired.
    func expired(at index: UInt64, now: Instant) -> Self {
        Self(
            id: id, dossier: dossier, consent: consent, grants: grants, cause: .expired,
            startedAt: index, due: now.adding(seconds: Self.grace))
    }

    func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(id)
        encoder.append(dossier)
        encoder.append(consent)
        encoder.append(list: grants.sorted().map(\.bytes))
        encoder.append(word: cause)
        encoder.append(startedAt)
        encoder.append(due)
    }

    init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        id = try decoder.bytes(count: 16)
        dossier = try decoder.identifier()
        consent = try decoder.identifier()
        var grants: [GrantID] = []
        for element in try decoder.list(limit: 256) {
            // In ascending order, each once: a set has one encoding.
            guard let grant = GrantID(element), grants.last.map({ $0 < grant }) ?? true else {
                throw .invalidField
            }
            grants.append(grant)
        }
        self.grants = Set(grants)
        cause = try decoder.word()
        startedAt = try decoder.integer()
        due = try decoder.instant()
    }
}

/// What a request ends at once, after its entry is durable.
enum Ending {
    /// Grants, as a withdrawal does.
    case grants(GrantEnding)
    /// All that is kept of a worker.
    case erasure(SubjectErasure)

    /// Opens a row; `nil` when it was changed.
    init?(_ row: EndingRow, key: SecretBox) {
        if let ending = GrantEnding(row, key: key) {
            self = .grants(ending)
        } else if let erasure = SubjectErasure(row, key: key) {
            self = .erasure(erasure)
        } else {
            return nil
        }
    }
}

extension Mediator {
    /// Finishes what a request ended.
    ///
    /// - Throws: `Failure.unfinished`: what was stated is durable, and the next start resumes it.
    func carryOut(_ endings: [Ending]) throws {
        do {
            for ending in endings {
                switch ending {
                case .grants(let ending): try finish(ending)
                case .erasure(let erasure): try finish(erasure)
                }
            }
        } catch {
            throw Failure.unfinished
        }
    }

    /// Ends the grants of an ending whose entry is durable.
    func finish(_ ending: GrantEnding) throws {
        try secrets.end(ending.grants, of: .dossier(ending.dossier))
        _ = try log.transact { transaction in
            guard try transaction.rows.removeEnding(ending.id) > 0 else { return }
            for grant in ending.grants { try transaction.rows.removeWraps(under: grant) }
            try transaction.record(
                EntryDraft(endingDone: ending, at: clock.now()))
        }
        // The wraps that went still stand in the journal. Where a reader holds it, the closing of
        // the store moves it; without the secret they open nothing.
        try? store.scrub()
    }

    /// Carries out the endings that are due: those that a crash left between an entry and the end
    /// of the secrets, and those of consents whose time has come.
    func settleEndings() throws {
        let key = try secrets.vaultSecrets().storageKey
        let now = clock.now()
        for row in try store.read({ try $0.endings(dueBy: now) }) {
            switch Ending(row, key: key) {
            case .erasure(let erasure): try finish(erasure)
            case .grants(let ending) where ending.cause == .expiring:
                try expire(ending, at: now, key: key)
            case .grants(let ending): try finish(ending)
            case nil: throw MediatorError.damaged
            }
        }
    }

    /// Makes the entry of a consent that has reached its end; one that was withdrawn needs none.
    ///
    /// A dossier whose chain is refused is left as it is: every use of it is refused as well.
    private func expire(_ ending: GrantEnding, at now: Instant, key: SecretBox) throws {
        guard let record = try readableRecord(of: ending.dossier) else { return }
        let isWithdrawn = record.consents.contains {
            $0.consent.id == ending.consent && $0.withdrawn != nil
        }
        _ = try log.transact { transaction in
            guard try transaction.rows.removeEnding(ending.id) > 0, !isWithdrawn else { return }
            let index = try transaction.record(
                EntryDraft(expiryOf: ending, in: record, at: now))
            try transaction.rows.insert(try ending.expired(at: index, now: now).row(key: key))
        }
    }

    /// Whether the log has entries that the keystore has not followed.
    func isKeystoreBehind() throws -> Bool {
        let size = try store.read { try $0.logState()?.size ?? 0 }
        return try secrets.head()?.size ?? 0 < size
    }

    /// Ends again what had ended, when the keystore is older than the log.
    ///
    /// A copy of it that was put back still has the secrets of consents that were withdrawn or had
    /// expired since. The worker finds an entry about it. What a crash left is settled before, so
    /// that nothing else is found here. A dossier whose chain is refused is left out: every use of
    /// it is refused as well.
    func endAgain() throws {
        let key = try secrets.vaultSecrets().storageKey
        let now = clock.now()
        for chain in try secrets.chains() where chain.kind == .dossier {
            guard let id = DossierID(chain.bytes), let record = try readableRecord(of: id) else {
                continue
            }
            let over = record.consents.filter { entry in
                entry.withdrawn != nil || entry.consent.until.map { $0 <= now } ?? false
            }
            guard try !openGrants(of: over, in: record, chain).isEmpty else { continue }
            let (revived, _) = try log.transact { transaction -> Set<GrantID> in
                // What another mediator is about to end has a row until it is done. A withdrawal
                // leaves the row of the consent's expiry as it is.
                let waiting = try transaction.rows.endings().compactMap {
                    GrantEnding($0, key: key)
                }
                let settled = over.filter { entry in
                    !waiting.contains {
                        $0.consent == entry.consent.id
                            && (entry.withdrawn == nil || $0.cause == .withdrawn)
                    }
                }
                let grants = try openGrants(of: settled, in: record, chain)
                if !grants.isEmpty {
                    try transaction.record(
                        EntryDraft(revivedIn: record, at: now))
                }
                return grants
            }
            if !revived.isEmpty { try secrets.end(revived, of: chain) }
        }
    }

    /// The grants of some consents that the keystore has not ended.
    private func openGrants(
        of consents: [DossierRecord.ConsentEntry], in record: DossierRecord, _ chain: ChainID
    ) throws -> Set<GrantID> {
        let ids = Set(consents.map(\.consent.id))
        let grants = record.grants.filter { $0.consent.map(ids.contains) ?? false }
        return try Set(grants.map(\.grant.id)).subtracting(secrets.chain(chain).ended)
    }

    /// What the chain of a dossier says; `nil` when it is refused.
    private func readableRecord(of dossier: DossierID) throws -> DossierRecord? {
        do {
            return try store.read { reading in
                try ChainReader(reading, secrets: secrets).dossier(dossier)?.record
            }
        } catch is MediatorError {
            return nil
        }
    }
}
