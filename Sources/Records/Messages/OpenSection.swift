package import CryptoPrimitives

/// Asks to open a section version.
package struct OpenSection: CanonicalRecord {
    package static let label = "vault/v1/open-section"

    /// What is done with a section that is opened; the log tells them apart (NEN 7513, chapter 6).
    package enum Handling: String, CaseIterable, Hashable, Sendable {
        /// It is looked at.
        case view
        /// It is wrapped for another recipient.
        case disclose
        /// It is printed; the policy's rules for exporting must permit it as well.
        case print
        /// It is carried out of the vault; the policy's rules for exporting must permit it as well.
        case export
    }

    /// The dossier.
    package let dossier: DossierID
    /// Which section.
    package let section: SectionSelector
    /// The version; 0 for the head.
    package let version: UInt64
    /// Why it is opened.
    package let purpose: Purpose
    /// What is done with it.
    package let handling: Handling
    /// Whether an emergency is declared.
    package let glass: Glass
    /// The reason in the reader's words; required in an emergency; at most 500 bytes.
    package let reason: String

    package init(
        dossier: DossierID, section: SectionSelector, version: UInt64, purpose: Purpose,
        handling: Handling, glass: Glass, reason: String
    ) {
        self.dossier = dossier
        self.section = section
        self.version = version
        self.purpose = purpose
        self.handling = handling
        self.glass = glass
        self.reason = reason
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(dossier)
        encoder.append(record: section)
        encoder.append(version)
        encoder.append(word: purpose)
        encoder.append(word: handling)
        encoder.append(word: glass)
        encoder.append(reason)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        dossier = try decoder.identifier()
        section = try decoder.record()
        version = try decoder.integer()
        purpose = try decoder.word()
        handling = try decoder.word()
        glass = try decoder.word()
        reason = try decoder.string(limit: 500)
    }

    /// The answer.
    package struct Answer: CanonicalRecord {
        package static let label = "vault/v1/opened-section"
        /// The signed manifest.
        package let manifest: SignedManifest
        /// The wrap for the reader's role.
        package let wrap: SignedWrap
        /// The mediator's share, sealed as in ``Recipient``: 80 bytes.
        package let sealedShare: [UInt8]
        /// The ciphertext.
        package let content: [UInt8]
        /// The entry of the write, with its proof.
        package let writeEntry: EntryProof
        /// The version that is the head.
        package let headVersion: UInt64
        /// The statements that show the author's key and role, and the wrapper's.
        package let evidence: [StatementReference]

        package init(
            manifest: SignedManifest, wrap: SignedWrap, sealedShare: [UInt8], content: [UInt8],
            writeEntry: EntryProof, headVersion: UInt64, evidence: [StatementReference]
        ) {
            self.manifest = manifest
            self.wrap = wrap
            self.sealedShare = sealedShare
            self.content = content
            self.writeEntry = writeEntry
            self.headVersion = headVersion
            self.evidence = evidence
        }

        package func encode(to encoder: inout CanonicalEncoder) {
            encoder.append(record: manifest)
            encoder.append(record: wrap)
            encoder.append(sealedShare)
            encoder.append(content)
            encoder.append(record: writeEntry)
            encoder.append(headVersion)
            encoder.append(records: evidence)
        }

        package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
            manifest = try decoder.record()
            wrap = try decoder.record()
            sealedShare = try decoder.bytes(count: 80)
            content = try decoder.bytes()
            writeEntry = try decoder.record()
            headVersion = try decoder.integer()
            evidence = try decoder.records(limit: 256)
        }
    }
}
