import Records
import Reintegration
import Testing
import VaultClient
import VaultFixture

/// Statements that a member's own program makes up, signed with true keys.
@Suite("Statements that their signers may not make") struct FalseStatementTests {
    private let dossier: TestDossier
    private var vault: TestVault { dossier.vault }

    init() throws { dossier = try TestDossier(TestVault()) }

    /// Tries a statement, and gives the rule that refuses; the refusal is the only trace.
    private func state(
        _ part: StatementPart, by session: Session,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let records = try RawRecords(vault)
        defer { try? records.close() }
        let (size, statements) = (try vault.logSize, try records.count("statement"))
        let rule = try refusal({ try session.append([part]) }, sourceLocation: sourceLocation)
        #expect(try vault.logSize == size + 1, sourceLocation: sourceLocation)
        #expect(try records.count("statement") == statements, sourceLocation: sourceLocation)
        return rule
    }

    private func grant(_ role: Role, _ holder: Holder, _ kinds: Set<SectionKind>) -> Grant {
        Grant(id: vault.newID(), role: role, holder: holder, kinds: kinds)
    }

    private var employer: Holder { .organisation(dossier.employer.id) }

    @Test("no consent of the worker lets the employer's side into a secret kind")
    func consentForEmployer() throws {
        let now = vault.clock.now
        for role in [Role.hr, .employer, .lineManager] {
            for kind in [SectionKind.medicalAssessment, .consultation, .medicalNotes, .exchange] {
                let consent = Consent(
                    id: vault.newID(), giver: dossier.worker.id, nature: .consent, role: role,
                    recipient: employer, kinds: [kind], purposes: [.reintegration],
                    process: nil, from: now, until: now.adding(seconds: 86_400),
                    channel: .ownKey, evidence: "", language: .nl, textVersion: "1",
                    grants: [grant(role, employer, [kind])])
                #expect(
                    try state(.consent(consent, in: dossier.id), by: dossier.workerSession)
                        == "floor/F1")
            }
        }
    }

    @Test("nobody but the worker consents, and the physician records with evidence only")
    func consentGivers() throws {
        let now = vault.clock.now
        let consent = try dossier.hrSession.consent(
            giver: dossier.worker.id, role: .treatingPhysician,
            recipient: .member(dossier.treating.person.id), kinds: [.medicalAssessment],
            purposes: [.care], from: now, until: now.adding(seconds: 86_400), language: .nl)
        for session in [
            dossier.hrSession, dossier.treatingSession, dossier.physicianSession,
            dossier.inspectorSession,
        ] {
            #expect(
                try state(.consent(consent, in: dossier.id), by: session)
                    == AuthorityError.consent.rawValue)
        }
    }

    @Test("nobody adds a grant, but the physician for the own notes")
    func grants() throws {
        let physician = Holder.member(dossier.physician.person.id)
        let tries: [(Session, Grant)] = [
            (dossier.hrSession, grant(.hr, employer, [.medicalAssessment])),
            (dossier.physicianSession, grant(.hr, employer, [.medicalAssessment])),
            (
                dossier.physicianSession,
                grant(.occupationalPhysician, physician, [.medicalNotes, .fundAssessment])
            ),
            (dossier.workerSession, grant(.hr, employer, [.absence])),
        ]
        for (session, grant) in tries {
            #expect(
                try state(.grants([grant], in: dossier.id), by: session)
                    == AuthorityError.grants.rawValue)
        }
    }

    @Test("a relation brings the grants of the policy, and no other")
    func relations() throws {
        let other = try vault.organisation(.medical, "Andere Dienst Voorbeeld")
        let plan = PartyPlan(
            holder: .organisation(other.id), relation: .assigned,
            roles: [.occupationalPhysician, .nurse], from: vault.clock.today, source: "affiliation")
        let session = dossier.hrSession
        let honest = try session.party(plan, under: "be-2022")
        func party(_ grants: [Grant]) -> Party {
            Party(
                holder: honest.holder, relation: honest.relation, roles: honest.roles,
                from: honest.from, until: nil, source: honest.source, grants: grants)
        }
        let wide = honest.grants.map { grant($0.role, $0.holder, Set(SectionKind.allCases)) }
        for grants in [
            wide, [], honest.grants + honest.grants.map { grant($0.role, $0.holder, [.absence]) },
        ] {
            #expect(
                try state(.party(party(grants), in: dossier.id), by: session)
                    == AuthorityError.grants.rawValue)
        }
        // Nor is anybody the worker, or the employer, beside those who are.
        for (relation, roles) in [(Relation.ownWorker, Set([Role.hr])), (.competent, [.hr])] {
            let party = Party(
                holder: employer, relation: relation, roles: roles, from: vault.clock.today,
                until: nil, source: "contract", grants: [])
            #expect(
                try state(.party(party, in: dossier.id), by: session).hasPrefix("authority/"))
        }
    }

    @Test("a step is taken in one's own name, role and organisation")
    func steps() throws {
        let actors = [
            ProcessEvent.Actor(
                member: dossier.hr.person.id, role: .employer, organisation: dossier.employer.id),
            ProcessEvent.Actor(
                member: dossier.hr.person.id, role: .hr, organisation: dossier.service.id),
            ProcessEvent.Actor(member: dossier.hr.person.id, role: .worker, organisation: nil),
        ]
        for actor in actors {
            #expect(
                try state(event(by: actor), by: dossier.hrSession)
                    == AuthorityError.event.rawValue)
        }
        let size = try vault.logSize
        let worker = ProcessEvent.Actor(
            member: dossier.worker.id, role: .worker, organisation: nil)
        #expect(
            try failure { try dossier.hrSession.append([event(by: worker)]) } == .malformed)
        #expect(try vault.logSize == size)
    }

    private func event(by actor: ProcessEvent.Actor) throws -> StatementPart {
        let id: EventID = vault.newID()
        let event = ProcessEvent(
            id: id, dossier: dossier.id, step: "absence.start", actor: actor,
            occurredOn: vault.clock.today, recordedAt: vault.clock.now)
        return .event(EventRecord(id: id, encodedEvent: event.encoded), in: dossier.id)
    }
}
