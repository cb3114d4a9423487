internal import AccessPolicy
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
                if !mayKnow(caller, id) {
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
                        try mayKnow(caller, statement, of: id, vault)
                    else { throw MediatorError.unknown }
                }
                if !mayKnow(caller, reference.chain) {
                    throw MediatorError.unknown
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
            guard let own = copies.first(where: { $0.member == caller.member }) else {
                return FetchKeyCopy.Answer(sealed: [])
            }
            let key = try vault.chains.secrets(of: .member(caller.member)).storageKey
            guard let sealed = try? own.open(key: key) else { throw MediatorError.damaged }
            return FetchKeyCopy.Answer(sealed: sealed)
        }
        return reply(.done(answer.canonicalBytes), to: caller, standing)
    }

    /// Copies of a role key, from a member of the role for members of the role.
    ///
    /// A copy that does not open harms its reader only, who asks for another one.
    func storeKeyCopies(_ call: StoreKeyCopies, _ caller: Caller) throws -> Reply {
        let committed = try log.transact(answering: caller.mark) { transaction -> Outcome in
            guard let role = caller.role, let organisation = caller.organisation else {
                return .refused(
                    try refuse(
                        Refusals.noAppointment, by: caller, event: .roleKeyPublished,
                        in: &transaction))
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
                return .refused(
                    try refuse(
                        Refusals.authority(.roleKey), by: caller, event: .roleKeyPublished,
                        in: &transaction))
            }
            // Asked again, it must not take the place of copies that were stored since.
            for copy in transaction.replayed == nil ? call.copies : [] {
                try transaction.rows.removeRoleKeyCopy(of: call.key.bytes, member: copy.member)
                let place = SealedRow.roleKeyCopy(of: call.key.bytes, member: copy.member)
                let key = try transaction.chains.secrets(of: .member(copy.member)).storageKey
                try transaction.rows.insert(
                    RoleKeyCopyRow(
                        roleKey: call.key.bytes, member: copy.member,
                        sealed: try place.seal(copy.sealed, key: key)))
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

    /// Whether the caller may know a chain that is no dossier's: reviews are for those who oversee,
    /// and who acts for whom is for the organisation and for them.
    private func mayKnow(_ caller: Caller, _ chain: ChainID) -> Bool {
        switch chain.kind {
        case .oversight: oversees(caller)
        case .delegations:
            oversees(caller)
                || caller.role != nil && caller.organisation.map(ChainID.delegations) == chain
        case .vault, .organisation, .member, .dossier: true
        }
    }

    /// Whether the caller may know a statement of a dossier.
    ///
    /// Whom the worker consults and consents to is known to worker, physician and nurse, to the one
    /// whom it is about, and to whoever is asked to wrap for that one and must see why.
    private func mayKnow(
        _ caller: Caller, _ statement: StoredStatement, of dossier: DossierID,
        _ vault: VaultSnapshot
    ) throws -> Bool {
        guard let record = try vault.chains.dossier(dossier)?.record, isParty(caller, record)
        else { return false }
        func isOwn(_ holder: Holder) -> Bool {
            caller.member == record.opening.worker || caller.holder == holder
                || caller.role == .occupationalPhysician
        }
        let ofWorker = record.opening.worker.map { isOwn(.member($0)) } ?? false
        switch statement.signed.statement.body {
        case .dossier, .grants, .regimeChange: return true
        case .party(let party):
            if party.relation != .care && party.relation != .mandated { return true }
            if isOwn(party.holder) || caller.role == .nurse { return true }
            if try wraps(caller, under: party.grants, of: dossier, vault) { return true }
            return try isMandateOfKnown(party, caller, dossier, vault)
        case .partyEnd(let end):
            return end.relation != .care && end.relation != .mandated || isOwn(end.holder)
                || caller.role == .nurse
        case .consent(let consent):
            if consent.recipient.map(isOwn) ?? ofWorker { return true }
            if consent.isOwn(caller.holder, of: record) { return true }
            return try wraps(caller, under: consent.grants, of: dossier, vault)
        case .consentWithdrawal(let withdrawal):
            let withdrawn = record.consents.first { $0.consent.id == withdrawal.consent }?.consent
            return withdrawn?.recipient.map(isOwn) ?? ofWorker
                || withdrawn?.isOwn(caller.holder, of: record) ?? false
        default: return false
        }
    }

    /// Whether a mandate shows that a representative could give a consent that the caller may know.
    private func isMandateOfKnown(
        _ party: Party, _ caller: Caller, _ dossier: DossierID, _ vault: VaultSnapshot
    ) throws -> Bool {
        guard party.roles.contains(.legalRepresentative), case .member(let member) = party.holder,
            let chain = try vault.chains.chain(.dossier(dossier))
        else { return false }
        return try chain.statements.contains { statement in
            guard case .consent = statement.signed.statement.body,
                statement.signed.signatures.contains(where: { $0.member == member })
            else { return false }
            return try mayKnow(caller, statement, of: dossier, vault)
        }
    }

    /// Whether the caller writes, or wraps again, something that a usable grant gives to another.
    private func wraps(
        _ caller: Caller, under grants: [Grant], of dossier: DossierID, _ vault: VaultSnapshot
    ) throws -> Bool {
        let judge = try LoadedDossier(
            dossier, caller: caller, rows: vault.rows, chains: vault.chains, secrets: secrets,
            adopted: adopted
        ).judge
        func isPermitted(_ action: Action, _ kind: SectionKind, _ recipient: ActingHolder?) -> Bool
        {
            Purpose.allCases.contains { purpose in
                guard purpose != .emergency else { return false }
                let state = judge.state(
                    action, kind, for: purpose, recipient: recipient, author: nil)
                return judge.decide(state)?.isPermitted ?? false
            }
        }
        return judge.record.grants.contains { entry in
            guard grants.contains(entry.grant), judge.isUsable(entry) else { return false }
            return entry.grant.kinds.contains { kind in
                isPermitted(.write, kind, nil)
                    || isPermitted(
                        entry.wrappingAction, kind, entry.recipient(wrapper: caller.member))
            }
        }
    }
}

extension RoleKeyCopyRow {
    /// What is sealed to the member, out of what is sealed at the row's place.
    ///
    /// - Throws: `CryptoError` when the row was changed or belongs elsewhere.
    func open(key: SecretBox) throws -> [UInt8] {
        try SealedRow.roleKeyCopy(of: roleKey, member: member).open(sealed, key: key)
    }
}

extension DossierRecord.GrantEntry {
    /// What whoever wraps an existing version under the grant does.
    ///
    /// A standing grant's wrap gives its holder nothing that the policy does not give: it is
    /// completed by whoever reads the section. A consent's is a disclosure.
    var wrappingAction: Action { consent == nil ? .read : .disclose }

    /// Who will read, as a disclosure is judged; `nil` where it is none.
    func recipient(wrapper: MemberID) -> ActingHolder? {
        guard wrappingAction == .disclose else { return nil }
        switch grant.holder {
        case .member(let id):
            return ActingHolder(member: id, role: grant.role, organisation: nil)
        case .organisation(let id):
            return ActingHolder(member: wrapper, role: grant.role, organisation: id)
        }
    }
}
