package import CryptoPrimitives

/// A section as a list shows it.
package struct SectionView: CanonicalRecord {
    package static let label = "vault/v1/section-view"
    /// The section.
    package let section: SectionID
    /// Its kind.
    package let kind: SectionKind
    /// The version that is the head.
    package let version: UInt64
    /// The role that wrote it.
    package let role: Role
    /// When it was written.
    package let time: Instant
    /// The hash of its manifest.
    package let manifest: Digest
    /// Whether it names third parties.
    package let namesThirdParties: Bool
    /// The manifest of the version from which it was made by leaving third parties out.
    package let extractOf: Digest?

    package init(
        section: SectionID, kind: SectionKind, version: UInt64, role: Role, time: Instant,
        manifest: Digest, namesThirdParties: Bool, extractOf: Digest?
    ) {
        self.section = section
        self.kind = kind
        self.version = version
        self.role = role
        self.time = time
        self.manifest = manifest
        self.namesThirdParties = namesThirdParties
        self.extractOf = extractOf
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(section)
        encoder.append(word: kind)
        encoder.append(version)
        encoder.append(word: role)
        encoder.append(time)
        encoder.append(manifest)
        encoder.append(flag: namesThirdParties)
        encoder.append(optional: extractOf?.bytes)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        section = try decoder.identifier()
        kind = try decoder.word()
        version = try decoder.integer()
        role = try decoder.word()
        time = try decoder.instant()
        manifest = try decoder.digest()
        namesThirdParties = try decoder.flag()
        extractOf = try decoder.optionalDigest()
    }
}

/// A dossier as the caller may know it: computed by the mediator for one reader and moment.
package struct DossierView: CanonicalRecord {
    package static let label = "vault/v1/dossier-view"

    /// The dossier.
    package let id: DossierID
    /// The employer.
    package let employer: OrganisationID
    /// The regime.
    package let regime: String
    /// Where the process stands for access.
    package let phase: Phase
    /// The parties whose relation the caller may know, each up to its end where it was ended.
    package let parties: [Party]
    /// The head of the dossier's chain, on which the caller's next statement builds.
    package let head: ChainHead
    /// The sections that the caller may read now.
    package let sections: [SectionView]
    /// The events that the caller may know, oldest first.
    package let events: [EventRecord]
    /// The consents, for the worker and for those who rely on one.
    package let consents: [ConsentView]
    /// Grants whose holder has no key yet, for versions that the caller can wrap.
    package let pendingWraps: [PendingWrap]

    package init(
        id: DossierID, employer: OrganisationID, regime: String, phase: Phase, parties: [Party],
        head: ChainHead, sections: [SectionView], events: [EventRecord], consents: [ConsentView],
        pendingWraps: [PendingWrap]
    ) {
        self.id = id
        self.employer = employer
        self.regime = regime
        self.phase = phase
        self.parties = parties
        self.head = head
        self.sections = sections
        self.events = events
        self.consents = consents
        self.pendingWraps = pendingWraps
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(id)
        encoder.append(employer)
        encoder.append(regime)
        encoder.append(word: phase)
        encoder.append(records: parties)
        encoder.append(record: head)
        encoder.append(records: sections)
        encoder.append(records: events)
        encoder.append(records: consents)
        encoder.append(records: pendingWraps)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        id = try decoder.identifier()
        employer = try decoder.identifier()
        regime = try decoder.string(limit: 64)
        phase = try decoder.word()
        parties = try decoder.records(limit: 256)
        head = try decoder.record()
        sections = try decoder.records(limit: 4096)
        events = try decoder.records(limit: 4096)
        consents = try decoder.records(limit: 4096)
        pendingWraps = try decoder.records(limit: 4096)
    }
}

/// A consent with what became of it.
package struct ConsentView: CanonicalRecord {
    package static let label = "vault/v1/consent-view"
    /// The consent.
    package let consent: Consent
    /// When it was withdrawn; `nil` while it is not.
    package let withdrawn: Instant?
    /// The statement that shows it.
    package let reference: StatementReference
    /// The statement that withdraws it; `nil` while it is not.
    package let withdrawal: StatementReference?

    package init(
        consent: Consent, withdrawn: Instant?, reference: StatementReference,
        withdrawal: StatementReference?
    ) {
        self.consent = consent
        self.withdrawn = withdrawn
        self.reference = reference
        self.withdrawal = withdrawal
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(record: consent)
        encoder.append(optional: withdrawn)
        encoder.append(record: reference)
        encoder.append(optional: withdrawal?.canonicalBytes)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        consent = try decoder.record()
        withdrawn = try decoder.optionalInstant()
        reference = try decoder.record()
        withdrawal = try decoder.optional().map {
            (field) throws(CanonicalEncodingError) in try StatementReference(canonical: field)
        }
        guard (withdrawn == nil) == (withdrawal == nil) else { throw .invalidField }
    }
}

/// A version that a grant's holder cannot open yet, because no wrap was made.
package struct PendingWrap: CanonicalRecord {
    package static let label = "vault/v1/pending-wrap"
    /// The section.
    package let section: SectionID
    /// The version.
    package let version: UInt64
    /// The grant.
    package let grant: GrantID
    /// The role that waits.
    package let role: Role

    package init(section: SectionID, version: UInt64, grant: GrantID, role: Role) {
        self.section = section
        self.version = version
        self.grant = grant
        self.role = role
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(section)
        encoder.append(version)
        encoder.append(grant)
        encoder.append(word: role)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        section = try decoder.identifier()
        version = try decoder.integer()
        grant = try decoder.identifier()
        role = try decoder.word()
    }
}
