import Mediation
import Records
import VaultClient
import VaultFixture

/// A vault in which every table has rows: two dossiers, sections of one and of several pieces, a
/// disclosure on consent, notes, notices, an index, an ending that was cut off, a full bundle.
final class RichStory {
    let vault: TestVault
    let dossier: TestDossier
    let other: TestDossier

    init() throws {
        vault = try TestVault()
        dossier = try TestDossier(vault)
        other = try TestDossier(vault)
        try dossier.addCare()
        try dossier.startAbsence(by: dossier.hrSession)
        let physician = dossier.physicianSession
        try dossier.write(
            .medicalAssessment, "eerste beoordeling", by: physician, role: .occupationalPhysician)
        try dossier.writeNext(
            .medicalAssessment, "tweede beoordeling",
            after: dossier.view(.medicalAssessment, for: physician), by: physician,
            role: .occupationalPhysician)
        try dossier.write(
            .consultation, String(repeating: "lang overleg ", count: 5400), by: physician,
            role: .occupationalPhysician)
        try dossier.write(.medicalNotes, "notitie", by: physician, role: .occupationalPhysician)
        try dossier.write(.absence, "afwezig", by: dossier.hrSession, role: .hr)
        try other.write(
            .medicalAssessment, "een ander", by: other.physicianSession,
            role: .occupationalPhysician)
        try physician.index(dossier.id, by: ["Werknemer Voorbeeld"])
        let consent = try dossier.consent()
        let section = try dossier.view(.medicalAssessment, for: physician).section
        try physician.disclose(
            dossier: dossier.id, section: section, to: [consent.grant], purpose: .care)
        _ = try dossier.open(.medicalAssessment, by: dossier.treatingSession, for: .care)
        while try vault.logSize < 262 { _ = try dossier.workerSession.ownEntries(count: 1) }
        try cutOffWithdrawal(of: consent.id)
    }

    /// The worker withdraws, and the mediator stops between the entry and the end of the secrets.
    private func cutOffWithdrawal(of consent: ConsentID) throws {
        let secrets = InterruptedSecrets(vault.keystore)
        let mediator = try Mediator(
            store: vault.store, secrets: secrets, clock: vault.clock.mediatorClock,
            level: .sameProcess)
        secrets.interrupt()
        let session = vault.session(dossier.worker, through: InProcess(mediator))
        _ = try? session.append([.withdrawal(of: consent, evidence: "", in: dossier.id)])
    }
}
