import Keystore
import Mediation
import Records
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

@Suite("Evidence for those who wrap") struct EvidenceTests {
    private let dossier: TestDossier
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        try dossier.addCare()
    }

    @Test("a nurse writes what a consent gives to another, and discloses it")
    func nurse() throws {
        let nurse = try dossier.nurse()
        let earlier = try dossier.write(
            .medicalAssessment, "vroeger", by: dossier.physicianSession,
            role: .occupationalPhysician
        ).manifest.section
        let consent = try dossier.consent(to: [.medicalAssessment, .consultation])
        let receipt = try dossier.write(
            .consultation, "overleg", by: nurse, role: .nurse)
        #expect(receipt.recipients.contains { $0.id == consent.grant })
        let opened = try dossier.open(.consultation, by: dossier.treatingSession, for: .care)
        #expect(opened.content == Array("overleg".utf8))
        try nurse.disclose(
            dossier: dossier.id, section: earlier, to: [consent.grant], purpose: .care)
        #expect(
            try dossier.open(.medicalAssessment, by: dossier.treatingSession, for: .care).content
                == Array("vroeger".utf8))
    }

    @Test("human resources writes what a consent gives to a coach")
    func humanResources() throws {
        let coach = try vault.member("Coach Voorbeeld")
        let support = try vault.organisation(.support, "Loopbaan Voorbeeld")
        let appointment = try vault.appoint(coach, .coach, support.id)
        let worker = dossier.workerSession
        let now = vault.clock.now
        let party = try worker.party(
            PartyPlan(
                holder: .member(coach.id), relation: .mandated, roles: [.coach],
                from: vault.clock.today, source: "worker"), under: "be-2022")
        let consent = try worker.consent(
            giver: dossier.worker.id, role: .coach, recipient: .member(coach.id),
            kinds: [.coachingJoint], purposes: [.support, .reintegration],
            process: .coachingTalk, from: now, until: now.adding(seconds: 86_400), language: .nl)
        _ = try worker.append([.party(party, in: dossier.id), .consent(consent, in: dossier.id)])
        let agreement = try dossier.hrSession.consent(
            giver: dossier.hr.person.id, nature: .agreement, role: .coach,
            recipient: .member(coach.id), kinds: [], purposes: [.support],
            process: .coachingTalk, from: now, until: now.adding(seconds: 86_400), language: .nl)
        _ = try dossier.hrSession.append([.consent(agreement, in: dossier.id)])
        let grant = try #require(consent.grants.first).id
        let receipt = try dossier.write(
            .coachingJoint, "gesprek", by: dossier.hrSession, role: .hr)
        #expect(receipt.recipients.contains { $0.id == grant })
        let session = vault.session(coach, as: appointment)
        #expect(
            try session.open(
                dossier: dossier.id, section: .latest(.coachingJoint), purpose: .support
            ).content == Array("gesprek".utf8))
    }

    @Test("what the physician of a later service records is shown with the change of the service")
    func laterService() throws {
        let later = try vault.organisation(.medical, "Nieuwe Dienst Voorbeeld")
        let (person, appointment) = try vault.colleague(
            .occupationalPhysician, in: later, "Nieuwe Arts Voorbeeld")
        let worker = dossier.workerSession
        let party = try worker.party(
            PartyPlan(
                holder: .organisation(later.id), relation: .assigned,
                roles: [.occupationalPhysician, .nurse], from: vault.clock.today,
                source: "affiliation"), under: "be-2022")
        _ = try worker.append([.party(party, in: dossier.id)])
        let session = vault.session(person, as: appointment)
        let now = vault.clock.now
        let consent = try session.consent(
            giver: dossier.worker.id, role: .treatingPhysician,
            recipient: .member(dossier.treating.person.id), kinds: [.consultation],
            purposes: [.care], from: now, until: now.adding(seconds: 86_400),
            channel: .paper, evidence: "formulier", language: .nl)
        _ = try session.append([.consent(consent, in: dossier.id)])
        let receipt = try dossier.write(
            .consultation, "overleg", by: session, role: .occupationalPhysician)
        #expect(receipt.recipients.contains { $0.id == consent.grants.first?.id })
        _ = try dossier.open(.consultation, by: dossier.treatingSession, for: .care)
    }

    /// What someone is told who asks for a statement of the dossier.
    private func ask(
        _ sequence: UInt64, _ person: TestVault.Person, as appointment: AppointmentID?
    ) throws -> Outcome? {
        let call = Call.fetchEvidence(
            FetchEvidence(
                references: [
                    StatementReference(chain: .dossier(dossier.id), sequence: sequence)
                ]))
        let transport = RecordingTransport(vault.mediator)
        _ = try vault.session(person, as: appointment, through: transport).notices()
        let request = try #require(transport.exchanges.last?.message.request)
        return try vault.mediator.handle(request.replacing(call: call).signed(by: person.keys))
            .outcome
    }

    @Test("whoever neither writes nor discloses under a consent does not see it")
    func others() throws {
        try dossier.consent(to: [.medicalAssessment])
        let chain = ChainID.dossier(dossier.id)
        let last = try vault.keystore.chain(chain).head.length - 1
        for (person, appointment, isAllowed) in [
            (dossier.hr.person, dossier.hr.appointment, false),
            (dossier.advising.person, dossier.advising.appointment, false),
            (dossier.inspector.person, dossier.inspector.appointment, false),
            (dossier.treating.person, dossier.treating.appointment, true),
            (dossier.physician.person, dossier.physician.appointment, true),
        ] {
            let outcome = try ask(last, person, as: appointment)
            if isAllowed {
                guard case .done? = outcome else {
                    Issue.record("who relies on a consent does not see it")
                    continue
                }
            } else {
                #expect(outcome == .failed(.unknown))
            }
        }
        // Nor who treats the worker, which the view does not show either.
        let care = last - 1
        let (inspector, appointment) = dossier.inspector
        #expect(try ask(care, inspector, as: appointment) == .failed(.unknown))
        #expect(try ask(care, dossier.worker, as: nil) != .failed(.unknown))
    }
}

