import Mediation
import Records
import Testing
import VaultClient
import VaultFixture

/// What somebody's own program could say about consents: each refused, each an entry, nothing opened.
@Suite("Attacks by consent") struct ConsentAttackTests {
    private let dossier: TestDossier
    private var vault: TestVault { dossier.vault }
    private var now: Instant { vault.clock.now }

    init() throws {
        dossier = try TestDossier(TestVault())
        try dossier.addCare()
        try dossier.write(
            .medicalAssessment, "geheim", by: dossier.physicianSession,
            role: .occupationalPhysician)
    }

    /// A consent to the treating physician, of which a test changes one thing.
    private struct Draft {
        var giver: MemberID
        var nature = ConsentNature.consent
        var role: Role? = .treatingPhysician
        var recipient: Holder?
        var kinds: Set<SectionKind> = [.medicalAssessment]
        var purposes: Set<Purpose> = [.care]
        var process: ConsentPurpose?
        var from: Instant
        var until: Instant?
        var channel = ConsentChannel.ownKey
        var evidence = ""
        var textVersion = "1"
        var isGranted = true

        func consent(_ vault: TestVault) -> Consent {
            var grants: [Grant] = []
            if isGranted, let role, let recipient, !kinds.isEmpty {
                grants = [Grant(id: vault.newID(), role: role, holder: recipient, kinds: kinds)]
            }
            return Consent(
                id: vault.newID(), giver: giver, nature: nature, role: role, recipient: recipient,
                kinds: kinds, purposes: purposes, process: process, from: from, until: until,
                channel: channel, evidence: evidence, language: .nl, textVersion: textVersion,
                grants: grants)
        }
    }

    private var honest: Draft {
        Draft(
            giver: dossier.worker.id, recipient: .member(dossier.treating.person.id), from: now,
            until: now.adding(seconds: 86_400))
    }

    /// Tries a statement, and gives the rule that refuses; the entry is the only trace.
    private func refused(
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

    private func refused(
        _ draft: Draft, by session: Session, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        try refused(
            .consent(draft.consent(vault), in: dossier.id), by: session,
            sourceLocation: sourceLocation)
    }

    private func isClosed() throws -> Bool {
        do {
            _ = try dossier.open(.medicalAssessment, by: dossier.treatingSession, for: .care)
            return false
        } catch ClientError.refused { return true }
    }

    @Test("nobody consents for the worker: employer, recipient, physician, another worker")
    func wrongSigners() throws {
        let other = try vault.worker(
            "Ander Voorbeeld", by: (dossier.physician.person, dossier.physician.appointment),
            and: (dossier.advising.person, dossier.advising.appointment))
        let sessions = [
            dossier.hrSession, dossier.treatingSession, dossier.physicianSession,
            dossier.inspectorSession, vault.session(other),
        ]
        for session in sessions {
            #expect(try refused(honest, by: session) == "authority/consent")
        }
        // Nor does the worker consent as somebody else, or somebody else as the worker.
        var draft = honest
        draft.giver = other.id
        #expect(try refused(draft, by: dossier.workerSession) == "authority/consent")
        draft.giver = dossier.hr.person.id
        #expect(try refused(draft, by: dossier.hrSession) == "authority/consent")
        #expect(try isClosed())
    }

    @Test("the physician records with evidence and a channel, and never as the worker's own key")
    func evidence() throws {
        var draft = honest
        draft.channel = .verbal
        #expect(try refused(draft, by: dossier.physicianSession) == "authority/consent")
        draft.evidence = "gezegd"
        #expect(try refused(draft, by: dossier.hrSession) == "authority/consent")
        // The worker has no paper to show for an own signature.
        #expect(try refused(draft, by: dossier.workerSession) == "authority/consent")
        draft.channel = .ownKey
        #expect(try refused(draft, by: dossier.physicianSession) == "authority/consent")
        #expect(try isClosed())
        draft.channel = .verbal
        let consent = draft.consent(vault)
        _ = try dossier.physicianSession.append([.consent(consent, in: dossier.id)])
        #expect(
            try dossier.workerSession.notices().contains { $0.reason == .consentRecorded })
    }

    @Test(
        "the employer's side gets no secret kind under any purpose",
        arguments: [ConsentPurpose?.none] + ConsentPurpose.allCases)
    func employer(process: ConsentPurpose?) throws {
        for role in [Role.employer, .hr, .lineManager, .caseManager] {
            var draft = honest
            draft.role = role
            draft.recipient = .organisation(dossier.employer.id)
            draft.process = process
            draft.nature = process?.isRequest ?? false ? .request : .consent
            draft.purposes = [.reintegration]
            #expect(try refused(draft, by: dossier.workerSession) == "floor/F1")
        }
    }

