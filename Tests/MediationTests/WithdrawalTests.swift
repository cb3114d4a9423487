import CryptoPrimitives
import Foundation
import GRDB
import Keystore
import Mediation
import RecordStore
import RecordStoreSQLite
import Records
import Sealing
import Testing
import VaultClient
import VaultFixture

/// The treating physician after the withdrawal, with everything that was ever within reach: own
/// keys, all answers received, and the whole database from before and from after.
@Suite("A consent that was withdrawn") struct WithdrawalTests {
    private let dossier: TestDossier
    private let consent: (id: ConsentID, grant: GrantID)
    private let section: SectionID
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        try dossier.addCare()
        consent = try dossier.consent(to: [.medicalAssessment, .consultation])
        section = try dossier.write(
            .medicalAssessment, "geopend", by: dossier.physicianSession,
            role: .occupationalPhysician
        ).manifest.section
        // Wrapped for the treating physician, and never opened.
        try dossier.write(
            .consultation, "nooit geopend", by: dossier.physicianSession,
            role: .occupationalPhysician)
    }

    private func open(_ kind: SectionKind, _ session: Session) throws -> OpenedSection {
        try dossier.open(kind, by: session, for: .care)
    }

    @Test("closes at once what was not opened, for the ex-recipient with all copies")
    func closes() throws {
        let keys = dossier.treating.person.keys
        let transport = RecordingTransport(vault.mediator)
        let session = vault.session(
            dossier.treating.person, as: dossier.treating.appointment, through: transport)
        #expect(try open(.medicalAssessment, session).content == Array("geopend".utf8))
        let received = try #require(
            transport.exchanges.last { $0.message.callKind == .openSection })
        let before = try vault.wraps(of: dossier.id)
        let kept = try vault.keystore.chain(.dossier(dossier.id))
        let secret = try #require(kept.secret(of: consent.grant, kind: .consultation))
        // The share that was received for the one opening.
        let opened = try #require(
            before.first { $0.grant == consent.grant && $0.section == section })
        let share = try MediatorShare.derive(
            grantSecret: #require(kept.secret(of: consent.grant, kind: .medicalAssessment)).secret,
            contextHash: opened.contextHash
        ).withBytes { [UInt8](copying: $0) }
        _ = try keys.openWrap(
            opened.sealedKey, contextHash: opened.contextHash,
            share: SecretBytes(copying: share), roleKey: .own)
        let copy = try VaultCopy(of: vault)

        try dossier.withdraw(consent.id)
        try dossier.writeNext(
            .medicalAssessment, "later",
            after: dossier.view(.medicalAssessment, for: dossier.physicianSession),
            by: dossier.physicianSession, role: .occupationalPhysician)

        // By asking: every kind, purpose and version.
        for kind in [SectionKind.medicalAssessment, .consultation] {
            for purpose in Purpose.allCases {
                _ = try refusal {
                    try session.open(
                        dossier: dossier.id, section: .latest(kind), purpose: purpose,
                        glass: purpose == .emergency ? .declared : .intact, reason: "nood")
                }
            }
        }
        _ = try refusal {
            try session.open(
                dossier: dossier.id, section: .section(section), version: 1, purpose: .care)
        }
        // By asking again with the same bytes.
        let again = vault.mediator.handle(received.message)
        if case .done? = again.outcome { Issue.record("the withdrawn grant still opens") }
        // The mediator itself cannot any more: its secret is gone, and so are the wraps.
        let chain = try vault.keystore.chain(.dossier(dossier.id))
        #expect(chain.secret(of: consent.grant, kind: .consultation) == nil)
        #expect(chain.secret(of: consent.grant, kind: .medicalAssessment) == nil)
        #expect(try !vault.wraps(of: dossier.id).contains { $0.grant == consent.grant })

        // By the own keys, on every wrap of either copy, with every share ever received.
        let shares = [[UInt8](repeating: 0, count: 32), share]
        let all = try before + vault.wraps(of: dossier.id)
        #expect(all.contains { $0.grant == consent.grant && $0.section != section })
        for wrap in all where !(wrap.section == section && wrap.version == 1) {
            for share in shares {
                #expect(throws: CryptoError.self) {
                    _ = try keys.openWrap(
                        wrap.sealedKey, contextHash: wrap.contextHash,
                        share: SecretBytes(copying: share), roleKey: .own)
                }
            }
        }
        // What would open it is the secret that was deleted, and nothing less.
        let closed = try #require(
            before.first { $0.grant == consent.grant && $0.section != section })
        _ = try keys.openWrap(
            closed.sealedKey, contextHash: closed.contextHash,
            share: MediatorShare.derive(
                grantSecret: secret.secret, contextHash: closed.contextHash), roleKey: .own)

        // By putting the older database back: the mediator refuses it.
        try copy.restore(.records, to: vault)
        try vault.restart()
        do {
            _ = try open(.consultation, dossier.treatingSession)
            Issue.record("the older database opens")
        } catch ClientError.failed(.rolledBack) {
        }
    }

    @Test("leaves no file of the keystore that holds the secret of its grant")
    func secretIsGone() throws {
        let chain = ChainID.dossier(dossier.id)
        let folder = vault.directory.appending(path: "keystore")
        let name = chain.bytes.hex
        let file = folder.appending(path: "chains/\(name.suffix(2))/\(name).sealed")
        let before = try Data(contentsOf: file)
        try dossier.withdraw(consent.id)
        var count = 0
        let enumerator = try #require(
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        for case let url as URL in enumerator {
            guard let data = try? Data(contentsOf: url) else { continue }
            count += 1
            // The body of the file that held it, anywhere.
            #expect(data.range(of: before.suffix(64)) == nil)
        }
        #expect(count > 10)
        let ended = try vault.keystore.chain(chain).ended
        #expect(ended == [consent.grant])
        #expect(vault.isFoundClean())
    }

    @Test("is ended by a mediator that starts, when the one before stopped half-way")
    func resumed() throws {
        let secrets = InterruptedSecrets(vault.keystore)
        let mediator = try Mediator(
            store: vault.store, secrets: secrets, clock: vault.clock.mediatorClock,
            level: .sameProcess)
        secrets.interrupt()
        #expect(
            try failure {
                try vault.session(dossier.worker, through: InProcess(mediator)).append([
                    .withdrawal(of: consent.id, evidence: "", in: dossier.id)
                ])
            } == .unfinished)
        // The entry is there, so nothing opens although the secret still is.
        let chain = ChainID.dossier(dossier.id)
        #expect(
            try vault.keystore.chain(chain).secret(of: consent.grant, kind: .consultation) != nil)
        _ = try refusal { try open(.consultation, dossier.treatingSession) }
        try vault.restart()
        #expect(
            try vault.keystore.chain(chain).secret(of: consent.grant, kind: .consultation) == nil)
        let now = vault.clock.now
        #expect(try vault.store.read { try $0.endings(dueBy: now).isEmpty })
        #expect(vault.isFoundClean())
    }

    @Test("opens again under a new consent only, with a new grant")
    func givenAgain() throws {
        try dossier.withdraw(consent.id)
        let again = try dossier.consent()
        #expect(again.grant != consent.grant)
        _ = try refusal { try open(.medicalAssessment, dossier.treatingSession) }
        try dossier.physicianSession.disclose(
            dossier: dossier.id, section: section, to: [again.grant], purpose: .care)
        #expect(
            try open(.medicalAssessment, dossier.treatingSession).content == Array("geopend".utf8))
        // The old grant stays ended, whoever asks for it.
        #expect(
            try failure {
                try dossier.physicianSession.disclose(
                    dossier: dossier.id, section: section, to: [consent.grant], purpose: .care)
            } == .unknown)
    }

    @Test("opens what another consent covers that still stands")
    func another() throws {
        // A second consent for the same kind, disclosed; the first has no wrap of this version.
        try dossier.withdraw(consent.id)
        let waiting = try dossier.consent()
        let second = try dossier.consent()
        try dossier.physicianSession.disclose(
            dossier: dossier.id, section: section, to: [second.grant], purpose: .care)
        let opened = try open(.medicalAssessment, dossier.treatingSession)
        #expect(opened.grant == second.grant)
        try dossier.withdraw(second.id)
        #expect(
            try refusal { try open(.medicalAssessment, dossier.treatingSession) } == "grant/pending"
        )
        #expect(waiting.grant != second.grant)
    }
}
