import CryptoPrimitives
import Keystore
import Mediation
import Records
import Synchronization
import VaultClient
import VaultFixture

/// Does something once, before the first message of a kind reaches the mediator.
///
/// SAFETY: a test that uses it has one thread.
final class InterveningTransport: Transport, @unchecked Sendable {
    private let mediator: Mediator
    private let kind: Call.Kind
    private var action: (() throws -> Void)?

    init(_ mediator: Mediator, before kind: Call.Kind, _ action: @escaping () throws -> Void) {
        self.mediator = mediator
        self.kind = kind
        self.action = action
    }

    func exchange(_ message: [UInt8]) throws -> [UInt8] {
        if message.callKind == kind, let action {
            self.action = nil
            try action()
        }
        return mediator.handle(message)
    }
}

/// Keeps every message and its answer.
final class RecordingTransport: Transport {
    private let mediator: Mediator
    private let kept = Mutex<[(message: [UInt8], answer: [UInt8])]>([])

    init(_ mediator: Mediator) { self.mediator = mediator }

    var exchanges: [(message: [UInt8], answer: [UInt8])] { kept.withLock { $0 } }

    func exchange(_ message: [UInt8]) throws -> [UInt8] {
        let answer = mediator.handle(message)
        kept.withLock { $0.append((message, answer)) }
        return answer
    }
}

/// Changes what a member's own program sends: the message is signed anew with the member's keys.
struct OwnProgramTransport: Transport {
    let mediator: Mediator
    let keys: UnlockedKeys
    /// What is sent in the place of a call; `nil` leaves it.
    let change: @Sendable (Call) throws -> Call?

    func exchange(_ message: [UInt8]) throws -> [UInt8] {
        guard let signed = try? SignedRequest(canonical: message) else {
            return mediator.handle(message)
        }
        let request = try Request(canonical: signed.request)
        guard let call = try change(request.call) else { return mediator.handle(message) }
        return mediator.handle(
            try request.replacing(call: call).signed(by: keys, content: signed.content))
    }
}

/// A mediator that was taken over: it changes its own answers and signs them with its own key.
struct TakenOverTransport: Transport {
    private let mediator: Mediator
    private let key: SigningKey
    private let change: @Sendable (Request, Reply) throws -> Reply

    /// A key that closures can share.
    private final class SigningKey: Sendable {
        let key: Ed25519.PrivateKey
        init(_ key: consuming Ed25519.PrivateKey) { self.key = key }
    }

    init(
        _ vault: TestVault, _ change: @escaping @Sendable (Request, Reply) throws -> Reply
    ) throws {
        mediator = vault.mediator
        key = SigningKey(
            try Ed25519.PrivateKey(seed: vault.keystore.vaultSecrets().mediatorSeed.secret))
        self.change = change
    }

    func exchange(_ message: [UInt8]) throws -> [UInt8] {
        let answer = mediator.handle(message)
        guard let signed = try? SignedRequest(canonical: message),
            let request = try? Request(canonical: signed.request),
            let reply = try? Reply(canonical: SignedReply(canonical: answer).reply)
        else { return answer }
        let bytes = try change(request, reply).canonicalBytes
        return SignedReply(reply: bytes, signature: try key.key.sign(bytes)).canonicalBytes
    }
}

extension Reply {
    /// The reply with another answer to the call.
    func answering(_ payload: [UInt8]) -> Reply {
        Reply(
            request: request, outcome: .done(payload), level: level, checkpoint: checkpoint,
            consistency: consistency, entries: entries)
    }

    /// The answer to the call, when it was done.
    func answer<Record: CanonicalRecord>(_: Record.Type = Record.self) -> Record? {
        guard case .done(let payload) = outcome else { return nil }
        return try? Record(canonical: payload)
    }
}

extension Request {
    func replacing(call: Call) -> Request {
        Request(
            vault: vault, member: member, appointment: appointment, time: time, nonce: nonce,
            ephemeralKey: ephemeralKey, seenSize: seenSize, call: call)
    }

    func signed(by keys: UnlockedKeys, content: [UInt8] = []) throws -> [UInt8] {
        try canonicalBytes.signed(by: keys, appointment: appointment, content: content)
    }
}

extension [UInt8] {
    /// The message as a signed request of a member.
    func signed(
        by keys: UnlockedKeys, appointment: AppointmentID?, content: [UInt8] = []
    ) throws -> [UInt8] {
        SignedRequest(
            request: self, signature: try keys.sign(self, appointment: appointment),
            content: content
        ).canonicalBytes
    }

    /// What a message asks; `nil` when it is no request.
    var callKind: Call.Kind? { request?.call.kind }

    /// The request in a message.
    var request: Request? {
        guard let signed = try? SignedRequest(canonical: self) else { return nil }
        return try? Request(canonical: signed.request)
    }

    /// The outcome in an answer.
    var outcome: Outcome? { reply?.outcome }

    /// The reply in an answer.
    var reply: Reply? {
        guard let signed = try? SignedReply(canonical: self) else { return nil }
        return try? Reply(canonical: signed.reply)
    }
}
