import Mediation
import Records
import Testing
import TransparencyLog
import VaultClient
import VaultFixture

@Suite("The mediator's clock") struct ClockTests {
    private func failure(_ body: () throws -> Void) -> Failure? {
        do {
            try body()
            return nil
        } catch ClientError.failed(let failure) {
            return failure
        } catch {
            return nil
        }
    }

    private func list(_ dossier: TestDossier) throws {
        _ = try dossier.workerSession.ownEntries()
    }

    @Test("two minutes behind the last entry it goes on, with the last entry's time; more stops it")
    func behind() throws {
        let dossier = try TestDossier(TestVault())
        dossier.vault.clock.jump(seconds: -120)
        #expect(failure { try list(dossier) } == nil)
        dossier.vault.clock.jump(seconds: -1)
        #expect(failure { try list(dossier) } == .clock)
        dossier.vault.clock.jump(seconds: 1)
        let times = try dossier.workerSession.ownEntries().entries.map(\.entry.time)
        #expect(times == times.sorted())
    }

    @Test("a jump ahead by a day is let pass, more stops the mediator until it starts again")
    func ahead() throws {
        let dossier = try TestDossier(TestVault())
        dossier.vault.clock.jump(seconds: 86_400)
        #expect(failure { try list(dossier) } == nil)
        dossier.vault.clock.jump(seconds: 1)
        #expect(failure { try list(dossier) } == .clock)
        try dossier.vault.restart()
        #expect(failure { try list(dossier) } == nil)
    }

    @Test("what is written is at most two minutes from the mediator's clock, either way")
    func writes() throws {
        let dossier = try TestDossier(TestVault())
        let (hr, appointment) = dossier.hr
        func write(at seconds: Int64) throws {
            let moment = dossier.vault.clock.now.adding(seconds: seconds)
            let session = Session(
                vault: dossier.vault.vault, keys: hr.keys, appointment: appointment,
                transport: InProcess(dossier.vault.mediator), state: hr.state, now: { moment },
                today: dossier.vault.clock.today)
            try dossier.write(.absence, "afwezig", by: session, role: .hr)
        }
        for seconds: Int64 in [-121, 121] {
            #expect(failure { try write(at: seconds) } == .outOfTime)
        }
        for seconds: Int64 in [-120, 120] {
            #expect(failure { try write(at: seconds) } == nil)
        }
    }

    @Test("two founders accept a clock that is behind, for the entries that there are")
    func acceptance() throws {
        let dossier = try TestDossier(TestVault())
        let vault = dossier.vault
        vault.clock.jump(seconds: -40_000)
        #expect(failure { try list(dossier) } == .clock)
        let founders = vault.founders
        let acceptance = StatementPart.clockAcceptance(ClockAcceptance(reason: "battery"))
        // One founder alone is refused; and the refusal cannot be logged, so it is the clock's.
        #expect(
            throws: ClientError.self
        ) { try vault.session(founders[0]).append([acceptance]) }
        #expect(failure { try list(dossier) } == .clock)
        let receipt = try vault.session(founders[0]).append(
            [acceptance], cosigners: [Signer(founders[1].keys, appointment: nil)])
        #expect(receipt.entries.map(\.entry.event) == [.clockAccepted])
        #expect(failure { try list(dossier) } == nil)
        // The clock runs ahead once more, and back: what was accepted does not cover it.
        vault.clock.jump(seconds: 60_000)
        try list(dossier)
        vault.clock.jump(seconds: -60_000)
        #expect(failure { try list(dossier) } == .clock)
    }
}
