internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

/// Turns entries of the log into the rows of a series.
struct AuditRows {
    private let rows: any RecordReading
    private let chains: ChainReader
    private let reader: LogReader
    private let series: AuditSeries
    private let holders: TagHolders
    private let secrets: any SecretStore
    private let explainer: AccessExplainer?
    private let erasures: ErasedDetails
    /// Of entries below it the details were pruned, also where the entry itself is kept.
    private let minimumIndex: UInt64

    /// Reads one state of the vault.
    init(
        rows: any RecordReading, chains: ChainReader, size: UInt64, series: AuditSeries,
        holders: TagHolders, secrets: any SecretStore, explainer: AccessExplainer?
    ) throws {
        self.rows = rows
        self.chains = chains
        reader = LogReader(rows, size: size)
        self.series = series
        self.holders = holders
        self.secrets = secrets
        self.explainer = explainer
        erasures = try ErasedDetails(rows, log: reader)
        minimumIndex = try rows.minimumIndex()
    }

    /// What stands behind an entry.
    private struct Background {
        var subject: ChainID?
        var actor: ChainID?
        var organisation: ChainID?
        var detail: LogDetail?
    }

    /// The row of an entry; `nil` when it is about another dossier than the one that is asked for.
    func entry(at index: UInt64, within dossier: DossierID? = nil) throws -> AuditEntry? {
        guard let leaf = try reader.retainedLeaf(index) else { return nil }
        guard let entry = try? LogEntry(line: leaf) else { throw MediatorError.damaged }
        let background = try background(of: entry, at: index)
        if let dossier, background.detail?.dossier?.bytes != dossier.bytes { return nil }
        return AuditEntry(
            index: index, leafHash: Digest(entry: leaf),
            line: try rekeyed(entry, background).line(),
            facts: try facts(of: entry, at: index, background))
    }

    private func background(of entry: LogEntry, at index: UInt64) throws -> Background {
        func holder(_ tag: LogTag?) throws -> ChainID? {
            try holders.holder(of: tag, at: entry.time, chains: chains, secrets: secrets)
        }
        var background = Background()
        background.actor = try holder(entry.actor)
        if case .masked(let tag) = entry.organisation { background.organisation = try holder(tag) }
        guard let row = try rows.detail(index) else { return background }
        guard let subject = try chains.subject(of: row) else { return background }
        background.subject = subject.chain
        background.detail = try DetailReader(rows).detail(
            of: entry, at: index, key: subject.key)
        return background
    }

    /// The entry with the tags of the series, and without what would join it to other series.
    private func rekeyed(_ entry: LogEntry, _ background: Background) throws -> LogEntry {
        var row = entry
        row.subject = try entry.subject.map {
            try series.tag(.subject, of: background.subject, else: $0)
        }
        row.actor = try entry.actor.map { try series.tag(.actor, of: background.actor, else: $0) }
        row.record = try entry.record.map { try series.tag(.record, of: nil, else: $0) }
        if case .masked(let tag) = entry.organisation {
            row.organisation = .masked(
                try series.tag(.organisation, of: background.organisation, else: tag))
        }
        row.approvals = Set(
            try entry.approvals.map { tag in
                let holder = try holders.holder(
                    of: tag, at: entry.time, chains: chains, secrets: secrets)
                return try series.tag(.actor, of: holder, else: tag)
            })
        row.session = nil
        row.object = nil
        row.detail = nil
        return row
    }

    private func facts(
        of entry: LogEntry, at index: UInt64, _ background: Background
    ) throws -> AccessFacts {
        let isMissing =
            try entry.detail != nil && index >= minimumIndex && rows.detail(index) == nil
            && !erasures.contains(index)
        var facts = AccessFacts.none
        if let explainer, let actor = background.actor.flatMap({ MemberID($0) }),
            let dossier = background.detail?.dossier.flatMap({ DossierID($0.bytes) })
        {
            facts = try explainer.facts(
                of: AccessExplainer.Access(
                    index: index, entry: entry, actor: actor,
                    organisation: organisation(of: entry, background), dossier: dossier))
        }
        return AccessFacts(
            explanations: facts.explanations, matches: facts.matches,
            daysSinceEnd: facts.daysSinceEnd, isShielded: facts.isShielded,
            isDetailMissing: isMissing)
    }

    private func organisation(of entry: LogEntry, _ background: Background) -> OrganisationID? {
        switch entry.organisation {
        case .clear(let id): OrganisationID(id.bytes)
        case .masked: background.organisation.flatMap { OrganisationID($0.bytes) }
        case nil: nil
        }
    }
}

/// Finds entries by their times, which never go back.
struct EntryTimes {
    private let log: LogReader

    /// Looks into the entries of a log.
    init(_ log: LogReader) { self.log = log }

    /// The first entry that is not earlier than a moment; the size when all are.
    ///
    /// Of entries that are no longer kept nothing is asked: they are earlier than those that are.
    func first(notBefore moment: Instant) throws -> UInt64 {
        var low: UInt64 = 0
        var high = log.size
        while low < high {
            let middle = low + (high - low) / 2
            if let leaf = try log.retainedLeaf(middle) {
                guard let entry = try? LogEntry(line: leaf) else { throw MediatorError.damaged }
                if Int64(entry.time.seconds) >= moment.seconds {
                    high = middle
                    continue
                }
            }
            low = middle + 1
        }
        return low
    }
}
