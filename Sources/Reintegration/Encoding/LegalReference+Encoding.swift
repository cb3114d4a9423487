package import CryptoPrimitives
internal import Records

extension LegalReference: CanonicalRecord {
    package static var label: String { "vault/v1/regime-reference" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(rule.text)
        encoder.append(article)
        encoder.append(source)
        encoder.append(word: standing)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        guard let rule = RuleID(try decoder.string(limit: 16)) else { throw .invalidField }
        self.init(
            rule: rule, article: try decoder.string(), source: try decoder.string(),
            standing: try decoder.word())
    }
}
