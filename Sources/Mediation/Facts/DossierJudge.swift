internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import Reintegration
internal import Sealing

/// Everything that a decision about one dossier rests on, as one state of the vault has it.
struct DossierJudge {
    /// The dossier.
    let record: DossierRecord
    /// The policy in force for the dossier's regime.
    let policy: CompiledPolicy
    /// The hash of the bundle that it is in force in.
    let bundle: Digest
    /// Whether the bundle may be used today.
    private let isInForce: Bool
    /// The process, folded from the dossier's events.
    let process: DossierProcess
    /// The head versions of the sections.
    let sections: [SectionHead]
    let caller: Caller
    /// What was said about recipients.
    let consents: ConsentRegister
    private let exchange: ExchangePeriod
    private let relationFacts: [RelationFact]
    let rows: any RecordReading
    private let storageKey: SecretBox
    let chains: ChainReader
    let secrets: any SecretStore
    let adopted: AdoptedData
    let directory: Directory
    /// What keeps the caller from acting here; `nil` when nothing does.
    private(set) var conflict: SeparationPair?

    /// The head of a section.
    struct SectionHead {
        /// The row.
        let row: VersionRow
        /// The signed manifest.
        let signed: SignedManifest
        /// The hash of the manifest.
        let hash: Digest
        /// The manifest.
        var manifest: Manifest { signed.manifest }

        /// Joins a row and the manifest that it holds.
        init(row: VersionRow, signed: SignedManifest) {
            self.row = row
            self.signed = signed
            hash = signed.manifest.hash
        }
    }

    /// Loads a dossier.
    ///
    /// - Throws: ``MediatorError/rolledBack`` when a section is behind the keystore's mark.
    init(
        record: DossierRecord, directory: Directory, caller: Caller, rows: any RecordReading,
        chains: ChainReader, secrets: any SecretStore, adopted: AdoptedData
    ) throws {
        self.record = record
        self.caller = caller
        self.rows = rows
        self.chains = chains
        self.secrets = secrets
        self.adopted = adopted
        self.directory = directory
        let inForce = try adopted.policy(for: record.regime, directory, rows)
        policy = inForce.policy
        bundle = inForce.bundle
        isInForce = inForce.manifest.isValid(on: caller.today)
        process = try Self.process(record, try adopted.regime(record, directory, rows))
        let chain = ChainID.dossier(record.opening.id)
        let chainSecrets = try chains.existingSecrets(of: chain)
        storageKey = try chainSecrets?.storageKey ?? secrets.vaultSecrets().storageKey
        relationFacts = RelationFact.all(of: record, directory)
        let key = storageKey
        sections = try rows.latestVersions(of: record.opening.id).map { row in
            try chains.verified.head(row) { try Self.manifest(row, key: key) }
        }
        consents = ConsentRegister(
            record.consents.map { .init($0.consent, withdrawn: $0.withdrawn) },
            trajectoryEnds: process.trajectoryEnds(at: caller.today) { $0.start(by: caller.day) })
        exchange = try Self.exchange(among: sections, day: caller.day) { head in
            if head.manifest.version == 1 { return head.manifest.time }
            let first = VersionKey(
                dossier: record.opening.id, section: head.manifest.section, version: 1)
            guard let row = try rows.version(first) else { throw MediatorError.damaged }
            return try Self.manifest(row, key: key).manifest.time
        }
        let heads = Dictionary(
            sections.map { ($0.manifest.section, $0) }, uniquingKeysWith: { $1 })
        for (section, mark) in chainSecrets?.marks ?? [:] {
            guard let head = heads[section], head.manifest.version >= mark.version else {
                throw MediatorError.rolledBack
            }
            if head.manifest.version == mark.version, head.hash != mark.manifest {
                throw MediatorError.rolledBack
            }
        }
        conflict = try conflictOfActor(directory, RoleHistory(rows, chains))
    }

    /// For whom the caller acts here; `nil` for nobody else.
    func principal() throws -> MemberID? {
        guard let role = caller.role, let organisation = caller.organisation else { return nil }
        return try ActingFor(rows, chains).principal(
            of: ActingPerson(member: caller.member, role: role, organisation: organisation),
            in: record.opening.id, at: caller.now)
    }

    /// For whom the one who took a step may have acted, by the delegations of that moment.
    func principals(of event: ProcessEvent) throws -> Set<MemberID> {
        guard let organisation = event.actor.organisation else { return [] }
        let directory = try chains.directory(
            organisations: [organisation], withDelegations: true)
        return Set(
            directory.delegations(of: organisation).filter { entry in
                let delegation = entry.delegation
                return delegation.delegate == event.actor.member
                    && delegation.role == event.actor.role
                    && entry.isCurrent(at: event.recordedAt)
                    && (delegation.dossiers.isEmpty
                        || delegation.dossiers.contains(record.opening.id))
            }.map(\.delegation.principal))
    }

    /// Opens the manifest of a version.
    ///
    /// - Throws: ``MediatorError/damaged`` when the row was changed or belongs elsewhere.
    func manifest(_ row: VersionRow) throws -> SignedManifest {
        try Self.manifest(row, key: storageKey)
    }

    /// Opens a wrap.
    ///
    /// - Throws: ``MediatorError/damaged`` when the row was changed or belongs elsewhere.
    func wrap(_ row: WrapRow) throws -> StoredWrap {
        guard let wrap = StoredWrap(row, key: storageKey) else { throw MediatorError.damaged }
        return wrap
    }

