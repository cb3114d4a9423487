package import CryptoPrimitives

/// A worker's consent: recipient, sections, purpose, period, evidence.
///
/// Signed by the worker, or recorded by the occupational physician with evidence; the worker is
/// then told. A refusal has the same form and beats every consent.
package struct Consent: CanonicalRecord {
    package static let label = "vault/v1/consent"

    /// The consent.
    package let id: ConsentID
    /// The worker who gives it.
    package let giver: MemberID
    /// Whether it refuses instead of consenting.
    package let isRefusal: Bool
    /// The role of the recipient.
    package let role: Role
    /// The recipient: a person or an organisation, never a class of them.
    package let recipient: Holder
    /// The kinds of sections; empty for a step of the process that discloses none.
    package let kinds: Set<SectionKind>
    /// The purposes.
    package let purposes: Set<Purpose>
    /// The process purpose, such as `C2`, or empty.
    package let processPurpose: String
    /// From when.
    package let from: Instant
    /// Until when, exclusive; always given.
    package let until: Instant
    /// How it was given: the worker's own signature, or what the physician recorded as evidence.
    package let evidence: String
    /// The language in which it was put to the worker.
    package let language: Language
    /// The version of the text that was put to the worker.
    package let textVersion: String
    /// The grants that it brings.
    package let grants: [Grant]

    package init(
        id: ConsentID, giver: MemberID, isRefusal: Bool, role: Role, recipient: Holder,
        kinds: Set<SectionKind>, purposes: Set<Purpose>, processPurpose: String, from: Instant,
        until: Instant, evidence: String, language: Language, textVersion: String, grants: [Grant]
    ) {
        self.id = id
        self.giver = giver
        self.isRefusal = isRefusal
        self.role = role
        self.recipient = recipient
        self.kinds = kinds
        self.purposes = purposes
        self.processPurpose = processPurpose
        self.from = from
        self.until = until
        self.evidence = evidence
        self.language = language
        self.textVersion = textVersion
        self.grants = grants
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(id)
        encoder.append(giver)
        encoder.append(flag: isRefusal)
        encoder.append(word: role)
        encoder.append(record: recipient)
        encoder.append(words: kinds)
        encoder.append(words: purposes)
        encoder.append(processPurpose)
        encoder.append(from)
        encoder.append(until)
        encoder.append(evidence)
        encoder.append(word: language)
        encoder.append(textVersion)
        encoder.append(records: grants)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        id = try decoder.identifier()
        giver = try decoder.identifier()
        isRefusal = try decoder.flag()
        role = try decoder.word()
        recipient = try decoder.record()
        kinds = try decoder.words()
        purposes = try decoder.words()
        processPurpose = try decoder.string(limit: 16)
        from = try decoder.instant()
        until = try decoder.instant()
        evidence = try decoder.string(limit: 500)
        language = try decoder.word()
        textVersion = try decoder.string(limit: 64)
        grants = try decoder.records(limit: 4)
        let (role, recipient, kinds) = (role, recipient, kinds)
        guard from < until, !purposes.isEmpty, !(isRefusal && !grants.isEmpty),
            grants.allSatisfy({
                $0.role == role && $0.holder == recipient && $0.kinds.isSubset(of: kinds)
            })
        else { throw .invalidField }
    }
}

/// The withdrawal of a consent; what was not opened yet closes at once.
package struct ConsentWithdrawal: CanonicalRecord {
    package static let label = "vault/v1/consent-withdrawal"

    /// The consent.
    package let consent: ConsentID
    /// How it was withdrawn when the physician records it; empty for the worker's own signature.
    package let evidence: String

    package init(consent: ConsentID, evidence: String) {
        self.consent = consent
        self.evidence = evidence
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(consent)
        encoder.append(evidence)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        consent = try decoder.identifier()
        evidence = try decoder.string(limit: 500)
    }
}
