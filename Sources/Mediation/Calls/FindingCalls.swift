internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import Reintegration
internal import TransparencyLog

extension Mediator {
    /// The dossiers of the caller's role and holder; for an inspector those of an employer on which
    /// a case is open.
    func listDossiers(_ call: ListDossiers, _ caller: Caller) throws -> Reply {
        let committed = try log.transact(answering: caller.mark) { transaction -> Outcome in
            guard let role = caller.role, let holder = caller.holder else {
                return .refused(
                    try refuse(
                        Refusals.noAppointment, by: caller, event: .searched, in: &transaction))
            }
            let tag = FindingTag.holder(FindingTag.Place(role, holder), key: indexKey)
            var views: [DossierView] = []
            let wanted = try call.worker.map { worker in
                let place = FindingTag.Place(.worker, .member(worker))
                return Set(
                    try transaction.rows.dossiers(
                        tag: FindingTag.holder(place, key: indexKey), key: indexKey))
            }
            for id in try transaction.rows.dossiers(tag: tag, key: indexKey)
            where wanted?.contains(id) ?? true {
                let loaded = try LoadedDossier(
                    id, caller: caller, rows: transaction.rows, chains: transaction.chains,
                    secrets: secrets, adopted: adopted)
                if let employer = call.employer, loaded.record.opening.employer != employer {
                    continue
                }
                guard loaded.judge.relation != .none, loaded.judge.relation != .lapsed else {
                    continue
                }
                views.append(try view(of: loaded, for: caller, withPendingWraps: false))
            }
            try transaction.record(
                EntryDraft(
                    .searched, by: caller, about: .member(caller.member), object: caller.hash))
            return .done(ListDossiers.Answer(dossiers: views).canonicalBytes)
        }
        return reply(committed.value, to: caller, committed.standing)
    }

    /// One dossier as the caller may know it.
    func showDossier(_ call: ShowDossier, _ caller: Caller) throws -> Reply {
        let committed = try log.transact(answering: caller.mark) { transaction -> Outcome in
            let loaded = try LoadedDossier(
                call.dossier, caller: caller, rows: transaction.rows, chains: transaction.chains,
                secrets: secrets, adopted: adopted)
            let worker = EntrySubject(loaded.record)
            guard isParty(caller, loaded.record), loaded.judge.relation != .none,
                loaded.judge.relation != .lapsed
            else {
                return .refused(
                    try refuse(
                        Refusals.noRelation, by: caller, about: worker, event: .searched,
                        in: &transaction))
            }
            var entry = EntryDraft(.searched, by: caller, about: worker, object: caller.hash)
            entry.relation = loaded.judge.relation
            entry.reason = LogEntry.Reason(
                permitting: loaded.judge.relation, consent: .none, isEmergency: false)
            try transaction.record(entry)
            return .done(
                try view(of: loaded, for: caller, withPendingWraps: true).canonicalBytes)
        }
        return reply(committed.value, to: caller, committed.standing)
    }

    /// The dossiers of a value that the caller's role indexed.
    func search(_ call: Search, _ caller: Caller) throws -> Reply {
        let committed = try log.transact(answering: caller.mark) { transaction -> Outcome in
            guard let role = caller.role, let holder = caller.holder else {
                return .refused(
                    try refuse(
                        Refusals.noAppointment, by: caller, event: .searched, in: &transaction))
            }
            let tag = FindingTag.value(call.tag, FindingTag.Place(role, holder), key: indexKey)
            var found: [DossierID] = []
            for id in try transaction.rows.dossiers(tag: tag, key: indexKey) {
                let loaded = try LoadedDossier(
                    id, caller: caller, rows: transaction.rows, chains: transaction.chains,
                    secrets: secrets, adopted: adopted)
                let state = loaded.judge.state(.search, .identity, for: call.purpose, author: nil)
                if loaded.judge.decide(state)?.isPermitted == true { found.append(id) }
            }
            var entry = EntryDraft(
                .searched, by: caller, about: .member(caller.member), object: caller.hash)
            entry.purpose = call.purpose
            try transaction.record(entry)
            return .done(Search.Answer(dossiers: found).canonicalBytes)
        }
        return reply(committed.value, to: caller, committed.standing)
    }

    /// Lets the caller's role find a dossier by values of its identity.
    func index(_ call: Index, _ caller: Caller) throws -> Reply {
        let committed = try log.transact(answering: caller.mark) { transaction -> Outcome in
            let loaded = try LoadedDossier(
                call.dossier, caller: caller, rows: transaction.rows, chains: transaction.chains,
                secrets: secrets, adopted: adopted)
            let state = loaded.judge.state(
                .search, .identity, for: caller.role == .worker ? .ownFile : .reintegration,
                author: nil)
            let worker = EntrySubject(loaded.record)
            guard let role = caller.role, let holder = caller.holder,
                let decision = loaded.judge.decide(state), decision.isPermitted
            else {
                return .refused(
                    try refuse(
                        loaded.judge.decide(state).map(Refusals.decision) ?? loaded.judge.noActor,
                        by: caller, about: worker, event: .searched,
                        decided: loaded.judge.record(of: state), in: &transaction))
            }
            for inner in call.tags {
                let tag = FindingTag.value(inner, FindingTag.Place(role, holder), key: indexKey)
                try transaction.rows.insertIfNew(
                    finding: tag, dossier: call.dossier, key: indexKey)
            }
            try transaction.record(
                EntryDraft(.searched, by: caller, about: worker, object: caller.hash))
            return .done([])
        }
        return reply(committed.value, to: caller, committed.standing)
    }

