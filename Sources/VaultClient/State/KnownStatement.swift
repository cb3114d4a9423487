internal import CryptoPrimitives
internal import Records

/// A statement whose signatures, authority and log entry were verified once.
struct KnownStatement: CanonicalRecord {
    static let label = "vault/v1/known-statement"

    /// Where it stands in its chain.
    let reference: StatementReference
    /// The index of its log entry.
    let logIndex: UInt64
    /// The canonical encoding of the signed statement; decoded only when it is needed.
    let bytes: [UInt8]

    init(reference: StatementReference, logIndex: UInt64, bytes: [UInt8]) {
        self.reference = reference
        self.logIndex = logIndex
        self.bytes = bytes
    }

    func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(record: reference)
        encoder.append(logIndex)
        encoder.append(bytes)
    }

    init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        reference = try decoder.record()
        logIndex = try decoder.integer()
        bytes = try decoder.bytes()
    }
}

/// The newest version of a section that was seen, so that an older one is not taken for the head.
struct SeenHead: CanonicalRecord {
    static let label = "vault/v1/seen-head"

    /// The section.
    let section: SectionID
    /// The version.
    let version: UInt64
    /// The hash of its manifest.
    let manifest: Digest
    /// The size of the log when it was seen.
    let logSize: UInt64

    init(section: SectionID, version: UInt64, manifest: Digest, logSize: UInt64) {
        self.section = section
        self.version = version
        self.manifest = manifest
        self.logSize = logSize
    }

    func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(section)
        encoder.append(version)
        encoder.append(manifest)
        encoder.append(logSize)
    }

    init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        section = try decoder.identifier()
        version = try decoder.integer()
        manifest = try decoder.digest()
        logSize = try decoder.integer()
    }
}

/// A sealed copy of a role key that the member was given.
struct KnownKeyCopy: CanonicalRecord {
    static let label = "vault/v1/known-key-copy"

    /// The public role key.
    let key: X25519.PublicKey
    /// The copy, sealed to the member.
    let sealed: [UInt8]

    init(key: X25519.PublicKey, sealed: [UInt8]) {
        self.key = key
        self.sealed = sealed
    }

    func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(key.bytes)
        encoder.append(sealed)
    }

    init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        key = try decoder.agreementKey()
        sealed = try decoder.bytes(count: 80)
    }
}
