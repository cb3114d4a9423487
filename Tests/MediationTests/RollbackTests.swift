import Foundation
import GRDB
import Keystore
import Mediation
import RecordStore
import RecordStoreSQLite
import Records
import Testing
import VaultClient
import VaultFixture

@Suite("What was put back") struct RollbackTests {
    private let dossier: TestDossier
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        try dossier.addCare()
        try dossier.write(
            .medicalAssessment, "een", by: dossier.physicianSession, role: .occupationalPhysician)
    }

    private func writeSecond() throws {
        try dossier.writeNext(
            .medicalAssessment, "twee",
            after: dossier.view(.medicalAssessment, for: dossier.physicianSession),
            by: dossier.physicianSession, role: .occupationalPhysician)
    }

    private func read(_ session: Session) throws -> OpenedSection {
        try dossier.open(.medicalAssessment, by: session)
    }

    @Test("an older version served as the head is refused by the keystore's mark")
    func olderHead() throws {
        try writeSecond()
        let records = try RawRecords(vault)
        #expect(try records.run("DELETE FROM version WHERE version = 2") == 1)
        #expect(try failure { try read(dossier.physicianSession) } == .rolledBack)
        #expect(try failure { try dossier.physicianSession.show(dossier.id) } == .rolledBack)
        #expect(!vault.isFoundClean())
        try records.close()
    }

    @Test("a section that is gone altogether is missed as well")
    func goneSection() throws {
        let records = try RawRecords(vault)
        #expect(try records.run("DELETE FROM version") == 1)
        #expect(try failure { try read(dossier.physicianSession) } == .rolledBack)
        #expect(!vault.isFoundClean())
        try records.close()
    }

    @Test("an older mark in the keystore is made up for by the client that saw the newer version")
    func olderMark() throws {
        let chain = ChainID.dossier(dossier.id)
        let marks = try vault.keystore.chain(chain).marks
        try writeSecond()
        _ = try read(dossier.physicianSession)
        let records = try RawRecords(vault)
        #expect(try records.run("DELETE FROM version WHERE version = 2") == 1)
        try vault.keystore.withChain(chain, durably: true) { $0.marks = marks }
        #expect(throws: ClientError.sectionWentBack(seen: 2, shown: 1)) {
            try read(dossier.physicianSession)
        }
        #expect(throws: ClientError.sectionWentBack(seen: 2, shown: 1)) {
            try dossier.physicianSession.show(dossier.id)
        }
        #expect(!vault.isFoundClean(), "the log has an entry of a version that is not there")
        try records.close()
    }

    @Test("an older database under the newer keystore is refused, also by a new process")
    func olderDatabase() throws {
        let copy = try VaultCopy(of: vault)
        try writeSecond()
        try copy.restore(.records, to: vault)
        try expectRefusedAsRolledBack()
    }

    @Test("an older database is refused even when only a reading is missing")
    func olderByOneReading() throws {
        let copy = try VaultCopy(of: vault)
        _ = try read(dossier.physicianSession)
        try copy.restore(.records, to: vault)
        try expectRefusedAsRolledBack()
    }

    private func expectRefusedAsRolledBack() throws {
        let restored = try Restored(vault)
        // A client that has seen nothing yet.
        let session = Session(
            vault: vault.vault, keys: dossier.physician.person.keys,
            appointment: dossier.physician.appointment, transport: InProcess(restored.mediator),
            state: MemoryState(), now: { [clock = vault.clock] in clock.now },
            today: vault.clock.today)
        #expect(try failure { try read(session) } == .rolledBack)
        #expect(try failure { try session.notices() } == .rolledBack)
        #expect(try !restored.audit().isClean)
        try restored.store.close()
    }

    @Test("an older database together with its keystore is refused by a client that saw more")
    func olderBoth() throws {
        let copy = try VaultCopy(of: vault)
        try writeSecond()
        _ = try read(dossier.physicianSession)
        try copy.restore(.records, to: vault)
        try copy.restore(.keystore, to: vault)
        try vault.restart()
        #expect(throws: (any Error).self) { try read(dossier.physicianSession) }
        // Entries of another history do not hide it: what was seen is no part of that one.
        let forgetful = Session(
            vault: vault.vault, keys: dossier.worker.keys, appointment: nil,
            transport: InProcess(vault.mediator), state: MemoryState(),
            now: { [clock = vault.clock] in clock.now },
            today: vault.clock.today)
        for _ in 0..<12 { _ = try forgetful.ownEntries() }
        do {
            _ = try read(dossier.physicianSession)
            Issue.record("another history is believed")
        } catch ClientError.forked {
        } catch ClientError.rolledBack {
        }
    }

    @Test("an older keystore under the newer database opens no consent that was withdrawn since")
    func olderKeystore() throws {
        let consent = try dossier.consent()
        let section = try dossier.view(.medicalAssessment, for: dossier.physicianSession).section
        try dossier.physicianSession.disclose(
            dossier: dossier.id, section: section, to: [consent.grant], purpose: .care)
        let copy = try VaultCopy(of: vault)
        try dossier.withdraw(consent.id)
        try copy.restore(.keystore, to: vault)
        let chain = ChainID.dossier(dossier.id)
        let keystore = try FileKeystore(
            opening: vault.directory.appending(path: "keystore").path,
            keyPath: vault.directory.appending(path: "kek").path)
        let kind = SectionKind.medicalAssessment
        try #require(try keystore.chain(chain).secret(of: consent.grant, kind: kind) != nil)
        try vault.restart()
        #expect(try vault.keystore.chain(chain).secret(of: consent.grant, kind: kind) == nil)
        _ = try refusal { try dossier.open(kind, by: dossier.treatingSession, for: .care) }
        #expect(vault.isFoundClean())
    }

    @Test("an older keystore that lacks a dossier, a consent's secret or an ending is found")
    func lackingKeystore() throws {
        let copy = try VaultCopy(of: vault)
        let consent = try dossier.consent()
        try copy.restore(.keystore, to: vault)
        try vault.restart()
        #expect(try vault.audit().findings.map(\.problem) == ["it has no secret"])
        #expect(
            try vault.keystore.chain(.dossier(dossier.id))
                .secret(of: consent.grant, kind: .medicalAssessment) == nil)
    }

    @Test("an older keystore that lacks a whole dossier is found, and the dossier refused")
    func lackingDossier() throws {
        let copy = try VaultCopy(of: vault)
        let other = try TestDossier(vault)
        try copy.restore(.keystore, to: vault)
        try vault.restart()
        #expect(try failure { try other.hrSession.show(other.id) } == .unavailable)
        #expect(!vault.isFoundClean())
        // The rest works.
        _ = try read(dossier.physicianSession)
    }
}

/// Store, keystore and mediator as a new process has them after files were put back.
private struct Restored {
    let store: SQLiteRecordStore
    let keystore: FileKeystore
    let mediator: Mediator

    init(_ vault: TestVault) throws {
        store = try SQLiteRecordStore(opening: vault.directory.appending(path: "vault").path)
        keystore = try FileKeystore(
            opening: vault.directory.appending(path: "keystore").path,
            keyPath: vault.directory.appending(path: "kek").path)
        mediator = try Mediator(
            store: store, secrets: keystore, clock: vault.clock.mediatorClock, level: .sameProcess)
    }

    func audit() throws -> AuditReport {
        try VaultAudit.run(store: store, secrets: keystore, day: { $0.utcDay })
    }
}
