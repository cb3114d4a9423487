import CryptoPrimitives
import Keystore
import Mediation
import RecordStore
import RecordStoreSQLite
import Records
import Sealing
import Testing
import VaultClient
import VaultFixture

/// Everything that the employer's side can hold, against every secret section.
@Suite("The employer's raw keys") struct EmployerKeysTests {
    private let dossier: TestDossier
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        let physician = dossier.physicianSession
        for kind in [
            SectionKind.medicalAssessment, .consultation, .healthFile, .medicalNotes,
        ] {
            try dossier.write(kind, "geheim", by: physician, role: .occupationalPhysician)
        }
        try dossier.write(.absence, "afwezig", by: dossier.hrSession, role: .hr)
    }

    /// The keys of the employer's side: the member's own and the role's, as far as a copy opens.
    private func sources() throws -> [(UnlockedKeys, RoleKeySource)] {
        let hr = dossier.hr.person.keys
        let directory = try dossier.hrSession.learn([.organisation(dossier.employer.id)])
        let key = try #require(directory.roleKey(.hr, of: dossier.employer.id)).roleKey.key
        let copy = try #require(
            vault.store.read { try $0.roleKeyCopies(of: key.bytes) }
                .first { $0.member == hr.member })
        let sealed = try RowSeal.open(
            copy.sealed, key: vault.keystore.chain(.member(hr.member)).storageKey.secret,
            table: "role_key_copy", keyColumns: [key.bytes, hr.member.bytes])
        return [
            (hr, .own), (hr, .copy(sealed: sealed, key: key)),
            (dossier.employer.registrar.keys, .own),
        ]
    }

    @Test("open no wrap of a secret section, even with the share that the mediator holds back")
    func wraps() throws {
        let chain = try vault.keystore.chain(.dossier(dossier.id))
        let manifests = try dossier.workerSession.show(dossier.id).sections
        let secret = Set(manifests.filter(\.kind.isSecret).map(\.section))
        try #require(secret.count == 4)
        var opened = 0
        var tried = 0
        for wrap in try vault.wraps(of: dossier.id) {
            let kind = try #require(manifests.first { $0.section == wrap.section }).kind
            let grantSecret = try #require(chain.secret(of: wrap.grant, kind: kind))
            let share = try MediatorShare.derive(
                grantSecret: grantSecret.secret, contextHash: wrap.contextHash)
            for (keys, source) in try sources() {
                let dataKey = try? keys.openWrap(
                    wrap.sealedKey, contextHash: wrap.contextHash, share: share, roleKey: source)
                let isOpen = dataKey != nil
                if secret.contains(wrap.section) {
                    tried += 1
                    #expect(!isOpen, "\(kind) opens to the employer's side")
                } else if isOpen {
                    opened += 1
                    #expect(wrap.role == .hr)
                }
            }
        }
        // The same keys open what is theirs: the test could fail.
        #expect(opened == 1)
        #expect(tried > 20)
    }

    @Test("open no row of the database: its keys are in the keystore")
    func rows() throws {
        // What could be a key to someone who has the employer's side and every public value.
        var candidates: [[UInt8]] = [[UInt8](repeating: 0, count: 32), vault.vault.bytes]
        for (keys, _) in try sources() {
            candidates.append(keys.signingKey.bytes)
            candidates.append(keys.agreementKey.bytes)
            candidates.append(
                try keys.stateKey(for: vault.vault).withBytes { [UInt8](copying: $0) })
        }
        try vault.store.read { reading in
            for table in [RecordTable.statement, .version, .wrap] {
                try reading.forEachRow(of: table) { row in
                    let place: [[UInt8]]
                    let sealed: [UInt8]
                    switch row {
                    case .statement(let row):
                        place = [row.chain, row.sequence.eightBytes, row.logIndex.eightBytes]
                        sealed = row.sealed
                    case .version(let row, _):
                        place = [
                            row.key.dossier.bytes, row.key.section.bytes,
                            row.key.version.eightBytes, row.logIndex.eightBytes,
                        ]
                        sealed = row.manifest
                    case .wrap(let row):
                        place = [
                            row.key.section.bytes, row.key.version.eightBytes,
                            row.key.grant.bytes, row.key.roleEpoch.eightBytes,
                        ]
                        sealed = row.sealed
                    default: return
                    }
                    for candidate in candidates {
                        #expect(throws: CryptoError.self) {
                            try RowSeal.open(
                                sealed, key: SecretBytes(copying: candidate),
                                table: table.rawValue, keyColumns: place)
                        }
                    }
                }
            }
        }
    }

    @Test("get from the mediator no secret section, whatever the purpose, glass or version")
    func asking() throws {
        for kind in SectionKind.allCases where kind.isSecret {
            for purpose in Purpose.allCases {
                _ = try refusal {
                    try dossier.hrSession.open(
                        dossier: dossier.id, section: .latest(kind), purpose: purpose,
                        glass: purpose == .emergency ? .declared : .intact, reason: "nood")
                }
            }
        }
        for view in try dossier.workerSession.show(dossier.id).sections where view.kind.isSecret {
            for version: UInt64 in [0, 1, 7] {
                _ = try refusal {
                    try dossier.hrSession.open(
                        dossier: dossier.id, section: .section(view.section), version: version,
                        purpose: .reintegration)
                }
            }
            _ = try refusal {
                try dossier.hrSession.versions(
                    of: view.section, in: dossier.id, purpose: .reintegration)
            }
        }
        #expect(try dossier.hrSession.show(dossier.id).sections.map(\.kind) == [.absence])
    }

    @Test("get nothing from a mediator that hands over a secret section for their own request")
    func handedOver() throws {
        // What the physician was given, in answer to the employer's request.
        let recording = RecordingTransport(vault.mediator)
        let physician = vault.session(
            dossier.physician.person, as: dossier.physician.appointment, through: recording)
        _ = try dossier.open(.medicalAssessment, by: physician)
        let secret = try #require(
            recording.exchanges.last?.answer.reply?.answer(OpenSection.Answer.self))
        let changes: [@Sendable (OpenSection.Answer) -> OpenSection.Answer] = [
            { _ in secret },
            { own in own.replacing(wrap: secret.wrap) },
            { own in own.replacing(wrap: secret.wrap, sealedShare: secret.sealedShare) },
            { own in own.replacing(content: secret.content) },
            { own in own.replacing(manifest: secret.manifest, content: secret.content) },
        ]
        for (number, change) in changes.enumerated() {
            let transport = try TakenOverTransport(vault) { _, reply in
                guard let answer = reply.answer(OpenSection.Answer.self) else { return reply }
                return reply.answering(change(answer).canonicalBytes)
            }
            let session = vault.session(
                dossier.hr.person, as: dossier.hr.appointment, through: transport)
            do {
                _ = try dossier.open(.absence, by: session)
                Issue.record("change \(number) is believed")
            } catch ClientError.unverified {
            } catch ClientError.unopenable {
            }
        }
        #expect(try dossier.open(.absence, by: dossier.hrSession).content == Array("afwezig".utf8))
    }
}

extension OpenSection.Answer {
    /// The answer with some parts replaced.
    func replacing(
        manifest: SignedManifest? = nil, wrap: SignedWrap? = nil, sealedShare: [UInt8]? = nil,
        content: [UInt8]? = nil, headVersion: UInt64? = nil, writeEntry: EntryProof? = nil
    ) -> Self {
        Self(
            manifest: manifest ?? self.manifest, wrap: wrap ?? self.wrap,
            sealedShare: sealedShare ?? self.sealedShare, content: content ?? self.content,
            writeEntry: writeEntry ?? self.writeEntry, headVersion: headVersion ?? self.headVersion,
            evidence: evidence)
    }
}
