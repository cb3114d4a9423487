package import CryptoPrimitives

/// What a worker says about a recipient: a consent, a request or a refusal; and the agreement of the
/// employer's side where a purpose needs both.
///
/// Signed by the worker or a legal representative, or recorded by the occupational physician with
/// evidence; the worker is then told. A refusal beats every consent and request.
package struct Consent: CanonicalRecord {
    package static let label = "vault/v1/consent"

    /// The consent.
    package let id: ConsentID
    /// The worker who gives it; of an agreement, the member of the employer's side.
    package let giver: MemberID
    /// What it says.
    package let nature: ConsentNature
    /// The role of the recipient; `nil` in a refusal that holds for every role of the recipient.
    package let role: Role?
    /// The recipient: a person or an organisation; `nil` in a refusal that holds for whoever has the
    /// role.
    package let recipient: Holder?
    /// The kinds of sections; empty for a step of the process that discloses none, and in a refusal
    /// without ``process`` for every kind.
    package let kinds: Set<SectionKind>
    /// The purposes of use; empty in a refusal for every purpose.
    package let purposes: Set<Purpose>
    /// What it is about in a process; `nil` for nothing in particular.
    package let process: ConsentPurpose?
    /// From when.
    package let from: Instant
    /// Until when, exclusive; `nil` in a refusal without an end.
    package let until: Instant?
    /// How it was said.
    package let channel: ConsentChannel
    /// What shows it, when somebody else records it.
    package let evidence: String
    /// The language in which it was put to the worker.
    package let language: Language
    /// The version of the text that was put to the worker.
    package let textVersion: String
    /// The grants that it brings.
    package let grants: [Grant]

    /// The version of the text for what is about nothing in particular.
    package static let generalTextVersion = "1"

    package init(
        id: ConsentID, giver: MemberID, nature: ConsentNature, role: Role?, recipient: Holder?,
        kinds: Set<SectionKind>, purposes: Set<Purpose>, process: ConsentPurpose?, from: Instant,
        until: Instant?, channel: ConsentChannel, evidence: String, language: Language,
        textVersion: String, grants: [Grant]
    ) {
        self.id = id
        self.giver = giver
        self.nature = nature
        self.role = role
        self.recipient = recipient
        self.kinds = kinds
        self.purposes = purposes
        self.process = process
        self.from = from
        self.until = until
        self.channel = channel
        self.evidence = evidence
        self.language = language
        self.textVersion = textVersion
        self.grants = grants
    }

    /// Whether it refuses instead of consenting.
    package var isRefusal: Bool { nature == .refusal }

    /// Whether its period covers a moment; it may have been withdrawn all the same.
    package func covers(_ instant: Instant) -> Bool {
        from <= instant && until.map { instant < $0 } ?? true
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(id)
        encoder.append(giver)
        encoder.append(word: nature)
        encoder.append(optional: role.map { Array($0.rawValue.utf8) })
        encoder.append(optional: recipient?.canonicalBytes)
        encoder.append(words: kinds)
        encoder.append(words: purposes)
        encoder.append(optional: process.map { Array($0.rawValue.utf8) })
        encoder.append(from)
        encoder.append(optional: until)
        encoder.append(word: channel)
        encoder.append(evidence)
        encoder.append(word: language)
        encoder.append(textVersion)
        encoder.append(records: grants)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        id = try decoder.identifier()
        giver = try decoder.identifier()
        nature = try decoder.word()
        role = try decoder.optionalWord()
        recipient = try decoder.optional().map {
            (field) throws(CanonicalEncodingError) in try Holder(canonical: field)
        }
        kinds = try decoder.words()
        purposes = try decoder.words()
        process = try decoder.optionalWord()
        from = try decoder.instant()
        until = try decoder.optionalInstant()
        channel = try decoder.word()
        evidence = try decoder.string(limit: 500)
        language = try decoder.word()
        textVersion = try decoder.string(limit: 64)
        grants = try decoder.records(limit: 4)
        let (role, recipient, kinds) = (role, recipient, kinds)
        guard until.map({ from < $0 }) ?? true, isWhole,
            grants.allSatisfy({
                $0.role == role && $0.holder == recipient && $0.kinds.isSubset(of: kinds)
            })
        else { throw .invalidField }
    }

    /// Whether it says what its nature has to say.
    private var isWhole: Bool {
        let isBounded = role != nil && recipient != nil && until != nil && !purposes.isEmpty
        return switch nature {
        case .consent, .request: isBounded
        case .refusal: (role != nil || recipient != nil) && grants.isEmpty
        case .agreement: isBounded && process != nil && kinds.isEmpty && grants.isEmpty
        }
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
