internal import CryptoPrimitives
internal import KeyAgent
internal import Records
internal import VaultClient

/// Opens members' keys.
struct KeyAccess {
    /// The members' files.
    let home: MemberHome
    /// What the command runs with.
    let context: CommandContext

    /// A member's keys: in the agent when it holds them, else from the key file.
    ///
    /// - Throws: Status 65 for a wrong passphrase or a damaged key file.
    func keys(of handle: String, passphrase: PassphraseSource) throws -> any MemberKeys {
        let known = try home.publicKeys(of: handle)
        if let agent = try? AgentClient(path: home.agentPath, member: known.member),
            agent.signingKey == known.signing, agent.agreementKey == known.agreement
        {
            let home = home
            return AgentBackedKeys(agent: agent) {
                try Self.unlockedKeys(of: handle, in: home, passphrase: passphrase)
            }
        }
        return try Self.unlockedKeys(of: handle, in: home, passphrase: passphrase)
    }

    /// A member's keys from the key file.
    private static func unlockedKeys(
        of handle: String, in home: MemberHome, passphrase: PassphraseSource
    ) throws -> UnlockedKeys {
        UnlockedKeys(
            member: try home.publicKeys(of: handle).member,
            keys: try fileKeys(of: handle, in: home, passphrase: passphrase))
    }

    /// A member's keys from the key file, for the agent.
    func handover(of handle: String, passphrase: PassphraseSource) throws -> AgentHandover {
        try AgentHandover(
            member: home.publicKeys(of: handle).member,
            keys: Self.fileKeys(of: handle, in: home, passphrase: passphrase))
    }

    private static func fileKeys(
        of handle: String, in home: MemberHome, passphrase: PassphraseSource
    ) throws -> MemberKeyFile.Keys {
        let known = try home.publicKeys(of: handle)
        let text = try home.keyText(of: handle)
        let secret = try passphrase.read(for: handle)
        do throws(CryptoError) {
            let keys = try MemberKeyFile.decode(text, passphrase: secret)
            // The format does not authenticate: a changed file can open as another key.
            guard keys.signing.publicKey == known.signing,
                keys.agreement.publicKey == known.agreement
            else { throw CryptoError(.invalidKey) }
            return keys
        } catch {
            guard error.code != .wrongPassphrase else {
                throw CommandFailure(.badData, "this is not the passphrase of `\(handle)`")
            }
            throw CommandFailure(
                .badData, "the key file of `\(handle)` holds other keys, or none",
                hint: "restore `\(home.keyPath(handle))` from its backup")
        }
    }
}
