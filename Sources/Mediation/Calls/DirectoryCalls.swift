internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

extension Mediator {
    /// Heads of chains that the caller extends; of a dossier the head alone, and only to a party.
    func fetchChains(_ call: FetchChains, _ caller: Caller) throws -> Reply {
        let (answer, standing) = try log.read(seenSize: caller.request.seenSize) { vault in
            var parts: [FetchChains.Part] = []
            for id in call.chains {
                guard let chain = try vault.chains.chain(id) else {
                    parts.append(.init(chain: id, head: .empty, statements: []))
                    continue
                }
                guard id.kind == .dossier else {
                    let statements = try chain.statements.map { try logged($0, vault) }
                    parts.append(.init(chain: id, head: chain.head, statements: statements))
                    continue
                }
                let record = try DossierID(id.bytes).flatMap {
                    try vault.chains.dossier($0)?.record
                }
                let mayKnow = record.map { isParty(caller, $0) } ?? false
                parts.append(
                    .init(chain: id, head: mayKnow ? chain.head : .empty, statements: []))
            }
            return FetchChains.Answer(parts: parts)
        }
        return reply(.done(answer.canonicalBytes), to: caller, standing)
    }

    /// Statements on which an answer relied; of a dossier's chain only to a party, and consents
    /// only to those whom they concern.
    func fetchEvidence(_ call: FetchEvidence, _ caller: Caller) throws -> Reply {
        let (answer, standing) = try log.read(seenSize: caller.request.seenSize) { vault in
            var statements: [StoredStatement] = []
            for reference in call.references {
                guard let chain = try vault.chains.chain(reference.chain),
                    reference.sequence < chain.head.length
                else { throw MediatorError.unknown }
                let statement = chain.statements[Int(reference.sequence)]
                if reference.chain.kind == .dossier {
                    guard let id = DossierID(reference.chain.bytes),
                        let record = try vault.chains.dossier(id)?.record,
                        mayKnow(caller, statement.signed.statement.body, record)
                    else { throw MediatorError.unknown }
                }
                statements.append(statement)
            }
            return FetchEvidence.Answer(
                statements: try statements.sorted { $0.logIndex < $1.logIndex }
                    .map { try logged($0, vault) })
        }
        return reply(.done(answer.canonicalBytes), to: caller, standing)
    }

    /// Adopted data, which is not secret among members.
    func fetchObject(_ call: FetchObject, _ caller: Caller) throws -> Reply {
        let (answer, standing) = try log.read(seenSize: caller.request.seenSize) { vault in
            guard let bytes = try vault.rows.object(call.hash) else { throw MediatorError.unknown }
            return FetchObject.Answer(bytes: bytes)
        }
        return reply(.done(answer.canonicalBytes), to: caller, standing)
    }

    /// The caller's own copy of a role key.
    func fetchKeyCopy(_ call: FetchKeyCopy, _ caller: Caller) throws -> Reply {
        let (answer, standing) = try log.read(seenSize: caller.request.seenSize) { vault in
            let copies = try vault.rows.roleKeyCopies(of: call.key.bytes)
            let own = copies.first { $0.member == caller.member }
            return FetchKeyCopy.Answer(sealed: own?.sealed ?? [])
        }
        return reply(.done(answer.canonicalBytes), to: caller, standing)
    }

    /// Copies of a role key, from a member of the role for members of the role.
    ///
    /// A copy that does not open harms its reader only, who asks for another one.
    func storeKeyCopies(_ call: StoreKeyCopies, _ caller: Caller) throws -> Reply {
        let committed = try log.transact(answering: caller.mark) { transaction -> Outcome in
            guard let role = caller.role, let organisation = caller.organisation else {
                return .refused(Refusals.noAppointment)
            }
            let members = Set(call.copies.map(\.member)).union([caller.member])
            let directory = try transaction.chains.directory(
                members: members, organisations: [organisation])
            let isRoleKey = directory.roleKeys(role, of: organisation).contains {
                $0.roleKey.key == call.key
            }
            let places = members.map { member in
                directory.appointments(of: member, at: caller.now).contains {
                    $0.appointment.role == role && $0.appointment.organisation == organisation
                }
            }
            guard isRoleKey, places.allSatisfy(\.self) else {
                return .refused(Refusals.authority(.roleKey))
            }
            for copy in call.copies {
                try transaction.rows.removeRoleKeyCopy(of: call.key.bytes, member: copy.member)
                try transaction.rows.insert(
                    RoleKeyCopyRow(
                        roleKey: call.key.bytes, member: copy.member, sealed: copy.sealed))
            }
            try transaction.record(
                EntryDraft(
                    .roleKeyPublished, by: caller, about: .member(caller.member),
                    object: caller.hash))
            return .done([])
        }
        return reply(committed.value, to: caller, committed.standing)
    }

    /// A statement with its entry and the proof of it.
    func logged(_ statement: StoredStatement, _ vault: VaultSnapshot) throws -> LoggedStatement {
        LoggedStatement(
            reference: StatementReference(
                chain: statement.signed.statement.chain, sequence: statement.sequence),
            statement: statement.signed, entry: try vault.log.proof(of: statement.logIndex))
    }

    /// Whether the caller, in the acting role, stands in any relation to a dossier's worker.
    func isParty(_ caller: Caller, _ record: DossierRecord) -> Bool {
        if caller.member == record.opening.worker { return true }
        guard let role = caller.role, let holder = caller.holder else { return false }
        return record.parties.contains { entry in
            entry.party.holder == holder && entry.party.roles.contains(role)
        } || record.grants.contains { $0.grant.holder == holder && $0.grant.role == role }
    }

    /// Whether the caller may know a statement of a dossier.
    private func mayKnow(
        _ caller: Caller, _ body: StatementBody, _ record: DossierRecord
    ) -> Bool {
        guard isParty(caller, record) else { return false }
        switch body {
        case .dossier, .party, .partyEnd, .grants: return true
        case .consent(let consent):
            return caller.member == record.opening.worker || caller.holder == consent.recipient
                || caller.role == .occupationalPhysician
        default: return false
        }
    }
}
