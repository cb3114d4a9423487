package import Records
package import VaultClient

/// A dossier with its people, ready for the first step.
package final class TestDossier {
    package let vault: TestVault
    package let employer: TestVault.Place
    package let service: TestVault.Place
    package let fund: TestVault.Place
    package let practice: TestVault.Place
    package let inspectorate: TestVault.Place
    package let hr: (person: TestVault.Person, appointment: AppointmentID)
    package let physician: (person: TestVault.Person, appointment: AppointmentID)
    package let advising: (person: TestVault.Person, appointment: AppointmentID)
    package let treating: (person: TestVault.Person, appointment: AppointmentID)
    package let inspector: (person: TestVault.Person, appointment: AppointmentID)
    package let worker: TestVault.Person
    package let id: DossierID

    package init(_ vault: TestVault) throws {
        self.vault = vault
        employer = try vault.organisation(.employer, "Voorbeeld NV")
        service = try vault.organisation(.medical, "Externe Dienst Voorbeeld")
        fund = try vault.organisation(.insurance, "Ziekenfonds Voorbeeld")
        practice = try vault.organisation(.medical, "Praktijk Voorbeeld")
        inspectorate = try vault.organisation(.inspection, "Inspectie Voorbeeld")
        hr = try vault.colleague(.hr, in: employer, "Personeelsdienst Voorbeeld")
        physician = try vault.colleague(.occupationalPhysician, in: service, "Arts Voorbeeld")
        advising = try vault.colleague(.advisingPhysician, in: fund, "Adviserend Voorbeeld")
        treating = try vault.colleague(.treatingPhysician, in: practice, "Behandelend Voorbeeld")
        inspector = try vault.colleague(.inspector, in: inspectorate, "Inspecteur Voorbeeld")
        worker = try vault.worker(
            "Werknemer Voorbeeld", by: (physician.person, physician.appointment),
            and: (advising.person, advising.appointment))
        let session = vault.session(hr.person, as: hr.appointment)
        let today = vault.clock.today
        let opening = try session.dossierOpening(
            worker: worker.id, employer: employer.id, regime: "be-2022",
            parties: [
                PartyPlan(
                    holder: .member(worker.id), relation: .`self`, roles: [.worker], from: today,
                    source: "worker"),
                PartyPlan(
                    holder: .organisation(employer.id), relation: .ownWorker,
                    roles: [.employer, .hr, .lineManager], from: today,
                    source: "employment contract"),
                PartyPlan(
                    holder: .organisation(service.id), relation: .assigned,
                    roles: [.occupationalPhysician, .nurse], from: today,
                    source: "affiliation"),
                PartyPlan(
                    holder: .organisation(fund.id), relation: .assigned,
                    roles: [.advisingPhysician], from: today, source: "health fund"),
            ], inspectorate: inspectorate.id)
        id = opening.id
        _ = try session.append([.dossier(opening)])
    }

    package var hrSession: Session { vault.session(hr.person, as: hr.appointment) }
    package var physicianSession: Session {
        vault.session(physician.person, as: physician.appointment)
    }
    package var treatingSession: Session {
        vault.session(treating.person, as: treating.appointment)
    }
    package var inspectorSession: Session {
        vault.session(inspector.person, as: inspector.appointment)
    }
    package var workerSession: Session { vault.session(worker) }

    @discardableResult
    package func write(
        _ kind: SectionKind, _ text: String, by session: Session, role: Role,
        purpose: Purpose = .reintegration
    ) throws -> WriteReceipt {
        try session.write(
            NewVersion(
                dossier: id, target: .new, kind: kind, content: Array(text.utf8), purpose: purpose,
                role: role))
    }
}
