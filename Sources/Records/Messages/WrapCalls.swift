package import CryptoPrimitives

/// Asks for the share with which an existing version can be wrapped under another grant.
///
/// The answer is one ``Recipient``, under an entry of the disclosure.
package struct PrepareWrap: CanonicalRecord {
    package static let label = "vault/v1/prepare-wrap"
    /// The dossier.
    package let dossier: DossierID
    /// The section.
    package let section: SectionID
    /// The version.
    package let version: UInt64
    /// The grant of the recipient.
    package let grant: GrantID
    /// Why.
    package let purpose: Purpose
    /// The reason in own words, where a rule asks for it: at most 500 bytes.
    package let reason: String

    package init(
        dossier: DossierID, section: SectionID, version: UInt64, grant: GrantID, purpose: Purpose,
        reason: String = ""
    ) {
        self.dossier = dossier
        self.section = section
        self.version = version
        self.grant = grant
        self.purpose = purpose
        self.reason = reason
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(dossier)
        encoder.append(section)
        encoder.append(version)
        encoder.append(grant)
        encoder.append(word: purpose)
        encoder.append(reason)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        dossier = try decoder.identifier()
        section = try decoder.identifier()
        version = try decoder.integer()
        grant = try decoder.identifier()
        purpose = try decoder.word()
        reason = try decoder.string(limit: 500)
    }
}

/// Stores a wrap of an existing version.
package struct CommitWrap: CanonicalRecord {
    package static let label = "vault/v1/commit-wrap"
    /// The wrap.
    package let wrap: SignedWrap

    package init(wrap: SignedWrap) { self.wrap = wrap }

    package func encode(to encoder: inout CanonicalEncoder) { encoder.append(record: wrap) }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        wrap = try decoder.record()
    }
}
