import CryptoPrimitives
import Foundation
import GRDB
import Keystore
import Mediation
import Records
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

@Suite("A mediator that was taken over") struct TakenOverMediatorTests {
    private let dossier: TestDossier
    private let section: SectionID
    private var vault: TestVault { dossier.vault }
    private var thief: StolenKeystore { StolenKeystore(vault: vault) }

    init() throws {
        dossier = try TestDossier(TestVault())
        try dossier.addCare()
        section = try dossier.write(
            .medicalAssessment, "geheim", by: dossier.physicianSession,
            role: .occupationalPhysician
        ).manifest.section
    }

    private func wraps(of grant: GrantID) throws -> Int {
        let records = try RawRecords(vault)
        defer { try? records.close() }
        return try records.rows(
            "SELECT 1 FROM wrap WHERE grant_id = ?", [Data(grant.bytes)]
        ).count
    }

    /// A consent in the worker's name, for the treating physician.
    private func consent(evidence: String = "", giver: MemberID? = nil) throws -> Consent {
        let now = vault.clock.now
        return try dossier.treatingSession.consent(
            giver: giver ?? dossier.worker.id, role: .treatingPhysician,
            recipient: .member(dossier.treating.person.id), kinds: [.medicalAssessment],
            purposes: [.care], from: now, until: now.adding(seconds: 86_400), evidence: evidence,
            language: .nl)
    }

