import CryptoPrimitives
import Foundation
import GRDB
import Mediation
import Records
import Testing
import VaultClient
import VaultFixture

@Suite("A request that comes again") struct RepeatTests {
    private let dossier: TestDossier
    private let section: SectionID
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        try dossier.addCare()
        section = try dossier.write(
            .medicalAssessment, "geheim", by: dossier.physicianSession,
            role: .occupationalPhysician
        ).manifest.section
    }

    /// Acts as the physician and gives the last exchange of a kind.
    private func exchange(
        _ kind: Call.Kind, _ act: (Session) throws -> some Any
    ) throws -> (message: [UInt8], answer: [UInt8]) {
        let transport = RecordingTransport(vault.mediator)
        _ = try act(
            vault.session(
                dossier.physician.person, as: dossier.physician.appointment, through: transport))
        return try #require(transport.exchanges.last { $0.message.callKind == kind })
    }

    private func open(_ session: Session) throws -> OpenedSection {
        try dossier.open(.medicalAssessment, by: session)
    }

    private func write(_ session: Session) throws -> WriteReceipt {
        try dossier.write(
            .consultation, "overleg", by: session, role: .occupationalPhysician)
    }

    @Test("a lost answer that is asked for again brings the same entries and no second one")
    func sameEntries() throws {
        // A version is disclosed once under one consent.
        let disclose: (Session) throws -> Void = { [dossier, section] session in
            try session.disclose(
                dossier: dossier.id, section: section, to: [dossier.consent().grant],
                purpose: .care)
        }
        let acts: [(Call.Kind, (Session) throws -> Void)] = [
            (.openSection, { _ = try open($0) }), (.commitWrite, { _ = try write($0) }),
            (.append, { try self.recordConsent($0) }),
            (.prepareWrap, disclose), (.commitWrap, disclose),
            (.showDossier, { _ = try $0.show(dossier.id) }),
            (.index, { try $0.index(dossier.id, by: ["Werknemer"]) }),
            (.search, { _ = try $0.search("Werknemer", purpose: .reintegration) }),
        ]
        let records = try RawRecords(vault)
        for (kind, act) in acts {
            let (message, answer) = try exchange(kind, act)
            let size = try vault.logSize
            let notices = try records.count("notice")
            let first = try #require(answer.reply)
            try #require(!first.entries.isEmpty, "\(kind) makes entries")
            for _ in 0..<2 {
                let again = try #require(vault.mediator.handle(message).reply)
                #expect(again.entries.map(\.index) == first.entries.map(\.index), "\(kind)")
                #expect(again.entries.map(\.leaf) == first.entries.map(\.leaf), "\(kind)")
                guard case .done = again.outcome else {
                    Issue.record("\(kind) is not done again")
                    continue
                }
            }
            #expect(try vault.logSize == size, "\(kind) makes no second entry")
            #expect(try records.count("notice") == notices, "\(kind) tells nobody twice")
        }
        #expect(vault.isFoundClean())
        try records.close()
    }

    private func recordConsent(_ session: Session) throws {
        let now = vault.clock.now
        let consent = try session.consent(
            giver: dossier.worker.id, role: .treatingPhysician,
            recipient: .member(dossier.treating.person.id), kinds: [.consultation],
            purposes: [.care], from: now, until: now.adding(seconds: 86_400), channel: .paper,
            evidence: "formulier",
            language: .nl)
        _ = try session.append([.consent(consent, in: dossier.id)])
    }

    @Test("a refusal that is asked for again is the same refusal and the same entry")
    func sameRefusal() throws {
        let transport = RecordingTransport(vault.mediator)
        let session = vault.session(
            dossier.hr.person, as: dossier.hr.appointment, through: transport)
        _ = try refusal { try dossier.open(.medicalAssessment, by: session) }
        let (message, answer) = try #require(transport.exchanges.last)
        let size = try vault.logSize
        let again = vault.mediator.handle(message)
        #expect(again.outcome == answer.outcome)
        #expect(again.reply?.entries.map(\.index) == answer.reply?.entries.map(\.index))
        #expect(try vault.logSize == size)
    }

    @Test("nothing is released under another entry, whatever the table of requests says")
    func otherEntry() throws {
        let (message, answer) = try exchange(.openSection, open)
        _ = try exchange(.openSection, open)
        let own = try #require(answer.reply?.entries.first).index
        let size = try vault.logSize
        let records = try RawRecords(vault)
        let tag = Data(try #require(answer.reply).request.bytes)
        let row = try #require(
            records.rows("SELECT * FROM request WHERE tag = ?", [tag]).first)
        for index in 0..<size where index != own {
            try records.run("UPDATE request SET log_index = ? WHERE tag = ?", [index, tag])
            #expect(vault.mediator.handle(message).outcome == .failed(.unavailable))
        }
        // With all that stands beside another request's entry.
        let other = try #require(
            records.rows(
                "SELECT * FROM request WHERE tag <> ? ORDER BY log_index DESC LIMIT 1", [tag]
            ).first)
        try records.run(
            "UPDATE request SET log_index = ?, expires = ?, proof = ? WHERE tag = ?",
            [
                other["log_index"] as Int64, other["expires"] as Int64, other["proof"] as Data, tag,
            ])
        #expect(vault.mediator.handle(message).outcome == .failed(.unavailable))
        #expect(try vault.logSize == size)
        // Without the row it is a request like the first: an entry of its own.
        try records.run("DELETE FROM request WHERE tag = ?", [tag])
        let again = try #require(vault.mediator.handle(message).reply)
        #expect(again.entries.map(\.index) == [size])
        #expect(row["log_index"] as Int64 == Int64(own))
        try records.close()
    }

    @Test("a request that is older than five minutes is refused, and makes no entry")
    func tooOld() throws {
        let (message, _) = try exchange(.openSection, open)
        vault.clock.advance(seconds: 300)
        guard case .done? = vault.mediator.handle(message).outcome else {
            Issue.record("five minutes are allowed")
            return
        }
        vault.clock.advance(seconds: 1)
        let size = try vault.logSize
        #expect(vault.mediator.handle(message).outcome == .failed(.outOfTime))
        #expect(try vault.logSize == size)
    }

    @Test("a request from more than two minutes ahead is refused, and makes no entry")
    func tooEarly() throws {
        let (message, _) = try exchange(.openSection, open)
        let size = try vault.logSize
        vault.clock.advance(seconds: -121)
        #expect(vault.mediator.handle(message).outcome == .failed(.outOfTime))
        #expect(try vault.logSize == size)
    }

    @Test("what is remembered of requests goes when they would be refused anyway")
    func forgotten() throws {
        let records = try RawRecords(vault)
        _ = try exchange(.openSection, open)
        #expect(try records.count("request") > 1)
        vault.clock.advance(seconds: 3600)
        _ = try exchange(.openSection, open)
        #expect(try records.count("request") == 1)
        try records.close()
    }

    @Test("someone else who sends a recorded request learns nothing and makes no entry")
    func byAnother() throws {
        let (message, _) = try exchange(.openSection, open)
        let size = try vault.logSize
        // The same bytes: the share is sealed to a key that only the first sender had.
        let answer = try #require(vault.mediator.handle(message).reply)
        let opened = try #require(answer.answer(OpenSection.Answer.self))
        #expect(throws: CryptoError.self) {
            _ = try dossier.hr.person.keys.openSealed(
                opened.sealedShare,
                info: Array("vault/v1/share".utf8) + answer.request.bytes,
                authenticating: opened.wrap.wrap.contextHash.bytes)
        }
        // The same request under the other's own signature.
        let request = try #require(message.request)
        for appointment in [request.appointment, dossier.hr.appointment] {
            let stolen = try request.canonicalBytes.signed(
                by: dossier.hr.person.keys, appointment: appointment)
            #expect(vault.mediator.handle(stolen).outcome == .failed(.unauthenticated))
        }
        #expect(try vault.logSize == size)
    }

    @Test("copies of a role key that are sent again do not replace those that came since")
    func keyCopies() throws {
        let (nurse, appointment) = try vault.colleague(
            .occupationalPhysician, in: dossier.service, "Tweede Arts Voorbeeld")
        _ = appointment
        let (message, _) = try exchange(.storeKeyCopies) { session in
            try session.shareRoleKeys(
                .occupationalPhysician, of: dossier.service.id, with: [nurse.id])
        }
        let records = try RawRecords(vault)
        let query = "SELECT sealed FROM role_key_copy WHERE member = ? ORDER BY role_key"
        _ = try exchange(.storeKeyCopies) { session in
            try session.shareRoleKeys(
                .occupationalPhysician, of: dossier.service.id, with: [nurse.id])
        }
        let newest = try records.bytes(query, [Data(nurse.id.bytes)])
        _ = vault.mediator.handle(message)
        #expect(try records.bytes(query, [Data(nurse.id.bytes)]) == newest)
        try records.close()
    }
}

