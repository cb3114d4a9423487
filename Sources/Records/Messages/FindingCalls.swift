package import CryptoPrimitives

/// Asks for the dossiers of the caller's holder.
package struct ListDossiers: CanonicalRecord {
    package static let label = "vault/v1/list-dossiers"
    /// For an inspector: the employer on which a case is open.
    package let employer: OrganisationID?

    package init(employer: OrganisationID?) { self.employer = employer }

    package func encode(to encoder: inout CanonicalEncoder) { encoder.append(optional: employer) }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        employer = try decoder.optionalIdentifier()
    }

    /// The answer.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/dossiers"
        /// The dossiers, as far as the caller may know of them.
        package let dossiers: [DossierView]

        package init(dossiers: [DossierView]) { self.dossiers = dossiers }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(records: dossiers)
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            dossiers = try decoder.records(limit: 65_536)
        }
    }
}

/// Asks for one dossier as the caller may know it; the answer is a ``DossierView``.
package struct ShowDossier: CanonicalRecord {
    package static let label = "vault/v1/show-dossier"
    /// The dossier.
    package let dossier: DossierID
    /// The civil day on which deadlines are judged, as the caller's clock has it.
    package let today: CivilDate

    package init(dossier: DossierID, today: CivilDate) {
        self.dossier = dossier
        self.today = today
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(dossier)
        encoder.append(today)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        dossier = try decoder.identifier()
        today = try decoder.civilDate()
    }
}

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

/// Asks which dossiers a value was indexed for, by the caller's role.
///
/// The value itself does not leave the client: `tag = HMAC(role's index key, normalised value)`,
/// and the mediator looks up `HMAC(mediator's index key, tag)`.
package struct Search: CanonicalRecord {
    package static let label = "vault/v1/search"
    /// The inner tag: 32 bytes.
    package let tag: Digest
    /// Why.
    package let purpose: Purpose

    package init(tag: Digest, purpose: Purpose) {
        self.tag = tag
        self.purpose = purpose
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(tag)
        encoder.append(word: purpose)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        tag = try decoder.digest()
        purpose = try decoder.word()
    }

    /// The answer.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/found"
        /// The dossiers that the caller may know of.
        package let dossiers: [DossierID]

        package init(dossiers: [DossierID]) { self.dossiers = dossiers }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(list: dossiers.map(\.bytes))
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            var dossiers: [DossierID] = []
            for element in try decoder.list(limit: 65_536) {
                guard let id = DossierID(element) else { throw .invalidField }
                dossiers.append(id)
            }
            self.dossiers = dossiers
        }
    }
}

/// Adds inner tags of a dossier, so that the caller's role finds it again.
package struct Index: CanonicalRecord {
    package static let label = "vault/v1/index"
    /// The dossier.
    package let dossier: DossierID
    /// The inner tags; at most 16.
    package let tags: [Digest]

    package init(dossier: DossierID, tags: [Digest]) {
        self.dossier = dossier
        self.tags = tags
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(dossier)
        encoder.append(list: tags.map(\.bytes))
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        dossier = try decoder.identifier()
        var tags: [Digest] = []
        for element in try decoder.list(limit: 16) {
            guard let tag = Digest(element) else { throw .invalidField }
            tags.append(tag)
        }
        self.tags = tags
    }
}

/// Asks for the caller's notices.
package struct FetchNotices: CanonicalRecord {
    package static let label = "vault/v1/fetch-notices"

    package init() {}

    package func encode(to encoder: inout CanonicalEncoder) {}

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {}

    /// The answer.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/notices"
        /// The notices, oldest first, each sealed to the caller's agreement key:
        /// HPKE-Base(info = `vault/v1/notice`, aad = member) of a canonical ``Notice``.
        package let sealed: [[UInt8]]

        package init(sealed: [[UInt8]]) { self.sealed = sealed }

        package func encode(to encoder: inout CanonicalEncoder) { encoder.append(list: sealed) }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            sealed = try decoder.list(limit: 65_536)
        }
    }
}

/// Something that a member must be told: a row sealed to the member alone.
package struct Notice: CanonicalRecord {
    package static let label = "vault/v1/notice"

    /// What happened.
    package enum Reason: String, CaseIterable, Hashable, Sendable {
        case dossierOpened = "dossier-opened"
        case sectionWritten = "section-written"
        case formReleased = "form-released"
        case stepTaken = "step-taken"
        case consentRecorded = "consent-recorded"
        case consentWithdrawn = "consent-withdrawn"
        case disclosed
        case emergencyAccess = "emergency-access"
        case keyRegistered = "key-registered"
        case caseOpened = "case-opened"
        case roleHandedOver = "role-handed-over"
        case delegationEnded = "delegation-ended"
    }

    /// When.
    package let time: Instant
    /// What happened.
    package let reason: Reason
    /// The dossier it is about.
    package let dossier: DossierID?
    /// The kind of section it is about.
    package let kind: SectionKind?
    /// The step it is about, or empty.
    package let step: String
    /// The role that acted.
    package let role: Role?
    /// The entry of the log.
    package let entry: UInt64

    package init(
        time: Instant, reason: Reason, dossier: DossierID?, kind: SectionKind?, step: String,
        role: Role?, entry: UInt64
    ) {
        self.time = time
        self.reason = reason
        self.dossier = dossier
        self.kind = kind
        self.step = step
        self.role = role
        self.entry = entry
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(time)
        encoder.append(word: reason)
        encoder.append(optional: dossier)
        encoder.append(optional: kind.map { Array($0.rawValue.utf8) })
        encoder.append(step)
        encoder.append(optional: role.map { Array($0.rawValue.utf8) })
        encoder.append(entry)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        time = try decoder.instant()
        reason = try decoder.word()
        dossier = try decoder.optionalIdentifier()
        kind = try decoder.optionalWord()
        step = try decoder.string(limit: 64)
        role = try decoder.optionalWord()
        entry = try decoder.integer()
    }
}

extension CanonicalDecoder {
    /// Reads an optional word of a closed list.
    package mutating func optionalWord<Word: RawRepresentable<String>>(
        _: Word.Type = Word.self
    ) throws(CanonicalEncodingError) -> Word? {
        guard let field = try optional() else { return nil }
        guard let text = String(validating: field, as: UTF8.self), let word = Word(rawValue: text)
        else { throw .invalidField }
        return word
    }
}
