package import CryptoPrimitives

/// The statement that makes a vault; its hash is the vault's id, pinned by every client.
package struct Founding: CanonicalRecord {
    package static let label = "vault/v1/founding"

    /// A member who founds the vault and admits organisations and first registrars.
    package struct Founder: CanonicalRecord {
        package static let label = "vault/v1/founder"

        /// The member.
        package let member: MemberID
        /// The key that signs.
        package let signingKey: Ed25519.PublicKey
        /// The key to which role keys and notices are sealed.
        package let agreementKey: X25519.PublicKey
        /// Whether the founder stands for oversight.
        package let isOversight: Bool

        package init(
            member: MemberID, signingKey: Ed25519.PublicKey, agreementKey: X25519.PublicKey,
            isOversight: Bool
        ) {
            self.member = member
            self.signingKey = signingKey
            self.agreementKey = agreementKey
            self.isOversight = isOversight
        }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(member)
            encoder.append(signingKey.bytes)
            encoder.append(agreementKey.bytes)
            encoder.append(flag: isOversight)
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            member = try decoder.identifier()
            signingKey = try decoder.signingKey()
            agreementKey = try decoder.agreementKey()
            isOversight = try decoder.flag()
        }
    }

    /// The origin of the log's checkpoints, such as `vault.example/access-log`.
    package let origin: String
    /// The key that signs checkpoints.
    package let logKey: Ed25519.PublicKey
    /// The key that signs the mediator's replies.
    package let mediatorKey: Ed25519.PublicKey
    /// The least assurance level that clients accept.
    package let leastLevel: AssuranceLevel
    /// The founders; what the vault is founded with is adopted under their signatures.
    package let founders: [Founder]
    /// How many founders must sign an admission: 2, or 1 for a practice of one.
    package let signaturesRequired: UInt64

    package init(
        origin: String, logKey: Ed25519.PublicKey, mediatorKey: Ed25519.PublicKey,
        leastLevel: AssuranceLevel, founders: [Founder], signaturesRequired: UInt64
    ) {
        self.origin = origin
        self.logKey = logKey
        self.mediatorKey = mediatorKey
        self.leastLevel = leastLevel
        self.founders = founders
        self.signaturesRequired = signaturesRequired
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(origin)
        encoder.append(logKey.bytes)
        encoder.append(mediatorKey.bytes)
        encoder.append(word: leastLevel)
        encoder.append(records: founders)
        encoder.append(signaturesRequired)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        origin = try decoder.string(limit: 256)
        logKey = try decoder.signingKey()
        mediatorKey = try decoder.signingKey()
        leastLevel = try decoder.word()
        founders = try decoder.records(limit: 16)
        signaturesRequired = try decoder.integer()
        guard !founders.isEmpty, Set(founders.map(\.member)).count == founders.count,
            (1...UInt64(founders.count)).contains(signaturesRequired)
        else { throw .invalidField }
    }
}

/// The adoption of data that decisions use: a policy bundle, a regime, forms, a lexicon, periods of
/// retention.
package struct Adoption: CanonicalRecord {
    package static let label = "vault/v1/adoption"

    /// What is adopted.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case policy, regime, forms, lexicon, retention
    }

    /// What is adopted.
    package let kind: Kind
    /// Its name, such as `be-2022`.
    package let name: String
    /// Its revision; it rises.
    package let revision: UInt64
    /// The hash of its compiled form, under which the store keeps it.
    package let hash: Digest
    /// For a policy, the hash of the floor against which it was proved.
    package let floor: Digest?

    package init(kind: Kind, name: String, revision: UInt64, hash: Digest, floor: Digest?) {
        self.kind = kind
        self.name = name
        self.revision = revision
        self.hash = hash
        self.floor = floor
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(word: kind)
        encoder.append(name)
        encoder.append(revision)
        encoder.append(hash)
        encoder.append(optional: floor?.bytes)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        kind = try decoder.word()
        name = try decoder.string(limit: 64)
        revision = try decoder.integer()
        hash = try decoder.digest()
        let floor = try decoder.optional()
        self.floor = floor.flatMap(Digest.init)
        guard (floor == nil) == (self.floor == nil) else { throw .invalidField }
    }
}

extension CanonicalDecoder {
    /// Reads an Ed25519 public key; a key that makes every signature valid is refused.
    package mutating func signingKey() throws(CanonicalEncodingError) -> Ed25519.PublicKey {
        let bytes = try bytes(count: 32)
        guard let key = try? Ed25519.PublicKey(bytes) else { throw .invalidField }
        return key
    }

    /// Reads an X25519 public key.
    package mutating func agreementKey() throws(CanonicalEncodingError) -> X25519.PublicKey {
        let bytes = try bytes(count: 32)
        guard let key = try? X25519.PublicKey(bytes) else { throw .invalidField }
        return key
    }
}