    @Test("nothing opens notes, or what an adviser holds about third parties")
    func neverOpened() throws {
        for kind in [SectionKind.medicalNotes, .psychosocialThird] {
            for process in [nil, ConsentPurpose.consultTreatingPhysician] {
                var draft = honest
                draft.kinds = [kind]
                draft.process = process
                let rule = try refused(draft, by: dossier.workerSession)
                #expect(rule.hasPrefix("floor/"), "\(rule)")
            }
        }
    }

    @Test("a period that is over, or that begins before the statement, is refused")
    func periods() throws {
        var draft = honest
        draft.from = now.adding(seconds: -100)
        draft.until = now.adding(seconds: -50)
        #expect(try refused(draft, by: dossier.workerSession) == "consent/period")
        draft.until = now
        #expect(try refused(draft, by: dossier.workerSession) == "consent/period")
        // What was read before would be explained by it.
        draft.from = now.adding(seconds: -86_400)
        draft.until = now.adding(seconds: 86_400)
        #expect(try refused(draft, by: dossier.workerSession) == "consent/period")
        #expect(try isClosed())
    }

    @Test("a consent names its recipient, its role and its end", arguments: 0..<5)
    func wildcards(part: Int) throws {
        var draft = honest
        draft.isGranted = false
        switch part {
        case 0: draft.recipient = nil
        case 1: draft.role = nil
        case 2: draft.until = nil
        case 3: draft.purposes = []
        default:
            draft.nature = .refusal
            (draft.recipient, draft.role) = (nil, nil)
        }
        let size = try vault.logSize
        // No encoding of it is a statement.
        #expect(throws: ClientError.notStatable) {
            try dossier.workerSession.append([.consent(draft.consent(vault), in: dossier.id)])
        }
        #expect(try vault.logSize == size)
    }

    @Test("a statement fits the purpose that it names, and the refusal says what would")
    func purposes() throws {
        func rule(_ change: (inout Draft) -> Void) throws -> String {
            var draft = honest
            draft.process = .consultTreatingPhysician
            change(&draft)
            return try refused(draft, by: dossier.workerSession)
        }
        #expect(
            try rule {
                $0.role = .advisingPhysician
                $0.recipient = .organisation(dossier.fund.id)
                $0.purposes = [.insurance]
            } == "consent/C2/recipient")
        #expect(try rule { $0.kinds = [.fundCertificate] } == "consent/C2/sections")
        #expect(try rule { $0.purposes = [.insurance] } == "consent/C2/purposes")
        #expect(
            try rule { $0.until = now.adding(seconds: 400 * 86_400) } == "consent/C2/period")
        #expect(try rule { $0.textVersion = "0" } == "consent/C2/text")
        #expect(try rule { $0.nature = .request } == "consent/C2/nature")
        #expect(
            try rule {
                $0.process = .workerInformation
                $0.kinds = []
            } == "consent/C14/regime")
        #expect(
            try rule {
                $0.process = nil
                $0.kinds = [.exchange]
                $0.purposes = [.reintegration]
            } == "consent/C10/only")
        #expect(
            try rule {
                $0.process = nil
                $0.textVersion = "0"
            } == "consent/text")
        do {
            var draft = honest
            draft.process = .consultAdvisingPhysician
            draft.kinds = []
            _ = try dossier.workerSession.append([.consent(draft.consent(vault), in: dossier.id)])
        } catch ClientError.refused(let refusal, _) {
            #expect(refusal.hint.contains("advising-physician"))
            #expect(refusal.reasons.allSatisfy { $0.contains("C3") })
        }
        #expect(try isClosed())
    }

    @Test("a withdrawn consent comes back by no replay")
    func replay() throws {
        let session = dossier.workerSession
        let consent = honest.consent(vault)
        let draft = try session.draft([.consent(consent, in: dossier.id)])
        _ = try session.submit(draft)
        let view = try dossier.view(.medicalAssessment, for: dossier.physicianSession)
        let grant = try #require(consent.grants.first).id
        try dossier.physicianSession.disclose(
            dossier: dossier.id, section: view.section, to: [grant], purpose: .care)
        #expect(try !isClosed())
        try dossier.withdraw(consent.id)
        #expect(try isClosed())
        // The signed statement as it was, and what it says in a statement of today.
        #expect(throws: ClientError.self) { try session.submit(draft) }
        #expect(
            try refused(.consent(consent, in: dossier.id), by: session) == "authority/duplicate")
        #expect(
            try refused(.withdrawal(of: consent.id, evidence: "", in: dossier.id), by: session)
                == "authority/duplicate")
        #expect(throws: ClientError.self) {
            try dossier.physicianSession.disclose(
                dossier: dossier.id, section: view.section, to: [grant], purpose: .care)
        }
        #expect(try isClosed())
    }
}
