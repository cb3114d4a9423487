import Records
import Testing
import VaultClient
import VaultFixture

/// Separation of duties where it is exercised: in one dossier (F11, S6).
@Suite("Separation of duties in a dossier") struct DossierSeparationTests {
    @Test(
        "a worker who works in human resources handles no step and reads nothing of the own dossier as such"
    )
    func ownDossier() throws {
        let dossier = try TestDossier(TestVault())
        let vault = dossier.vault
        let appointment = try vault.appoint(dossier.worker, .hr, dossier.employer.id)
        let asHR = vault.session(dossier.worker, as: appointment)
        #expect(
            try refusal { try dossier.write(.absence, "afwezig", by: asHR, role: .hr) }
                == "floor/F11")
        #expect(
            try refusal {
                _ = try asHR.append([
                    .event(
                        try dossier.absenceStart(by: asHR, as: dossier.worker.id), in: dossier.id)
                ])
            } == "floor/F11")
        // A colleague handles it, and the worker reads it as the worker.
        try dossier.write(.absence, "afwezig", by: dossier.hrSession, role: .hr)
        #expect(try refusal { try dossier.open(.absence, by: asHR) } == "floor/F11")
        #expect(try dossier.open(.absence, by: dossier.workerSession, for: .ownFile).isHead)
    }
}
