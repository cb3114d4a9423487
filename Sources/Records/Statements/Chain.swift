package import CryptoPrimitives

/// The chain to which a statement belongs.
///
/// Each chain has a file of its own in the mediator's keystore, which holds the key that seals the
/// chain's statements and the head of the chain.
package struct ChainID: Hashable, Sendable {
    /// What a chain is about.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case vault, organisation, member, dossier, oversight, delegations
    }

    /// What the chain is about.
    package let kind: Kind
    /// The identifier of the subject: 16 bytes, all 0 for the vault's own chain, all 255 for the
    /// oversight chain, and the complement of an organisation's for its delegations.
    package let bytes: [UInt8]

    /// The vault's own chain: founding and adoptions.
    package static let vault = Self(kind: .vault, bytes: [UInt8](repeating: 0, count: 16))

    /// The chain of those who oversee: reviews of the log, and decisions about it.
    ///
    /// It is apart from the vault's own, which every request reads.
    package static let oversight = Self(
        kind: .oversight, bytes: [UInt8](repeating: 0xff, count: 16))

    /// The chain of an organisation: its admission, its role keys, the cases opened on it.
    package static func organisation(_ id: OrganisationID) -> Self {
        Self(kind: .organisation, bytes: id.bytes)
    }

    /// The chain of a member: the person's keys and appointments.
    package static func member(_ id: MemberID) -> Self { Self(kind: .member, bytes: id.bytes) }

    /// The chain of a dossier: parties, grants, consents and events.
    package static func dossier(_ id: DossierID) -> Self { Self(kind: .dossier, bytes: id.bytes) }

    /// The chain of an organisation's delegations: who acts for whom.
    ///
    /// It is apart from the organisation's own, which every member may read. Its bytes are the
    /// complement of the organisation's identifier, which is no identifier.
    package static func delegations(_ organisation: OrganisationID) -> Self {
        Self(kind: .delegations, bytes: organisation.bytes.map { ~$0 })
    }

    private init(kind: Kind, bytes: [UInt8]) {
        self.kind = kind
        self.bytes = bytes
    }
}

extension Identifier {
    /// The dossier of a chain; `nil` for the chain of anything else.
    package init?(_ chain: ChainID) where Subject == Named.Dossier {
        guard chain.kind == .dossier else { return nil }
        self.init(chain.bytes)
    }

    /// The member of a chain; `nil` for the chain of anything else.
    package init?(_ chain: ChainID) where Subject == Named.Member {
        guard chain.kind == .member else { return nil }
        self.init(chain.bytes)
    }
}

extension Identifier {
    /// The organisation of a chain of delegations; `nil` for the chain of anything else.
    package init?(delegations chain: ChainID) where Subject == Named.Organisation {
        guard chain.kind == .delegations else { return nil }
        self.init(chain.bytes.map { ~$0 })
    }
}

extension ChainID: CanonicalRecord {
    package static var label: String { "vault/v1/chain" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(word: kind)
        encoder.append(bytes)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        let kind: Kind = try decoder.word()
        let bytes = try decoder.bytes(count: 16)
        let chain = Self(kind: kind, bytes: bytes)
        guard kind != .vault || chain == .vault, kind != .oversight || chain == .oversight else {
            throw .invalidField
        }
        self = chain
    }
}

/// The last statement of a chain: how many there are, and the link that commits to all of them.
package struct ChainHead: Hashable, Sendable {
    /// The number of statements.
    package let length: UInt64
    /// `link(n) = SHA-256(E("vault/v1/link", link(n-1), SHA-256(signed statement n)))`.
    package let link: Digest

    /// The head of a chain without statements.
    package static let empty = Self(length: 0, link: Digest(hashing: [] as [UInt8]))

    /// Takes a head kept elsewhere.
    package init(length: UInt64, link: Digest) {
        self.length = length
        self.link = link
    }

    /// The head after one more statement.
    package func appending(_ signedStatement: Digest) -> Self {
        var encoder = CanonicalEncoder("vault/v1/link")
        encoder.append(link)
        encoder.append(signedStatement)
        return Self(length: length + 1, link: Digest(hashing: encoder.bytes))
    }
}

extension ChainHead: CanonicalRecord {
    package static var label: String { "vault/v1/chain-head" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(length)
        encoder.append(link)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        length = try decoder.integer()
        link = try decoder.digest()
    }
}
