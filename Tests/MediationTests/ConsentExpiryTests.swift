import Keystore
import Mediation
import Records
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

/// A consent that reaches its end: refused at once, its secrets gone seven days after the entry.
@Suite("The expiry of a consent") struct ConsentExpiryTests {
    /// A dossier with a medical section that was disclosed to the treating physician, on a consent
    /// of 30 days.
    private struct Disclosed {
        let dossier: TestDossier
        let consent: (id: ConsentID, grant: GrantID)

        init() throws {
            dossier = try TestDossier(TestVault())
            try dossier.write(
                .medicalAssessment, "geheim", by: dossier.physicianSession,
                role: .occupationalPhysician)
            try dossier.addCare()
            consent = try dossier.consent()
            let view = try dossier.view(.medicalAssessment, for: dossier.physicianSession)
            try dossier.physicianSession.disclose(
                dossier: dossier.id, section: view.section, to: [consent.grant], purpose: .care)
        }

        func read() throws -> [UInt8] {
            try dossier.open(.medicalAssessment, by: dossier.treatingSession, for: .care).content
        }

        /// Whether the keystore has the secret of the consent's grant.
        func hasSecret() throws -> Bool {
            try dossier.vault.keystore.chain(.dossier(dossier.id))
                .secret(of: consent.grant, kind: .medicalAssessment) != nil
        }

        /// How many entries say that a consent expired.
        func expiries() throws -> Int {
            try dossier.workerSession.ownEntries().entries
                .count { $0.entry.event == .consentExpired }
        }

        /// Lets days pass, and starts another mediator.
        func restart(after days: Int) throws {
            dossier.vault.clock.advance(days: days)
            try dossier.vault.restart()
        }
    }

    @Test("it closes the section at once, and seven days after its entry the secret is gone")
    func expiry() throws {
        let disclosed = try Disclosed()
        #expect(try disclosed.read() == Array("geheim".utf8))
        disclosed.dossier.vault.clock.advance(days: 30)
        #expect(throws: ClientError.self) { try disclosed.read() }
        #expect(try disclosed.hasSecret())

        try disclosed.restart(after: 0)
        #expect(try disclosed.expiries() == 1)
        try disclosed.restart(after: 6)
        #expect(try disclosed.hasSecret())
        try disclosed.restart(after: 1)
        #expect(try !disclosed.hasSecret())
        #expect(try disclosed.expiries() == 1)
        #expect(try disclosed.dossier.vault.audit().findings.isEmpty)
    }

    @Test("a mediator that keeps running carries it out on the next day")
    func runningMediator() throws {
        let disclosed = try Disclosed()
        disclosed.dossier.vault.clock.advance(days: 29)
        #expect(try disclosed.read() == Array("geheim".utf8))
        disclosed.dossier.vault.clock.advance(days: 1)
        #expect(throws: ClientError.self) { try disclosed.read() }
        #expect(try disclosed.expiries() == 1)
    }

    @Test("a consent that was withdrawn before has no second end")
    func withdrawnBefore() throws {
        let disclosed = try Disclosed()
        try disclosed.dossier.withdraw(disclosed.consent.id)
        #expect(try !disclosed.hasSecret())
        try disclosed.restart(after: 40)
        #expect(try disclosed.expiries() == 0)
        #expect(try disclosed.dossier.vault.audit().findings.isEmpty)
    }

    @Test("a keystore from before, put back, loses the secret again")
    func olderKeystore() throws {
        let disclosed = try Disclosed()
        let copy = try VaultCopy(of: disclosed.dossier.vault)
        try disclosed.restart(after: 30)
        try disclosed.restart(after: 7)
        #expect(try !disclosed.hasSecret())
        try copy.restore(.keystore, to: disclosed.dossier.vault)
        try disclosed.restart(after: 0)
        #expect(try !disclosed.hasSecret())
    }
}
