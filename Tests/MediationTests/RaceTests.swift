import CryptoPrimitives
import Foundation
import GRDB
import Mediation
import Records
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

@Suite("Two at once") struct RaceTests {
    private let dossier: TestDossier
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        try dossier.addCare()
        try dossier.write(
            .medicalAssessment, "een", by: dossier.physicianSession, role: .occupationalPhysician)
    }

    private var physicianView: SectionView {
        get throws { try dossier.view(.medicalAssessment, for: dossier.physicianSession) }
    }

    private func intervening(
        before kind: Call.Kind, _ action: @escaping () throws -> Void
    ) -> Session {
        vault.session(
            dossier.physician.person, as: dossier.physician.appointment,
            through: InterveningTransport(vault.mediator, before: kind, action))
    }

    /// What a refused act must leave as it was.
    private func counts() throws -> [String: Int] {
        let records = try RawRecords(vault)
        defer { try? records.close() }
        return try Dictionary(
            uniqueKeysWithValues: ["version", "wrap", "statement", "notice", "log_detail"].map {
                ($0, try records.count($0))
            })
    }

    @Test("of two writers of one version one wins, and the other is stale with nothing stored")
    func twoWriters() throws {
        let (nurse, appointment) = try vault.colleague(
            .nurse, in: dossier.service, "Verpleging Voorbeeld")
        try dossier.physicianSession.completePendingWraps(dossier.id, purpose: .reintegration)
        let view = try physicianView
        let after = Recorder<[String: Int]>()
        let rival = intervening(before: .commitWrite) {
            try dossier.writeNext(
                .medicalAssessment, "van de verpleging", after: view,
                by: vault.session(nurse, as: appointment), role: .nurse)
            after.keep(try counts())
        }
        let failure = try failure {
            try dossier.writeNext(
                .medicalAssessment, "van de arts", after: view, by: rival,
                role: .occupationalPhysician)
        }
        #expect(failure == .stale)
        #expect(try counts() == after.value)
        let head = try dossier.open(.medicalAssessment, by: dossier.workerSession, for: .ownFile)
        #expect(head.content == Array("van de verpleging".utf8))
        #expect(head.manifest.version == 2)
        #expect(vault.isFoundClean())
        // Who was late reads, and writes the next one.
        try dossier.writeNext(
            .medicalAssessment, "van de arts", after: physicianView, by: dossier.physicianSession,
            role: .occupationalPhysician)
    }

    @Test(
        "a consent that is withdrawn between shares and commit of a write keeps it from being stored"
    )
    func withdrawnBeforeCommitOfWrite() throws {
        let consent = try dossier.consent()
        let view = try physicianView
        let after = Recorder<[String: Int]>()
        let session = intervening(before: .commitWrite) {
            try dossier.withdraw(consent.id)
            after.keep(try counts())
        }
        #expect(
            try failure {
                try dossier.writeNext(
                    .medicalAssessment, "twee", after: view, by: session,
                    role: .occupationalPhysician)
            } == .stale)
        #expect(try counts() == after.value)
        // Written again, it is sealed to those who remain.
        let receipt = try dossier.writeNext(
            .medicalAssessment, "twee", after: view, by: dossier.physicianSession,
            role: .occupationalPhysician)
        #expect(!receipt.recipients.contains { $0.id == consent.grant })
    }

    @Test(
        "a consent that is withdrawn on the way of a disclosure ends it",
        arguments: [Call.Kind.prepareWrap, .commitWrap])
    func withdrawnDuringDisclosure(kind: Call.Kind) throws {
        let consent = try dossier.consent()
        let section = try physicianView.section
        let session = intervening(before: kind) {
            try dossier.withdraw(consent.id)
        }
        #expect(
            try failure {
                try session.disclose(
                    dossier: dossier.id, section: section, to: [consent.grant], purpose: .care)
            } == .unknown)
        let records = try RawRecords(vault)
        defer { try? records.close() }
        #expect(
            try records.rows(
                "SELECT 1 FROM wrap WHERE grant_id = ?", [Data(consent.grant.bytes)]
            ).isEmpty)
        #expect(
            try refusal {
                try dossier.open(.medicalAssessment, by: dossier.treatingSession, for: .care)
            } != "")
    }

    @Test("no opening under a consent comes after its withdrawal in the log, whoever is first")
    func withdrawnWhileReading() async throws {
        let consent = try dossier.consent()
        let section = try physicianView.section
        try dossier.physicianSession.disclose(
            dossier: dossier.id, section: section, to: [consent.grant], purpose: .care)
        let opened = Recorder<UInt64>()
        let refused = Recorder<UInt64>()
        let withdrawn = Recorder<UInt64>()
        let isOver = Recorder<Bool>()
        let (treating, worker, id) = (dossier.treatingSession, dossier.workerSession, dossier.id)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                // Until it is refused; each opening is an entry before the next begins. What begins
                // after the withdrawal must be refused.
                var isLast = false
                while refused.value == nil, !isLast {
                    isLast = isOver.value ?? false
                    do {
                        let section = try treating.open(
                            dossier: id, section: .latest(.medicalAssessment), purpose: .care)
                        opened.keep(section.entry.index)
                    } catch ClientError.refused(_, let entry) {
                        refused.keep(try #require(entry))
                    }
                }
            }
            group.addTask {
                defer { isOver.keep(true) }
                let receipt = try worker.append([
                    .withdrawal(of: consent.id, evidence: "", in: id)
                ])
                withdrawn.keep(try #require(receipt.entries.first).index)
            }
            try await group.waitForAll()
        }
        let end = try #require(withdrawn.value)
        if let last = opened.value { #expect(last < end) }
        #expect(try #require(refused.value) > end)
        #expect(vault.isFoundClean())
    }
}
