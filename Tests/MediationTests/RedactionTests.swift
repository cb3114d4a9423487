import AccessPolicy
import CryptoPrimitives
import Records
import RecordStore
import Testing
import VaultClient
import VaultFixture

/// Who may have a section without third parties only: no key of the whole, but an extract.
@Suite("Third parties left out") struct RedactionTests {
    private static let duty = "duty/redact-third-parties"

    private let dossier: TestDossier
    private let grant: GrantID
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(
            TestVault(policy: {
                try $0.adding([.redactThirdParties], to: .treatingPhysician, .read, .consultation)
            }))
        try dossier.addCare()
        grant = try dossier.consent(to: [.consultation]).grant
    }

    @discardableResult
    private func write(
        _ text: String, target: SectionTarget = .new, namingOthers: Bool = true,
        extractOf whole: Digest? = nil, by session: Session? = nil
    ) throws -> WriteReceipt {
        try (session ?? dossier.physicianSession).write(
            NewVersion(
                dossier: dossier.id, target: target, kind: .consultation,
                content: Array(text.utf8), purpose: .reintegration, role: .occupationalPhysician,
                namesThirdParties: namingOthers, extractOf: whole))
    }

    private func read(_ session: Session, version: UInt64 = 0) throws -> String {
        String(
            decoding: try dossier.open(
                .consultation, by: session,
                for: session.member == dossier.worker.id
                    ? .ownFile
                    : session.member == dossier.treating.person.id ? .care : .reintegration,
                version: version
            ).content, as: UTF8.self)
    }

    @Test("a version that names third parties is wrapped for all but who may have an extract only")
    func noKeyOfTheWhole() throws {
        let receipt = try write("met collega An")
        #expect(!receipt.recipients.contains { $0.role == .treatingPhysician })
        #expect(!receipt.pending.contains(grant))
        #expect(try !vault.wraps(of: dossier.id).contains { $0.grant == grant })
        #expect(try refusal { try read(dossier.treatingSession) } == Self.duty)
        #expect(try read(dossier.physicianSession) == "met collega An")
        #expect(try read(dossier.workerSession) == "met collega An")
        // Nobody can give it afterwards either, and nothing waits to be given.
        #expect(
            try refusal {
                try dossier.physicianSession.disclose(
                    dossier: dossier.id, section: receipt.manifest.section, to: [grant],
                    purpose: .care)
            } == Self.duty)
        #expect(try !vault.wraps(of: dossier.id).contains { $0.grant == grant })
        #expect(
            try !dossier.physicianSession.show(dossier.id).pendingWraps
                .contains { $0.grant == grant })
        #expect(try dossier.treatingSession.show(dossier.id).sections.isEmpty)
    }

    @Test("the newest that such a reader opens is the extract; others get the whole")
    func extract() throws {
        let whole = try write("met collega An").manifest
        let extract = try write("met een collega", extractOf: whole.hash).manifest
        #expect(extract.extractOf == whole.hash && !extract.namesThirdParties)
        #expect(try read(dossier.treatingSession) == "met een collega")
        #expect(try read(dossier.physicianSession) == "met collega An")
        #expect(try read(dossier.workerSession) == "met collega An")
        #expect(
            try refusal {
                try dossier.treatingSession.open(
                    dossier: dossier.id, section: .section(whole.section), purpose: .care)
            } == Self.duty)
        // What names nobody needs no extract.
        try write("zonder anderen", namingOthers: false)
        #expect(try read(dossier.treatingSession) == "zonder anderen")
        #expect(vault.isFoundClean())
    }

    @Test("an older version that names third parties stays closed under a head that names none")
    func olderVersion() throws {
        let whole = try write("met collega An").manifest
        try write(
            "met een collega",
            target: .after(whole.section, version: 1, manifest: whole.hash), namingOthers: false)
        #expect(try read(dossier.treatingSession) == "met een collega")
        #expect(try refusal { try read(dossier.treatingSession, version: 1) } == Self.duty)
        #expect(try read(dossier.physicianSession, version: 1) == "met collega An")
    }

    @Test("an extract is of a whole that stands, and stays a section of extracts")
    func whichExtracts() throws {
        let whole = try write("met collega An").manifest
        #expect(
            try failure { try write("x", extractOf: Digest(hashing: [1])) } == .unknown)
        let extract = try write("een collega", extractOf: whole.hash).manifest
        // Neither an extract of an extract, nor a whole in its place, nor the other way round.
        #expect(try failure { try write("x", extractOf: extract.hash) } == .unknown)
        #expect(
            try failure {
                try write(
                    "x", target: .after(extract.section, version: 1, manifest: extract.hash))
            } == .malformed)
        #expect(
            try failure {
                try write(
                    "x", target: .after(whole.section, version: 1, manifest: whole.hash),
                    extractOf: whole.hash)
            } == .malformed)
        // Of another kind it is none.
        #expect(
            try failure {
                try dossier.physicianSession.write(
                    NewVersion(
                        dossier: dossier.id, target: .new, kind: .medicalAssessment, content: [1],
                        purpose: .reintegration, role: .occupationalPhysician,
                        extractOf: whole.hash))
            } == .unknown)
    }
}

/// Where only some rules carry the duty, the key is made and the mediator keeps its share back.
@Suite("Third parties left out for one purpose") struct PartialRedactionTests {
    @Test("for that purpose the whole stays closed, by reading, printing and giving on")
    func purposes() throws {
        let dossier = try TestDossier(
            TestVault(policy: {
                try $0.adding(
                    [.redactThirdParties], to: .treatingPhysician, .read, .consultation,
                    for: [.care]
                ).adding(
                    [.redactThirdParties], to: .occupationalPhysician, .export, .consultation
                ).adding(
                    [.redactThirdParties], to: .occupationalPhysician, .disclose, .consultation)
            }))
        try dossier.addCare()
        let now = dossier.vault.clock.now
        let consent = try dossier.workerSession.consent(
            giver: dossier.worker.id, role: .treatingPhysician,
            recipient: .member(dossier.treating.person.id), kinds: [.consultation],
            purposes: [.care, .reintegration], from: now, until: now.adding(seconds: 86_400),
            language: .nl)
        let written = try dossier.write(
            .consultation, "met collega An", by: dossier.physicianSession,
            role: .occupationalPhysician)
        _ = try dossier.workerSession.append([.consent(consent, in: dossier.id)])
        let grant = try #require(consent.grants.first).id
        #expect(
            try refusal {
                try dossier.physicianSession.disclose(
                    dossier: dossier.id, section: written.manifest.section, to: [grant],
                    purpose: .care)
            } == "duty/redact-third-parties")
        #expect(
            try refusal {
                try dossier.physicianSession.open(
                    dossier: dossier.id, section: .latest(.consultation),
                    purpose: .healthSurveillance, handling: .print, reason: "overdracht")
            } == "duty/redact-third-parties")
        // A new version is wrapped for the recipient, who opens it for the other purpose only.
        try dossier.writeNext(
            .consultation, "met collega An",
            after: dossier.view(.consultation, for: dossier.physicianSession),
            by: dossier.physicianSession, role: .occupationalPhysician)
        #expect(
            try refusal {
                try dossier.open(.consultation, by: dossier.treatingSession, for: .care)
            } == "duty/redact-third-parties")
        #expect(
            try dossier.open(.consultation, by: dossier.treatingSession, for: .reintegration).isHead
        )
    }
}
