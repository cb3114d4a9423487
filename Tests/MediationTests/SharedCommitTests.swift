import Dispatch
import Foundation
import Mediation
import RecordStore
import Records
import Synchronization
import Testing
import VaultClient
import VaultFixture

@Suite("Requests that share a commit") struct SharedCommitTests {
    private let dossier: TestDossier
    private let store: ObservedStore
    private let mediator: Mediator
    private var vault: TestVault { dossier.vault }

    /// How often eight requests at once are tried before some of them must have shared a commit.
    private static let rounds = 40

    init() throws {
        dossier = try TestDossier(TestVault())
        try dossier.addCare()
        try dossier.write(
            .medicalAssessment, "een", by: dossier.physicianSession, role: .occupationalPhysician)
        store = ObservedStore(dossier.vault.store)
        mediator = try Mediator(
            store: store, secrets: dossier.vault.keystore, clock: dossier.vault.clock.mediatorClock,
            level: .sameProcess)
    }

    /// A session that remembers nothing of others.
    private func session(
        _ person: TestVault.Person, as appointment: AppointmentID? = nil
    ) -> Session {
        Session(
            vault: vault.vault, keys: person.keys, appointment: appointment,
            transport: InProcess(mediator), state: MemoryState(),
            now: { [clock = vault.clock] in clock.now }, today: vault.clock.today)
    }

    /// Runs all at once, each on a thread of its own, and gives what each gave, in their order.
    private func atOnce<Value: Sendable>(
        _ acts: [@Sendable () throws -> Value]
    ) -> [Result<Value, any Error>] {
        let results = Mutex<[Int: Result<Value, any Error>]>([:])
        let start = DispatchSemaphore(value: 0)
        let group = DispatchGroup()
        for (number, act) in acts.enumerated() {
            group.enter()
            Thread {
                start.wait()
                let result = Result { try act() }
                results.withLock { $0[number] = result }
                group.leave()
            }.start()
        }
        for _ in acts { start.signal() }
        group.wait()
        return results.withLock { results in acts.indices.compactMap { results[$0] } }
    }

    /// Two statements of one act.
    private func draft(by worker: Session) throws -> StatementDraft {
        let now = vault.clock.now
        let consents = try (0..<2).map { _ in
            try worker.consent(
                giver: dossier.worker.id, role: .treatingPhysician,
                recipient: .member(dossier.treating.person.id), kinds: [.medicalAssessment],
                purposes: [.care], from: now, until: now.adding(seconds: 30 * 86_400),
                language: .nl)
        }
        return try worker.draft(consents.map { .consent($0, in: dossier.id) })
    }

