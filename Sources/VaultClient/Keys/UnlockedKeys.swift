package import CryptoPrimitives
package import Records
internal import Sealing

/// A member's private keys in this process, as an unlocked key file gives them.
///
/// They sign whatever they are given: who asked for the passphrase decided that.
package final class UnlockedKeys: MemberKeys {
    package let member: MemberID
    package let signingKey: Ed25519.PublicKey
    package let agreementKey: X25519.PublicKey
    private let keys: MemberKeyFile.Keys

    /// Takes over the keys of a member.
    package init(member: MemberID, keys: consuming MemberKeyFile.Keys) {
        self.member = member
        signingKey = keys.signing.publicKey
        agreementKey = keys.agreement.publicKey
        self.keys = keys
    }

    package func sign(_ bytes: [UInt8], appointment: AppointmentID?) throws -> MemberSignature {
        let message = MemberSignature.message(
            for: bytes, member: member, appointment: appointment)
        return MemberSignature(
            member: member, appointment: appointment, signature: try keys.signing.sign(message))
    }

    package func openSealed(
        _ sealed: [UInt8], info: [UInt8], authenticating data: [UInt8]
    ) throws -> SecretBytes {
        try HPKE.openBase(
            HPKE.Sealed(bytes: sealed), with: keys.agreement, info: info, authenticating: data)
    }

    package func openWrap(
        _ sealedKey: [UInt8], contextHash: Digest, share: borrowing SecretBytes,
        roleKey: RoleKeySource
    ) throws -> SecretBytes {
        switch roleKey {
        case .own:
            return try Wrap.open(
                sealedKey, with: keys.agreement, share: share, contextHash: contextHash)
        case .copy(let sealed, let key):
            let role = try openCopy(sealed, of: key)
            return try Wrap.open(sealedKey, with: role, share: share, contextHash: contextHash)
        }
    }

    package func indexTag(of value: [UInt8], roleKey: RoleKeySource) throws -> Digest {
        let key =
            switch roleKey {
            case .own: try Self.derived(keys.agreement, info: Array("vault/v1/index".utf8))
            case .copy(let sealed, let key):
                try Self.derived(openCopy(sealed, of: key), info: Array("vault/v1/index".utf8))
            }
        return HMACSHA256.authenticate(value, key: key)
    }

    package func stateKey(for vault: Digest) throws -> SecretBytes {
        try Self.derived(
            keys.agreement, info: Array("vault/v1/client-state".utf8) + vault.bytes)
    }

    /// Opens a copy of a role key; one that is not the key of that public half is refused.
    private func openCopy(
        _ sealed: [UInt8], of key: X25519.PublicKey
    ) throws(CryptoError) -> X25519.PrivateKey {
        let seed = try HPKE.openBase(
            HPKE.Sealed(bytes: sealed), with: keys.agreement, info: RoleKeySource.copyInfo,
            authenticating: key.bytes)
        let role = try X25519.PrivateKey(seed: seed)
        guard role.publicKey == key else { throw CryptoError(.invalidKey) }
        return role
    }

    private static func derived(
        _ key: borrowing X25519.PrivateKey, info: [UInt8]
    ) throws(CryptoError) -> SecretBytes {
        try key.withSeed { (seed) throws(CryptoError) in
            let concentrated = try HKDF.extract(salt: [], inputKey: seed)
            return try HKDF.expand(concentrated, info: info, count: 32)
        }
    }
}
