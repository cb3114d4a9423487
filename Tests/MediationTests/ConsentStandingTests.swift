import Records
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

/// What stands, and what beats what: refusals, both sides, a representative, the years of an exchange.
@Suite("What a consent opens, and for how long") struct ConsentStandingTests {
    private let dossier: TestDossier
    private var vault: TestVault { dossier.vault }

    init() throws { dossier = try TestDossier(TestVault()) }

    private func isOpen(_ kind: SectionKind, _ session: Session, _ purpose: Purpose) throws -> Bool
    {
        do {
            _ = try dossier.open(kind, by: session, for: purpose)
            return true
        } catch ClientError.refused { return false }
    }

    private func state(_ consent: Consent, by session: Session? = nil) throws -> ConsentID {
        _ = try (session ?? dossier.workerSession).append([.consent(consent, in: dossier.id)])
        return consent.id
    }

    private func refusal(
        to recipient: Holder?, as role: Role?, kinds: Set<SectionKind> = [],
        until: Instant? = nil
    ) throws -> Consent {
        try dossier.workerSession.consent(
            giver: dossier.worker.id, nature: .refusal, role: role, recipient: recipient,
            kinds: kinds, purposes: [], from: vault.clock.now, until: until, language: .nl)
    }

    @Test("a refusal of a person, a role or an organisation beats the consent while it stands")
    func refusals() throws {
        try dossier.write(
            .medicalAssessment, "geheim", by: dossier.physicianSession,
            role: .occupationalPhysician)
        try dossier.addCare()
        let (_, grant) = try dossier.consent()
        let view = try dossier.view(.medicalAssessment, for: dossier.physicianSession)
        try dossier.physicianSession.disclose(
            dossier: dossier.id, section: view.section, to: [grant], purpose: .care)
        let treating = Holder.member(dossier.treating.person.id)
        let practice = Holder.organisation(dossier.practice.id)
        let soon = vault.clock.now.adding(seconds: 60)
        let refusals = [
            try refusal(to: treating, as: nil), try refusal(to: treating, as: .nurse),
            try refusal(to: nil, as: .treatingPhysician), try refusal(to: practice, as: nil),
            try refusal(to: practice, as: .treatingPhysician),
            try refusal(to: treating, as: .treatingPhysician, kinds: [.medicalAssessment]),
            try refusal(to: treating, as: nil, until: soon),
        ]
        for refusal in refusals {
            #expect(try isOpen(.medicalAssessment, dossier.treatingSession, .care))
            let id = try state(refusal)
            #expect(try !isOpen(.medicalAssessment, dossier.treatingSession, .care), "\(refusal)")
            try dossier.withdraw(id)
        }
        let others = [
            try refusal(to: nil, as: .nurse), try refusal(to: practice, as: .nurse),
            try refusal(to: .organisation(dossier.fund.id), as: nil),
            try refusal(to: treating, as: nil, kinds: [.consultation]),
        ]
        for refusal in others {
            _ = try state(refusal)
            #expect(try isOpen(.medicalAssessment, dossier.treatingSession, .care), "\(refusal)")
        }
        // Whoever is refused gets no wrap either.
        _ = try state(refusals[0].again(vault))
        #expect(throws: ClientError.self) {
            try dossier.physicianSession.disclose(
                dossier: dossier.id, section: view.section, to: [grant], purpose: .care)
        }
    }

    @Test("a talk of three takes both sides, and ends when either does")
    func bothSides() throws {
        let coach = try vault.member("Coach Voorbeeld")
        let support = try vault.organisation(.support, "Loopbaan Voorbeeld")
        let session = vault.session(coach, as: try vault.appoint(coach, .coach, support.id))
        let worker = dossier.workerSession
        let party = try worker.party(
            PartyPlan(
                holder: .member(coach.id), relation: .mandated, roles: [.coach],
                from: vault.clock.today, source: "worker"), under: "be-2022")
        _ = try worker.append([.party(party, in: dossier.id)])
        let until = vault.clock.now.adding(seconds: 30 * 86_400)
        let consent = try worker.consent(
            giver: dossier.worker.id, role: .coach, recipient: .member(coach.id),
            kinds: [.coachingJoint], purposes: [.support, .reintegration],
            process: .coachingTalk, from: vault.clock.now, until: until, language: .nl)
        _ = try state(consent)
        func agreement(by session: Session, giver: MemberID) throws -> Consent {
            try session.consent(
                giver: giver, nature: .agreement, role: .coach, recipient: .member(coach.id),
                kinds: [], purposes: [.support], process: .coachingTalk, from: vault.clock.now,
                until: until, language: .nl)
        }
        func write() throws {
            try dossier.write(
                .coachingJoint, "gesprek", by: session, role: .coach, purpose: .support)
        }
        #expect(throws: ClientError.self) { try write() }
        // Only the employer's side agrees for the employer's side.
        for (session, giver) in [
            (worker, dossier.worker.id), (dossier.physicianSession, dossier.physician.person.id),
            (session, coach.id), (dossier.hrSession, dossier.worker.id),
        ] {
            #expect(throws: ClientError.self) {
                try state(agreement(by: session, giver: giver), by: session)
            }
        }
        let hr = dossier.hrSession
        let agreed = try state(agreement(by: hr, giver: dossier.hr.person.id), by: hr)
        try write()
        #expect(try isOpen(.coachingJoint, session, .support))
        // The worker does not end the employer's agreement, nor the employer the worker's consent.
        #expect(throws: ClientError.self) { try dossier.withdraw(agreed) }
        #expect(throws: ClientError.self) {
            try hr.append([.withdrawal(of: consent.id, evidence: "x", in: dossier.id)])
        }
        #expect(try isOpen(.coachingJoint, session, .support))
        _ = try hr.append([.withdrawal(of: agreed, evidence: "", in: dossier.id)])
        #expect(try !isOpen(.coachingJoint, session, .support))
    }

    @Test("a legal representative consents with a mandate only, and the worker is told")
    func representative() throws {
        let person = try vault.member("Vertegenwoordiger Voorbeeld")
        let place = try vault.organisation(.worker, "Bewindvoering Voorbeeld")
        let session = vault.session(
            person, as: try vault.appoint(person, .legalRepresentative, place.id))
        try dossier.addCare()
        try dossier.write(
            .consultation, "overleg", by: dossier.physicianSession, role: .occupationalPhysician)
        func consent() throws -> Consent {
            try session.consent(
                giver: dossier.worker.id, role: .treatingPhysician,
                recipient: .member(dossier.treating.person.id), kinds: [.consultation],
                purposes: [.care], from: vault.clock.now,
                until: vault.clock.now.adding(seconds: 86_400), language: .fr)
        }
        #expect(throws: ClientError.self) { try state(consent(), by: session) }
        let party = try dossier.workerSession.party(
            PartyPlan(
                holder: .member(person.id), relation: .mandated, roles: [.legalRepresentative],
                from: vault.clock.today, source: "court order"), under: "be-2022")
        _ = try dossier.workerSession.append([.party(party, in: dossier.id)])
        let given = try consent()
        _ = try state(given, by: session)
        #expect(try dossier.workerSession.notices().contains { $0.reason == .consentRecorded })
        let view = try dossier.view(.consultation, for: dossier.physicianSession)
        let grant = try #require(given.grants.first).id
        try dossier.physicianSession.disclose(
            dossier: dossier.id, section: view.section, to: [grant], purpose: .care)
        #expect(try isOpen(.consultation, dossier.treatingSession, .care))
        _ = try session.append([.withdrawal(of: given.id, evidence: "", in: dossier.id)])
        #expect(try !isOpen(.consultation, dossier.treatingSession, .care))
    }

    @Test("the exchange: a year by law from its first filing, a year by consent, then closed")
    func exchange() throws {
        try dossier.addCare()
        // What lies before the first filing does not count.
        vault.clock.advance(days: 100)
        try dossier.write(
            .exchange, "bericht", by: dossier.treatingSession, role: .treatingPhysician)
        func isRead() throws -> Bool {
            try isOpen(.exchange, dossier.treatingSession, .reintegration)
        }
        func consent() throws -> Consent {
            try dossier.workerSession.consent(
                giver: dossier.worker.id, role: .treatingPhysician,
                recipient: .member(dossier.treating.person.id), kinds: [.exchange],
                purposes: [.reintegration], process: .exchangeSecondYear, from: vault.clock.now,
                until: vault.clock.now.adding(seconds: 364 * 86_400), language: .nl)
        }
        // 17 April 2024 to 16 April 2025 inclusive.
        vault.clock.advance(days: 364)
        #expect(try isRead())
        let view = try dossier.view(.exchange, for: dossier.treatingSession)
        try dossier.writeNext(
            .exchange, "later bericht", after: view, by: dossier.treatingSession,
            role: .treatingPhysician)
        vault.clock.advance(days: 1)
        // A later version does not begin the years anew.
        #expect(try !isRead())
        _ = try state(consent())
        #expect(try isRead())
        vault.clock.advance(days: 360)
        _ = try state(consent())
        vault.clock.advance(days: 4)
        #expect(try isRead())
        vault.clock.advance(days: 1)
        #expect(try !isRead())
        // The worker reads on.
        #expect(try isOpen(.exchange, dossier.workerSession, .ownFile))
    }

    @Test("a receipt shows the statement as it was logged, to whom it concerns")
    func receipts() throws {
        try dossier.addCare()
        let (id, _) = try dossier.consent()
        try dossier.withdraw(id)
        let shown = try #require(dossier.workerSession.show(dossier.id).consents.first)
        let given = try dossier.workerSession.receipt(of: shown.reference)
        guard case .consent(let consent) = given.statement.statement.body else {
            Issue.record("another statement")
            return
        }
        #expect(consent == shown.consent && given.entry.entry.object == given.statement.hash)
        #expect(given.entry.entry.event == .consentGiven)
        let withdrawal = try #require(shown.withdrawal)
        let withdrawn = try dossier.workerSession.receipt(of: withdrawal)
        #expect(withdrawn.entry.entry.event == .consentWithdrawn)
        // The recipient has the same, the employer nothing.
        #expect(
            try dossier.treatingSession.receipt(of: shown.reference).statement == given.statement)
        for reference in [shown.reference, withdrawal] {
            #expect(throws: ClientError.self) { try dossier.hrSession.receipt(of: reference) }
        }
        #expect(throws: ClientError.unverified(.entry)) {
            try StatementReceipt(given.statement, entry: withdrawn.entry)
        }
    }
}

extension Consent {
    /// The same words in a new statement.
    fileprivate func again(_ vault: TestVault) -> Self {
        Self(
            id: vault.newID(), giver: giver, nature: nature, role: role, recipient: recipient,
            kinds: kinds, purposes: purposes, process: process, from: vault.clock.now,
            until: until, channel: channel, evidence: evidence, language: language,
            textVersion: textVersion, grants: [])
    }
}
