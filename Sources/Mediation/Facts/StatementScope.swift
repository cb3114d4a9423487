internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore

/// The members, organisations and dossiers that a list of statements touches, and what the
/// statements make of them one after the other.
struct StatementScope {
    /// Members and organisations, with the statements that were judged so far.
    private(set) var directory: Directory
    /// The dossiers, with the statements that were judged so far.
    private(set) var dossiers: [DossierID: DossierRecord] = [:]
    private let caller: Caller
    private let chains: ChainReader
    private let rows: any RecordWriting
    private let size: UInt64
    private let manifests: [Manifest]
    private let objects: [Digest: [UInt8]]
    /// Whether something is to be adopted.
    let isAdoption: Bool

    /// Loads what the statements name.
    ///
    /// - Parameters:
    ///   - statements: The statements.
    ///   - objects: What adoptions among them adopt.
    ///   - caller: Who makes them.
    ///   - transaction: In which they are stored.
    ///   - manifests: The versions that are written in the same act.
    /// - Throws: ``MediatorError`` when a chain is not what the keystore vouches for.
    init(
        _ statements: [SignedStatement], bringing objects: [[UInt8]] = [], caller: Caller,
        transaction: borrowing VaultTransaction, adding manifests: [Manifest] = []
    ) throws {
        self.objects = Dictionary(
            objects.map { (Digest(hashing: $0), $0) }, uniquingKeysWith: { $1 })
        isAdoption = statements.contains { $0.statement.body.kind == .adoption }
        self.caller = caller
        self.manifests = manifests
        chains = transaction.chains
        rows = transaction.rows
        size = transaction.log.size
        var members = Set(statements.flatMap { $0.signatures.map(\.member) })
        members.insert(caller.member)
        var organisations = Set<OrganisationID>()
        for signed in statements {
            let named = signed.statement.body.named
            members.formUnion(named.members)
            organisations.formUnion(named.organisations)
            switch signed.statement.chain.kind {
            case .member: MemberID(signed.statement.chain.bytes).map { _ = members.insert($0) }
            case .organisation:
                OrganisationID(signed.statement.chain.bytes).map { _ = organisations.insert($0) }
            case .dossier:
                if let id = DossierID(signed.statement.chain.bytes),
                    dossiers[id] == nil, let found = try chains.dossier(id)
                {
                    dossiers[id] = found.record
                    found.record.opening.worker.map { _ = members.insert($0) }
                    organisations.insert(found.record.opening.employer)
                }
            case .delegations:
                OrganisationID(delegations: signed.statement.chain)
                    .map { _ = organisations.insert($0) }
            case .vault, .oversight: break
            }
        }
        // Signers act for organisations, whose side is part of what they may do.
        let signers = try chains.directory(members: members)
        for member in members {
            organisations.formUnion(signers.organisations(of: member))
        }
        directory = try chains.directory(
            members: members, organisations: organisations,
            withOversight: statements.contains { $0.statement.chain == .oversight },
            withDelegations: statements.contains { $0.statement.chain.kind == .delegations })
    }

    /// Judges the statements in order, each with those before it taken in.
    ///
    /// - Returns: Why the first that may not be made is refused; `nil` when all may.
    /// - Throws: `Failure` when one is out of time, `MediatorError` when one builds on another head.
    mutating func refusal(
        of statements: [SignedStatement], mediator: Mediator
    ) throws -> Records.Refusal? {
        for (offset, signed) in statements.enumerated() {
            guard signed.signatures.contains(where: { $0.member == caller.member }) else {
                return Refusals.authority(.signature)
            }
            try checkTime(of: signed)
            if signed.statement.chain.kind == .dossier {
                if let refusal = try dossierRefusal(of: signed, mediator: mediator) {
                    return refusal
                }
                continue
            }
            let before = directory
            do throws(AuthorityError) {
                try directory.apply(signed, logIndex: size + UInt64(offset))
            } catch {
                return Refusals.authority(error)
            }
            if let refusal = try directoryRefusal(of: signed, after: before, mediator: mediator) {
                return refusal
            }
        }
        // What nobody adopts would stay in the store for nothing.
        guard isAdoption || objects.isEmpty else { throw MediatorError.malformed }
        return nil
    }

    /// Whom a statement is about, whose key seals the detail of its entry.
    func subject(of signed: SignedStatement) -> EntrySubject {
        if let record = DossierID(signed.statement.chain).flatMap({ dossiers[$0] }) {
            return EntrySubject(record)
        }
        if case .decision(let decision) = signed.statement.body,
            case .erase(let worker) = decision.measure
        {
            return .member(worker)
        }
        return EntrySubject(signed.statement.chain)
    }

    /// The worker whose dossier the first of some statements extends, who can then see in the log
    /// what became of them; `nil` when it extends none that stands.
    func worker(of statements: [SignedStatement]) -> EntrySubject? {
        statements.first.flatMap { DossierID($0.statement.chain) }
            .flatMap { dossiers[$0] }.map { EntrySubject($0) }
    }

    /// The vault, when something is to be adopted in it.
    var adoptedIn: EntrySubject? { isAdoption ? EntrySubject(.vault) : nil }

