import CommandSupport
import CryptoPrimitives
import Foundation
import KeyAgent
import Records
import Synchronization
import TestSupport
import VaultClient

/// An agent in a thread of the test, with a clock that the test moves.
final class RunningAgent: Sendable {
    let directory: TemporaryDirectory
    let path: String
    let member: MemberID
    let unlocked: UnlockedKeys
    let clock = Clock()
    private let thread = DispatchSemaphore(value: 0)

    final class Clock: Sendable {
        private let time = Mutex<UInt64>(1000)
        var now: UInt64 { time.withLock(\.self) }
        func advance(_ seconds: UInt64) { time.withLock { $0 += seconds } }
    }

    init(options: AgentServer.Options = AgentServer.Options(), seed: UInt8 = 1) throws {
        directory = try TemporaryDirectory()
        path = directory.path("agent/socket")
        member = MemberID(at: Instant(seconds: 1), randomness: [UInt8](repeating: seed, count: 10))
        let keys = try Self.keys(seed)
        let handover = try AgentHandover(member: member, keys: keys)
        unlocked = UnlockedKeys(member: member, keys: keys)
        let encoded = SecretBox(handover.encoded.duplicate())
        let started = DispatchSemaphore(value: 0)
        let (path, clock, thread) = (path, clock, thread)
        Thread.detachNewThread {
            let server = try? AgentServer(
                path: path, handover: AgentHandover(encoded: encoded.secret.duplicate()),
                options: options,
                protection: ProcessProtection(isMemoryLocked: false, isUndumpable: false),
                now: { clock.now })
            started.signal()
            while server?.step(timeout: 20) == true {}
            thread.signal()
        }
        started.wait()
    }

    static func keys(_ seed: UInt8) throws -> MemberKeyFile.Keys {
        MemberKeyFile.Keys(
            signing: try Ed25519.PrivateKey(
                seed: SecretBytes(copying: [UInt8](repeating: seed, count: 32))),
            agreement: try X25519.PrivateKey(
                seed: SecretBytes(copying: [UInt8](repeating: seed &+ 100, count: 32))))
    }

    func client() throws -> AgentClient { try AgentClient(path: path, member: member) }

    /// Waits for the agent's end; `false` after 10 seconds without one.
    func hasEnded() -> Bool { thread.wait(timeout: .now() + 10) == .success }

    func stop() { try? AgentClient.lock(path: path) }

    func request(_ call: Call, member other: MemberID? = nil) throws -> [UInt8] {
        Request(
            vault: Digest(hashing: [1]), member: other ?? member, appointment: nil,
            time: Instant(seconds: 5), nonce: [UInt8](repeating: 7, count: 16),
            ephemeralKey: unlocked.agreementKey, seenSize: 0, call: call
        ).canonicalBytes
    }
}