@Suite("Denials in the log") struct DenialTests {
    @Test("copies of a role key from someone outside the role are refused, with an entry")
    func keyCopies() throws {
        let dossier = try TestDossier(TestVault())
        let vault = dossier.vault
        let directory = try dossier.hrSession.learn([.organisation(dossier.service.id)])
        let key = try #require(
            directory.roleKey(.occupationalPhysician, of: dossier.service.id)
        ).roleKey.key
        let call = Call.storeKeyCopies(
            StoreKeyCopies(
                key: key,
                copies: [
                    StoreKeyCopies.Copy(
                        member: dossier.physician.person.id,
                        sealed: [UInt8](repeating: 1, count: 80))
                ]))
        for (person, appointment, rule) in [
            (dossier.hr.person, dossier.hr.appointment, "authority/role-key"),
            (dossier.worker, nil as AppointmentID?, "authority/appointment"),
        ] {
            let transport = RecordingTransport(vault.mediator)
            _ = try vault.session(person, as: appointment, through: transport).notices()
            let request = try #require(transport.exchanges.last?.message.request)
            let size = try vault.logSize
            let reply = try #require(
                vault.mediator.handle(request.replacing(call: call).signed(by: person.keys)).reply)
            guard case .refused(let refusal) = reply.outcome else {
                Issue.record("it is not refused")
                continue
            }
            #expect(refusal.rules.first == rule)
            #expect(reply.entries.map(\.index) == [size])
            #expect(try vault.logSize == size + 1)
        }
        // The physician's own copy is what it was.
        _ = try dossier.write(
            .medicalAssessment, "geheim", by: dossier.physicianSession,
            role: .occupationalPhysician)
        #expect(
            try dossier.open(.medicalAssessment, by: dossier.physicianSession).content
                == Array("geheim".utf8))
    }

    @Test("a write that floor or policy refuse is an entry when it reaches the mediator")
    func writes() throws {
        let dossier = try TestDossier(TestVault())
        let vault = dossier.vault
        // The own program refuses before anything is sent: there is no request to log.
        let size = try vault.logSize
        #expect(throws: ClientError.againstFloor(["floor/W"])) {
            try dossier.write(.medicalAssessment, "nee", by: dossier.hrSession, role: .hr)
        }
        #expect(try vault.logSize == size)
        // A program that leaves that out is refused by the mediator, with an entry.
        let keys = dossier.hr.person.keys
        let appointment = dossier.hr.appointment
        let transport = OwnProgramTransport(mediator: vault.mediator, keys: keys) { call in
            guard case .prepareWrite(let prepare) = call else { return nil }
            let manifest = prepare.manifest.manifest.replacing(kind: .medicalAssessment)
            return .prepareWrite(
                PrepareWrite(
                    manifest: SignedManifest(
                        manifest,
                        signature: try keys.sign(
                            manifest.canonicalBytes, appointment: appointment)),
                    step: prepare.step))
        }
        #expect(throws: ClientError.unverified(.otherRequest)) {
            try dossier.write(
                .absence, "ja",
                by: vault.session(dossier.hr.person, as: appointment, through: transport), role: .hr
            )
        }
        let last = try #require(dossier.workerSession.ownEntries().entries.last)
        #expect(last.entry.event == .sectionWritten)
        #expect(last.entry.outcome == .denied)
    }
}

extension Manifest {
    /// The same manifest for another kind.
    func replacing(kind: SectionKind) -> Self {
        Manifest(
            vault: vault, dossier: dossier, section: section, kind: kind, version: version,
            previous: previous, length: length, commitment: commitment, chunkRoot: chunkRoot,
            author: author, authorKey: authorKey, role: role, appointment: appointment, time: time,
            policy: policy, purpose: purpose, form: form, isComplete: isComplete,
            namesThirdParties: false, extractOf: nil)
    }
}
