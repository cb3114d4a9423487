import CryptoPrimitives
import Keystore
import Mediation
import RecordStore
import RecordStoreSQLite
import Records
import Reintegration
import Testing
import VaultClient
import VaultFixture

extension TestDossier {
    /// The worker brings in the treating physician.
    func addCare() throws {
        let party = try workerSession.party(
            PartyPlan(
                holder: .member(treating.person.id), relation: .care, roles: [.treatingPhysician],
                from: vault.clock.today, source: "worker"), under: "be-2022")
        _ = try workerSession.append([.party(party, in: id)])
    }

    /// The worker lets the treating physician read.
    @discardableResult
    func consent(
        to kinds: Set<SectionKind> = [.medicalAssessment]
    ) throws -> (id: ConsentID, grant: GrantID) {
        let now = vault.clock.now
        let consent = try workerSession.consent(
            giver: worker.id, role: .treatingPhysician, recipient: .member(treating.person.id),
            kinds: kinds, purposes: [.care], from: now, until: now.adding(seconds: 30 * 86_400),
            language: .nl)
        _ = try workerSession.append([.consent(consent, in: id)])
        return (consent.id, try #require(consent.grants.first).id)
    }

    func withdraw(_ consent: ConsentID) throws {
        _ = try workerSession.append([.withdrawal(of: consent, evidence: "", in: id)])
    }

    /// A nurse of the service, who holds a key of the role.
    func nurse() throws -> Session {
        let (person, appointment) = try vault.colleague(.nurse, in: service, "Verpleging Voorbeeld")
        return vault.session(person, as: appointment)
    }

    /// A step that needs no section.
    func startAbsence(by session: Session, resting sections: [Digest] = []) throws {
        let event = try absenceStart(by: session, resting: sections)
        _ = try session.append([.event(event, in: id)])
    }

    func absenceStart(
        by session: Session, as member: MemberID? = nil, resting sections: [Digest] = []
    ) throws -> EventRecord {
        let event: EventID = try session.newIdentifier()
        return EventRecord(
            id: event,
            encodedEvent: ProcessEvent(
                id: event, dossier: id, step: "absence.start",
                actor: ProcessEvent.Actor(
                    member: member ?? hr.person.id, role: .hr, organisation: employer.id),
                occurredOn: vault.clock.today, recordedAt: vault.clock.now, sections: sections
            ).encoded)
    }

    func view(_ kind: SectionKind, for session: Session) throws -> SectionView {
        try #require(session.show(id).sections.last { $0.kind == kind })
    }

    @discardableResult
    func writeNext(
        _ kind: SectionKind, _ text: String, after view: SectionView, by session: Session,
        role: Role
    ) throws -> WriteReceipt {
        try session.write(
            NewVersion(
                dossier: id, target: .after(view), kind: kind, content: Array(text.utf8),
                purpose: .reintegration, role: role))
    }

    func open(
        _ kind: SectionKind, by session: Session, for purpose: Purpose = .reintegration,
        version: UInt64 = 0
    ) throws -> OpenedSection {
        try session.open(
            dossier: id, section: .latest(kind), version: version, purpose: purpose)
    }
}

extension TestVault {
    /// The number of entries of the log.
    var logSize: UInt64 { get throws { try store.read { try $0.logState()?.size ?? 0 } } }

    /// What `doctor --deep` looks at; `true` when nothing differs.
    func isFoundClean() -> Bool {
        do {
            try store.checkPages()
            return try audit().isClean
        } catch {
            return false
        }
    }

    func audit() throws -> AuditReport {
        try VaultAudit.run(store: store, secrets: keystore, day: { $0.utcDay })
    }

    /// A session whose messages pass through someone.
    func session(
        _ person: Person, as appointment: AppointmentID? = nil, through transport: any Transport
    ) -> Session {
        Session(
            vault: vault, keys: person.keys, appointment: appointment, transport: transport,
            state: person.state, now: { [clock] in clock.now }, today: clock.today)
    }
}

/// Runs something that must end in a failure of the mediator, and gives which.
func failure(
    _ body: () throws -> some Any, sourceLocation: SourceLocation = #_sourceLocation
) throws -> Failure {
    do {
        _ = try body()
    } catch ClientError.failed(let failure) {
        return failure
    }
    Issue.record("it did not fail", sourceLocation: sourceLocation)
    throw NotRefused()
}

/// Runs something that must be refused with an entry, and gives the first rule.
func refusal(
    _ body: () throws -> some Any, sourceLocation: SourceLocation = #_sourceLocation
) throws -> String {
    do {
        _ = try body()
    } catch ClientError.refused(let refusal, let entry) {
        #expect(entry != nil, "a refusal is an entry", sourceLocation: sourceLocation)
        return refusal.rules.first ?? ""
    }
    Issue.record("it was not refused", sourceLocation: sourceLocation)
    throw NotRefused()
}

struct NotRefused: Error {}