    /// The grants that rest on a consent.
    func grants(of consent: ConsentID) -> Set<GrantID> {
        Set(dossiers.values.flatMap(\.grants).filter { $0.consent == consent }.map(\.grant.id))
    }

    /// Statements of two signers may take days to come; one that a single member makes may not.
    private func checkTime(of signed: SignedStatement) throws {
        let age = caller.now.seconds - signed.statement.time.seconds
        let oldest =
            signed.signatures.count > 1 ? Self.oldestDraft : Mediator.toleranceBehind
        guard (-Mediator.toleranceAhead...oldest).contains(age) else { throw Failure.outOfTime }
    }

    /// How old a statement of several signers may be, in seconds: 14 days.
    private static let oldestDraft: Int64 = 14 * 86_400

    /// What of the directory is judged beyond authority: separation of duties, adopted bytes.
    private func directoryRefusal(
        of signed: SignedStatement, after before: Directory, mediator: Mediator
    ) throws -> Records.Refusal? {
        switch signed.statement.body {
        case .appointment(let appointment):
            // Also beside one that is to come: two of tomorrow do not meet either.
            let held = directory.appointments(
                of: appointment.member, overlapping: appointment.from, appointment.until
            ).map(\.appointment)
            return SeparationCheck.refusal(of: appointment, beside: held)
        case .delegation(let delegation):
            return Floor.refusal(
                of: DelegationFacts(
                    principal: delegation.principal, delegate: delegation.delegate,
                    role: delegation.role,
                    delegateRoles: directory.roles(
                        of: delegation.delegate, in: delegation.organisation,
                        from: delegation.from, until: delegation.until),
                    isOnward: directory.isOnward(delegation))
            ).map(Refusals.floor)
        case .adoption(let adoption):
            return try AdoptionJudge(objects: objects, rows: rows, today: caller.today)
                .refusal(of: adoption, by: signed, after: before)
        case .review(let review):
            return try oversight(mediator).refusal(of: review, by: caller.member)
        case .decision(let decision):
            return try oversight(mediator)
                .refusal(of: decision, now: caller.now, today: caller.today)
        default: return nil
        }
    }

    private func oversight(_ mediator: Mediator) -> OversightJudge {
        OversightJudge(
            rows: rows, chains: chains, adopted: mediator.adopted, indexKey: mediator.indexKey,
            size: size, holders: mediator.holders, secrets: mediator.secrets)
    }

    private mutating func dossierRefusal(
        of signed: SignedStatement, mediator: Mediator
    ) throws -> Records.Refusal? {
        guard let id = DossierID(signed.statement.chain.bytes) else {
            throw MediatorError.malformed
        }
        let before = dossiers[id]
        do throws(AuthorityError) {
            try DossierRecord.checkAuthority(
                of: signed, record: before, directory: directory, day: caller.today)
            if var record = before {
                try record.apply(signed)
                dossiers[id] = record
            } else {
                dossiers[id] = try DossierRecord(opening: signed)
            }
        } catch {
            return Refusals.authority(error)
        }
        guard let after = dossiers[id] else { throw MediatorError.malformed }
        let judge = try DossierJudge(
            record: before ?? after, directory: directory, caller: caller, rows: rows,
            chains: chains, secrets: mediator.secrets, adopted: mediator.adopted)
        return try judge.refusal(of: signed, isOpening: before == nil, adding: manifests)
    }
}

extension StatementBody {
    /// The members and organisations that a statement names.
    var named: (members: Set<MemberID>, organisations: Set<OrganisationID>) {
        var members = Set<MemberID>()
        var organisations = Set<OrganisationID>()
        func add(_ holder: Holder) {
            switch holder {
            case .member(let id): members.insert(id)
            case .organisation(let id): organisations.insert(id)
            }
        }
        switch self {
        case .organisation(let body): organisations.insert(body.id)
        case .roleKey(let body): organisations.insert(body.organisation)
        case .inspectionCase(let body):
            organisations.formUnion([body.inspectorate, body.employer])
        case .member(let body): members.insert(body.id)
        case .appointment(let body):
            members.insert(body.member)
            organisations.insert(body.organisation)
        case .dossier(let body):
            body.worker.map { _ = members.insert($0) }
            organisations.insert(body.employer)
            body.parties.forEach { add($0.holder) }
            body.grants.forEach { add($0.holder) }
        case .party(let body): add(body.holder)
        case .partyEnd(let body): add(body.holder)
        case .consent(let body):
            members.insert(body.giver)
            body.recipient.map(add)
        case .grants(let body): body.grants.forEach { add($0.holder) }
        case .regimeChange(let body): body.grants.forEach { add($0.holder) }
        case .decision(let body): body.beneficiary.map { _ = members.insert($0) }
        case .delegation(let body):
            members.formUnion([body.principal, body.delegate])
            organisations.insert(body.organisation)
        case .delegationEnd(let body): organisations.insert(body.organisation)
        case .founding, .adoption, .clockAcceptance, .appointmentEnd, .consentWithdrawal, .event,
            .review:
            break
        }
        return (members, organisations)
    }
}
