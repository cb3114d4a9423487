package import CryptoPrimitives
package import Records

/// What a document is made from, so that it can be found and made again (docs/formats/document.md).
///
///     E("vault/v1/document", vault, dossier, entry, object, language, "letter", section, version,
///       manifest, copy entry, copy time, role)
///     E("vault/v1/document", vault, dossier, entry, object, language, "receipt")
///
/// It stands in the page, and so in a PDF of it, in the keywords. It names nobody: identifiers and
/// hashes only.
package struct DocumentTicket: CanonicalRecord {
    package static let label = "vault/v1/document"
    /// The largest encoding in bytes.
    package static let maximumSize = 1024
    /// What stands before the ticket, in Base64.
    package static let marker = "kluis-document:"

    /// A version of a section.
    package struct Version: Hashable, Sendable {
        /// The section.
        package let section: SectionID
        /// The version, from 1.
        package let number: UInt64
        /// The hash of the manifest.
        package let manifest: Digest

        /// Names a version.
        package init(section: SectionID, number: UInt64, manifest: Digest) {
            self.section = section
            self.number = number
            self.manifest = manifest
        }
    }

    /// A copy as it was carried out of the vault.
    package struct Copy: Hashable, Sendable {
        /// The log entry of the export.
        package let entry: UInt64
        /// When it was carried out.
        package let time: Instant
        /// The role for which.
        package let role: Role

        /// Names a copy.
        package init(entry: UInt64, time: Instant, role: Role) {
            self.entry = entry
            self.time = time
            self.role = role
        }
    }

    /// What a document shows.
    package enum Subject: Hashable, Sendable {
        /// A version of a section, as a letter, in a copy.
        case letter(Version, Copy)
        /// A signed statement, as the receipt of whoever made it.
        case receipt
    }

    /// The vault.
    package let vault: Digest
    /// What it shows.
    package let subject: Subject
    /// The dossier.
    package let dossier: DossierID
    /// The log entry of the write, or of the statement.
    package let entry: UInt64
    /// The hash of the signed manifest or statement, which stands in that entry as `h`.
    package let object: Digest
    /// The language.
    package let language: Language

    package init(
        vault: Digest, subject: Subject, dossier: DossierID, entry: UInt64, object: Digest,
        language: Language
    ) {
        self.vault = vault
        self.subject = subject
        self.dossier = dossier
        self.entry = entry
        self.object = object
        self.language = language
    }

    /// What people call the document by: the section's code and the version, or the beginning of
    /// the statement's hash.
    package var code: String {
        switch subject {
        case .letter(let version, _): "\(version.section.short)/\(version.number)"
        case .receipt: String(object.hex.prefix(16))
        }
    }

    /// The form in which it stands in a page.
    var text: String { Self.marker + Base64.encode(canonicalBytes) }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(vault)
        encoder.append(dossier)
        encoder.append(entry)
        encoder.append(object)
        encoder.append(word: language)
        switch subject {
        case .letter(let version, let copy):
            encoder.append("letter")
            encoder.append(version.section)
            encoder.append(version.number)
            encoder.append(version.manifest)
            encoder.append(copy.entry)
            encoder.append(copy.time)
            encoder.append(word: copy.role)
        case .receipt: encoder.append("receipt")
        }
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        vault = try decoder.digest()
        dossier = try decoder.identifier()
        entry = try decoder.integer()
        object = try decoder.digest()
        language = try decoder.word()
        switch try decoder.string(limit: 16) {
        case "letter":
            let version = Version(
                section: try decoder.identifier(), number: try decoder.integer(),
                manifest: try decoder.digest())
            guard version.number >= 1 else { throw .invalidField }
            let copy = Copy(
                entry: try decoder.integer(), time: try decoder.instant(),
                role: try decoder.word())
            subject = .letter(version, copy)
        case "receipt": subject = .receipt
        default: throw .invalidField
        }
    }
}