    /// The newest wrap of a version under each grant.
    func newestWraps(of row: VersionRow) throws -> [GrantID: WrapRow] {
        var newest: [GrantID: WrapRow] = [:]
        for wrap in try rows.wraps(of: row.key.section, version: row.key.version) {
            let known = newest[wrap.key.grant]?.key.roleEpoch ?? 0
            if wrap.key.roleEpoch >= known { newest[wrap.key.grant] = wrap }
        }
        return newest
    }

    /// The grants under which a version can be opened, as far as no reader said otherwise.
    func openableGrants(of row: VersionRow) throws -> Set<GrantID> {
        Set(try newestWraps(of: row).filter { try !wrap($0.value).isReported }.keys)
    }

    /// How the caller, in the acting role, stands to the worker.
    var relation: Relation {
        actor.map { relation(of: $0) } ?? .none
    }

    /// How someone stands to the worker.
    func relation(of actor: ActingHolder) -> Relation {
        FactResolver.relation(of: actor, among: relationFacts, on: caller.today).relation
    }

    /// What the worker's consents say about a recipient.
    func consent(
        for recipient: ActingHolder, kind: SectionKind, purpose: Purpose, action: Action
    ) -> ResolvedConsent {
        FactResolver.consent(
            for: recipient, kind: kind, purpose: purpose, action: action, among: consents.facts,
            at: caller.now, exchange: exchange)
    }

    /// The years of the exchange, counted from the day on which its oldest section was first filed.
    private static func exchange(
        among sections: [SectionHead], day: (Instant) -> CivilDate,
        filed: (SectionHead) throws -> Instant
    ) throws -> ExchangePeriod {
        let begun = try sections.filter { $0.manifest.kind.sectionClass == .exchange }.map(filed)
            .min()
        guard let begun else { return .notBegun }
        return ExchangePeriod(from: day(begun)) { $0.start(by: day) }
    }

    /// The moment of the request.
    var now: Instant { caller.now }

    /// The civil day of the request.
    var today: CivilDate { caller.today }

    /// Whether an event names the caller, in the acting role and organisation.
    func isActor(_ actor: ProcessEvent.Actor) -> Bool {
        actor.member == caller.member && actor.role == caller.role
            && actor.organisation == caller.organisation
    }

    /// Where the process stands for access.
    var phase: Phase { process.phase(at: caller.today) }

    /// The facts about what the caller wants to do; `nil` when the appointment does not stand.
    ///
    /// - Parameters:
    ///   - action: What.
    ///   - kind: With which kind of section.
    ///   - purpose: Why.
    ///   - glass: Whether an emergency is declared.
    ///   - recipient: For a disclosure, who will read; otherwise it is who acts.
    ///   - author: Who wrote the section; `nil` for a section without versions.
    /// - Returns: The facts, one word a dimension.
    func state(
        _ action: Action, _ kind: SectionKind, for purpose: Purpose, glass: Glass = .intact,
        recipient: ActingHolder? = nil, author: MemberID?
    ) -> AccessState? {
        guard let actor else { return nil }
        return AccessState(
            role: actor.role, action: action, kind: kind, purpose: purpose, relation: relation,
            consent: consent(
                for: recipient ?? actor, kind: kind, purpose: purpose, action: action
            ).verdict,
            phase: phase, glass: glass,
            authorship: author == nil || author == caller.member ? .own : .other)
    }

    /// Decides what the caller wants to do; `nil` when the appointment does not stand.
    ///
    /// - Parameters:
    ///   - state: The facts.
    ///   - manifest: The version that it is about; `nil` where it is about none.
    /// - Returns: The decision, a denial where a duty cannot be done.
    func decide(_ state: AccessState?, about manifest: Manifest? = nil) -> Decision? {
        state.map { state in
            guard isInForce else { return policy.refuse(state, because: .policy) }
            return policy.decide(state)
                .enforced(with: DutyCapabilities.duties(of: state, about: manifest))
        }
    }

    /// What the policy decides about a state, for the entry.
    func record(of state: AccessState?) -> DecisionRecord? {
        state.map { DecisionRecord($0, by: policy) }
    }

    /// The regimes that the vault has adopted.
    func adoptedRegimes() throws -> [Regime] {
        let names = directory.adoptions.filter { $0.kind == .regime }.map(\.name)
        return try Set(names).sorted().map { try adopted.regime(named: $0, directory, rows) }
    }

    /// The policy in force for another regime.
    func policy(for regime: String) throws -> CompiledPolicy {
        try adopted.policy(for: regime, directory, rows).policy
    }

    /// The process of a dossier, folded from its events, or from some of them.
    static func process(
        _ record: DossierRecord, _ regime: Regime,
        where isWanted: (ProcessEvent) -> Bool = { _ in true }
    ) throws -> DossierProcess {
        var events: [ProcessEvent] = []
        for event in record.events {
            guard let decoded = try? ProcessEvent(decoding: event.encodedEvent) else {
                throw MediatorError.damaged
            }
            if isWanted(decoded) { events.append(decoded) }
        }
        return DossierProcess(regime: regime, dossier: record.opening.id, events: events)
    }

    /// Opens the manifest of a version under the key of its chain.
    static func manifest(_ row: VersionRow, key: SecretBox) throws -> SignedManifest {
        do {
            return try SignedManifest(
                canonical: try SealedRow.manifest(row.key, logIndex: row.logIndex)
                    .open(row.manifest, key: key))
        } catch {
            throw MediatorError.damaged
        }
    }
}
