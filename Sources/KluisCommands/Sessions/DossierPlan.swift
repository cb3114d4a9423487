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
        let person = worker.map {
            PartyPlan(
                holder: .member($0), relation: .`self`, roles: [.worker], from: today,
                source: "the worker")
        }
        var parties = [person].compactMap(\.self)
        parties += [
            PartyPlan(
                holder: .organisation(employer), relation: .ownWorker,
                roles: roles(of: .employer, .ownWorker), from: today,
                source: worker == nil ? "the employer" : "employment contract"),
            PartyPlan(
                holder: .organisation(service), relation: .assigned,
                roles: roles(of: .medical, .assigned), from: today,
                source: "affiliation with the occupational service"),
        ]
        if let fund {
            parties.append(
                PartyPlan(
                    holder: .organisation(fund), relation: .assigned,
                    roles: roles(of: .insurance, .assigned), from: today,
                    source: "health insurance"))
        }
        return try acting.session.dossierOpening(
            worker: worker, employer: employer, regime: regime.name.text, parties: parties,
            inspectorate: inspectorate)
    }

    /// The roles of a side that stand in a relation under the regime, with keys of an organisation.
    ///
    /// The control physician and who keeps psychosocial files come when they are asked for.
    private func roles(of side: Side, _ relation: Relation) -> Set<Role> {
        Set(
            regime.relations.filter { role, relations in
                role.side == side && relations.contains(relation) && !role.isPersonal
                    && role != .controlPhysician && role != .psychosocialAdviser
            }.map(\.key))
    }
}
