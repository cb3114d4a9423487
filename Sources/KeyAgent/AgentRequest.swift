package import CryptoPrimitives
package import Records
package import VaultClient

/// What is asked of an agent.
///
/// Handing over keys is not among these, because ``AgentHandover`` keeps seeds out of ordinary
/// memory.
package enum AgentRequest: Hashable, Sendable {
    /// How the agent stands.
    case status
    /// A member's public keys.
    case keys(MemberID)
    /// A signature over a canonical encoding, under an appointment.
    case sign(MemberID, AppointmentID?, [UInt8])
    /// Opens what is sealed to the agreement key.
    case openSealed(MemberID, sealed: [UInt8], info: [UInt8], data: [UInt8])
    /// Opens the data key of a section version.
    case openWrap(
        MemberID, sealedKey: [UInt8], contextHash: Digest, share: [UInt8], roleKey: RoleKeySource)
    /// The inner search tag of a value.
    case indexTag(MemberID, value: [UInt8], roleKey: RoleKeySource)
    /// The key of what the client remembers of a vault.
    case stateKey(MemberID, vault: Digest)
    /// Forgets a member's keys; all keys, and ends, for `nil`.
    case lock(MemberID?)

    private enum Label: String, CaseIterable {
        case status = "vault/v1/agent-status"
        case keys = "vault/v1/agent-keys"
        case sign = "vault/v1/agent-sign"
        case openSealed = "vault/v1/agent-open-sealed"
        case openWrap = "vault/v1/agent-open-wrap"
        case indexTag = "vault/v1/agent-index-tag"
        case stateKey = "vault/v1/agent-state-key"
        case lock = "vault/v1/agent-lock"
    }

    /// The canonical encoding.
    package var canonicalBytes: [UInt8] {
        var encoder: CanonicalEncoder
        switch self {
        case .status: encoder = CanonicalEncoder(Label.status.rawValue)
        case .keys(let member):
            encoder = CanonicalEncoder(Label.keys.rawValue)
            encoder.append(member)
        case .sign(let member, let appointment, let bytes):
            encoder = CanonicalEncoder(Label.sign.rawValue)
            encoder.append(member)
            encoder.append(optional: appointment)
            encoder.append(bytes)
        case .openSealed(let member, let sealed, let info, let data):
            encoder = CanonicalEncoder(Label.openSealed.rawValue)
            encoder.append(member)
            encoder.append(sealed)
            encoder.append(info)
            encoder.append(data)
        case .openWrap(let member, let sealedKey, let contextHash, let share, let roleKey):
            encoder = CanonicalEncoder(Label.openWrap.rawValue)
            encoder.append(member)
            encoder.append(sealedKey)
            encoder.append(contextHash)
            encoder.append(share)
            encoder.append(list: roleKey.fields)
        case .indexTag(let member, let value, let roleKey):
            encoder = CanonicalEncoder(Label.indexTag.rawValue)
            encoder.append(member)
            encoder.append(value)
            encoder.append(list: roleKey.fields)
        case .stateKey(let member, let vault):
            encoder = CanonicalEncoder(Label.stateKey.rawValue)
            encoder.append(member)
            encoder.append(vault)
        case .lock(let member):
            encoder = CanonicalEncoder(Label.lock.rawValue)
            encoder.append(optional: member)
        }
        return encoder.bytes
    }

    /// Reads a canonical encoding wholly.
    package init(canonical bytes: [UInt8]) throws(CanonicalEncodingError) {
        guard let label = CanonicalDecoder.label(of: bytes).flatMap(Label.init(rawValue:)) else {
            throw .wrongLabel
        }
        var decoder = try CanonicalDecoder(
            bytes, label: label.rawValue, limit: AgentFrame.maximumSize)
        switch label {
        case .status: self = .status
        case .keys: self = .keys(try decoder.identifier())
        case .sign:
            self = .sign(
                try decoder.identifier(), try decoder.optionalIdentifier(), try decoder.bytes())
        case .openSealed:
            self = .openSealed(
                try decoder.identifier(), sealed: try decoder.bytes(), info: try decoder.bytes(),
                data: try decoder.bytes())
        case .openWrap:
            self = .openWrap(
                try decoder.identifier(), sealedKey: try decoder.bytes(),
                contextHash: try decoder.digest(), share: try decoder.bytes(),
                roleKey: try RoleKeySource(fields: try decoder.list(limit: 2)))
        case .indexTag:
            self = .indexTag(
                try decoder.identifier(), value: try decoder.bytes(),
                roleKey: try RoleKeySource(fields: try decoder.list(limit: 2)))
        case .stateKey:
            self = .stateKey(try decoder.identifier(), vault: try decoder.digest())
        case .lock: self = .lock(try decoder.optionalIdentifier())
        }
        try decoder.finish()
    }
}

extension RoleKeySource {
    /// No elements for the own key; sealed copy and public key for a copy.
    fileprivate var fields: [[UInt8]] {
        switch self {
        case .own: []
        case .copy(let sealed, let key): [sealed, key.bytes]
        }
    }

    fileprivate init(fields: [[UInt8]]) throws(CanonicalEncodingError) {
        if fields.isEmpty {
            self = .own
        } else if fields.count == 2, let key = try? X25519.PublicKey(fields[1]) {
            self = .copy(sealed: fields[0], key: key)
        } else {
            throw .invalidField
        }
    }
}
