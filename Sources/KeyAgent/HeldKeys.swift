internal import CryptoPrimitives
internal import Records
internal import Sealing
internal import VaultClient

/// The keys of one member in an agent, and what the agent does with them by itself.
///
/// It reads; it never states, writes, shares or discloses. Role keys stay open once their copy was
/// opened, so that reading costs one opening less.
final class HeldKeys {
    /// Whose keys they are.
    let member: MemberID
    private let keys: MemberKeyFile.Keys
    private var roleKeys: [Digest: RoleKey] = [:]

    /// The most role keys that stay open; epochs of a few roles are far fewer.
    private static let maximumRoleKeys = 256

    private final class RoleKey {
        let key: X25519.PrivateKey
        init(_ key: consuming X25519.PrivateKey) { self.key = key }
    }

    init(member: MemberID, keys: consuming MemberKeyFile.Keys) {
        self.member = member
        self.keys = keys
    }

    /// Both public keys, 32 bytes each.
    var publicKeys: [UInt8] { keys.signing.publicKey.bytes + keys.agreement.publicKey.bytes }

    /// Signs a whole request that reads, of this member and under this appointment.
    func sign(_ bytes: [UInt8], appointment: AppointmentID?) -> AgentAnswer {
        guard let request = try? Request(canonical: bytes), request.canonicalBytes == bytes,
            request.call.kind.isReading
        else { return AgentAnswer(.passphraseNeeded) }
        guard request.member == member, request.appointment == appointment else {
            return AgentAnswer(.refused)
        }
        let message = MemberSignature.message(
            for: bytes, member: member, appointment: appointment)
        guard let signature = try? keys.signing.sign(message) else { return AgentAnswer(.refused) }
        return AgentAnswer(.done, signature)
    }

    /// Opens notices to this member.
    ///
    /// A copy of a role key is not opened to the outside: handing a
    /// role key on is an act of the person.
    func openSealed(_ sealed: [UInt8], info: [UInt8], data: [UInt8]) -> AgentAnswer {
        guard info == Array("vault/v1/notice".utf8), data == member.bytes else {
            return AgentAnswer(.passphraseNeeded)
        }
        return opened {
            let message = try HPKE.openBase(
                HPKE.Sealed(bytes: sealed), with: keys.agreement, info: info, authenticating: data)
            guard message.count <= AgentFrame.maximumSize - 256 else {
                throw CryptoError(.messageTooLong)
            }
            return message.withBytes { [UInt8](copying: $0) }
        }
    }

    /// Opens the data key of a section version.
    func openWrap(
        _ sealedKey: [UInt8], contextHash: Digest, share: borrowing SecretBytes,
        roleKey: RoleKeySource
    ) -> AgentAnswer {
        do {
            let dataKey =
                switch roleKey {
                case .own:
                    try Wrap.open(
                        sealedKey, with: keys.agreement, share: share, contextHash: contextHash)
                case .copy(let sealed, let key):
                    try Wrap.open(
                        sealedKey, with: open(sealed, of: key).key, share: share,
                        contextHash: contextHash)
                }
            return AgentAnswer(.done, dataKey.withBytes { [UInt8](copying: $0) })
        } catch {
            return AgentAnswer(.doesNotOpen)
        }
    }

    /// The inner search tag of a value.
    func indexTag(of value: [UInt8], roleKey: RoleKeySource) -> AgentAnswer {
        opened {
            let info = Array("vault/v1/index".utf8)
            let key =
                switch roleKey {
                case .own: try Self.derived(keys.agreement, info: info)
                case .copy(let sealed, let key):
                    try Self.derived(open(sealed, of: key).key, info: info)
                }
            return HMACSHA256.authenticate(value, key: key).bytes
        }
    }

    /// The key of what the client remembers of a vault; it tells nothing of the agreement key.
    func stateKey(for vault: Digest) -> AgentAnswer {
        opened {
            try Self.derived(
                keys.agreement, info: Array("vault/v1/client-state".utf8) + vault.bytes
            ).withBytes { [UInt8](copying: $0) }
        }
    }

    private func opened(_ body: () throws -> [UInt8]) -> AgentAnswer {
        do {
            return AgentAnswer(.done, try body())
        } catch {
            return AgentAnswer(.doesNotOpen)
        }
    }

    private func open(_ sealed: [UInt8], of key: X25519.PublicKey) throws(CryptoError) -> RoleKey {
        let name = Digest(hashing: key.bytes, sealed)
        if let known = roleKeys[name] { return known }
        let seed = try HPKE.openBase(
            HPKE.Sealed(bytes: sealed), with: keys.agreement, info: RoleKeySource.copyInfo,
            authenticating: key.bytes)
        let role = RoleKey(try X25519.PrivateKey(seed: seed))
        guard role.key.publicKey == key else { throw CryptoError(.invalidKey) }
        if roleKeys.count >= Self.maximumRoleKeys { roleKeys.removeAll() }
        roleKeys[name] = role
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
