internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import Reintegration
internal import TransparencyLog

/// Judges reviews of the log and decisions about it, beyond the authority of those who sign.
struct OversightJudge {
    private let rows: any RecordReading
    private let chains: ChainReader
    private let adopted: AdoptedData
    private let indexKey: SecretBox
    private let log: LogReader
    private let holders: TagHolders
    private let secrets: any SecretStore

    /// Judges in one state of the vault.
    init(
        rows: any RecordReading, chains: ChainReader, adopted: AdoptedData, indexKey: SecretBox,
        size: UInt64, holders: TagHolders, secrets: any SecretStore
    ) {
        self.holders = holders
        self.secrets = secrets
        self.indexKey = indexKey
        self.rows = rows
        self.chains = chains
        self.adopted = adopted
        log = LogReader(rows, size: size)
    }

    /// Why a review may not be made: nobody reviews an own act, nor one that a delegate did for the
    /// reviewer (F11), an emergency review is of emergencies, and what is reviewed exists.
    ///
    /// - Throws: ``MediatorError/unknown`` for an entry that is not there.
    func refusal(of review: Review, by reviewer: MemberID) throws -> Records.Refusal? {
        let key = try chains.secrets(of: .member(reviewer)).tagKey
        for index in review.entries {
            let entry = try logged(index)
            let year = EntryDraft.epoch(of: Instant(seconds: Int64(entry.time.seconds)))
            let isOwn = try [year, year - 1].contains { epoch in
                try LogTag(key: key.secret, epoch: epoch, purpose: .actor) == entry.actor
            }
            if try isOwn || principal(of: entry, at: index) == reviewer {
                return Refusals.floor(.separation)
            }
            if review.kind == .emergency, !entry.isEmergency { throw MediatorError.unknown }
        }
        return nil
    }

    /// Why a decision may not be made: entries exist, and what is kept by law is kept.
    ///
    /// - Throws: ``MediatorError/unknown`` for an entry, a worker or a dossier that is not there.
    func refusal(of decision: LogDecision, now: Instant, today: CivilDate) throws
        -> Records.Refusal?
    {
        switch decision.measure {
        case .unmask(let entries, _), .staffNames(let entries, _):
            for index in entries { _ = try logged(index) }
            return nil
        case .shield(let dossier), .unshield(let dossier):
            guard try chains.dossier(dossier) != nil else { throw MediatorError.unknown }
            return nil
        case .prune(let index): return try pruningRefusal(below: index, now: now)
        case .erase(let worker): return try erasureRefusal(of: worker, today: today)
        }
    }

    /// For whom the actor of an entry acted; `nil` for nobody else, and when the keys are gone.
    private func principal(of entry: LogEntry, at index: UInt64) throws -> MemberID? {
        guard let row = try rows.detail(index), let subject = try chains.subject(of: row),
            let actor = try DetailReader(rows).detail(of: entry, at: index, key: subject.key)?
                .actor,
            let member = try holders.actor(of: entry, chains: chains, secrets: secrets),
            let key = try chains.existingSecrets(of: .member(member))?.tagKey
        else { return nil }
        let actorKey = try actor.actorKey(from: key.secret)
        guard let name = try? actor.open(actorKey: actorKey) else { throw MediatorError.damaged }
        return name.responsible.flatMap { MemberID($0.bytes) }
    }

    private func logged(_ index: UInt64) throws -> LogEntry {
        guard index < log.size, let leaf = try log.retainedLeaf(index) else {
            throw MediatorError.unknown
        }
        guard let entry = try? LogEntry(line: leaf) else { throw MediatorError.damaged }
        return entry
    }

    /// Every entry below the index is older than the retention of the log.
    private func pruningRefusal(below index: UInt64, now: Instant) throws -> Records.Refusal? {
        guard index > 0, index <= log.size, index > (try rows.minimumIndex()) else {
            throw MediatorError.unknown
        }
        guard let months = try retention()?.logMonths else { return Refusals.noRetention }
        let newest = try logged(index - 1).time
        let until = Instant(seconds: Int64(newest.seconds)).utcDay.adding(months: Int(months))
        return until <= now.utcDay ? nil : Refusals.retained(until: until)
    }

    /// Every dossier of the worker has ended, for longer than the retention, and none is shielded.
    private func erasureRefusal(of worker: MemberID, today: CivilDate) throws
        -> Records.Refusal?
    {
        let directory = try chains.directory(members: [worker], withOversight: true)
        guard directory.member(worker)?.isWorker == true else { throw MediatorError.unknown }
        guard let months = try retention()?.dossierMonths else { return Refusals.noRetention }
        let place = FindingTag.Place(.worker, .member(worker))
        for id in try dossiers(of: place) {
            guard let record = try chains.dossier(id)?.record else { continue }
            if directory.shieldedDossiers.contains(id) { return Refusals.shielded }
            let process = try DossierJudge.process(
                record, adopted.regime(record, directory, rows))
            let last =
                process.events.map(\.occurredOn).max()
                ?? record.parties.map(\.party.from).min() ?? today
            let until = last.adding(months: Int(months))
            let hasEnded = process.phase(at: today) == .closed || process.events.isEmpty
            guard hasEnded else { return Refusals.stillOpen }
            guard until <= today else { return Refusals.retained(until: until) }
        }
        return nil
    }

    private func dossiers(of place: FindingTag.Place) throws -> [DossierID] {
        try rows.dossiers(tag: FindingTag.holder(place, key: indexKey), key: indexKey)
    }

    private func retention() throws -> Retention? {
        let directory = try chains.directory()
        guard let hash = directory.adoption(.retention)?.hash else { return nil }
        guard let bytes = try rows.object(hash), let retention = try? Retention(canonical: bytes)
        else { throw MediatorError.damaged }
        return retention
    }
}
