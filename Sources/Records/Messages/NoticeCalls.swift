package import CryptoPrimitives

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
