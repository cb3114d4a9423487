package import CryptoPrimitives
internal import Glibc
package import Records
internal import Synchronization
package import VaultClient

/// A member's keys in an agent, used over its socket.
///
/// The data key of a section that is opened comes over the socket, because the section itself does
/// not go to the agent: whoever runs as the member's user and reaches the mediator can read what the
/// member can, while the agent runs. The private keys stay inside.
package final class AgentClient: MemberKeys {
    package let member: MemberID
    package let signingKey: Ed25519.PublicKey
    package let agreementKey: X25519.PublicKey
    private let link: Mutex<AgentLink>

    /// Connects to the agent that holds a member's keys.
    ///
    /// - Parameters:
    ///   - path: The agent's socket.
    ///   - member: The member.
    /// - Throws: ``AgentError/notRunning``, ``AgentError/locked`` and others.
    package init(path: String, member: MemberID) throws(AgentError) {
        var link = try AgentLink(path: path)
        let keys = try link.done(AgentRequest.keys(member))
        guard keys.count == 64, let signing = try? Ed25519.PublicKey(Array(keys[..<32])),
            let agreement = try? X25519.PublicKey(Array(keys[32...]))
        else { throw .refused }
        self.member = member
        signingKey = signing
        agreementKey = agreement
        self.link = Mutex(link)
    }

    package func sign(_ bytes: [UInt8], appointment: AppointmentID?) throws -> MemberSignature {
        // What is too long for the agent is no request that reads.
        guard bytes.count < AgentFrame.maximumSize - 256 else { throw AgentError.passphraseNeeded }
        let signature = try ask(.sign(member, appointment, bytes))
        guard signature.count == Ed25519.signatureByteCount else { throw AgentError.refused }
        return MemberSignature(member: member, appointment: appointment, signature: signature)
    }

    package func openSealed(
        _ sealed: [UInt8], info: [UInt8], authenticating data: [UInt8]
    ) throws -> SecretBytes {
        guard sealed.count + info.count + data.count < AgentFrame.maximumSize - 256 else {
            throw AgentError.passphraseNeeded
        }
        return try secret(.openSealed(member, sealed: sealed, info: info, data: data))
    }

    package func openWrap(
        _ sealedKey: [UInt8], contextHash: Digest, share: borrowing SecretBytes,
        roleKey: RoleKeySource
    ) throws -> SecretBytes {
        guard sealedKey.count < 1024 else { throw CryptoError(.authenticationFailed) }
        return try secret(
            .openWrap(
                member, sealedKey: sealedKey, contextHash: contextHash,
                share: share.withBytes { [UInt8](copying: $0) }, roleKey: roleKey))
    }

    package func indexTag(of value: [UInt8], roleKey: RoleKeySource) throws -> Digest {
        guard value.count < 32 << 10 else { throw AgentError.passphraseNeeded }
        guard let tag = Digest(try ask(.indexTag(member, value: value, roleKey: roleKey))) else {
            throw AgentError.refused
        }
        return tag
    }

    package func stateKey(for vault: Digest) throws -> SecretBytes {
        try secret(.stateKey(member, vault: vault))
    }

    private func ask(_ request: AgentRequest) throws -> [UInt8] {
        try link.withLock { try $0.payload(request.canonicalBytes) }
    }

    private func secret(_ request: AgentRequest) throws -> SecretBytes {
        var bytes = try ask(request)
        return SecretBytes(moving: &bytes)
    }
}

extension AgentClient {
    /// How the agent at a path stands.
    package static func status(path: String) throws(AgentError) -> AgentStatus {
        var link = try AgentLink(path: path)
        guard let status = try? AgentStatus(canonical: try link.done(.status)) else {
            throw .refused
        }
        return status
    }

    /// Adds a member's keys to the agent that runs at a path.
    package static func unlock(
        path: String, handover: borrowing AgentHandover
    ) throws(AgentError) {
        var link = try AgentLink(path: path)
        var message = handover.encoded.withBytes { [UInt8](copying: $0) }
        defer { _ = SecretBytes(moving: &message) }
        guard try link.exchange(message).code == .done else { throw .refused }
    }

    /// Makes the agent at a path forget a member, or everybody and end.
    package static func lock(path: String, member: MemberID? = nil) throws(AgentError) {
        var link = try AgentLink(path: path)
        _ = try link.done(.lock(member))
    }
}
