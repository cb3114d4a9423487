package import CryptoPrimitives

/// What the author of a section version signs.
///
/// It commits to the encrypted content by the root over its chunks and by the key commitment, so
/// that every role gets the same bytes, and to the version before it.
package struct Manifest: CanonicalRecord {
    package static let label = "vault/v1/manifest"
    /// The one suite, `0x0001`; there is no negotiation, another one is refused.
    ///
    /// Ed25519, HPKE with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM, and the chunked
    /// encryption of C2SP with HKDF-SHA512 and AES-256-GCM.
    package static let suite: UInt64 = 0x0001

    /// The vault: the hash of its founding statement.
    package let vault: Digest
    /// The dossier.
    package let dossier: DossierID
    /// The section.
    package let section: SectionID
    /// The kind of the section; the same in all its versions.
    package let kind: SectionKind
    /// The version, from 1.
    package let version: UInt64
    /// The hash of the manifest before it; zero-length hash for version 1.
    package let previous: Digest
    /// The length of the plaintext in bytes.
    package let length: UInt64
    /// The key commitment of the content: 32 bytes.
    package let commitment: [UInt8]
    /// The RFC 6962 root over the encrypted chunks.
    package let chunkRoot: Digest
    /// The author.
    package let author: MemberID
    /// The hash of the author's public signing key.
    package let authorKey: Digest
    /// The role in which the author writes.
    package let role: Role
    /// The appointment under which the author writes; `nil` for the worker.
    package let appointment: AppointmentID?
    /// When the author says it was written.
    package let time: Instant
    /// The policy bundle in force.
    package let policy: Digest
    /// The purpose.
    package let purpose: Purpose
    /// The form whose fields the content has, such as `assessment-form`; empty for free content.
    package let form: String
    /// Whether the author states that every required field of the form is filled.
    package let isComplete: Bool
    /// Whether the content names third parties, as the author's client finds by the form, or the
    /// author says; what has no form does unless the author says that it doesn't.
    package let namesThirdParties: Bool
    /// The manifest of the version from which this one was made by leaving third parties out; `nil`
    /// for what is no extract.
    package let extractOf: Digest?

    /// The hash that stands for "no manifest before".
    package static let noPrevious = Digest(hashing: [] as [UInt8])
    /// The largest plaintext of a section: 8 MiB.
    package static let maximumLength: UInt64 = 8 << 20

    package init(
        vault: Digest, dossier: DossierID, section: SectionID, kind: SectionKind, version: UInt64,
        previous: Digest, length: UInt64, commitment: [UInt8], chunkRoot: Digest, author: MemberID,
        authorKey: Digest, role: Role, appointment: AppointmentID?, time: Instant, policy: Digest,
        purpose: Purpose, form: String, isComplete: Bool, namesThirdParties: Bool,
        extractOf: Digest?
    ) {
        self.vault = vault
        self.dossier = dossier
        self.section = section
        self.kind = kind
        self.version = version
        self.previous = previous
        self.length = length
        self.commitment = commitment
        self.chunkRoot = chunkRoot
        self.author = author
        self.authorKey = authorKey
        self.role = role
        self.appointment = appointment
        self.time = time
        self.policy = policy
        self.purpose = purpose
        self.form = form
        self.isComplete = isComplete
        self.namesThirdParties = namesThirdParties
        self.extractOf = extractOf
    }

    /// The hash to which wraps, events and the next version refer.
    package var hash: Digest { Digest(hashing: canonicalBytes) }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(Self.suite)
        encoder.append(vault)
        encoder.append(dossier)
        encoder.append(section)
        encoder.append(word: kind)
        encoder.append(version)
        encoder.append(previous)
        encoder.append(length)
        encoder.append(commitment)
        encoder.append(chunkRoot)
        encoder.append(author)
        encoder.append(authorKey)
        encoder.append(word: role)
        encoder.append(optional: appointment)
        encoder.append(time)
        encoder.append(policy)
        encoder.append(word: purpose)
        encoder.append(form)
        encoder.append(flag: isComplete)
        encoder.append(flag: namesThirdParties)
        encoder.append(optional: extractOf?.bytes)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        guard try decoder.integer() == Self.suite else { throw .invalidField }
        vault = try decoder.digest()
        dossier = try decoder.identifier()
        section = try decoder.identifier()
        kind = try decoder.word()
        version = try decoder.integer()
        previous = try decoder.digest()
        length = try decoder.integer()
        commitment = try decoder.bytes(count: 32)
        chunkRoot = try decoder.digest()
        author = try decoder.identifier()
        authorKey = try decoder.digest()
        role = try decoder.word()
        appointment = try decoder.optionalIdentifier()
        time = try decoder.instant()
        policy = try decoder.digest()
        purpose = try decoder.word()
        form = try decoder.string(limit: 64)
        isComplete = try decoder.flag()
        namesThirdParties = try decoder.flag()
        extractOf = try decoder.optionalDigest()
        guard !namesThirdParties || extractOf == nil, version >= 1,
            (version == 1) == (previous == Self.noPrevious),
            length <= Self.maximumLength
        else { throw .invalidField }
    }
}

