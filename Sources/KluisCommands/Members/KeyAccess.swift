internal import CryptoPrimitives
internal import Records
internal import VaultClient

/// Opens members' keys.
struct KeyAccess {
    /// The members' files.
    let home: MemberHome
    /// What the command runs with.
    let context: CommandContext

    /// A member's keys from the key file.
    ///
    /// - Throws: Status 65 for a wrong passphrase or a damaged key file.
    func keys(of handle: String, passphrase: PassphraseSource) throws -> any MemberKeys {
        let known = try home.publicKeys(of: handle)
        let text = try home.keyText(of: handle)
        let secret = try passphrase.read(for: handle)
        do throws(CryptoError) {
            let keys = UnlockedKeys(
                member: known.member, keys: try MemberKeyFile.decode(text, passphrase: secret))
            // The format does not authenticate: a changed file can open as another key.
            guard keys.signingKey == known.signing, keys.agreementKey == known.agreement else {
                throw CryptoError(.invalidKey)
            }
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
