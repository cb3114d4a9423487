internal import AccessPolicy
internal import CryptoPrimitives
internal import Records
internal import VaultClient

/// What a dossier says about who may do what, as far as the vault shows it to who acts.
struct DossierFacts {
    /// What is shown.
    let view: DossierView
    /// Who acts.
    let actor: ActingHolder
    /// What was said about recipients.
    let consents: ConsentRegister
    private let today: CivilDate
    private let now: Instant

    /// Takes what is shown.
    ///
    /// - Throws: Status 20 when an event cannot be read.
    init(_ view: DossierView, _ acting: ActingSession, today: CivilDate, now: Instant) throws {
        self.view = view
        consents = try OpenDossier(
            view, AdoptedData(acting.session), seenBy: acting.role
        ).consents(at: now)
        self.today = today
        self.now = now
        actor = ActingHolder(
            member: acting.session.member, role: acting.role ?? .worker,
            organisation: acting.organisation)
    }

    /// How who acts stands to the worker.
    var relation: ResolvedRelation { relation(of: actor) }

    /// How someone stands to the worker; an inspectorate's case is no party of the dossier, and
    /// without one the vault would not have shown the dossier.
    func relation(of holder: ActingHolder) -> ResolvedRelation {
        let facts = view.parties.map { party in
            RelationFact(
                holder: party.holder, relation: party.relation, roles: party.roles,
                from: party.from, until: party.until, source: party.source)
        }
        let resolved = FactResolver.relation(of: holder, among: facts, on: today)
        guard holder == actor, holder.role.side == .inspection, resolved.relation == .none else {
            return resolved
        }
        let own = RelationFact(
            holder: holder.organisation.map(Holder.organisation) ?? .member(holder.member),
            relation: .competent, roles: [holder.role], from: today, until: nil,
            source: "inspection case")
        return FactResolver.relation(of: holder, among: [own], on: today)
    }

    /// What the worker's consents say about who acts.
    func consent(
        _ kind: SectionKind, _ purpose: Purpose, _ action: Action
    ) -> ResolvedConsent {
        consent(of: actor, kind, purpose, action)
    }

    /// What the worker's consents say about someone.
    func consent(
        of holder: ActingHolder, _ kind: SectionKind, _ purpose: Purpose, _ action: Action
    ) -> ResolvedConsent {
        FactResolver.consent(
            for: holder, kind: kind, purpose: purpose, action: action,
            among: consents.facts, at: now, exchange: exchange)
    }

    /// The years of the exchange; its first filing is taken from the identifiers of the sections
    /// that are shown to who acts.
    var exchange: ExchangePeriod {
        let filed = view.sections.filter { $0.kind.sectionClass == .exchange }
            .map(\.section.madeAt).min()
        guard let filed else { return .notBegun }
        return ExchangePeriod(from: CivilTime.day(of: filed), start: CivilTime.start(of:))
    }

    /// All ways in which what a consent covers opens to its recipient beside it.
    ///
    /// Of an organisation nobody in particular is meant, so that a refusal of one person there does
    /// not show.
    func openings(beside consent: Consent, under policy: CompiledPolicy) -> [Opening] {
        guard let role = consent.role, let recipient = consent.recipient else { return [] }
        let holder =
            switch recipient {
            case .member(let id): ActingHolder(member: id, role: role, organisation: nil)
            case .organisation(let id):
                ActingHolder(member: consent.giver, role: role, organisation: id)
            }
        let facts = OpeningFacts(
            relation: relation(of: holder).relation, phase: view.phase,
            consents: consents.facts.filter { $0.id != consent.id }, exchange: exchange,
            instant: now)
        return SectionKind.allCases.filter(consent.kinds.contains).flatMap {
            policy.openings(of: $0, to: holder, in: facts)
        }
    }
}
