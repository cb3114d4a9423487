package import CryptoPrimitives
package import Records

/// What a document is made from, so that it can be found and made again (docs/formats/document.md).
///
///     E("vault/v1/document", vault, subject, dossier, section?, version, manifest?, entry, object,
///       copy?, role?, language)
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

    /// What a document shows.
    package enum Subject: Hashable, Sendable {
        /// A version of a section, as a letter.
        case letter(Version)
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
    /// The log entry of the export by which the copy was made; `nil` for what is not opened.
    package let copy: UInt64?
    /// The role for which the copy was made.
    package let role: Role?
    /// The language.
    package let language: Language

    package init(
        vault: Digest, subject: Subject, dossier: DossierID, entry: UInt64, object: Digest,
        copy: UInt64?, role: Role?, language: Language
    ) {
        self.vault = vault
        self.subject = subject
        self.dossier = dossier
        self.entry = entry
        self.object = object
        self.copy = copy
        self.role = role
        self.language = language
    }

    /// What people call the document by: the section's code and the version, or the beginning of
    /// the statement's hash.
    package var code: String {
        switch subject {
        case .letter(let version): "\(version.section.short)/\(version.number)"
        case .receipt: String(object.hex.prefix(16))
        }
    }

    /// The form in which it stands in a page.
    var text: String { Self.marker + Base64.encode(canonicalBytes) }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(vault)
        switch subject {
        case .letter(let version):
            encoder.append("letter")
            encoder.append(dossier)
            encoder.append(optional: version.section.bytes)
            encoder.append(version.number)
            encoder.append(optional: version.manifest.bytes)
        case .receipt:
            encoder.append("receipt")
            encoder.append(dossier)
            encoder.append(list: [])
            encoder.append(UInt64(0))
            encoder.append(list: [])
        }
        encoder.append(entry)
        encoder.append(object)
        encoder.append(optional: copy.map(\.bigEndianBytes))
        encoder.append(optional: role.map { Array($0.rawValue.utf8) })
        encoder.append(word: language)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        vault = try decoder.digest()
        let word = try decoder.string(limit: 16)
        dossier = try decoder.identifier()
        let section: SectionID? = try decoder.optionalIdentifier()
        let number = try decoder.integer()
        let manifest = try decoder.optionalDigest()
        switch (word, section, manifest) {
        case ("letter", let section?, let manifest?) where number >= 1:
            subject = .letter(Version(section: section, number: number, manifest: manifest))
        case ("receipt", nil, nil) where number == 0: subject = .receipt
        default: throw .invalidField
        }
        entry = try decoder.integer()
        object = try decoder.digest()
        copy = try decoder.optional().map { (field) throws(CanonicalEncodingError) in
            guard field.count == 8 else { throw .invalidField }
            return field.reduce(0) { $0 << 8 | UInt64($1) }
        }
        role = try decoder.optional().map { (field) throws(CanonicalEncodingError) in
            guard let text = String(validating: field, as: UTF8.self),
                let role = Role(rawValue: text)
            else { throw .invalidField }
            return role
        }
        language = try decoder.word()
    }
}
