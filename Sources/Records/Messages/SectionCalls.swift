package import CryptoPrimitives

/// Asks for the shares with which a new version can be wrapped for its recipients.
package struct PrepareWrite: CanonicalRecord {
    package static let label = "vault/v1/prepare-write"
    /// The signed manifest of the new version.
    package let manifest: SignedManifest
    /// The step that the version belongs to, when it is written as part of one; else empty.
    package let step: String
    /// Why it is written, in the author's words, where a rule asks for it: at most 400 bytes.
    package let reason: String

    package init(manifest: SignedManifest, step: String, reason: String = "") {
        self.manifest = manifest
        self.step = step
        self.reason = reason
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(record: manifest)
        encoder.append(step)
        encoder.append(reason)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        manifest = try decoder.record()
        step = try decoder.string(limit: 64)
        reason = try decoder.string(limit: 400)
    }

    /// The answer.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/recipients"
        /// Those who receive a wrap, one for each usable grant.
        package let recipients: [Recipient]
        /// Grants whose holder has no key yet; their wraps follow.
        package let pending: [GrantID]

        package init(recipients: [Recipient], pending: [GrantID]) {
            self.recipients = recipients
            self.pending = pending
        }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(records: recipients)
            encoder.append(list: pending.map(\.bytes))
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            recipients = try decoder.records(limit: 256)
            var pending: [GrantID] = []
            for element in try decoder.list(limit: 256) {
                guard let id = GrantID(element) else { throw .invalidField }
                pending.append(id)
            }
            self.pending = pending
        }
    }
}

/// One who receives a wrap, and what shows that it is right.
package struct Recipient: CanonicalRecord {
    package static let label = "vault/v1/recipient"

    /// The grant.
    package let grant: Grant
    /// The epoch of the role key.
    package let epoch: UInt64
    /// The public role key.
    package let key: X25519.PublicKey
    /// HPKE-Base(ephemeral key of the request, info = `vault/v1/share` ‖ H(request), aad =
    /// H(ctxW)) of the mediator's share of 32 bytes: 80 bytes.
    package let sealedShare: [UInt8]
    /// The statements that show key, holder and basis, with all that those rest on, in log order.
    package let evidence: [StatementReference]

    package init(
        grant: Grant, epoch: UInt64, key: X25519.PublicKey, sealedShare: [UInt8],
        evidence: [StatementReference]
    ) {
        self.grant = grant
        self.epoch = epoch
        self.key = key
        self.sealedShare = sealedShare
        self.evidence = evidence
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(record: grant)
        encoder.append(epoch)
        encoder.append(key.bytes)
        encoder.append(sealedShare)
        encoder.append(records: evidence)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        grant = try decoder.record()
        epoch = try decoder.integer()
        key = try decoder.agreementKey()
        sealedShare = try decoder.bytes(count: 80)
        evidence = try decoder.records(limit: 256)
    }
}

/// Stores a version with its wraps, and with it the statements that belong to the same act.
///
/// The ciphertext travels beside the request. Version, wraps, statements and entries are stored in
/// one transaction.
package struct CommitWrite: CanonicalRecord {
    package static let label = "vault/v1/commit-write"
    /// The signed manifest.
    package let manifest: SignedManifest
    /// One wrap for each usable grant.
    package let wraps: [SignedWrap]
    /// Events and other statements of the same act; at most 4.
    package let statements: [SignedStatement]
    /// What the text guard found and the author kept, with the reason; `nil` for nothing.
    package let kept: KeptText?
    /// Why it is written, in the author's words, where a rule asks for it: at most 400 bytes.
    package let reason: String

    package init(
        manifest: SignedManifest, wraps: [SignedWrap], statements: [SignedStatement],
        kept: KeptText? = nil, reason: String = ""
    ) {
        self.manifest = manifest
        self.wraps = wraps
        self.statements = statements
        self.kept = kept
        self.reason = reason
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(record: manifest)
        encoder.append(records: wraps)
        encoder.append(records: statements)
        encoder.append(optional: kept?.canonicalBytes)
        encoder.append(reason)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        manifest = try decoder.record()
        wraps = try decoder.records(limit: 256)
        statements = try decoder.records(limit: 4)
        kept =
            if let field = try decoder.optional() { try KeptText(canonical: field) } else { nil }
        reason = try decoder.string(limit: 400)
    }
}

/// Which section of a dossier is meant.
package enum SectionSelector: Hashable, Sendable {
    /// The section of an identifier.
    case section(SectionID)
    /// Of the sections of a kind, the one that was written last.
    case latest(SectionKind)
}

extension SectionSelector: CanonicalRecord {
    package static var label: String { "vault/v1/section-selector" }

    package func encode(to encoder: inout CanonicalEncoder) {
        switch self {
        case .section(let id):
            encoder.append("section")
            encoder.append(id)
        case .latest(let kind):
            encoder.append("latest")
            encoder.append(word: kind)
        }
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        switch try decoder.string(limit: 16) {
        case "section": self = .section(try decoder.identifier())
        case "latest": self = .latest(try decoder.word())
        default: throw .invalidField
        }
    }
}

/// Says that a wrap for the reader's role does not open, or that the content is not what its
/// manifest says; it becomes an entry, so that another reader can mend it.
package struct ReportUnopenable: CanonicalRecord {
    package static let label = "vault/v1/report-unopenable"
    /// The dossier.
    package let dossier: DossierID
    /// The section.
    package let section: SectionID
    /// The version.
    package let version: UInt64
    /// The grant whose wrap does not open.
    package let grant: GrantID

    package init(dossier: DossierID, section: SectionID, version: UInt64, grant: GrantID) {
        self.dossier = dossier
        self.section = section
        self.version = version
        self.grant = grant
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(dossier)
        encoder.append(section)
        encoder.append(version)
        encoder.append(grant)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        dossier = try decoder.identifier()
        section = try decoder.identifier()
        version = try decoder.integer()
        grant = try decoder.identifier()
    }
}

/// Asks for the versions of a section.
package struct ListVersions: CanonicalRecord {
    package static let label = "vault/v1/list-versions"
    /// The dossier.
    package let dossier: DossierID
    /// The section.
    package let section: SectionID
    /// Why.
    package let purpose: Purpose

    package init(dossier: DossierID, section: SectionID, purpose: Purpose) {
        self.dossier = dossier
        self.section = section
        self.purpose = purpose
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(dossier)
        encoder.append(section)
        encoder.append(word: purpose)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        dossier = try decoder.identifier()
        section = try decoder.identifier()
        purpose = try decoder.word()
    }

    /// The answer: the signed manifests, oldest first.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/versions"
        /// The signed manifests, oldest first.
        package let manifests: [SignedManifest]

        package init(manifests: [SignedManifest]) { self.manifests = manifests }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(records: manifests)
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            manifests = try decoder.records(limit: 65_536)
        }
    }
}
