import CryptoPrimitives
import Keystore
import Mediation
import Records
import Sealing
import Testing
import VaultClient
import VaultFixture

/// A member with another program, who wants a second share without an entry.
@Suite("Shares without an entry") struct UnloggedReadTests {
    private let dossier: TestDossier
    private let exchanges: [(message: [UInt8], answer: [UInt8])]
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        let transport = RecordingTransport(dossier.vault.mediator)
        let (person, appointment) = dossier.physician
        try dossier.write(
            .medicalAssessment, "geheim",
            by: dossier.vault.session(person, as: appointment, through: transport),
            role: .occupationalPhysician)
        exchanges = transport.exchanges
    }

    private func request(_ kind: Call.Kind) throws -> Request {
        try #require(exchanges.last { $0.message.callKind == kind }?.message.request)
    }

    @Test("an author gets none for a version that is stored, not even with the same manifest")
    func storedVersion() throws {
        let request = try request(.prepareWrite)
        let size = try vault.logSize
        // A request of its own for the manifest that is stored by now.
        let message = try Request(
            vault: request.vault, member: request.member, appointment: request.appointment,
            time: request.time, nonce: Randomness.bytes(count: 16),
            ephemeralKey: X25519.PrivateKey.generate().publicKey, seenSize: request.seenSize,
            call: request.call
        ).signed(by: dossier.physician.person.keys)
        #expect(vault.mediator.handle(message).outcome == .failed(.stale))
        // Nor with the bytes that were answered before it was stored.
        let earlier = try #require(exchanges.last { $0.message.callKind == .prepareWrite })
        #expect(vault.mediator.handle(earlier.message).outcome == .failed(.stale))
        #expect(try vault.logSize == size)
    }

    @Test("nobody gets one for another's manifest")
    func othersManifest() throws {
        let request = try request(.prepareWrite)
        let hr = dossier.hr
        let message = try Request(
            vault: request.vault, member: hr.person.id, appointment: hr.appointment,
            time: request.time, nonce: request.nonce, ephemeralKey: request.ephemeralKey,
            seenSize: request.seenSize, call: request.call
        ).signed(by: hr.person.keys)
        #expect(vault.mediator.handle(message).outcome == .failed(.malformed))
    }

    @Test("what was released for one version opens no other, section, grant or wrapper")
    func oneVersion() throws {
        let physician = dossier.physicianSession
        try dossier.writeNext(
            .medicalAssessment, "twee", after: dossier.view(.medicalAssessment, for: physician),
            by: physician, role: .occupationalPhysician)
        try dossier.write(.consultation, "drie", by: physician, role: .occupationalPhysician)
        let chain = try vault.keystore.chain(.dossier(dossier.id))
        let sections = try dossier.workerSession.show(dossier.id).sections
        let wraps = try vault.wraps(of: dossier.id).filter { $0.role == .worker }
        try #require(wraps.count == 3)
        let keys = dossier.worker.keys
        var opened = 0
        for released in wraps {
            let kind = try #require(sections.first { $0.section == released.section }).kind
            let secret = try #require(chain.secret(of: released.grant, kind: kind))
            let share = try MediatorShare.derive(
                grantSecret: secret.secret, contextHash: released.contextHash)
            for wrap in wraps {
                let dataKey = try? keys.openWrap(
                    wrap.sealedKey, contextHash: wrap.contextHash, share: share, roleKey: .own)
                let isOpen = dataKey != nil
                #expect(isOpen == (wrap == released))
                if isOpen { opened += 1 }
            }
        }
        #expect(opened == 3)
    }

    @Test("each opening, listing, search and disclosure of a member is an entry")
    func entries() throws {
        let session = dossier.physicianSession
        let section = try dossier.view(.medicalAssessment, for: session).section
        let acts: [(String, () throws -> Void)] = [
            ("open", { _ = try dossier.open(.medicalAssessment, by: session) }),
            ("list", { _ = try session.dossiers() }),
            ("show", { _ = try session.show(dossier.id) }),
            (
                "versions",
                {
                    _ = try session.versions(
                        of: section, in: dossier.id, purpose: .reintegration)
                }
            ),
            ("search", { _ = try session.search("Voorbeeld", purpose: .reintegration) }),
            ("log", { _ = try session.ownEntries() }),
            (
                "refused",
                {
                    _ = try refusal {
                        try dossier.open(.medicalAssessment, by: dossier.hrSession)
                    }
                }
            ),
        ]
        for (name, act) in acts {
            let size = try vault.logSize
            try act()
            #expect(try vault.logSize == size + 1, "\(name)")
        }
    }
}
