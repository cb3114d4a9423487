package import CryptoPrimitives
internal import Records

extension HolidayRule: CanonicalRecord {
    package static var label: String { "vault/v1/regime-holiday" }

    /// The two ways to find a day, as words.
    private enum Kind: String {
        case fixed
        case easter
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(text: label)
        switch day {
        case .fixed(let month, let day):
            encoder.append(word: Kind.fixed)
            encoder.append(count: month)
            encoder.append(count: day)
        case .fromEaster(let days):
            encoder.append(word: Kind.easter)
            encoder.append(count: days)
        }
        encoder.append(count: ifSunday)
        encoder.append(count: from ?? 0)
        encoder.append(count: until ?? 0)
        encoder.append(count: cycle?.years ?? 0)
        encoder.append(count: cycle?.base ?? 0)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        let label = try decoder.text()
        let day: Day =
            switch try decoder.word() as Kind {
            case .fixed:
                .fixed(month: try decoder.count(limit: 12), day: try decoder.count(limit: 31))
            case .easter: .fromEaster(days: try decoder.signedNumber())
            }
        let ifSunday = try decoder.signedNumber()
        let from = try decoder.signedNumber()
        let until = try decoder.signedNumber()
        let years = try decoder.signedNumber()
        let base = try decoder.signedNumber()
        let rule = Self(
            label: label, day: day, ifSunday: ifSunday, from: from == 0 ? nil : from,
            until: until == 0 ? nil : until,
            cycle: years == 0 && base == 0 ? nil : Cycle(years: years, base: base))
        guard let rule else { throw .invalidField }
        self = rule
    }
}

extension HolidayCalendar: CanonicalRecord {
    package static var label: String { "vault/v1/regime-holidays" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(records: rules)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(rules: try decoder.processRecords())
    }
}

extension CanonicalDecoder {
    /// Reads a number of days or a year, which may be negative; its range is checked by the rule.
    fileprivate mutating func signedNumber() throws(CanonicalEncodingError) -> Int {
        Int(Int64(bitPattern: try bits()))
    }
}
