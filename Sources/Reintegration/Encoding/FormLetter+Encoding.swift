package import CryptoPrimitives
internal import Records

extension FormLetter: CanonicalRecord {
    package static var label: String { "vault/v1/form-definition-letter" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(flag: isOfficial)
        encoder.append(records: opening)
        encoder.append(records: closing)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(
            isOfficial: try decoder.flag(),
            opening: try decoder.records(limit: Self.maximumParagraphs),
            closing: try decoder.records(limit: Self.maximumParagraphs))
    }
}

extension FormLetter.Paragraph: CanonicalRecord {
    package static var label: String { "vault/v1/form-definition-paragraph" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(text: text)
        encoder.append(optionalRecord: condition)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(try decoder.text(), when: try decoder.optionalRecord())
    }
}
