internal import DataFiles
internal import Records
internal import Reintegration

/// The adopted forms, each read once, and how a spreadsheet writes what they ask for.
final class ImportForms {
    private let files: FormFiles
    private var read: [String: Form] = [:]

    /// Takes the adopted forms.
    init(_ files: FormFiles) { self.files = files }

    /// A form by its name; `nil` when there is none.
    func form(_ name: String) -> Form? {
        if let form = read[name] { return form }
        guard let form = try? files.files.first(where: { $0.name == name })?.form() else {
            return nil
        }
        read[name] = form
        return form
    }

    /// Whether a form has the field, or the part of one, to which a path leads.
    func hasField(_ path: [ImportColumn.PathElement], in form: String) -> Bool {
        guard let form = self.form(form) else { return false }
        return Self.has(path[...], among: form.fields)
    }

    private static func has(
        _ path: ArraySlice<ImportColumn.PathElement>, among fields: [FormField]
    ) -> Bool {
        guard case .key(let key)? = path.first,
            let field = fields.first(where: { $0.name.text == key })
        else { return false }
        let rest = path.dropFirst()
        switch field.kind {
        case .list(let entryFields):
            guard case .entry? = rest.first else { return false }
            return has(rest.dropFirst(), among: entryFields)
        case .period: return rest == [.key("from")] || rest == [.key("until")]
        default: return rest.isEmpty
        }
    }

    /// What was filled in, in the way in which a form reads it: days in the order of the form, yes and
    /// no in its words, several choices of one cell as a list.
    static func adapted(_ raw: RawFormValue, to form: Form) -> RawFormValue {
        adapted(raw, among: form.fields)
    }

    private static func adapted(_ raw: RawFormValue, among fields: [FormField]) -> RawFormValue {
        guard case .mapping(let entries) = raw.content else { return raw }
        return RawFormValue(
            line: raw.line,
            .mapping(
                entries.map { entry in
                    guard let field = fields.first(where: { $0.name.text == entry.key }) else {
                        return entry
                    }
                    return RawFormValue.Entry(
                        key: entry.key, line: entry.line, value: adapted(entry.value, to: field))
                }))
    }

    private static func adapted(_ raw: RawFormValue, to field: FormField) -> RawFormValue {
        switch (field.kind, raw.content) {
        case (.list(let entryFields), .list(let elements)):
            RawFormValue(
                line: raw.line, .list(elements.map { adapted($0, among: entryFields) }))
        case (.period, .mapping(let entries)):
            RawFormValue(
                line: raw.line,
                .mapping(
                    entries.map {
                        RawFormValue.Entry(key: $0.key, line: $0.line, value: day($0.value))
                    }))
        case (.date, .text): day(raw)
        case (.boolean, .text(let text)):
            RawFormValue(line: raw.line, .text(flags[text.lowercased()] ?? text))
        case (.selection, .text(let text)):
            RawFormValue(
                line: raw.line,
                .list(
                    text.split { "|,;\n".contains($0) }
                        .map { $0.split(separator: " ").joined(separator: " ") }
                        .filter { !$0.isEmpty }
                        .map { RawFormValue(line: raw.line, .text($0)) }))
        default: raw
        }
    }

    private static func day(_ raw: RawFormValue) -> RawFormValue {
        guard case .text(let text) = raw.content, let day = CivilDate(administrative: text) else {
            return raw
        }
        return RawFormValue(line: raw.line, .text(day.description))
    }

    private static let flags = [
        "yes": "true", "ja": "true", "oui": "true", "no": "false", "nee": "false",
        "non": "false", "nein": "false",
    ]
}