/// A manifest with its author's signature.
package struct SignedManifest: CanonicalRecord {
    package static let label = "vault/v1/signed-manifest"

    /// The manifest.
    package let manifest: Manifest
    /// The author's signature over it.
    package let signature: MemberSignature

    package init(_ manifest: Manifest, signature: MemberSignature) {
        self.manifest = manifest
        self.signature = signature
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(record: manifest)
        encoder.append(record: signature)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        manifest = try decoder.record()
        signature = try decoder.record()
        guard signature.member == manifest.author, signature.appointment == manifest.appointment
        else { throw .invalidField }
    }
}

/// The data key of a section version, sealed to one role key under one grant.
package struct WrapRecord: CanonicalRecord {
    package static let label = "vault/v1/wrap-record"

    /// The manifest of the version.
    package let manifest: Digest
    /// The dossier.
    package let dossier: DossierID
    /// The section.
    package let section: SectionID
    /// The version.
    package let version: UInt64
    /// The grant.
    package let grant: GrantID
    /// The role that can open it.
    package let role: Role
    /// The epoch of the role key.
    package let epoch: UInt64
    /// The hash of the role's public key.
    package let recipientKey: Digest
    /// The policy bundle in force at wrapping.
    package let policy: Digest
    /// Who wrapped: the author, or a reader who discloses.
    package let wrapper: MemberID
    /// The sealed data key: 32 bytes of encapsulated key and 48 bytes of ciphertext.
    package let sealedKey: [UInt8]

    /// The size of a sealed data key in bytes: 80.
    package static let sealedKeyByteCount = 80

    package init(
        manifest: Digest, dossier: DossierID, section: SectionID, version: UInt64, grant: GrantID,
        role: Role, epoch: UInt64, recipientKey: Digest, policy: Digest, wrapper: MemberID,
        sealedKey: [UInt8]
    ) {
        self.manifest = manifest
        self.dossier = dossier
        self.section = section
        self.version = version
        self.grant = grant
        self.role = role
        self.epoch = epoch
        self.recipientKey = recipientKey
        self.policy = policy
        self.wrapper = wrapper
        self.sealedKey = sealedKey
    }

    /// The hash of the context that binds the sealed key three times: as psk, info and aad.
    ///
    ///     SHA-256(E("vault/v1/ctxW", suite, H(manifest), dossier, section, version, role, epoch,
    ///       H(role key), grant, policy, wrapper))
    package var contextHash: Digest {
        var encoder = CanonicalEncoder("vault/v1/ctxW")
        encodeContext(to: &encoder)
        return Digest(hashing: encoder.bytes)
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encodeContext(to: &encoder)
        encoder.append(sealedKey)
    }

    private func encodeContext(to encoder: inout CanonicalEncoder) {
        encoder.append(Manifest.suite)
        encoder.append(manifest)
        encoder.append(dossier)
        encoder.append(section)
        encoder.append(version)
        encoder.append(word: role)
        encoder.append(epoch)
        encoder.append(recipientKey)
        encoder.append(grant)
        encoder.append(policy)
        encoder.append(wrapper)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        guard try decoder.integer() == Manifest.suite else { throw .invalidField }
        manifest = try decoder.digest()
        dossier = try decoder.identifier()
        section = try decoder.identifier()
        version = try decoder.integer()
        role = try decoder.word()
        epoch = try decoder.integer()
        recipientKey = try decoder.digest()
        grant = try decoder.identifier()
        policy = try decoder.digest()
        wrapper = try decoder.identifier()
        sealedKey = try decoder.bytes(count: Self.sealedKeyByteCount)
    }
}

/// A wrap with the signature of whoever made it.
package struct SignedWrap: CanonicalRecord {
    package static let label = "vault/v1/signed-wrap"

    /// The wrap.
    package let wrap: WrapRecord
    /// The wrapper's signature over it.
    package let signature: MemberSignature

    package init(_ wrap: WrapRecord, signature: MemberSignature) {
        self.wrap = wrap
        self.signature = signature
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(record: wrap)
        encoder.append(record: signature)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        wrap = try decoder.record()
        signature = try decoder.record()
        guard signature.member == wrap.wrapper else { throw .invalidField }
    }
}
