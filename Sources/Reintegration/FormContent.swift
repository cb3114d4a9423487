package import CryptoPrimitives
package import Records

/// The value of a field.
package enum FormValue: Hashable, Sendable {
    case text(String)
    case date(CivilDate)
    case flag(Bool)
    case choice(FieldChoiceName)
    /// In ascending order, each once.
    case selection([FieldChoiceName])
    case integer(Int)
    case period(from: CivilDate, until: CivilDate?)
    case list([FormRecord])
}

/// Values by field: of a form, or of an entry of a list.
package struct FormRecord: Hashable, Sendable {
    /// The fields that were filled.
    package let values: [FieldName: FormValue]

    init(_ values: [FieldName: FormValue]) { self.values = values }

    /// The value of a field; `nil` when it was left empty.
    package subscript(field: FieldName) -> FormValue? { values[field] }
}

/// What was filled into a form: the content of a section.
///
/// One is made by ``Form/validate(_:)``, or read from bytes that were sealed and signed; then
/// ``Form/accepts(_:)`` says whether it is what the form asks for.
package struct FormContent: Hashable, Sendable {
    /// The label of the encoding.
    package static let label = "vault/v1/form"
    /// The largest encoding, in bytes: 1 MiB.
    package static let maximumSize = 1 << 20

    /// The kind of the section.
    package let kind: SectionKind
    /// The form.
    package let form: FormName
    /// The revision of the form, from 1 on.
    package let revision: Int
    /// The values.
    package let record: FormRecord

    init(kind: SectionKind, form: FormName, revision: Int, record: FormRecord) {
        self.kind = kind
        self.form = form
        self.revision = revision
        self.record = record
    }

    /// The value of a field; `nil` when it was left empty.
    package subscript(field: FieldName) -> FormValue? { record[field] }

    /// The canonical encoding.
    ///
    ///     E("vault/v1/form", kind, form, revision, [field…])
    ///
    /// A field is E("vault/v1/form-field", name, type, value), in ascending order of names; an
    /// entry of a list is E("vault/v1/form-entry", [field…]).
    package var encoded: [UInt8] {
        var encoder = CanonicalEncoder(Self.label)
        encoder.append(kind.rawValue)
        encoder.append(form.text)
        encoder.append(UInt64(revision))
        encoder.append(list: record.encodedFields)
        return encoder.bytes
    }

    /// Reads a canonical encoding; nothing else is accepted.
    ///
    /// - Throws: ``CanonicalEncodingError``.
    package init(decoding bytes: [UInt8]) throws(CanonicalEncodingError) {
        var decoder = try CanonicalDecoder(bytes, label: Self.label, limit: Self.maximumSize)
        guard let kind = SectionKind(rawValue: try decoder.string(limit: 64)),
            let form = FormName(try decoder.string(limit: 64)),
            let revision = Int(exactly: try decoder.integer()), revision >= 1
        else { throw .invalidField }
        let fields = try decoder.list(limit: Form.maximumFields)
        try decoder.finish()
        self.init(
            kind: kind, form: form, revision: revision,
            record: try FormRecord(decoding: fields, mayHoldLists: true))
    }
}

extension FormRecord {
    fileprivate var encodedFields: [[UInt8]] {
        values.sorted { $0.key < $1.key }.map { name, value in
            var encoder = CanonicalEncoder("vault/v1/form-field")
            encoder.append(name.text)
            encoder.append(value.type.rawValue)
            if case .list(let records) = value {
                encoder.append(
                    list: records.map { record in
                        var entry = CanonicalEncoder("vault/v1/form-entry")
                        entry.append(list: record.encodedFields)
                        return entry.bytes
                    })
            } else {
                encoder.append(value.scalar)
            }
            return encoder.bytes
        }
    }

    fileprivate init(
        decoding fields: [[UInt8]], mayHoldLists: Bool
    ) throws(CanonicalEncodingError) {
        var values: [FieldName: FormValue] = [:]
        var previous: FieldName?
        for field in fields {
            var decoder = try CanonicalDecoder(field, label: "vault/v1/form-field")
            guard let name = FieldName(try decoder.string(limit: 64)),
                previous.map({ $0 < name }) ?? true,
                let type = FormValue.ValueType(rawValue: try decoder.string(limit: 16))
            else { throw .invalidField }
            previous = name
            if type == .list {
                guard mayHoldLists else { throw .invalidField }
                var records: [FormRecord] = []
                for bytes in try decoder.list(limit: FormField.listMaximum) {
                    var entry = try CanonicalDecoder(bytes, label: "vault/v1/form-entry")
                    let entryFields = try entry.list(limit: Form.maximumFields)
                    try entry.finish()
                    records.append(try FormRecord(decoding: entryFields, mayHoldLists: false))
                }
                values[name] = .list(records)
            } else {
                let text = try decoder.string(limit: 4 * FormField.textMaximum)
                guard let value = FormValue(text, type: type) else { throw .invalidField }
                values[name] = value
            }
            try decoder.finish()
        }
        self.init(values)
    }
}

extension FormValue {
    /// The type of a value, as it stands in the encoding.
    fileprivate enum ValueType: String {
        case text, date, flag, choice, selection, integer, period, list
    }

    fileprivate var type: ValueType {
        switch self {
        case .text: .text
        case .date: .date
        case .flag: .flag
        case .choice: .choice
        case .selection: .selection
        case .integer: .integer
        case .period: .period
        case .list: .list
        }
    }

    /// The text of every value but a list: names in a selection with commas, days of a period with
    /// a slash.
    fileprivate var scalar: String {
        switch self {
        case .text(let text): text
        case .date(let date): date.description
        case .flag(let flag): flag ? "true" : "false"
        case .choice(let choice): choice.text
        case .selection(let choices): choices.map(\.text).joined(separator: ",")
        case .integer(let number): String(number)
        case .period(let from, let until): "\(from)/\(until?.description ?? "")"
        case .list: ""
        }
    }

    fileprivate init?(_ text: String, type: ValueType) {
        let value: Self? =
            switch type {
            case .text: .text(text)
            case .date: CivilDate(text).map(Self.date)
            case .flag: .flag(text == "true")
            case .choice: FieldChoiceName(text).map(Self.choice)
            case .selection: Self.selection(in: text)
            case .integer: Int(text).map(Self.integer)
            case .period: Self.period(in: text)
            case .list: nil
            }
        // What was read must be what would be written: there is one encoding of a value.
        guard let value, value.scalar == text else { return nil }
        self = value
    }

    private static func selection(in text: String) -> Self? {
        let names = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { FieldChoiceName(String($0)) }
        let known = names.compactMap { $0 }
        guard known.count == names.count, zip(known, known.dropFirst()).allSatisfy({ $0 < $1 })
        else { return nil }
        return .selection(known)
    }

    private static func period(in text: String) -> Self? {
        let days = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard days.count == 2, let from = CivilDate(days[0]) else { return nil }
        if days[1].isEmpty { return .period(from: from, until: nil) }
        guard let until = CivilDate(days[1]), from <= until else { return nil }
        return .period(from: from, until: until)
    }
}
