package import CryptoPrimitives
package import Records
internal import Synchronization
package import VaultClient

/// Keys in an agent, and the key file for what the agent does not do by itself.
///
/// The passphrase is asked for once, when it is first needed.
package final class AgentBackedKeys: MemberKeys {
    private let agent: AgentClient
    private let unlock: @Sendable () throws -> any MemberKeys
    private let unlocked = Mutex<(any MemberKeys)?>(nil)

    /// Joins an agent and a way to unlock the key file.
    ///
    /// - Parameters:
    ///   - agent: The agent.
    ///   - unlock: Asks for the passphrase and opens the key file of the same member.
    package init(agent: AgentClient, unlock: @escaping @Sendable () throws -> any MemberKeys) {
        self.agent = agent
        self.unlock = unlock
    }

    package var member: MemberID { agent.member }
    package var signingKey: Ed25519.PublicKey { agent.signingKey }
    package var agreementKey: X25519.PublicKey { agent.agreementKey }

    package func sign(_ bytes: [UInt8], appointment: AppointmentID?) throws -> MemberSignature {
        do { return try agent.sign(bytes, appointment: appointment) } catch let error as AgentError
        {
            return try person(after: error).sign(bytes, appointment: appointment)
        }
    }

    package func openSealed(
        _ sealed: [UInt8], info: [UInt8], authenticating data: [UInt8]
    ) throws -> SecretBytes {
        do {
            return try agent.openSealed(sealed, info: info, authenticating: data)
        } catch let error as AgentError {
            return try person(after: error).openSealed(sealed, info: info, authenticating: data)
        }
    }

    package func openWrap(
        _ sealedKey: [UInt8], contextHash: Digest, share: borrowing SecretBytes,
        roleKey: RoleKeySource
    ) throws -> SecretBytes {
        do {
            return try agent.openWrap(
                sealedKey, contextHash: contextHash, share: share, roleKey: roleKey)
        } catch let error as AgentError {
            return try person(after: error).openWrap(
                sealedKey, contextHash: contextHash, share: share, roleKey: roleKey)
        }
    }

    package func indexTag(of value: [UInt8], roleKey: RoleKeySource) throws -> Digest {
        do { return try agent.indexTag(of: value, roleKey: roleKey) } catch let error as AgentError
        {
            return try person(after: error).indexTag(of: value, roleKey: roleKey)
        }
    }

    package func stateKey(for vault: Digest) throws -> SecretBytes {
        do { return try agent.stateKey(for: vault) } catch let error as AgentError {
            return try person(after: error).stateKey(for: vault)
        }
    }

    /// The keys that the person unlocks; an agent that refuses is not gone round.
    private func person(after error: AgentError) throws -> any MemberKeys {
        switch error {
        case .passphraseNeeded, .locked, .notRunning, .cutOff: break
        default: throw error
        }
        return try unlocked.withLock { known in
            if let known { return known }
            let keys = try unlock()
            known = keys
            return keys
        }
    }
}
