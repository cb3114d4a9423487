import CommandSupport
import CryptoPrimitives
import Foundation
import KeyAgent
import Records
import Sealing
import TestSupport
import Testing
import VaultClient

@Suite("The agent") struct AgentTests {
    @Test("a reading request is signed as the key file would sign it")
    func readingRequestIsSigned() throws {
        let agent = try RunningAgent()
        defer { agent.stop() }
        let client = try agent.client()
        let bytes = try agent.request(.fetchNotices(FetchNotices()))
        let signature = try client.sign(bytes, appointment: nil)
        #expect(signature.isValid(for: bytes, key: agent.unlocked.signingKey))
        #expect(client.signingKey == agent.unlocked.signingKey)
        #expect(client.agreementKey == agent.unlocked.agreementKey)
    }

    @Test("what is no reading request needs the passphrase")
    func otherBytesNeedThePassphrase() throws {
        let agent = try RunningAgent()
        defer { agent.stop() }
        let client = try agent.client()
        let reading = try agent.request(.fetchNotices(FetchNotices()))
        let writing = try agent.request(.append(AppendStatements(statements: [])))
        var statement = CanonicalEncoder("vault/v1/statement")
        statement.append(reading)
        for bytes in [writing, statement.bytes, [], reading + [0], Array(reading.dropLast())] {
            #expect(throws: AgentError.passphraseNeeded) {
                try client.sign(bytes, appointment: nil)
            }
        }
    }

    @Test("a request in another member's name or under another appointment is refused")
    func otherNamesAreRefused() throws {
        let agent = try RunningAgent()
        defer { agent.stop() }
        let client = try agent.client()
        let other = MemberID(
            at: Instant(seconds: 2), randomness: [UInt8](repeating: 9, count: 10))
        let foreign = try agent.request(.fetchNotices(FetchNotices()), member: other)
        let own = try agent.request(.fetchNotices(FetchNotices()))
        let appointment = AppointmentID(
            at: Instant(seconds: 2), randomness: [UInt8](repeating: 9, count: 10))
        #expect(throws: AgentError.refused) { try client.sign(foreign, appointment: nil) }
        #expect(throws: AgentError.refused) { try client.sign(own, appointment: appointment) }
    }

    @Test("tags and state keys are the key file's own, and a foreign wrap does not open")
    func derivedKeysAgree() throws {
        let agent = try RunningAgent()
        defer { agent.stop() }
        let client = try agent.client()
        let vault = Digest(hashing: [3])
        let state = try client.stateKey(for: vault).withBytes { [UInt8](copying: $0) }
        let expected = try agent.unlocked.stateKey(for: vault).withBytes { [UInt8](copying: $0) }
        #expect(state == expected)
        #expect(
            try client.indexTag(of: [1, 2], roleKey: .own)
                == agent.unlocked.indexTag(of: [1, 2], roleKey: .own))
        #expect(throws: CryptoError(.authenticationFailed)) {
            _ = try client.openWrap(
                [UInt8](repeating: 0, count: 80), contextHash: vault,
                share: SecretBytes(copying: [UInt8](repeating: 0, count: 32)), roleKey: .own)
        }
    }

    @Test("a notice opens; a copy of a role key is not handed out, but used inside")
    func roleKeyStaysInside() throws {
        let agent = try RunningAgent()
        defer { agent.stop() }
        let client = try agent.client()
        let notice = try HPKE.sealBase(
            [1, 2, 3], to: agent.unlocked.agreementKey, info: Array("vault/v1/notice".utf8),
            authenticating: agent.member.bytes
        ).bytes
        let opened = try client.openSealed(
            notice, info: Array("vault/v1/notice".utf8), authenticating: agent.member.bytes)
        #expect(opened.withBytes { [UInt8](copying: $0) } == [1, 2, 3])

        let role = try X25519.PrivateKey.generate()
        let seed = try role.withSeed { (seed) throws(CryptoError) in
            seed.withBytes { [UInt8](copying: $0) }
        }
        let copy = try HPKE.sealBase(
            seed, to: agent.unlocked.agreementKey, info: RoleKeySource.copyInfo,
            authenticating: role.publicKey.bytes
        ).bytes
        #expect(throws: AgentError.passphraseNeeded) {
            _ = try client.openSealed(
                copy, info: RoleKeySource.copyInfo, authenticating: role.publicKey.bytes)
        }
        let source = RoleKeySource.copy(sealed: copy, key: role.publicKey)
        for _ in 0..<2 {
            #expect(
                try client.indexTag(of: [5], roleKey: source)
                    == agent.unlocked.indexTag(of: [5], roleKey: source))
        }
    }

    @Test("a member is added, and forgotten again; without members the agent ends")
    func membersComeAndGo() throws {
        let agent = try RunningAgent()
        let other = MemberID(
            at: Instant(seconds: 3), randomness: [UInt8](repeating: 4, count: 10))
        #expect(throws: AgentError.locked) { try AgentClient(path: agent.path, member: other) }
        try AgentClient.unlock(
            path: agent.path,
            handover: AgentHandover(member: other, keys: try RunningAgent.keys(50)))
        #expect(try AgentClient.status(path: agent.path).members == [agent.member, other])
        try AgentClient.lock(path: agent.path, member: agent.member)
        #expect(throws: AgentError.locked) { try agent.client() }
        _ = try AgentClient(path: agent.path, member: other)
        try AgentClient.lock(path: agent.path, member: other)
        #expect(agent.hasEnded())
        #expect(!FileManager.default.fileExists(atPath: agent.path))
        #expect(throws: AgentError.notRunning) { try agent.client() }
    }

    @Test("an agent ends when it is idle, and when its time is over", arguments: [true, false])
    func timeEndsIt(isIdle: Bool) throws {
        let agent = try RunningAgent(
            options: AgentServer.Options(idleSeconds: 10, absoluteSeconds: 25))
        let client = try agent.client()
        for _ in 0..<2 {
            agent.clock.advance(9)
            _ = try client.stateKey(for: Digest(hashing: [1]))
        }
        agent.clock.advance(isIdle ? 6 : 7)
        if isIdle {
            _ = try AgentClient.status(path: agent.path)
            agent.clock.advance(4)
        }
        #expect(agent.hasEnded())
        #expect(!FileManager.default.fileExists(atPath: agent.path))
    }

    @Test("a live agent is not replaced; a dead one's socket is, and an open directory is refused")
    func socketBelongsToOne() throws {
        let agent = try RunningAgent()
        let handover = try AgentHandover(member: agent.member, keys: try RunningAgent.keys(1))
        let protection = ProcessProtection(isMemoryLocked: false, isUndumpable: false)
        #expect(throws: AgentError.alreadyRunning) {
            _ = try AgentServer(path: agent.path, handover: handover, protection: protection)
        }
        _ = try agent.client()
        agent.stop()
        #expect(agent.hasEnded())
        let folder = agent.directory.path("agent")
        try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: folder)
        #expect(throws: AgentError.exposed) {
            _ = try AgentServer(path: agent.path, handover: handover, protection: protection)
        }
        #expect(throws: AgentError.exposed) { try agent.client() }
    }

    @Test("protection leaves a process that cannot be dumped")
    func processIsProtected() async {
        await #expect(processExitsWith: .success) {
            guard ProcessProtection.isDumpable, ProcessProtection.apply().isUndumpable,
                !ProcessProtection.isDumpable
            else { exit(1) }
        }
    }

    @Test("changed messages never decode as what they are not, and never crash")
    func mutationsAreRefused() throws {
        let agent = try RunningAgent()
        agent.stop()
        let requests: [AgentRequest] = [
            .status, .keys(agent.member), .sign(agent.member, nil, [1, 2, 3]),
            .openSealed(agent.member, sealed: [1], info: [2], data: [3]),
            .openWrap(
                agent.member, sealedKey: [4], contextHash: Digest(hashing: []), share: [5],
                roleKey: .copy(sealed: [6], key: agent.unlocked.agreementKey)),
            .indexTag(agent.member, value: [7], roleKey: .own),
            .stateKey(agent.member, vault: Digest(hashing: [8])), .lock(nil), .lock(agent.member),
        ]
        var mutator = Mutator(seed: 11)
        for request in requests {
            let bytes = request.canonicalBytes
            #expect(try AgentRequest(canonical: bytes) == request)
            for _ in 0..<Rounds.scaled(300) {
                let changed = mutator.mutation(of: bytes)
                if let decoded = try? AgentRequest(canonical: changed) {
                    #expect(decoded.canonicalBytes == changed)
                }
            }
        }
    }
}