    /// A dossier as a caller may know it: sections that could be read now, events of the process,
    /// consents that concern the caller.
    private func view(
        of loaded: LoadedDossier, for caller: Caller, withPendingWraps: Bool
    ) throws -> DossierView {
        let judge = loaded.judge
        let isMedical = caller.role == .occupationalPhysician || caller.role == .nurse
        let isWorker = caller.member == loaded.record.opening.worker
        return DossierView(
            id: loaded.record.opening.id, employer: loaded.record.opening.employer,
            regime: loaded.record.regime, phase: judge.phase,
            parties: loaded.record.parties.map(\.shown).filter { party in
                isWorker || isMedical || party.relation != .care && party.relation != .mandated
                    || party.holder == caller.holder
            },
            head: loaded.chain.head,
            sections: judge.sections.filter { judge.isReadable($0) }.map { head in
                SectionView(
                    section: head.manifest.section, kind: head.manifest.kind,
                    version: head.manifest.version, role: head.manifest.role,
                    time: head.manifest.time, manifest: head.manifest.hash,
                    namesThirdParties: head.manifest.namesThirdParties,
                    extractOf: head.manifest.extractOf)
            },
            events: judge.visibleEvents(to: caller.role),
            consents: loaded.record.consents.filter { entry in
                isWorker || isMedical || entry.consent.isOwn(caller.holder, of: loaded.record)
            }.map {
                ConsentView(
                    consent: $0.consent, withdrawn: $0.withdrawn, reference: $0.reference,
                    withdrawal: $0.withdrawal)
            },
            pendingWraps: withPendingWraps ? try pendingWraps(of: loaded) : [])
    }

    /// Versions that a holder with a key cannot open, among those that the caller reads: because no
    /// wrap was made yet, or because a reader said that it does not open.
    private func pendingWraps(of loaded: LoadedDossier) throws -> [PendingWrap] {
        try loaded.judge.sections.filter { loaded.judge.isReadable($0) }.flatMap { head in
            let wrapped = try loaded.judge.openableGrants(of: head.row)
            return loaded.record.grants.filter { entry in
                entry.consent == nil && entry.grant.kinds.contains(head.manifest.kind)
                    && !wrapped.contains(entry.grant.id)
                    && !(head.manifest.namesThirdParties
                        && loaded.judge.policy.readsRedactedOnly(
                            entry.grant.role, head.manifest.kind))
                    && loaded.directory.key(of: entry.grant) != nil
            }.map { entry in
                PendingWrap(
                    section: head.manifest.section, version: head.manifest.version,
                    grant: entry.grant.id, role: entry.grant.role)
            }
        }
    }
}

extension Consent {
    /// Whether it concerns a holder: the recipient, and of an agreement the employer that made it.
    func isOwn(_ holder: Holder?, of record: DossierRecord) -> Bool {
        guard let holder else { return false }
        return recipient == holder
            || nature == .agreement && holder == .organisation(record.opening.employer)
    }
}

extension DossierJudge {
    /// Whether the caller could open a section now, for the purpose that fits the role.
    func isReadable(_ head: SectionHead) -> Bool { readingPurpose(of: head) != nil }

    /// A purpose for which the caller could open a section now; never an emergency.
    func readingPurpose(of head: SectionHead) -> Purpose? {
        Purpose.allCases.first { purpose in
            guard purpose != .emergency else { return false }
            let state = state(
                .read, head.manifest.kind, for: purpose, author: head.manifest.author)
            return decide(state, about: head.manifest)?.isPermitted ?? false
        }
    }

    /// The events that a role may know; of a step that the regime does not have, as after a change of
    /// regime, the employer's side and those who assist learn nothing.
    func visibleEvents(to role: Role?) -> [EventRecord] {
        guard let role else { return [] }
        return record.events.filter { event in
            guard let decoded = try? ProcessEvent(decoding: event.encodedEvent),
                let step = process.regime.step(decoded.step)
            else { return role.side != .employer && role.side != .support }
            return process.regime.shows(step, to: role)
        }
    }
}

extension DossierRecord.PartyEntry {
    /// The relation as it stands: one that was ended reaches to its end.
    fileprivate var shown: Party {
        Party(
            holder: party.holder, relation: party.relation, roles: party.roles, from: party.from,
            until: until, source: party.source, grants: party.grants)
    }
}
