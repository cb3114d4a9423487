import AccessPolicy
import CryptoPrimitives
import Mediation
import Records
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

/// Access in an emergency (F9): for help only, by whom help comes from, for one request.
@Suite("Emergency access") struct EmergencyTests {
    private let dossier: TestDossier
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        try dossier.write(
            .healthFile, "penicilline", by: dossier.physicianSession, role: .occupationalPhysician)
    }

    private func open(
        _ session: Session? = nil, _ kind: SectionKind = .healthFile, reason: String = "collaps",
        purpose: Purpose = .emergency, glass: Glass = .declared,
        _ handling: OpenSection.Handling = .view
    ) throws -> OpenedSection {
        try (session ?? dossier.physicianSession).open(
            dossier: dossier.id, section: .latest(kind), purpose: purpose, handling: handling,
            glass: glass, reason: reason)
    }

    @Test("a permit is for one request: asked again it gives the same entry, and later nothing")
    func expiry() throws {
        let transport = RecordingTransport(vault.mediator)
        let session = vault.session(
            dossier.physician.person, as: dossier.physician.appointment, through: transport)
        let opened = try open(session)
        #expect(opened.entry.entry.isEmergency)
        let declared = try #require(
            transport.exchanges.last { $0.message.callKind == .openSection }
        ).message
        let size = try vault.logSize
        _ = vault.mediator.handle(declared)
        #expect(try vault.logSize == size)
        // Two hours are the term of the duty; a copy is refused long before, by any mediator.
        for seconds: Int64 in [301, 7200 - 301, 1] {
            vault.clock.advance(seconds: seconds)
            if case .failed(.outOfTime)? = vault.mediator.handle(declared).outcome {
            } else {
                Issue.record("a declaration of the past opens")
            }
        }
        try vault.restart()
        if case .failed(.outOfTime)? = vault.mediator.handle(declared).outcome {
        } else {
            Issue.record("a declaration of the past opens after a restart")
        }
        #expect(try vault.logSize == size)
        // Whoever needs more declares anew, which is an entry, a notice and a review of its own.
        let again = try open()
        #expect(again.entry.index > opened.entry.index && again.entry.entry.isEmergency)
        let told = try dossier.workerSession.notices().filter { $0.reason == .emergencyAccess }
        #expect(told.map(\.entry) == [opened.entry.index, again.entry.index])
    }

    @Test("only occupational physician and nurse, with a declaration, a reason and that purpose")
    func who() throws {
        let rules = refusingRules
        for session in [
            dossier.hrSession, dossier.inspectorSession,
            vault.session(dossier.advising.person, as: dossier.advising.appointment),
            dossier.treatingSession,
        ] {
            let refused = rules { _ = try open(session) }
            #expect(refused.first?.hasPrefix("floor/") == true, "\(refused)")
        }
        let without = rules { _ = try open(reason: "") }
        #expect(without.first?.hasPrefix("BE") == true, "\(without)")
        #expect(rules { _ = try open(glass: .intact) } == ["floor/F9"])
        #expect(rules { _ = try open(purpose: .care) } == ["floor/F9"])
        #expect(try open().content == Array("penicilline".utf8))
    }

    @Test("it reads and does nothing else: no print, no export, no writing, no giving on")
    func readOnly() throws {
        for handling in [OpenSection.Handling.print, .export, .disclose] {
            let refused = refusingRules { _ = try open(handling) }
            #expect(refused.first?.hasPrefix("floor/") == true, "\(handling): \(refused)")
        }
        let written = refusingRules {
            try dossier.write(
                .healthFile, "x", by: dossier.physicianSession, role: .occupationalPhysician,
                purpose: .emergency)
        }
        #expect(written.first?.hasPrefix("floor/") == true, "\(written)")
        try dossier.addCare()
        let grant = try dossier.consent(to: [.consultation]).grant
        try dossier.write(
            .consultation, "x", by: dossier.physicianSession, role: .occupationalPhysician)
        let given = refusingRules {
            try dossier.physicianSession.disclose(
                dossier: dossier.id,
                section: dossier.view(.consultation, for: dossier.physicianSession).section,
                to: [grant], purpose: .emergency)
        }
        #expect(!given.isEmpty)
    }

    @Test("it opens the own organisation's wraps only, and no kind that help does not need")
    func ownOrganisation() throws {
        let elsewhere = try vault.organisation(.medical, "Andere Dienst Voorbeeld")
        let (other, appointment) = try vault.colleague(
            .occupationalPhysician, in: elsewhere, "Arts Elders Voorbeeld")
        let refused = refusingRules {
            _ = try open(vault.session(other, as: appointment))
        }
        #expect(refused == ["grant/pending"])
        try dossier.write(
            .medicalNotes, "notitie", by: dossier.physicianSession, role: .occupationalPhysician)
        #expect(!refusingRules { _ = try open(.none, .medicalNotes) }.isEmpty)
    }

    private func open(_ handling: OpenSection.Handling) throws -> OpenedSection {
        try open(
            nil, .healthFile, reason: "collaps", purpose: .emergency, glass: .declared, handling)
    }
}
