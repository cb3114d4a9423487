internal import Records
internal import VaultClient

/// A dossier that is to be opened: who takes part in it.
struct DossierPlan {
    /// The worker.
    let worker: MemberID
    /// The employer.
    let employer: OrganisationID
    /// The occupational service.
    let service: OrganisationID
    /// The health fund, whose advising physician takes part.
    let fund: OrganisationID?
    /// The inspectorate that is competent for the employer.
    let inspectorate: OrganisationID?
    /// The regime.
    let regime: String

    /// The capacities in which a dossier is opened.
    static let need = ActingNeed(
        roles: [.employer, .hr, .occupationalPhysician, .nurse], allowsPerson: true)

    /// What is stated to open it, with the parties' relations from a day on.
    func opening(_ acting: ActingSession, today: CivilDate) throws -> DossierOpening {
        var parties = [
            PartyPlan(
                holder: .member(worker), relation: .`self`, roles: [.worker], from: today,
                source: "the worker"),
            PartyPlan(
                holder: .organisation(employer), relation: .ownWorker, roles: [.employer, .hr],
                from: today, source: "employment contract"),
            PartyPlan(
                holder: .organisation(service), relation: .assigned,
                roles: [.occupationalPhysician, .nurse], from: today,
                source: "affiliation with the occupational service"),
        ]
        if let fund {
            parties.append(
                PartyPlan(
                    holder: .organisation(fund), relation: .assigned,
                    roles: [.advisingPhysician], from: today, source: "health insurance"))
        }
        return try acting.session.dossierOpening(
            worker: worker, employer: employer, regime: regime, parties: parties,
            inspectorate: inspectorate)
    }
}
