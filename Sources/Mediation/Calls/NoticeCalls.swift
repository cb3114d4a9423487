internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import Reintegration
internal import Sealing

extension Mediator {
    /// The caller's notices, as they were sealed.
    func fetchNotices(_ caller: Caller) throws -> Reply {
        let (answer, standing) = try log.read(seenSize: caller.request.seenSize) { vault in
            let key = try vault.chains.secrets(of: .member(caller.member)).storageKey
            return FetchNotices.Answer(
                sealed: try vault.rows.notices(of: caller.member, after: nil, limit: 65_536)
                    .map { row in
                        guard let sealed = try? row.open(key: key) else {
                            throw MediatorError.damaged
                        }
                        return sealed
                    })
        }
        return reply(.done(answer.canonicalBytes), to: caller, standing)
    }

    /// Leaves a notice for a member, sealed to the member alone.
    func notify(
        _ member: MemberID, _ notice: Notice, in transaction: borrowing VaultTransaction
    ) throws {
        // Who asks again gets the same entries, and nobody is told twice.
        guard transaction.replayed == nil else { return }
        let directory = try transaction.chains.directory(members: [member])
        guard let key = directory.member(member)?.agreementKey else { return }
        let sealed = try HPKE.sealBase(
            notice.canonicalBytes, to: key, info: Array("vault/v1/notice".utf8),
            authenticating: member.bytes
        ).bytes
        let id = EventID(at: notice.time, randomness: try Randomness.bytes(count: 10))
        let place = SealedRow.notice(recipient: member, id: id.bytes, logIndex: notice.entry)
        let chainKey = try transaction.chains.secrets(of: .member(member)).storageKey
        try transaction.rows.insert(
            NoticeRow(
                recipient: member, id: id.bytes, sealed: try place.seal(sealed, key: chainKey),
                logIndex: notice.entry))
    }

    /// Leaves a notice for the worker of a dossier, unless it is the worker who acts; an employer's
    /// collective record has none.
    func notifyWorker(
        of record: DossierRecord, _ notice: Notice, by caller: Caller,
        in transaction: borrowing VaultTransaction
    ) throws {
        guard let worker = record.opening.worker, worker != caller.member else { return }
        try notify(worker, notice, in: transaction)
    }

    /// Tells those whom a statement concerns.
    func notify(
        of signed: SignedStatement, at index: UInt64, by caller: Caller, scope: StatementScope,
        in transaction: borrowing VaultTransaction
    ) throws {
        let dossier =
            signed.statement.chain.kind == .dossier
            ? DossierID(signed.statement.chain.bytes) : nil
        var reason: Notice.Reason?
        var step = ""
        switch signed.statement.body {
        case .dossier: reason = .dossierOpened
        case .consent: reason = .consentRecorded
        case .consentWithdrawal: reason = .consentWithdrawn
        case .event(let record):
            reason = .stepTaken
            step = (try? ProcessEvent(decoding: record.encodedEvent))?.step.text ?? ""
        case .member(let member):
            let notice = Notice(
                time: caller.now, reason: .keyRegistered, dossier: nil, kind: nil, step: "",
                role: caller.role, entry: index)
            try notify(member.id, notice, in: transaction)
        case .delegation(let delegation):
            try notify(delegation, .roleHandedOver, at: index, by: caller, in: transaction)
        case .delegationEnd(let end):
            guard
                let entry = scope.directory.delegations(of: end.organisation)
                    .first(where: { $0.delegation.id == end.delegation })
            else { break }
            try notify(entry.delegation, .delegationEnded, at: index, by: caller, in: transaction)
        default: break
        }
        guard let reason, let dossier, let record = scope.dossiers[dossier] else { return }
        try notifyWorker(
            of: record,
            Notice(
                time: caller.now, reason: reason, dossier: dossier, kind: nil, step: step,
                role: caller.role, entry: index),
            by: caller, in: transaction)
    }
}

extension Mediator {
    /// Tells the two whom a delegation is about, except the one who states it.
    private func notify(
        _ delegation: Delegation, _ reason: Notice.Reason, at index: UInt64, by caller: Caller,
        in transaction: borrowing VaultTransaction
    ) throws {
        for member in [delegation.principal, delegation.delegate] where member != caller.member {
            try notify(
                member,
                Notice(
                    time: caller.now, reason: reason, dossier: nil, kind: nil, step: "",
                    role: delegation.role, entry: index),
                in: transaction)
        }
    }
}

extension NoticeRow {
    /// What is sealed to the recipient, out of what is sealed at the row's place.
    ///
    /// - Throws: `CryptoError` when the row was changed or belongs elsewhere.
    func open(key: SecretBox) throws -> [UInt8] {
        try SealedRow.notice(recipient: recipient, id: id, logIndex: logIndex)
            .open(sealed, key: key)
    }
}
