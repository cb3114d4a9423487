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
    private let today: CivilDate
    private let now: Instant

    /// Takes what is shown.
    init(_ view: DossierView, _ acting: ActingSession, today: CivilDate, now: Instant) {
        self.view = view
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
            among: view.consents.map { ConsentFact($0.consent, withdrawnAt: $0.withdrawn) },
            at: now, statutoryUntil: statutoryUntil)
    }

    /// The end of the first year of exchange between physicians, counted from the opening; `nil`
    /// when who acts is not shown the first party.
    private var statutoryUntil: Instant? {
        view.parties.map(\.from).min().map {
            Instant(seconds: Int64($0.adding(months: 12).daysSinceEpoch) * 86_400)
        }
    }
}
