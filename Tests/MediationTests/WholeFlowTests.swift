import AccessPolicy
import CryptoPrimitives
import Foundation
import Mediation
import RecordStore
import Records
import Reintegration
import Testing
import VaultClient

/// A dossier with its people, ready for the first step.
final class TestDossier {
    let vault: TestVault
    let employer: TestVault.Place
    let service: TestVault.Place
    let fund: TestVault.Place
    let practice: TestVault.Place
    let inspectorate: TestVault.Place
    let hr: (person: TestVault.Person, appointment: AppointmentID)
    let physician: (person: TestVault.Person, appointment: AppointmentID)
    let advising: (person: TestVault.Person, appointment: AppointmentID)
    let treating: (person: TestVault.Person, appointment: AppointmentID)
    let inspector: (person: TestVault.Person, appointment: AppointmentID)
    let worker: TestVault.Person
    let id: DossierID

    init(_ vault: TestVault) throws {
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

    var hrSession: Session { vault.session(hr.person, as: hr.appointment) }
    var physicianSession: Session { vault.session(physician.person, as: physician.appointment) }
    var treatingSession: Session { vault.session(treating.person, as: treating.appointment) }
    var inspectorSession: Session { vault.session(inspector.person, as: inspector.appointment) }
    var workerSession: Session { vault.session(worker) }

    @discardableResult
    func write(
        _ kind: SectionKind, _ text: String, by session: Session, role: Role,
        purpose: Purpose = .reintegration
    ) throws -> WriteReceipt {
        try session.write(
            NewVersion(
                dossier: id, target: .new, kind: kind, content: Array(text.utf8), purpose: purpose,
                role: role))
    }
}

@Suite("A vault from end to end, in process") struct WholeFlowTests {
    @Test("a physician writes, the worker reads the same bytes, and the employer is refused")
    func writeAndRead() throws {
        let dossier = try TestDossier(TestVault())
        try dossier.write(
            .medicalAssessment, "geheim", by: dossier.physicianSession,
            role: .occupationalPhysician)
        let own = try dossier.workerSession.open(
            dossier: dossier.id, section: .latest(.medicalAssessment), purpose: .ownFile)
        #expect(own.content == Array("geheim".utf8))
        #expect(throws: ClientError.self) {
            try dossier.hrSession.open(
                dossier: dossier.id, section: .latest(.medicalAssessment), purpose: .reintegration)
        }
        let entries = try dossier.workerSession.ownEntries()
        #expect(entries.entries.count > 3)
    }
}
