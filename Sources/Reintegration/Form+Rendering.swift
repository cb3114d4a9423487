package import Records

extension Form {
    /// The content as lines of text, `label: value`, in a language.
    ///
    /// Fields that were left empty are left out. A text of several lines follows its label,
    /// indented; so do the entries of a list.
    package func lines(of content: FormContent, in language: Language) -> [String] {
        [title[language], ""] + Self.lines(content.record, fields, language, indent: "")
    }

    private static func lines(
        _ record: FormRecord, _ fields: [FormField], _ language: Language, indent: String
    ) -> [String] {
        fields.flatMap { field -> [String] in
            guard let value = record[field.name] else { return [] }
            let label = indent + field.label[language]
            switch value {
            case .list(let records):
                return ["\(label):"]
                    + records.enumerated().flatMap { index, entry in
                        ["\(indent)  \(index + 1)."]
                            + lines(entry, field.entryFields, language, indent: indent + "     ")
                    }
            default:
                let parts = field.words(for: value, in: language).split(
                    separator: "\n", omittingEmptySubsequences: false)
                guard parts.count > 1 else { return ["\(label): \(parts.first ?? "")"] }
                return ["\(label):"] + parts.map { "\(indent)  \($0)" }
            }
        }
    }
}

extension FormField {
    /// A value as people read it; for a list, nothing.
    package func words(for value: FormValue, in language: Language) -> String {
        func label(_ name: FieldChoiceName) -> String {
            choices.first { $0.name == name }?.label[language] ?? name.text
        }
        switch value {
        case .text(let text): return text
        case .date(let date): return date.description
        case .flag(let flag):
            let yes = LocalizedText("ja", "oui", "ja", "yes")
            let no = LocalizedText("nee", "non", "nein", "no")
            return (flag ? yes : no)[language]
        case .choice(let name): return label(name)
        case .selection(let names): return names.map(label).joined(separator: ", ")
        case .integer(let number): return String(number)
        case .period(let from, let until): return "\(from) – \(until?.description ?? "…")"
        case .list: return ""
        }
    }
}
