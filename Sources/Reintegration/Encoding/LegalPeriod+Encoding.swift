package import CryptoPrimitives
internal import Records

extension LegalPeriod: CanonicalRecord {
    package static var label: String { "vault/v1/regime-period" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(count: count)
        encoder.append(word: unit)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        let count = try decoder.count(limit: RegimeEncodingLimit.period)
        guard let period = Self(count, try decoder.word()) else { throw .invalidField }
        self = period
    }
}

extension RelapseRule: CanonicalRecord {
    package static var label: String { "vault/v1/regime-relapse" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(record: period)
        encoder.append(word: firstDay)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(period: try decoder.record(), firstDay: try decoder.word())
    }
}
