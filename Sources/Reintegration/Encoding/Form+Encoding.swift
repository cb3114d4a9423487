package import CryptoPrimitives
internal import Records

/// The definition of a form as it is adopted: checked and compiled once, so that no command reads
/// YAML (docs/formats/form-file.md).
extension Form: CanonicalRecord {
    package static var label: String { "vault/v1/form-definition" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(name: name)
        encoder.append(word: kind)
        encoder.append(count: revision)
        encoder.append(text: title)
        encoder.append(flag: isDerived)
        encoder.append(source)
        encoder.append(list: fields.map(\.encoded))
        encoder.append(optionalRecord: letter)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        let name: FormName = try decoder.name()
        let kind: SectionKind = try decoder.word()
        let revision = try decoder.count(limit: RegimeEncodingLimit.revision)
        let title = try decoder.text()
        let isDerived = try decoder.flag()
        let source = try decoder.string(limit: RegimeEncodingLimit.text)
        let fields = try decoder.formFields(isEntry: false)
        let letter: FormLetter? = try decoder.optionalRecord()
        do throws(FormError) {
            try self.init(
                name: name, kind: kind, revision: revision, title: title, isDerived: isDerived,
                source: source, fields: fields, letter: letter)
        } catch {
            throw .invalidField
        }
    }
}

extension FormField {
    fileprivate static let label = "vault/v1/form-definition-field"

    /// The word that says what a field holds.
    fileprivate enum TypeWord: String {
        case text
        case longText = "long-text"
        case date, boolean, choice, selection, integer, period, number, list
    }

    fileprivate var encoded: [UInt8] {
        var encoder = CanonicalEncoder(Self.label)
        encoder.append(name: name)
        kind.encode(to: &encoder)
        encoder.append(word: fieldClass)
        encoder.append(flag: isRequired)
        encoder.append(optionalRecord: requiredWhen)
        encoder.append(count: maximum)
        encoder.append(flag: isGuarded)
        encoder.append(flag: namesThirdParties)
        encoder.append(text: self.label)
        encoder.append(
            list: help.map { help in Language.allCases.map { Array(help[$0].utf8) } } ?? [])
        encoder.append(optional: parameter.map { Array($0.rawValue.utf8) })
        return encoder.bytes
    }
}

extension FormField.Kind {
    /// Two fields: the word, and what belongs to it, an empty list where nothing does.
    fileprivate func encode(to encoder: inout CanonicalEncoder) {
        func append(_ word: FormField.TypeWord, _ rest: [[UInt8]] = []) {
            encoder.append(word: word)
            encoder.append(list: rest)
        }
        switch self {
        case .text: append(.text)
        case .longText: append(.longText)
        case .date: append(.date)
        case .boolean: append(.boolean)
        case .choice(let choices): append(.choice, choices.map(\.canonicalBytes))
        case .selection(let choices): append(.selection, choices.map(\.canonicalBytes))
        case .integer(let range):
            append(.integer, [range.lowerBound, range.upperBound].map { Array("\($0)".utf8) })
        case .period(let isOpenEnded): append(.period, isOpenEnded ? [[]] : [])
        case .number(let scheme): append(.number, [Array(scheme.rawValue.utf8)])
        case .list(let fields): append(.list, fields.map(\.encoded))
        }
    }
}

extension FieldChoice: CanonicalRecord {
    package static var label: String { "vault/v1/form-definition-choice" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(name: name)
        encoder.append(text: label)
        encoder.append(names: steps)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(name: try decoder.name(), label: try decoder.text(), steps: try decoder.names())
    }
}

extension FieldCondition: CanonicalRecord {
    package static var label: String { "vault/v1/form-definition-condition" }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(name: field)
        encoder.append(names: values)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        self.init(field: try decoder.name(), values: try decoder.names())
    }
}

extension CanonicalDecoder {
    /// Reads the fields of a form, or of an entry of a list, in which no list stands.
    fileprivate mutating func formFields(
        isEntry: Bool
    ) throws(CanonicalEncodingError) -> [FormField] {
        try list(limit: Form.maximumFields, label: FormField.label) {
            (decoder) throws(CanonicalEncodingError) in try decoder.formField(isEntry: isEntry)
        }
    }

    private mutating func formField(isEntry: Bool) throws(CanonicalEncodingError) -> FormField {
        let name: FieldName = try name()
        let kind = try fieldKind(isEntry: isEntry)
        let fieldClass: FieldClass = try word()
        let isRequired = try flag()
        let condition: FieldCondition? = try optionalRecord()
        let maximum = try count(limit: FormField.textMaximum)
        let isGuarded = try flag()
        let namesThirdParties = try flag()
        let label = try text()
        let help = try optionalText()
        let parameter: StepParameter? = try optionalWord()
        return FormField(
            name: name, kind: kind, fieldClass: fieldClass, isRequired: isRequired,
            requiredWhen: condition, maximum: maximum, isGuarded: isGuarded,
            namesThirdParties: namesThirdParties, label: label, help: help, parameter: parameter)
    }

    private mutating func fieldKind(
        isEntry: Bool
    ) throws(CanonicalEncodingError) -> FormField.Kind {
        let type: FormField.TypeWord = try word()
        switch type {
        case .choice: return .choice(try records(limit: RegimeEncodingLimit.list))
        case .selection: return .selection(try records(limit: RegimeEncodingLimit.list))
        case .list:
            guard !isEntry else { throw .invalidField }
            return .list(try formFields(isEntry: true))
        default: break
        }
        let rest = try list(limit: 2)
        switch (type, rest.count) {
        case (.text, 0): return .text
        case (.longText, 0): return .longText
        case (.date, 0): return .date
        case (.boolean, 0): return .boolean
        case (.period, 0): return .period(isOpenEnded: false)
        case (.period, 1) where rest[0].isEmpty: return .period(isOpenEnded: true)
        case (.integer, 2):
            let least = try Self.bound(rest[0])
            let most = try Self.bound(rest[1])
            guard least <= most else { throw .invalidField }
            return .integer(least...most)
        case (.number, 1):
            guard let word = String(validating: rest[0], as: UTF8.self),
                let scheme = NumberScheme(rawValue: word)
            else { throw .invalidField }
            return .number(scheme)
        default: throw .invalidField
        }
    }

    private static func bound(_ digits: [UInt8]) throws(CanonicalEncodingError) -> Int {
        let text = String(decoding: digits, as: UTF8.self)
        guard let number = Int(text), "\(number)" == text,
            (-1_000_000...1_000_000).contains(number)
        else { throw .invalidField }
        return number
    }

    private mutating func optionalText() throws(CanonicalEncodingError) -> LocalizedText? {
        let texts = try list(limit: 4).map { String(validating: $0, as: UTF8.self) }
        if texts.isEmpty { return nil }
        guard texts.count == 4, let nl = texts[0], let fr = texts[1], let de = texts[2],
            let en = texts[3]
        else { throw .invalidField }
        return LocalizedText(nl: nl, fr: fr, de: de, en: en)
    }
}
