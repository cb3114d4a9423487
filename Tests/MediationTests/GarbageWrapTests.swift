import CryptoPrimitives
import Mediation
import Records
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

@Suite("Wraps that do not open") struct GarbageWrapTests {
    private let dossier: TestDossier
    private var vault: TestVault { dossier.vault }

    init() throws { dossier = try TestDossier(TestVault()) }

    /// A session of a person whose program seals garbage to some.
    private func malicious(
        _ person: TestVault.Person, as appointment: AppointmentID,
        to isMeant: @escaping @Sendable (WrapRecord) -> Bool
    ) -> Session {
        let keys = person.keys
        return vault.session(
            person, as: appointment,
            through: OwnProgramTransport(mediator: vault.mediator, keys: keys) { call in
                guard case .commitWrite(let commit) = call else { return nil }
                let wraps = try commit.wraps.map { signed in
                    guard isMeant(signed.wrap) else { return signed }
                    let wrap = signed.wrap.sealing([UInt8](repeating: 0x5a, count: 80))
                    return SignedWrap(
                        wrap,
                        signature: try keys.sign(wrap.canonicalBytes, appointment: appointment))
                }
                return .commitWrite(
                    CommitWrite(
                        manifest: commit.manifest, wraps: wraps, statements: commit.statements,
                        kept: commit.kept, reason: commit.reason))
            })
    }

