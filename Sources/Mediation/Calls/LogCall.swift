internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

extension Mediator {
    /// Entries of the log: a worker's own, leaves for those who oversee, or one with its proof.
    ///
    /// Reading the log is an entry as well.
    func readLog(_ call: ReadLog, _ caller: Caller) throws -> Reply {
        let committed = try log.transact(answering: caller.mark) { transaction -> Outcome in
            let selected: [UInt64]
            var next: UInt64?
            let size = transaction.log.size
            let limit = min(max(call.count, 1), 4096)
            switch call.selection {
            case .mine:
                selected = try own(caller, from: call.from, limit: Int(limit), transaction)
                next = selected.count == Int(limit) ? selected.last.map { $0 + 1 } : nil
            case .range:
                guard oversees(caller) else {
                    return .refused(
                        try refuse(
                            Refusals.logReaders, by: caller, event: .logRead, in: &transaction))
                }
                // Where to begin comes out of a message: it may be any number.
                let from = min(call.from, size)
                // Who asks for what was pruned is told so, and not given other entries.
                guard try from >= transaction.rows.minimumIndex() else {
                    throw MediatorError.unknown
                }
                let end = from + min(limit, size - from)
                selected = Array(from..<end)
                next = end < size ? end : nil
            case .entry:
                guard call.from < size else { throw MediatorError.unknown }
                let isOwn = try concerns(call.from, caller, transaction)
                guard isOwn || oversees(caller) else {
                    return .refused(
                        try refuse(
                            Refusals.logReaders, by: caller, event: .logRead, in: &transaction))
                }
                selected = [call.from]
            }
            var entry = EntryDraft(
                .logRead, by: caller, about: .member(caller.member), object: caller.hash)
            entry.purpose = caller.role == .worker ? .ownFile : nil
            try transaction.record(entry)
            let names = try NameDisclosure(
                to: caller, holders: holders, secrets: secrets, transaction)
            for decision in names.used(for: selected) {
                var entry = EntryDraft(
                    .logUnmasked, by: caller, about: .member(caller.member), object: caller.hash)
                entry.reference = decision
                try transaction.record(entry)
            }
            let reader = LogReader(transaction.rows, size: transaction.log.size)
            let prover = call.selection == .range ? nil : transaction.proverUnderOwnHead()
            let entries = try selected.map { index -> EntryProof in
                guard let prover else {
                    return EntryProof(
                        index: index, leaf: try reader.leaf(index), path: [], detail: nil)
                }
                return try prover.proof(
                    of: index, detail: names.detail(at: index, of: try reader.leaf(index)))
            }
            return .done(ReadLog.Answer(entries: entries, next: next).canonicalBytes)
        }
        return reply(committed.value, to: caller, committed.standing)
    }

    /// Whether an entry is about the caller: its detail is sealed under the caller's own key.
    private func concerns(
        _ index: UInt64, _ caller: Caller, _ transaction: borrowing VaultTransaction
    ) throws -> Bool {
        try transaction.rows.detail(index)?.chain == caller.member.bytes
    }

    /// The indices of the entries whose details the caller's own key seals.
    private func own(
        _ caller: Caller, from: UInt64, limit: Int, _ transaction: borrowing VaultTransaction
    ) throws -> [UInt64] {
        try transaction.rows.entries(
            chain: caller.member.bytes,
            .ascending(after: from == 0 ? nil : from - 1, limit: limit))
    }
}
