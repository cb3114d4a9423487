import Mediation
import RecordStore
import RecordStoreSQLite
import Records
import Synchronization
import Testing
import VaultClient
import VaultFixture

@Suite("The mediator's level") struct LevelTests {
    @Test("below the least one of its vault it greets, and does nothing else for anybody")
    func below() throws {
        let vault = try TestVault(accepting: .ownUser)
        let founder = vault.founders[0]
        let transport = FlatteringTransport(vault.mediator)
        let now = vault.clock.now
        let session = Session(
            vault: vault.vault, keys: founder.keys, appointment: nil, transport: transport,
            state: founder.state, now: { now }, today: vault.clock.today)
        let size = try vault.store.read { try $0.logState()?.size }
        #expect(throws: ClientError.levelTooLow(.sameProcess, least: .ownUser)) {
            try session.ownEntries()
        }
        let answer = try SignedReply(canonical: try #require(transport.lastReply))
        #expect(try Reply(canonical: answer.reply).outcome == .failed(.levelTooLow))
        #expect(try vault.store.read { try $0.logState()?.size } == size)
    }
}

/// A way to a mediator that makes its greeting say a higher level, so that requests follow.
private final class FlatteringTransport: Transport {
    private let mediator: Mediator
    private let last = Mutex<[UInt8]?>(nil)

    init(_ mediator: Mediator) { self.mediator = mediator }

    /// The last answer that was no greeting.
    var lastReply: [UInt8]? { last.withLock { $0 } }

    func exchange(_ message: [UInt8]) throws -> [UInt8] {
        let bytes = mediator.handle(message)
        guard let answer = try? Hello.Answer(canonical: bytes) else {
            last.withLock { $0 = bytes }
            return bytes
        }
        return Hello.Answer(
            founding: answer.founding, level: .ownUser, adoptions: answer.adoptions
        ).canonicalBytes
    }
}
