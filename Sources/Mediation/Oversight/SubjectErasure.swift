internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

/// The destruction of all that is kept of a worker, after the founders' decision: the keys first,
/// then the rows, then the entry that says that it is done.
///
/// The row that says so is written with the decision, so that whatever a crash leaves is finished
/// when a mediator starts. Leaves, tiles and signatures stay, and with them every proof; what they
/// say of the worker are tags whose key is gone.
struct SubjectErasure: EndingRecord {
    static let label = "vault/v1/subject-erasure"

    /// 16 bytes that name it.
    let id: [UInt8]
    /// The worker.
    let worker: MemberID
    /// The dossiers.
    let dossiers: [DossierID]
    /// The index of the decision's entry.
    let startedAt: UInt64
    /// The moment of the decision.
    let due: Instant

    /// An erasure that the founders decided.
    init(id: [UInt8], worker: MemberID, dossiers: [DossierID], startedAt: UInt64, due: Instant) {
        self.id = id
        self.worker = worker
        self.dossiers = dossiers
        self.startedAt = startedAt
        self.due = due
    }

    func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(id)
        encoder.append(worker)
        encoder.append(list: dossiers.map(\.bytes))
        encoder.append(startedAt)
        encoder.append(due)
    }

    init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        id = try decoder.bytes(count: 16)
        worker = try decoder.identifier()
        var dossiers: [DossierID] = []
        for field in try decoder.list(limit: 4096) {
            guard let dossier = DossierID(field) else { throw .invalidField }
            dossiers.append(dossier)
        }
        self.dossiers = dossiers
        startedAt = try decoder.integer()
        due = try decoder.instant()
    }

    /// The chains that go.
    var chains: [ChainID] { dossiers.map(ChainID.dossier) + [.member(worker)] }
}

extension Mediator {
    /// Destroys what is kept of a worker, whose decision is durable.
    func finish(_ erasure: SubjectErasure) throws {
        for chain in erasure.chains { try secrets.erase(chain) }
        verified.forget()
        holders.forget()
        _ = try log.transact { transaction in
            guard try transaction.rows.removeEnding(erasure.id) > 0 else { return }
            let rows = transaction.rows
            var erased: [UInt64] = []
            for chain in erasure.chains {
                erased += try rows.entries(
                    chain: chain.bytes, .ascending(after: nil, limit: Int.max))
                try rows.removeDetails(of: chain.bytes)
                try rows.removeStatements(of: chain.bytes)
            }
            for dossier in erasure.dossiers { try remove(dossier, from: rows) }
            try removePersonalRows(of: erasure.worker, from: rows)
            let list = try rows.insert(
                object: ErasedEntries(indices: erased.sorted()).canonicalBytes)
            let done = try transaction.record(
                EntryDraft(erasureDone: erasure, listed: list, at: clock.now()))
            try transaction.rows.note(erasureDoneAt: done)
        }
        // What went still stands in the journal; without the keys it opens for nobody.
        try? store.scrub()
    }

    private func remove(_ dossier: DossierID, from rows: any RecordWriting) throws {
        for row in try rows.latestVersions(of: dossier) {
            try rows.removeWraps(of: row.key.section)
        }
        try rows.removeVersions(of: dossier)
        try rows.removeFindings(of: dossier)
        let key = try secrets.vaultSecrets().storageKey
        for row in try rows.endings() {
            guard let ending = GrantEnding(row, key: key), ending.dossier == dossier else {
                continue
            }
            try rows.removeEnding(row.id)
        }
    }

    private func removePersonalRows(of worker: MemberID, from rows: any RecordWriting) throws {
        for notice in try rows.notices(of: worker, after: nil, limit: Int.max) {
            try rows.removeNotice(of: worker, id: notice.id)
        }
        for copy in try rows.roleKeyCopies(of: worker) {
            try rows.removeRoleKeyCopy(of: copy.roleKey, member: worker)
        }
    }
}

extension EntryDraft {
    /// An entry of an erasure that is done, with the list of the entries whose details went.
    fileprivate init(erasureDone erasure: SubjectErasure, listed list: Digest, at now: Instant) {
        event = .endingDone
        time = now
        reason = .duty
        subject = EntrySubject(.oversight)
        object = list
        reference = erasure.startedAt
    }
}

extension RecordWriting {
    /// Adds an entry to those that say that an erasure is done.
    fileprivate func note(erasureDoneAt index: UInt64) throws {
        guard let old = try meta(.erasures) else {
            try insert(ErasureIndex(doneAt: [index]).canonicalBytes, meta: .erasures)
            return
        }
        guard let known = try? ErasureIndex(canonical: old) else { throw MediatorError.damaged }
        try replace(
            meta: .erasures, old, with: ErasureIndex(doneAt: known.doneAt + [index]).canonicalBytes)
    }
}
