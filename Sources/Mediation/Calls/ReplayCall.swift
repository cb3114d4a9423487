internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

extension Mediator {
    /// Decides again what entries say was decided, under the bundle that each names.
    ///
    /// Who acted, and about whom, stays sealed: the answer is figures, and the places that disagree.
    func replayDecisions(_ call: ReplayDecisions, _ caller: Caller) throws -> Reply {
        let committed = try log.transact(answering: caller.mark) { transaction -> Outcome in
            guard oversees(caller) else {
                return .refused(
                    try refuse(
                        Refusals.logReaders, by: caller, event: .logRead, in: &transaction))
            }
            let answer = try replay(call, transaction)
            try transaction.record(
                EntryDraft(
                    .logRead, by: caller, about: .member(caller.member), object: caller.hash))
            return .done(answer.canonicalBytes)
        }
        return reply(committed.value, to: caller, committed.standing)
    }

    private func replay(
        _ call: ReplayDecisions, _ transaction: borrowing VaultTransaction
    ) throws -> ReplayDecisions.Answer {
        let size = transaction.log.size
        let end = min(size, call.first + min(call.count, size))
        let reader = LogReader(transaction.rows, size: size)
        var (decided, erased, underOtherFloor): (UInt64, UInt64, UInt64) = (0, 0, 0)
        var disagreements: [UInt64] = []
        var index = min(call.first, end)
        while index < end {
            defer { index += 1 }
            guard let leaf = try reader.retainedLeaf(index) else {
                erased += 1
                continue
            }
            guard let entry = try? LogEntry(line: leaf) else { throw MediatorError.damaged }
            guard let policy = entry.policy else { continue }
            guard policy.floor == Floor.hash else {
                underOtherFloor += 1
                continue
            }
            guard let row = try transaction.rows.detail(index),
                let key = try transaction.chains.subject(of: row)?.key
            else {
                erased += 1
                continue
            }
            guard
                let detail = try DetailReader(transaction.rows)
                    .detail(of: entry, at: index, key: key)
            else { throw MediatorError.damaged }
            guard let bytes = detail.decision else { continue }
            guard let record = try? DecisionRecord(canonical: bytes) else {
                throw MediatorError.damaged
            }
            decided += 1
            let inForce = try adopted.policy(
                for: record.regime, in: policy.bundle, transaction.rows)
            if !record.agrees(with: inForce.policy) { disagreements.append(index) }
        }
        return ReplayDecisions.Answer(
            size: size, entries: end - min(call.first, end), decided: decided, erased: erased,
            underOtherFloor: underOtherFloor, disagreements: disagreements)
    }
}
