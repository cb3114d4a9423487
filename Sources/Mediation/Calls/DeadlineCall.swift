internal import Records
internal import RecordStore
internal import Reintegration
internal import TransparencyLog

extension Mediator {
    /// How many dossiers have missed which terms; the events themselves stay sealed.
    ///
    /// The work grows with the number of dossiers. A dossier whose chain is refused is left out.
    func countDeadlines(_ call: CountDeadlines, _ caller: Caller) throws -> Reply {
        let committed = try log.transact(answering: caller.mark) { transaction -> Outcome in
            guard oversees(caller) else {
                return .refused(
                    try refuse(
                        Refusals.logReaders, by: caller, event: .logRead, in: &transaction))
            }
            try transaction.record(
                EntryDraft(
                    .logRead, by: caller, about: .member(caller.member), object: caller.hash))
            return .done(
                CountDeadlines.Answer(missed: try missedDeadlines(on: call.on, transaction))
                    .canonicalBytes)
        }
        return reply(committed.value, to: caller, committed.standing)
    }

    private func missedDeadlines(
        on day: CivilDate, _ transaction: borrowing VaultTransaction
    ) throws -> [MissedDeadline] {
        /// Two dossiers of one worker count once: fewer than five workers are nobody's business.
        struct Term {
            let regime: String
            let rule: DeadlineRule
            var workers: Set<MemberID> = []
        }
        let chains = transaction.chains
        let directory = try chains.directory()
        var terms: [String: Term] = [:]
        for chain in try secrets.chains() {
            // What an employer owes all its workers together is about nobody's dossier.
            guard let id = DossierID(chain), let record = try? chains.dossier(id)?.record,
                let worker = record.opening.worker
            else { continue }
            let regime = try adopted.regime(record, directory, transaction.rows)
            let process = try DossierJudge.process(record, regime)
            for deadline in process.openDeadlines(at: day) where deadline.isOverdue(on: day) {
                let key = "\(record.regime)/\(deadline.name.text)"
                terms[key, default: Term(regime: record.regime, rule: deadline.rule)]
                    .workers.insert(worker)
            }
        }
        return terms.sorted { $0.key < $1.key }.map { _, term in
            MissedDeadline(
                regime: term.regime, name: term.rule.name.text,
                labels: Language.allCases.map { term.rule.label[$0] },
                article: term.rule.reference.citation, dossiers: UInt64(term.workers.count))
        }
    }
}