    /// Neither a reader nor an author gives a wrap under a planted consent.
    private func expectNoWrap(
        under consent: Consent, _ expected: AuthorityError,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let grant = try #require(consent.grants.first).id
        #expect(
            throws: ClientError.unverified(.statement(expected)), sourceLocation: sourceLocation
        ) {
            try dossier.physicianSession.disclose(
                dossier: dossier.id, section: section, to: [grant], purpose: .care)
        }
        #expect(
            throws: ClientError.unverified(.statement(expected)), sourceLocation: sourceLocation
        ) {
            try dossier.write(
                .medicalAssessment, "nog een", by: dossier.physicianSession,
                role: .occupationalPhysician)
        }
        #expect(try wraps(of: grant) == 0, sourceLocation: sourceLocation)
    }

    @Test("with a consent that the recipient signed gets no wrap from a reader or an author")
    func forgedByRecipient() throws {
        let consent = try consent()
        let (person, appointment) = dossier.treating
        try thief.plant(
            thief.statement(
                .consent(consent), chain: .dossier(dossier.id), by: [(person.keys, appointment)]))
        try expectNoWrap(under: consent, .consent)
    }

    @Test("with a consent that the employer recorded gets no wrap")
    func forgedByEmployer() throws {
        let consent = try consent(evidence: "formulier")
        try thief.plant(
            thief.statement(
                .consent(consent), chain: .dossier(dossier.id),
                by: [(dossier.hr.person.keys, dossier.hr.appointment)]))
        try expectNoWrap(under: consent, .consent)
    }

    @Test("with a consent that a physician recorded without evidence gets no wrap")
    func withoutEvidence() throws {
        let consent = try consent()
        try thief.plant(
            thief.statement(
                .consent(consent), chain: .dossier(dossier.id),
                by: [(dossier.physician.person.keys, dossier.physician.appointment)]))
        try expectNoWrap(under: consent, .consent)
    }

    @Test("with the worker's name under another's signature gets no wrap")
    func forgedSignature() throws {
        let consent = try consent()
        let impostor = try TestVault.Person(id: dossier.worker.id)
        try thief.plant(
            thief.statement(
                .consent(consent), chain: .dossier(dossier.id), by: [(impostor.keys, nil)]))
        try expectNoWrap(under: consent, .signature)
    }

    @Test("with a consent that was given in another dossier gets no wrap")
    func otherDossier() throws {
        let other = try TestDossier(vault)
        let consent = try consent(giver: other.worker.id)
        try thief.plant(
            thief.statement(
                .consent(consent), chain: .dossier(dossier.id), by: [(other.worker.keys, nil)]))
        try expectNoWrap(under: consent, .consent)
    }

    @Test("with a consent that the worker did give, planted in the same way, it gets the wrap")
    func genuine() throws {
        let consent = try consent()
        try thief.plant(
            thief.statement(
                .consent(consent), chain: .dossier(dossier.id), by: [(dossier.worker.keys, nil)]))
        let grant = try #require(consent.grants.first).id
        try dossier.physicianSession.disclose(
            dossier: dossier.id, section: section, to: [grant], purpose: .care)
        #expect(try wraps(of: grant) == 1)
    }

    @Test("a grant that no consent brings, and an own key for a true one, get no wrap")
    func otherRecipients() throws {
        let consent = try dossier.consent()
        let thiefKey = try X25519.PrivateKey.generate().publicKey
        let changes: [(ClientError, @Sendable (Recipient) -> Recipient)] = [
            (.unverified(.recipientKey), { $0.replacing(key: thiefKey) }),
            (
                .unverified(.recipientBasis),
                {
                    $0.replacing(
                        grant: Grant(
                            id: $0.grant.id, role: .hr, holder: $0.grant.holder,
                            kinds: $0.grant.kinds))
                }
            ),
            (
                .unverified(.recipientBasis),
                {
                    $0.replacing(
                        grant: Grant(
                            id: $0.grant.id, role: $0.grant.role, holder: $0.grant.holder,
                            kinds: Set(SectionKind.allCases)))
                }
            ),
            (.unverified(.recipientKey), { $0.replacing(epoch: $0.epoch + 1) }),
        ]
        for (error, change) in changes {
            let transport = try TakenOverTransport(vault) { _, reply in
                guard let recipient = reply.answer(Recipient.self) else { return reply }
                return reply.answering(change(recipient).canonicalBytes)
            }
            let session = vault.session(
                dossier.physician.person, as: dossier.physician.appointment, through: transport)
            #expect(throws: error) {
                try session.disclose(
                    dossier: dossier.id, section: section, to: [consent.grant], purpose: .care)
            }
        }
        #expect(try wraps(of: consent.grant) == 0)
    }

    @Test("leaves out neither the worker nor adds the employer when something is written")
    func recipientsOfAWrite() throws {
        let employer = try dossier.workerSession.show(dossier.id).parties.flatMap(\.grants)
        let hr = try #require(employer.first { $0.role == .hr })
        let directory = try dossier.hrSession.learn([.organisation(dossier.employer.id)])
        let hrKey = try #require(directory.roleKey(.hr, of: dossier.employer.id)).roleKey
        let changes: [(ClientError, @Sendable ([Recipient]) -> [Recipient])] = [
            (.unverified(.workerLeftOut), { $0.filter { $0.grant.role != .worker } }),
            (
                .unverified(.recipientBasis),
                { recipients in
                    recipients
                        + recipients.prefix(1).map { recipient in
                            recipient.replacing(
                                grant: Grant(
                                    id: hr.id, role: .hr, holder: hr.holder,
                                    kinds: [.medicalAssessment]), epoch: hrKey.epoch,
                                key: hrKey.key)
                        }
                }
            ),
        ]
        for (error, change) in changes {
            let transport = try TakenOverTransport(vault) { _, reply in
                guard let answer = reply.answer(PrepareWrite.Answer.self) else { return reply }
                return reply.answering(
                    PrepareWrite.Answer(
                        recipients: change(answer.recipients), pending: answer.pending
                    ).canonicalBytes)
            }
            let session = vault.session(
                dossier.physician.person, as: dossier.physician.appointment, through: transport)
            #expect(throws: error) {
                try dossier.write(
                    .medicalAssessment, "nog een", by: session, role: .occupationalPhysician)
            }
        }
    }

    @Test("hides a withdrawal, but not from the worker who withdrew")
    func hiddenWithdrawal() throws {
        let consent = try dossier.consent()
        let chain = ChainID.dossier(dossier.id)
        let before = try vault.keystore.chain(chain)
        try dossier.withdraw(consent.id)
        // The statement goes, the head of the chain goes back, the secrets are made anew.
        let records = try RawRecords(vault)
        try records.run(
            "DELETE FROM statement WHERE chain = ? AND sequence = ?",
            [Data(chain.bytes), before.head.length])
        try records.close()
        // The keystore as it was, which a mediator may have kept.
        try vault.keystore.erase(chain)
        try vault.keystore.create(before, for: chain)
        do {
            try dossier.workerSession.disclose(
                dossier: dossier.id, section: section, to: [consent.grant], purpose: .ownFile)
            Issue.record("the worker wraps under a consent that the worker withdrew")
        } catch ClientError.againstFloor(let rules) {
            #expect(rules.contains("floor/F6"))
        }
        #expect(try wraps(of: consent.grant) == 0)
        #expect(!vault.isFoundClean(), "the log has an entry without its statement")
    }
}

extension Recipient {
    /// The recipient with some parts replaced.
    func replacing(grant: Grant? = nil, epoch: UInt64? = nil, key: X25519.PublicKey? = nil) -> Self
    {
        Self(
            grant: grant ?? self.grant, epoch: epoch ?? self.epoch, key: key ?? self.key,
            sealedShare: sealedShare, evidence: evidence)
    }
}
