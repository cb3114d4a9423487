import Records
import Testing
import VaultClient
import VaultFixture

/// Attempts to write the assessment form without being the assigned occupational physician (F7).
@Suite("Attempts on the assessment form") struct AssessmentFormAttackTests {
    private let dossier: TestDossier
    private var vault: TestVault { dossier.vault }

    init() throws { dossier = try TestDossier(TestVault()) }

    private func write(
        by session: Session, as role: Role, for purpose: Purpose = .reintegration
    ) -> [String] {
        refusingRules {
            try dossier.write(
                .assessmentForm, "geschikt", by: session, role: role, purpose: purpose)
        }
    }

    private func isByFloor(_ rules: [String]) -> Bool {
        rules.contains { $0.hasPrefix("floor/") || $0.contains("againstFloor") }
    }

    @Test("by every other role of the dossier, with or without an emergency")
    func otherRoles() throws {
        let nurse = try dossier.nurse()
        for (session, role) in [
            (dossier.hrSession, Role.hr), (nurse, .nurse), (dossier.workerSession, .worker),
            (dossier.treatingSession, .treatingPhysician), (dossier.inspectorSession, .inspector),
        ] {
            for purpose in [Purpose.reintegration, .emergency] {
                let rules = write(by: session, as: role, for: purpose)
                #expect(isByFloor(rules), "\(role) \(purpose): \(rules)")
            }
        }
    }

    @Test("by a role that is only claimed")
    func claimed() throws {
        let nurse = try dossier.nurse()
        #expect(
            try failure {
                try dossier.write(
                    .assessmentForm, "geschikt", by: nurse, role: .occupationalPhysician)
            } == .malformed)
    }

    @Test("by a physician of another service, whom the assigned one makes a delegate")
    func delegation() throws {
        let elsewhere = try vault.organisation(.medical, "Andere Dienst Voorbeeld")
        let (other, appointment) = try vault.colleague(
            .occupationalPhysician, in: elsewhere, "Arts Elders Voorbeeld")
        for organisation in [dossier.service.id, elsewhere.id] {
            let rules = refusingRules {
                _ = try dossier.physicianSession.append([
                    .delegation(
                        Delegation(
                            id: vault.newID(), organisation: organisation,
                            role: .occupationalPhysician, principal: dossier.physician.person.id,
                            delegate: other.id, from: vault.clock.now,
                            until: vault.clock.now.adding(seconds: 86_400),
                            dossiers: [dossier.id]))
                ])
            }
            #expect(!rules.isEmpty)
        }
        let rules = write(
            by: vault.session(other, as: appointment), as: .occupationalPhysician)
        #expect(isByFloor(rules), "\(rules)")
    }

    @Test(
        "by the physician whose service is no longer assigned, whatever the day was when it began")
    func clock() throws {
        _ = try dossier.physicianSession.append([
            .partyEnd(
                PartyEnd(
                    holder: .organisation(dossier.service.id), relation: .assigned,
                    from: vault.clock.today.adding(days: 10), source: "another service"),
                in: dossier.id)
        ])
        vault.clock.advance(days: 10)
        let rules = write(by: dossier.physicianSession, as: .occupationalPhysician)
        #expect(isByFloor(rules), "\(rules)")
    }

    @Test("by a physician who is appointed to human resources of the employer too")
    func combination() throws {
        let rules = refusingRules {
            _ = try vault.appoint(dossier.physician.person, .hr, dossier.employer.id)
        }
        #expect(rules == ["floor/F11", "separation/S3"])
        let reverse = refusingRules {
            _ = try vault.appoint(
                dossier.hr.person, .occupationalPhysician, dossier.service.id)
        }
        #expect(reverse == ["floor/F11", "separation/S3"])
    }
}