    @Test(
        "each gets its own entries, side by side and proved; of those that fail nothing is left")
    func mixed() throws {
        var hasShared = false
        for _ in 0..<Self.rounds where !hasShared {
            let before = try vault.logSize
            let commits = store.commits.count
            let drafts = try (0..<2).map { _ in try draft(by: session(dossier.worker)) }
            let drafted = try vault.logSize
            let (id, worker, physician) = (dossier.id, dossier.worker, dossier.physician)
            let read: @Sendable (Session, UInt64) throws -> [UInt64] = { session, version in
                let opened = try session.open(
                    dossier: id, section: .latest(.medicalAssessment), version: version,
                    purpose: .ownFile)
                return [opened.entry.index]
            }
            // The sessions verify the proofs of the entries, and that they are about their request.
            let sessions = (0..<8).map { number in
                switch number {
                case 5: session(physician.person, as: physician.appointment)
                case 6: session(dossier.inspector.person, as: dossier.inspector.appointment)
                default: session(worker)
                }
            }
            let acts: [@Sendable () throws -> [UInt64]] = [
                { try read(sessions[0], 0) }, { try read(sessions[1], 0) },
                { try read(sessions[2], 99) },
                { try sessions[3].submit(drafts[0]).entries.map(\.index) },
                { try sessions[4].submit(drafts[1]).entries.map(\.index) },
                {
                    let new = NewVersion(
                        dossier: id, target: .new, kind: .consultation,
                        content: Array("overleg".utf8), purpose: .reintegration,
                        role: .occupationalPhysician)
                    return [try sessions[5].write(new).entry.index]
                },
                {
                    do {
                        _ = try sessions[6].open(
                            dossier: id, section: .latest(.medicalAssessment),
                            purpose: .reintegration)
                        return []
                    } catch ClientError.refused(_, let entry) {
                        return [try #require(entry)]
                    }
                },
                { try read(sessions[7], 0) },
            ]
            let results = atOnce(acts)
            var indices: [UInt64] = []
            for (number, result) in results.enumerated() {
                switch (number, result) {
                case (2, .failure(let error)):
                    #expect(error as? ClientError == .failed(.unknown))
                case (3...4, .failure(let error)):
                    #expect(error as? ClientError == .failed(.stale))
                case (_, .success(let own)):
                    #expect(own.count == (3...4 ~= number ? 2 : 1))
                    #expect(zip(own, own.dropFirst()).allSatisfy { $0 + 1 == $1 })
                    indices += own
                default: Issue.record("\(number): \(result)")
                }
            }
            let statements = results[3...4].filter { (try? $0.get()) != nil }
            #expect(statements.count == 1, "of two rivals one wins")
            // No entry is shared, and the log has no other one: what the acts need besides (such as
            // the shares of a write) makes none.
            #expect(Set(indices).count == indices.count)
            #expect(try vault.logSize == drafted + UInt64(indices.count))
            #expect(drafted >= before)
            hasShared = store.commits[commits...].contains { $0 > 2 }
        }
        #expect(hasShared, "requests that wait share a commit")
        #expect(vault.isFoundClean())
    }

    @Test("a commit that fails, fails for all who shared it, and lets nothing out")
    func failedCommit() throws {
        let size = try vault.logSize
        var results: [Result<UInt64, any Error>] = []
        for _ in 0..<Self.rounds where store.lostEntries == 0 {
            store.failNextSharedCommit()
            let sessions = (0..<8).map { _ in session(dossier.worker) }
            results += atOnce(
                sessions.map { session in
                    { [id = dossier.id] in
                        try session.open(
                            dossier: id, section: .latest(.medicalAssessment), purpose: .ownFile
                        ).entry.index
                    }
                })
        }
        let lost = store.lostEntries
        #expect(lost > 1, "requests that wait share a commit")
        var opened: [UInt64] = []
        var failures = 0
        for result in results {
            switch result {
            case .success(let index): opened.append(index)
            case .failure(let error):
                #expect(error as? ClientError == .failed(.inputOutput))
                failures += 1
            }
        }
        #expect(failures == Int(lost))
        #expect(Set(opened) == Set(size..<size + UInt64(opened.count)))
        #expect(try vault.logSize == size + UInt64(opened.count))
        #expect(vault.isFoundClean())
        _ = try dossier.open(.medicalAssessment, by: session(dossier.worker), for: .ownFile)
    }

    @Test("the same request on many threads at once is one entry")
    func sameRequest() throws {
        let transport = RecordingTransport(mediator)
        _ = try dossier.open(
            .medicalAssessment,
            by: vault.session(dossier.worker, through: transport), for: .ownFile)
        let exchange = try #require(
            transport.exchanges.last { $0.message.callKind == .openSection })
        let size = try vault.logSize
        // A request of its own, as if its first answer were lost with it.
        let request = try #require(exchange.message.request)
        let fresh = Request(
            vault: request.vault, member: request.member, appointment: request.appointment,
            time: request.time, nonce: request.nonce.map { $0 ^ 1 },
            ephemeralKey: request.ephemeralKey, seenSize: request.seenSize, call: request.call)
        let message = try fresh.signed(by: dossier.worker.keys)
        let answers = atOnce((0..<8).map { _ in { [mediator] in mediator.handle(message) } })
        for answer in answers {
            let reply = try #require(answer.get().reply)
            #expect(reply.entries.map(\.index) == [size])
        }
        #expect(try vault.logSize == size + 1)
        #expect(vault.isFoundClean())
    }
}