@Suite("Requests that nobody signed") struct StrangerTests {
    @Test("bad signatures make no entry, are limited in a minute, and the next minute is free")
    func limited() throws {
        let dossier = try TestDossier(TestVault())
        let vault = dossier.vault
        let transport = RecordingTransport(vault.mediator)
        _ = try vault.session(dossier.worker, through: transport).show(dossier.id)
        let message = try #require(transport.exchanges.last?.message)
        let size = try vault.logSize
        let signed = try SignedRequest(canonical: message)
        var forged = signed.signature.signature
        forged[0] ^= 1
        let bad = SignedRequest(
            request: signed.request,
            signature: MemberSignature(
                member: signed.signature.member, appointment: nil, signature: forged)
        ).canonicalBytes
        var outcomes: [Outcome?] = []
        for _ in 0..<70 { outcomes.append(vault.mediator.handle(bad).outcome) }
        #expect(outcomes.filter { $0 == .failed(.unauthenticated) }.count == 60)
        #expect(outcomes.filter { $0 == .failed(.busy) }.count == 10)
        #expect(try vault.logSize == size)
        // Who signs well is heard all the same.
        guard case .done? = vault.mediator.handle(message).outcome else {
            Issue.record("a member is kept from being heard")
            return
        }
        vault.clock.advance(seconds: 60)
        #expect(vault.mediator.handle(bad).outcome == .failed(.unauthenticated))
        guard case .done? = vault.mediator.handle(message).outcome else {
            Issue.record("an honest request is answered again")
            return
        }
    }

    @Test("a member who is not registered, or names another's appointment, is not answered")
    func strangers() throws {
        let dossier = try TestDossier(TestVault())
        let vault = dossier.vault
        let size = try vault.logSize
        let stranger = try TestVault.Person(vault)
        #expect(
            try failure { try vault.session(stranger).learn([.vault]) } == .unauthenticated)
        #expect(try vault.logSize == size)
        // A member under the physician's appointment acts in no role.
        let rule = try refusal {
            try vault.session(dossier.hr.person, as: dossier.physician.appointment).dossiers()
        }
        #expect(rule == "authority/appointment")
    }
}
