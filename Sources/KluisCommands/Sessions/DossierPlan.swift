internal import AccessPolicy
internal import Records
internal import Reintegration
internal import VaultClient

/// A dossier that is to be opened: who takes part in it.
struct DossierPlan {
    /// The worker; `nil` for an employer's collective record.
    let worker: MemberID?
    /// The employer.
    let employer: OrganisationID
    /// The occupational service.
    let service: OrganisationID
    /// Who insures the worker: the health fund, or UWV.
    let fund: OrganisationID?
    /// The inspectorate that is competent for the employer.
    let inspectorate: OrganisationID?
    /// The regime, whose roles take part.
    let regime: Regime

    /// The capacities in which a dossier is opened.
    static let need = ActingNeed(
        roles: [.employer, .hr, .occupationalPhysician, .nurse], allowsPerson: true)

    /// What is stated to open it, with the parties' relations from a day on.
    func opening(_ acting: ActingSession, today: CivilDate) throws -> DossierOpening {
        let policy = try acting.session.policy(for: regime.name.text)
        let person = worker.map {
            PartyPlan(
                holder: .member($0), relation: .`self`, roles: [.worker], from: today,
                source: "the worker")
        }
        var parties = [person].compactMap(\.self)
        parties += [
            PartyPlan(
                holder: .organisation(employer), relation: .ownWorker,
                roles: roles(of: .employer, .ownWorker, policy), from: today,
                source: worker == nil ? "the employer" : "employment contract"),
            PartyPlan(
                holder: .organisation(service), relation: .assigned,
                roles: roles(of: .medical, .assigned, policy), from: today,
                source: "affiliation with the occupational service"),
        ]
        if let fund {
            parties.append(
                PartyPlan(
                    holder: .organisation(fund), relation: .assigned,
                    roles: roles(of: .insurance, .assigned, policy), from: today,
                    source: "health insurance"))
        }
        return try acting.session.dossierOpening(
            worker: worker, employer: employer, regime: regime.name.text, parties: parties,
            inspectorate: inspectorate)
    }

    /// The roles of a side that stand in a relation, with keys of an organisation: those that the
    /// regime's steps name, and those that the policy lets read without consent.
    ///
    /// So a dossier that is put under a later law has who acts there, such as the line manager, although
    /// the law of its opening gives that role no step. The control physician and who keeps psychosocial
    /// files come when they are asked for.
    private func roles(
        of side: Side, _ relation: Relation, _ policy: CompiledPolicy
    ) -> Set<Role> {
        let named = Role.allCases.filter { regime.relations[$0]?.contains(relation) == true }
        return policy.readers(in: relation).union(named).filter { role in
            role.side == side && !role.isPersonal && role != .controlPhysician
                && role != .psychosocialAdviser
        }
    }
}
