package import CryptoPrimitives
internal import Records

extension FormLetter: CanonicalRecord {
    package static var label: String { "vault/v1/form-definition-letter" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(flag: isOfficial)
        encoder.append(flag: isGreeting)
        encoder.append(records: senders)
        encoder.append(records: receivers)
        encoder.append(records: opening)
        encoder.append(records: closing)
        encoder.append(records: signatories)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(
            isOfficial: try decoder.flag(), isGreeting: try decoder.flag(),
            senders: try decoder.records(limit: Self.maximumParties),
            receivers: try decoder.records(limit: Self.maximumParties),
            opening: try decoder.records(limit: Self.maximumParagraphs),
            closing: try decoder.records(limit: Self.maximumParagraphs),
            signatories: try decoder.records(limit: Self.maximumParties))
    }
}

extension FormLetter.Paragraph: CanonicalRecord {
    package static var label: String { "vault/v1/form-definition-paragraph" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(text: text)
        encoder.append(optionalRecord: condition)
        encoder.append(names: regimes)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(
            try decoder.text(), when: try decoder.optionalRecord(), under: try decoder.names())
    }
}

extension FormLetter.Party: CanonicalRecord {
    package static var label: String { "vault/v1/form-definition-party" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(text: title)
        encoder.append(names: lines)
        encoder.append(optionalRecord: condition)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(
            try decoder.text(), lines: try decoder.names(), when: try decoder.optionalRecord())
    }
}
