package import CryptoPrimitives

/// A value with one canonical encoding, `E(label, fields…)`.
///
/// Decoding accepts exactly what encoding writes: another label, a missing or extra field, an
/// unknown word or a value outside its range is refused.
package protocol CanonicalRecord: Hashable, Sendable {
    /// The label of the encoding; it starts with `vault/v1/`.
    static var label: String { get }

    /// Appends the fields.
    func encode(to encoder: inout CanonicalEncoder)

    /// Reads the fields.
    init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError)
}

extension CanonicalRecord {
    /// The canonical encoding.
    package var canonicalBytes: [UInt8] {
        var encoder = CanonicalEncoder(Self.label)
        encode(to: &encoder)
        return encoder.bytes
    }

    /// Reads a canonical encoding wholly.
    package init(canonical bytes: [UInt8]) throws(CanonicalEncodingError) {
        var decoder = try CanonicalDecoder(bytes, label: Self.label)
        self = try Self(from: &decoder)
        try decoder.finish()
    }
}

extension CanonicalEncoder {
    /// Appends an identifier as 16 bytes.
    package mutating func append<Subject>(_ field: Identifier<Subject>) { append(field.bytes) }

    /// Appends a moment as 8 bytes, two's complement.
    package mutating func append(_ field: Instant) { append(UInt64(bitPattern: field.seconds)) }

    /// Appends a day as days since 1970-01-01.
    package mutating func append(_ field: CivilDate) {
        append(UInt64(bitPattern: Int64(field.daysSinceEpoch)))
    }

    /// Appends a word of a closed list.
    package mutating func append<Word: RawRepresentable<String>>(word: Word) {
        append(word.rawValue)
    }

    /// Appends words of a closed list in the order of the list, so that a set has one encoding.
    package mutating func append<Word: RawRepresentable<String> & CaseIterable & Hashable>(
        words: Set<Word>
    ) {
        append(list: Word.allCases.filter(words.contains).map { Array($0.rawValue.utf8) })
    }

    /// Appends records as a list.
    package mutating func append<Record: CanonicalRecord>(records: [Record]) {
        append(list: records.map(\.canonicalBytes))
    }

    /// Appends a record as one field.
    package mutating func append<Record: CanonicalRecord>(record: Record) {
        append(record.canonicalBytes)
    }

    /// Appends a truth value as 0 or 1.
    package mutating func append(flag: Bool) { append(flag ? UInt64(1) : 0) }
}

extension CanonicalDecoder {
    /// Reads an identifier.
    package mutating func identifier<Subject>()
        throws(CanonicalEncodingError) -> Identifier<Subject>
    {
        guard let identifier = Identifier<Subject>(try bytes()) else { throw .invalidField }
        return identifier
    }

    /// Reads an optional identifier.
    package mutating func optionalIdentifier<Subject>()
        throws(CanonicalEncodingError) -> Identifier<Subject>?
    {
        guard let field = try optional() else { return nil }
        guard let identifier = Identifier<Subject>(field) else { throw .invalidField }
        return identifier
    }

    /// Reads a moment between the years 1 and 9999.
    package mutating func instant() throws(CanonicalEncodingError) -> Instant {
        try Self.instant(try integer())
    }

    private static func instant(_ pattern: UInt64) throws(CanonicalEncodingError) -> Instant {
        let seconds = Int64(bitPattern: pattern)
        guard Instant.readable.contains(seconds) else { throw .invalidField }
        return Instant(seconds: seconds)
    }

    /// Reads an optional moment.
    package mutating func optionalInstant() throws(CanonicalEncodingError) -> Instant? {
        guard let field = try optional() else { return nil }
        guard field.count == 8 else { throw .invalidField }
        return try Self.instant(field.reduce(0) { $0 << 8 | UInt64($1) })
    }

    /// Reads a day between the years 1 and 9999.
    package mutating func civilDate() throws(CanonicalEncodingError) -> CivilDate {
        let days = Int64(bitPattern: try integer())
        guard (-719_162...2_932_896).contains(days) else { throw .invalidField }
        return CivilDate(daysSinceEpoch: Int(days))
    }

    /// Reads an optional day.
    package mutating func optionalCivilDate() throws(CanonicalEncodingError) -> CivilDate? {
        guard let field = try optional() else { return nil }
        guard let text = String(validating: field, as: UTF8.self), let date = CivilDate(text) else {
            throw .invalidField
        }
        return date
    }

    /// Reads a word of a closed list.
    package mutating func word<Word: RawRepresentable<String>>(
        _: Word.Type = Word.self
    ) throws(CanonicalEncodingError) -> Word {
        guard let word = Word(rawValue: try string(limit: 64)) else { throw .invalidField }
        return word
    }

    /// Reads words of a closed list; another order or a repeated word is refused.
    package mutating func words<Word: RawRepresentable<String> & CaseIterable & Hashable>(
        _: Word.Type = Word.self
    ) throws(CanonicalEncodingError) -> Set<Word> {
        let fields = try list(limit: 256)
        let texts = fields.map { String(decoding: $0, as: UTF8.self) }
        let words = Set(texts.compactMap(Word.init(rawValue:)))
        guard Word.allCases.filter(words.contains).map({ Array($0.rawValue.utf8) }) == fields else {
            throw .invalidField
        }
        return words
    }

    /// Reads a list of records.
    package mutating func records<Record: CanonicalRecord>(
        _: Record.Type = Record.self, limit: Int = 4096
    ) throws(CanonicalEncodingError) -> [Record] {
        var records: [Record] = []
        for element in try list(limit: limit) { records.append(try Record(canonical: element)) }
        return records
    }

    /// Reads a record.
    package mutating func record<Record: CanonicalRecord>(
        _: Record.Type = Record.self
    ) throws(CanonicalEncodingError) -> Record {
        try Record(canonical: try bytes())
    }

    /// Reads a truth value.
    package mutating func flag() throws(CanonicalEncodingError) -> Bool {
        switch try integer() {
        case 0: false
        case 1: true
        default: throw .invalidField
        }
    }
}

extension CanonicalEncoder {
    /// Appends an optional identifier.
    package mutating func append<Subject>(optional field: Identifier<Subject>?) {
        append(optional: field?.bytes)
    }

    /// Appends an optional moment.
    package mutating func append(optional field: Instant?) {
        append(
            optional: field.map { instant in
                let pattern = UInt64(bitPattern: instant.seconds)
                return (0..<8).map { UInt8(truncatingIfNeeded: pattern >> UInt64(56 - $0 * 8)) }
            })
    }

    /// Appends an optional day in its text form.
    package mutating func append(optional field: CivilDate?) {
        append(optional: field.map { Array($0.description.utf8) })
    }
}