    /// Writes with garbage for some; the program sees that the request was changed under it.
    private func writeGarbage(
        _ kind: SectionKind, by person: TestVault.Person, as appointment: AppointmentID,
        role: Role, target: SectionTarget = .new,
        to isMeant: @escaping @Sendable (WrapRecord) -> Bool
    ) throws {
        #expect(throws: ClientError.unverified(.otherRequest)) {
            try malicious(person, as: appointment, to: isMeant).write(
                NewVersion(
                    dossier: dossier.id, target: target, kind: kind, content: Array("rommel".utf8),
                    purpose: .reintegration, role: role))
        }
    }

    private func report(_ body: () throws -> some Any) throws -> UInt64 {
        do {
            _ = try body()
        } catch ClientError.unopenable(let entry) {
            return try #require(entry)
        }
        Issue.record("it opened")
        throw NotRefused()
    }

    @Test("who cannot open says so in an entry, another reader wraps again, and it opens")
    func mended() throws {
        let (hr, appointment) = dossier.hr
        try writeGarbage(.absence, by: hr, as: appointment, role: .hr) {
            $0.role == .occupationalPhysician
        }
        let physician = dossier.physicianSession
        let index = try report { try dossier.open(.absence, by: physician) }
        let entry = try dossier.workerSession.entry(at: index)
        #expect(entry.entry.event == .cannotOpen)
        // Whoever reads the section is shown that a wrap is wanted, and makes it.
        let pending = try dossier.hrSession.show(dossier.id).pendingWraps
        #expect(pending.map(\.role) == [.occupationalPhysician])
        let worker = dossier.workerSession
        #expect(try worker.show(dossier.id).pendingWraps.map(\.role) == [.occupationalPhysician])
        #expect(try worker.completePendingWraps(dossier.id, purpose: .ownFile).count == 1)
        #expect(try dossier.open(.absence, by: physician).content == Array("rommel".utf8))
        #expect(try worker.show(dossier.id).pendingWraps.isEmpty)
        #expect(vault.isFoundClean())
    }

    @Test("nobody takes away what a recipient can open")
    func standing() throws {
        try dossier.write(.absence, "afwezig", by: dossier.hrSession, role: .hr)
        let physician = dossier.physicianSession
        #expect(try dossier.open(.absence, by: physician).isHead)
        let (hr, appointment) = dossier.hr
        let garbage = try #require(
            vault.wraps(of: dossier.id).first { $0.role == .occupationalPhysician }
        ).sealing([UInt8](repeating: 0x5a, count: 80))
        let transport = RecordingTransport(vault.mediator)
        let session = vault.session(hr, as: appointment, through: transport)
        _ = try session.show(dossier.id)
        let request = try #require(transport.exchanges.last?.message.request)
        let wrap = SignedWrap(
            garbage, signature: try hr.keys.sign(garbage.canonicalBytes, appointment: appointment))
        let message = try request.replacing(call: .commitWrap(CommitWrap(wrap: wrap)))
            .signed(by: hr.keys)
        #expect(vault.mediator.handle(message).outcome == .failed(.stale))
        // Nor is a share given for it.
        #expect(
            try refusal {
                try session.disclose(
                    dossier: dossier.id, section: garbage.section, to: [garbage.grant],
                    purpose: .reintegration)
            } == "grant/wrapped")
        #expect(try dossier.open(.absence, by: physician).isHead)
    }

    @Test("a delivery does not count while no addressee's wrap opens")
    func undelivered() throws {
        let (hr, appointment) = dossier.hr
        try writeGarbage(.absence, by: hr, as: appointment, role: .hr) { $0.role != .hr }
        let manifest = try dossier.view(.absence, for: dossier.hrSession).manifest
        let advising = vault.session(
            dossier.advising.person, as: dossier.advising.appointment)
        _ = try report { try dossier.open(.absence, by: dossier.physicianSession) }
        _ = try report {
            try dossier.open(.absence, by: dossier.workerSession, for: .ownFile)
        }
        _ = try report { try dossier.open(.absence, by: advising) }
        let records = try RawRecords(vault)
        let before = try records.count("statement")
        #expect(
            try refusal { try dossier.startAbsence(by: dossier.hrSession, resting: [manifest]) }
                == "R22-ABS")
        #expect(try records.count("statement") == before)
        try records.close()
        // One addressee who can open it is enough.
        let pending = try dossier.hrSession.show(dossier.id).pendingWraps
        #expect(Set(pending.map(\.role)) == [.occupationalPhysician, .worker, .advisingPhysician])
        let worker = try #require(pending.first { $0.role == .worker })
        try dossier.hrSession.disclose(
            dossier: dossier.id, section: worker.section, to: [worker.grant],
            purpose: .reintegration)
        try dossier.startAbsence(by: dossier.hrSession, resting: [manifest])
        #expect(
            try dossier.open(.absence, by: dossier.workerSession, for: .ownFile).content
                == Array("rommel".utf8))
        #expect(vault.isFoundClean())
    }

    @Test("a report can be made by those only to whom the wrap is, and for what there is")
    func reports() throws {
        try dossier.write(.absence, "afwezig", by: dossier.hrSession, role: .hr)
        let view = try dossier.view(.absence, for: dossier.hrSession)
        let grants = try dossier.workerSession.show(dossier.id).parties.flatMap(\.grants)
        let grant = try #require(grants.first { $0.role == .occupationalPhysician })
        let transport = RecordingTransport(vault.mediator)
        _ = try vault.session(dossier.hr.person, as: dossier.hr.appointment, through: transport)
            .show(dossier.id)
        let request = try #require(transport.exchanges.last?.message.request)
        for version in [view.version, 0, 7] {
            let call = ReportUnopenable(
                dossier: dossier.id, section: view.section, version: version, grant: grant.id)
            let message = try request.replacing(call: .reportUnopenable(call))
                .signed(by: dossier.hr.person.keys)
            #expect(vault.mediator.handle(message).outcome == .failed(.unknown))
        }
        #expect(try dossier.open(.absence, by: dossier.physicianSession).isHead)
        #expect(try dossier.workerSession.show(dossier.id).pendingWraps.isEmpty)
    }

    @Test("a version number that a malicious author squats costs one number and nothing else")
    func squatted() throws {
        let physician = dossier.physicianSession
        try dossier.write(
            .medicalAssessment, "een", by: physician, role: .occupationalPhysician)
        let view = try dossier.view(.medicalAssessment, for: physician)
        let (nurse, appointment) = try vault.colleague(
            .nurse, in: dossier.service, "Kwade Verpleging Voorbeeld")
        try writeGarbage(
            .medicalAssessment, by: nurse, as: appointment, role: .nurse, target: .after(view)
        ) { _ in true }
        #expect(
            try failure {
                try dossier.writeNext(
                    .medicalAssessment, "twee", after: view, by: physician,
                    role: .occupationalPhysician)
            } == .stale)
        let squatted = try dossier.view(.medicalAssessment, for: physician)
        #expect(squatted.version == 2)
        _ = try report { try dossier.open(.medicalAssessment, by: physician) }
        // The log says who squatted, the version before still opens, and the next is written.
        #expect(
            try dossier.open(.medicalAssessment, by: physician, version: 1).content
                == Array("een".utf8))
        try dossier.writeNext(
            .medicalAssessment, "drie", after: squatted, by: physician,
            role: .occupationalPhysician)
        let head = try dossier.open(.medicalAssessment, by: dossier.workerSession, for: .ownFile)
        #expect(head.content == Array("drie".utf8))
        #expect(head.manifest.version == 3)
    }

    @Test("a number beyond the next one cannot be squatted")
    func beyond() throws {
        let physician = dossier.physicianSession
        try dossier.write(
            .medicalAssessment, "een", by: physician, role: .occupationalPhysician)
        let view = try dossier.view(.medicalAssessment, for: physician)
        for version: UInt64 in [2, 8, 1 << 31] {
            #expect(
                try failure {
                    try physician.write(
                        NewVersion(
                            dossier: dossier.id,
                            target: .after(
                                view.section, version: version, manifest: view.manifest),
                            kind: .medicalAssessment, content: [1], purpose: .reintegration,
                            role: .occupationalPhysician))
                } == .stale)
        }
        #expect(try dossier.view(.medicalAssessment, for: physician).version == 1)
    }
}

extension WrapRecord {
    /// The same wrap around other bytes.
    func sealing(_ bytes: [UInt8]) -> Self {
        WrapRecord(
            manifest: manifest, dossier: dossier, section: section, version: version, grant: grant,
            role: role, epoch: epoch, recipientKey: recipientKey, policy: policy, wrapper: wrapper,
            sealedKey: bytes)
    }
}
