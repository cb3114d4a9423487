internal import AccessPolicy
internal import Records
internal import RecordStore
internal import Reintegration
internal import TransparencyLog

extension Mediator {
    /// The figures of an employer and a year that is over, in which nobody can be recognised.
    ///
    /// What is counted is decided by the policy, dossier by dossier and by the kinds of section that
    /// tell of it, in the relation of the legal day. Only what was recorded before the year could be
    /// asked for counts, so an answer stays the same however often and by whomever of that side it is
    /// asked for, until dossiers are erased or rules change. The work grows with the number of
    /// dossiers of the employer, which their keyed tags find. A dossier whose chain is refused is left
    /// out.
    func countFigures(_ call: CountFigures, _ caller: Caller) throws -> Reply {
        let committed = try log.transact(answering: caller.mark) { transaction -> Outcome in
            guard let actor = caller.acting else {
                return .refused(
                    try refuse(
                        Refusals.noAppointment, by: caller, event: .figuresCounted,
                        in: &transaction))
            }
            guard let opening = CountFigures.opening(of: call.year), opening <= caller.today else {
                return .refused(
                    try refuse(
                        Refusals.yearNotClosed(Int(call.year)), by: caller, event: .figuresCounted,
                        in: &transaction))
            }
            let count = try figures(call, for: actor, until: opening, caller, transaction)
            guard count.isPermitted else {
                return .refused(
                    try refuse(
                        Refusals.nothingToCount, by: caller, event: .figuresCounted,
                        in: &transaction))
            }
            try transaction.record(
                EntryDraft(
                    .figuresCounted, by: caller,
                    about: EntrySubject(.organisation(call.employer)), object: caller.hash))
            return .done(count.answer(threshold: Int(call.threshold)).canonicalBytes)
        }
        return reply(committed.value, to: caller, committed.standing)
    }

    private func figures(
        _ call: CountFigures, for actor: ActingHolder, until opening: CivilDate, _ caller: Caller,
        _ transaction: borrowing VaultTransaction
    ) throws -> FigureCount {
        let chains = transaction.chains
        let directory = try chains.directory()
        var count = FigureCount(year: Int(call.year), division: call.division)
        for id in try dossiers(of: call.employer, transaction) {
            guard let record = try? chains.dossier(id)?.record,
                record.opening.employer == call.employer
            else { continue }
            let inForce = try adopted.policy(
                for: record.regime, directory, transaction.rows)
            guard inForce.manifest.isValid(on: caller.today) else { continue }
            let regime = try adopted.regime(record, directory, transaction.rows)
            let process = try DossierJudge.process(record, regime) {
                caller.day($0.recordedAt) < opening
            }
            let judge = FigureJudge(
                actor: actor, policy: inForce.policy, facts: RelationFact.all(of: record, directory)
            )
            count.add(
                process.figureEvents(at: opening), of: record, regime, mayCount: judge.mayCount)
        }
        return count
    }
}

extension Mediator {
    /// The dossiers in which an organisation takes part as the employer's side, each once.
    private func dossiers(
        of employer: OrganisationID, _ transaction: borrowing VaultTransaction
    ) throws -> [DossierID] {
        var found: [DossierID] = []
        var seen: Set<DossierID> = []
        for role in Role.allCases where role.side == .employer {
            let place = FindingTag.Place(role, .organisation(employer))
            for id in try transaction.rows.dossiers(
                tag: FindingTag.holder(place, key: indexKey), key: indexKey)
            where seen.insert(id).inserted {
                found.append(id)
            }
        }
        return found
    }
}

/// Decides by the policy what somebody may count in one dossier.
private struct FigureJudge {
    let actor: ActingHolder
    let policy: CompiledPolicy
    let facts: [RelationFact]

    /// Whether each kind of section that tells of an event may be counted, for the same purpose and with
    /// no duty but the entry, which is all that is done for figures.
    func mayCount(_ event: FigureEvent) -> Bool {
        guard !event.tells.isEmpty else { return false }
        let relation = relation(on: event.day)
        return [Purpose.reintegration, .inspection].contains { purpose in
            event.tells.allSatisfy { kind in
                let decision = policy.decide(
                    AccessState(
                        role: actor.role, action: .count, kind: kind, purpose: purpose,
                        relation: relation, consent: .none, phase: .closed, glass: .intact,
                        authorship: .other))
                return decision.isPermitted && decision.duties == [.log]
            }
        }
    }

    /// The relation on the legal day: a worker who has left since was the employer's then.
    ///
    /// The committee stands to the employer's workers as the employer does, and is named in no dossier.
    private func relation(on day: CivilDate) -> Relation {
        let own = FactResolver.relation(of: actor, among: facts, on: day).relation
        guard own == .none, actor.role == .committee else { return own }
        let employer = ActingHolder(
            member: actor.member, role: .employer, organisation: actor.organisation)
        return FactResolver.relation(of: employer, among: facts, on: day).relation
    }
}
