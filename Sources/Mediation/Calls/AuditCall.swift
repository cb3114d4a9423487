internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

extension Mediator {
    /// A page of the log for those who oversee it, with tags of this series alone.
    ///
    /// Looking is an entry as well; where it is about one worker, the worker finds it.
    func readAudit(_ call: ReadAudit, _ caller: Caller) throws -> Reply {
        let committed = try log.transact(answering: caller.mark) { transaction -> Outcome in
            let event: LogEntry.Event = call.use == .export ? .logExported : .logRead
            let subject = try auditSubject(of: call, caller, transaction)
            func refused(_ refusal: Records.Refusal) throws -> Outcome {
                .refused(
                    try refuse(
                        refusal, by: caller, about: subject, event: event, in: &transaction))
            }
            guard oversees(caller) else { return try refused(Refusals.logReaders) }
            if subject.chain != .member(caller.member), call.reason.isEmpty {
                return try refused(Refusals.viewReason)
            }
            if let series = call.series {
                guard try isSeries(series, of: caller, transaction) else {
                    return try refused(Refusals.seriesOver)
                }
            }
            let size = transaction.log.size
            var entry = EntryDraft(event, by: caller, about: subject, object: caller.hash)
            entry.words = call.reason
            let own = try transaction.record(entry)
            let page = try AuditPage(
                call, subject: subject, size: size, transaction.rows,
                actorTags: actorTags(of: call.selection, until: caller.now, transaction))
            let series = try AuditSeries(
                startingAt: call.series ?? own, reader: caller.member, indexKey: indexKey)
            let rows = try AuditRows(
                rows: transaction.rows, chains: transaction.chains, size: size, series: series,
                holders: holders, secrets: secrets,
                explainer: try explainer(for: call.use, transaction))
            let entries = try page.indices.compactMap { index in
                try rows.entry(at: index, within: page.dossier)
            }
            return .done(
                ReadAudit.Answer(entries: entries, next: page.next, series: series.index)
                    .canonicalBytes)
        }
        return reply(committed.value, to: caller, committed.standing)
    }

    /// Who reads the log of others: auditor, data protection officer, and founders.
    func oversees(_ caller: Caller) -> Bool {
        caller.role?.overseesLog ?? caller.isFounder
    }

    /// Whom a view is about; the reader, where it is about nobody in particular.
    private func auditSubject(
        of call: ReadAudit, _ caller: Caller, _ transaction: borrowing VaultTransaction
    ) throws -> EntrySubject {
        guard oversees(caller) else { return .member(caller.member) }
        switch call.selection {
        case .all, .employee: return .member(caller.member)
        case .subject(let worker):
            guard try transaction.chains.existingSecrets(of: .member(worker)) != nil else {
                throw MediatorError.unknown
            }
            return .member(worker)
        case .dossier(let id):
            guard let found = try transaction.chains.dossier(id) else {
                throw MediatorError.unknown
            }
            return EntrySubject(found.record)
        }
    }

    /// Whether an entry is the first page of a series of the caller that may still be continued.
    private func isSeries(
        _ index: UInt64, of caller: Caller, _ transaction: borrowing VaultTransaction
    ) throws -> Bool {
        guard index < transaction.log.size else { return false }
        let entry = try transaction.logged(at: index)
        let key = try transaction.chains.secrets(of: .member(caller.member)).tagKey
        let epoch = EntryDraft.epoch(of: Instant(seconds: Int64(entry.time.seconds)))
        let age = caller.now.seconds - Int64(entry.time.seconds)
        let isOwn = try [epoch, epoch - 1].contains { epoch in
            try LogTag(key: key.secret, epoch: epoch, purpose: .actor) == entry.actor
        }
        return isOwn && [.logRead, .logExported].contains(entry.event)
            && entry.outcome == .allowed && age <= Int64(AuditSeries.longest)
    }

    /// The tags of a member as an actor, one for each year since the vault was founded.
    private func actorTags(
        of selection: ReadAudit.Selection, until now: Instant,
        _ transaction: borrowing VaultTransaction
    ) throws -> [LogTag] {
        guard case .employee(let member) = selection else { return [] }
        guard let key = try transaction.chains.existingSecrets(of: .member(member))?.tagKey else {
            throw MediatorError.unknown
        }
        let founded = try transaction.logged(at: 0).time
        let first = EntryDraft.epoch(of: Instant(seconds: Int64(founded.seconds)))
        return try (first...max(first, EntryDraft.epoch(of: now))).map { epoch in
            try LogTag(key: key.secret, epoch: epoch, purpose: .actor)
        }
    }

    /// What explains accesses; only reviews pay for it.
    private func explainer(
        for use: ReadAudit.Use, _ transaction: borrowing VaultTransaction
    ) throws -> AccessExplainer? {
        guard use == .review else { return nil }
        let directory = try transaction.chains.directory(withOversight: true)
        return AccessExplainer(
            rows: transaction.rows, chains: transaction.chains, adopted: adopted,
            indexKey: indexKey, shielded: directory.shieldedDossiers, day: clock.day)
    }
}

/// Which entries a page shows.
private struct AuditPage {
    /// The entries, oldest first.
    let indices: [UInt64]
    /// Where to go on; `nil` at the end.
    let next: UInt64?
    /// Of the entries, those about this dossier only.
    let dossier: DossierID?

    /// Finds the entries of a page.
    ///
    /// - Parameters:
    ///   - call: What is asked.
    ///   - subject: Whom the view is about.
    ///   - size: The number of entries before this request's own.
    ///   - rows: The store.
    ///   - actorTags: For the view of an employee, the tags to look for.
    /// - Throws: ``MediatorError/damaged``.
    init(
        _ call: ReadAudit, subject: EntrySubject, size: UInt64, _ rows: any RecordReading,
        actorTags: [LogTag]
    ) throws {
        let times = EntryTimes(LogReader(rows, size: size))
        let first = try max(call.start, call.from.map { try times.first(notBefore: $0) } ?? 0)
        let end = try call.until.map { try times.first(notBefore: $0) } ?? size
        dossier = subject.dossier
        guard first < end else {
            indices = []
            next = nil
            return
        }
        let found: [UInt64]
        switch call.selection {
        case .all:
            let last = min(end, first + call.count)
            indices = Array(first..<last)
            next = last < end ? last : nil
            return
        case .subject, .dossier:
            found = try rows.entries(
                chain: subject.chain.bytes,
                .ascending(after: first == 0 ? nil : first - 1, limit: Int(call.count)))
        case .employee:
            found = try actorTags.flatMap { tag in
                try rows.entries(
                    actor: tag.bytes,
                    .ascending(after: first == 0 ? nil : first - 1, limit: Int(call.count)))
            }.sorted()
        }
        let shown = found.prefix(Int(call.count)).filter { $0 < end }
        indices = Array(shown)
        next = shown.count == Int(call.count) ? shown.last.map { $0 + 1 } : nil
    }
}
