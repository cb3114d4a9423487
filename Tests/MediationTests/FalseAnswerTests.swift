import CryptoPrimitives
import Mediation
import Records
import Testing
import VaultClient
import VaultFixture

@Suite("Answers of a mediator that was taken over") struct FalseAnswerTests {
    private let dossier: TestDossier
    private var vault: TestVault { dossier.vault }

    init() throws {
        dossier = try TestDossier(TestVault())
        try dossier.write(
            .medicalAssessment, "geheim", by: dossier.physicianSession,
            role: .occupationalPhysician)
    }

    @Test("to another request are not believed")
    func replayedReply() throws {
        let recording = RecordingTransport(vault.mediator)
        let appointment = dossier.physician.appointment
        let person = dossier.physician.person
        _ = try dossier.open(
            .medicalAssessment, by: vault.session(person, as: appointment, through: recording))
        let old = try #require(recording.exchanges.last).answer
        struct Replaying: Transport {
            let answer: [UInt8]
            func exchange(_ message: [UInt8]) throws -> [UInt8] { answer }
        }
        #expect(throws: ClientError.unverified(.otherRequest)) {
            try dossier.open(
                .medicalAssessment,
                by: vault.session(person, as: appointment, through: Replaying(answer: old)))
        }
        // Its answer under the new request's name: the entry is about the old one.
        let reply = try #require(old.reply)
        let transport = try TakenOverTransport(vault) { _, fresh in
            Reply(
                request: fresh.request, outcome: reply.outcome, level: reply.level,
                checkpoint: fresh.checkpoint, consistency: fresh.consistency,
                entries: reply.entries)
        }
        do {
            _ = try dossier.open(
                .medicalAssessment, by: vault.session(person, as: appointment, through: transport))
            Issue.record("an old answer is believed")
        } catch ClientError.unverified {
        }
    }

    @Test("with manifest, wrap, share, content, head or entry of another version are refused")
    func mixedVersions() throws {
        try dossier.writeNext(
            .medicalAssessment, "twee",
            after: dossier.view(.medicalAssessment, for: dossier.physicianSession),
            by: dossier.physicianSession, role: .occupationalPhysician)
        let recording = RecordingTransport(vault.mediator)
        let (person, appointment) = dossier.physician
        let session = vault.session(person, as: appointment, through: recording)
        _ = try dossier.open(.medicalAssessment, by: session, version: 1)
        let one = try #require(
            recording.exchanges.last?.answer.reply?.answer(OpenSection.Answer.self))
        let changes: [(String, @Sendable (OpenSection.Answer) -> OpenSection.Answer)] = [
            ("all of the older", { _ in one }),
            ("the older as head", { _ in one.replacing(headVersion: 1) }),
            ("manifest", { $0.replacing(manifest: one.manifest) }),
            ("wrap", { $0.replacing(wrap: one.wrap) }),
            ("share", { $0.replacing(sealedShare: one.sealedShare) }),
            ("wrap and share", { $0.replacing(wrap: one.wrap, sealedShare: one.sealedShare) }),
            ("content", { $0.replacing(content: one.content) }),
            ("write entry", { $0.replacing(writeEntry: one.writeEntry) }),
            ("older head", { $0.replacing(headVersion: 1) }),
            ("newer head", { $0.replacing(headVersion: 3) }),
        ]
        for (what, change) in changes {
            let transport = try TakenOverTransport(vault) { _, reply in
                guard let answer = reply.answer(OpenSection.Answer.self) else { return reply }
                return reply.answering(change(answer).canonicalBytes)
            }
            do {
                _ = try dossier.open(
                    .medicalAssessment,
                    by: vault.session(person, as: appointment, through: transport))
                Issue.record("\(what) of another version is believed")
            } catch ClientError.unverified {
            } catch ClientError.unopenable {
            } catch ClientError.sectionWentBack {
            }
        }
        #expect(try dossier.open(.medicalAssessment, by: dossier.physicianSession).isHead)
    }

    @Test("from a log that was cut are refused by who saw more")
    func staleHead() throws {
        let copy = try VaultCopy(of: vault)
        _ = try dossier.open(.medicalAssessment, by: dossier.physicianSession)
        try copy.restore(.records, to: vault)
        try copy.restore(.keystore, to: vault)
        try vault.restart()
        // It does not refuse by itself: it lies about what it was asked.
        let transport = try TakenOverTransport(vault) { _, reply in reply }
        let forgetful = Session(
            vault: vault.vault, keys: dossier.physician.person.keys,
            appointment: dossier.physician.appointment, transport: transport, state: MemoryState(),
            now: { [clock = vault.clock] in clock.now }, today: vault.clock.today)
        _ = try forgetful.notices()
        let stale = try #require(try forgetful.lastCheckpoint())
        let lying = try TakenOverTransport(vault) { _, reply in
            Reply(
                request: reply.request, outcome: .done([]), level: reply.level, checkpoint: stale,
                consistency: [], entries: [])
        }
        do {
            _ = try vault.session(
                dossier.physician.person, as: dossier.physician.appointment, through: lying
            ).notices()
            Issue.record("a stale head is believed")
        } catch ClientError.rolledBack(let seen, let shown) {
            #expect(shown < seen)
        }
    }
}
