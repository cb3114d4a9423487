internal import CryptoPrimitives
internal import Records
internal import Reintegration

/// The content of a section in words.
struct SectionWords {
    /// What the vault has adopted.
    let data: AdoptedData
    /// The reader's language.
    let language: Language
    /// How numbers of persons and enterprises are shown.
    var numbers = NumberDisplay.masked

    /// The content as lines, or `nil` for bytes that are no text.
    ///
    /// A form is shown by its labels; one of another revision than the adopted one by the names of
    /// its fields.
    func lines(of content: [UInt8]) -> [String]? {
        if let filled = try? FormContent(decoding: content) {
            let form = try? data.form(filled.form.text)
            if let form, form.revision == filled.revision {
                return form.lines(of: filled, in: language, numbers: numbers)
                    .map(ShownText.line)
            }
            return ["\(filled.form), revision \(filled.revision)"]
                + Self.lines(of: shown(filled, form), indent: "")
        }
        guard var text = String(validating: content, as: UTF8.self) else { return nil }
        if text.hasSuffix("\n") { text.removeLast() }
        return ShownText.block(text).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    /// The content for programs: fields of a form, a text, or bytes in hexadecimal.
    func json(of content: [UInt8]) -> JSONValue {
        if let filled = try? FormContent(decoding: content) {
            let form = try? data.form(filled.form.text)
            return .object([
                ("form", .string(filled.form.text)), ("revision", .count(filled.revision)),
                ("fields", Self.json(of: shown(filled, form))),
            ])
        }
        if let text = String(validating: content, as: UTF8.self) { return .string(text) }
        let mediaType = ScannedPaper.MediaType(of: content)?.rawValue
        return .object(
            (mediaType.map { [("mediaType", .string($0))] } ?? [])
                + [("hexadecimal", .string(content.hex))])
    }

    /// The values as they are shown.
    ///
    /// A number is known by its field, also where the form has another
    /// revision than the adopted one.
    private func shown(_ content: FormContent, _ form: Form?) -> FormRecord {
        form?.shown(content, numbers: numbers) ?? content.record
    }

    private static func lines(of record: FormRecord, indent: String) -> [String] {
        record.values.sorted { $0.key < $1.key }.flatMap { name, value -> [String] in
            guard case .list(let records) = value else {
                return ["\(indent)\(name): \(ShownText.line(text(of: value)))"]
            }
            return ["\(indent)\(name):"]
                + records.flatMap { lines(of: $0, indent: indent + "  ") }
        }
    }

    private static func text(of value: FormValue) -> String {
        switch value {
        case .text(let text): text
        case .date(let day): day.description
        case .flag(let flag): flag ? "true" : "false"
        case .choice(let name): name.text
        case .selection(let names): names.map(\.text).joined(separator: ", ")
        case .integer(let number): String(number)
        case .period(let from, let until): "\(from) – \(until?.description ?? "")"
        case .list(let records): "\(records.count)"
        }
    }

    private static func json(of record: FormRecord) -> JSONValue {
        .object(
            record.values.sorted { $0.key < $1.key }.map { name, value in
                (name.text, json(of: value))
            })
    }

    private static func json(of value: FormValue) -> JSONValue {
        switch value {
        case .flag(let flag): .bool(flag)
        case .integer(let number): .count(number)
        case .selection(let names): .strings(names.map(\.text))
        case .period(let from, let until):
            .object([
                ("from", .string(from.description)), ("until", .optional(until?.description)),
            ])
        case .list(let records): .array(records.map(json))
        default: .string(text(of: value))
        }
    }
}
