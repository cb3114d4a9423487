internal import CryptoPrimitives
internal import Records

/// How much an encoding of a regime may hold; a larger one is not read.
enum RegimeEncodingLimit {
    /// The number of elements in a list: states, steps, deadlines, roles and so on.
    ///
    /// It bounds the work of ``Regime/check(_:)``, which grows with the number of states that
    /// lead to other states.
    static let list = 256
    /// The size of a text in bytes.
    static let text = 16 << 10
    /// The number of times or of proofs that a guard counts.
    static let count = 100
    /// The number of workers that a guard asks for.
    static let headCount = 65_535
    /// The number of units of a period.
    static let period = 1200
    /// The revision of a regime.
    static let revision = 1_000_000
}

extension CanonicalEncoder {
    /// Appends a name as text.
    mutating func append<Subject>(name: Name<Subject>) { append(name.text) }

    /// Appends an optional name.
    mutating func append<Subject>(optionalName name: Name<Subject>?) {
        append(optional: name.map { Array($0.text.utf8) })
    }

    /// Appends names in their order.
    mutating func append<Subject>(names: [Name<Subject>]) {
        append(list: names.map { Array($0.text.utf8) })
    }

    /// Appends names in the order of the alphabet, so that a set has one encoding.
    mutating func append<Subject>(nameSet: Set<Name<Subject>>) { append(names: nameSet.sorted()) }

    /// Appends words of a closed list in their own order, which has a meaning.
    mutating func append<Word: RawRepresentable<String>>(wordList: [Word]) {
        append(list: wordList.map { Array($0.rawValue.utf8) })
    }

    /// Appends a text as four fields, in the order nl, fr, de, en.
    mutating func append(text: LocalizedText) {
        for language in Language.allCases { append(text[language]) }
    }

    /// Appends a small number as 8 bytes; the decoder refuses one that is out of range.
    mutating func append(count: Int) { append(UInt64(bitPattern: Int64(count))) }

    /// Appends an optional record.
    mutating func append<Record: CanonicalRecord>(optionalRecord record: Record?) {
        append(optional: record?.canonicalBytes)
    }
}

extension CanonicalDecoder {
    /// Reads a name.
    mutating func name<Subject>() throws(CanonicalEncodingError) -> Name<Subject> {
        guard let name = Name<Subject>(try string(limit: 64)) else { throw .invalidField }
        return name
    }

    /// Reads an optional name.
    mutating func optionalName<Subject>() throws(CanonicalEncodingError) -> Name<Subject>? {
        guard let field = try optional() else { return nil }
        return try Self.name(field)
    }

    /// Reads names in their order.
    mutating func names<Subject>() throws(CanonicalEncodingError) -> [Name<Subject>] {
        var names: [Name<Subject>] = []
        for field in try list(limit: RegimeEncodingLimit.list) {
            names.append(try Self.name(field))
        }
        return names
    }

    /// Reads a set of names; another order than that of the alphabet, or a repeated name, is
    /// refused.
    mutating func nameSet<Subject>() throws(CanonicalEncodingError) -> Set<Name<Subject>> {
        let names: [Name<Subject>] = try names()
        guard zip(names, names.dropFirst()).allSatisfy({ $0 < $1 }) else { throw .invalidField }
        return Set(names)
    }

    /// Reads words of a closed list in their own order.
    mutating func wordList<Word: RawRepresentable<String>>(
        _: Word.Type = Word.self
    ) throws(CanonicalEncodingError) -> [Word] {
        var words: [Word] = []
        for field in try list(limit: RegimeEncodingLimit.list) {
            guard let text = String(validating: field, as: UTF8.self),
                let word = Word(rawValue: text)
            else { throw .invalidField }
            words.append(word)
        }
        return words
    }

    /// Reads a text in four languages.
    mutating func text() throws(CanonicalEncodingError) -> LocalizedText {
        let limit = RegimeEncodingLimit.text
        return LocalizedText(
            nl: try string(limit: limit), fr: try string(limit: limit),
            de: try string(limit: limit), en: try string(limit: limit))
    }

    /// Reads a number between 1 and `limit`.
    mutating func count(limit: Int) throws(CanonicalEncodingError) -> Int {
        guard let count = Int(exactly: try integer()), (1...limit).contains(count) else {
            throw .invalidField
        }
        return count
    }

    /// Reads an optional record.
    mutating func optionalRecord<Record: CanonicalRecord>(
        _: Record.Type = Record.self
    ) throws(CanonicalEncodingError) -> Record? {
        try list(limit: 1, label: Record.label) {
            (decoder) throws(CanonicalEncodingError) in try Record(from: &decoder)
        }.first
    }

    /// Reads a list of records that is no longer than a regime's lists are.
    mutating func processRecords<Record: CanonicalRecord>(
        _: Record.Type = Record.self
    ) throws(CanonicalEncodingError) -> [Record] {
        try records(limit: RegimeEncodingLimit.list)
    }

    private static func name<Subject>(
        _ field: [UInt8]
    ) throws(CanonicalEncodingError) -> Name<Subject> {
        guard let text = String(validating: field, as: UTF8.self), let name = Name<Subject>(text)
        else { throw .invalidField }
        return name
    }
}
