package import Records

extension Form {
    /// The content as lines of text, `label: value`, in a language.
    ///
    /// Fields that were left empty are left out. A text of several lines follows its label,
    /// indented; so do the entries of a list. Numbers are masked unless they are asked for.
    package func lines(
        of content: FormContent, in language: Language, numbers: NumberDisplay = .masked
    ) -> [String] {
        [title[language], ""] + Self.lines(content.record, fields, language, numbers, indent: "")
    }

    private static func lines(
        _ record: FormRecord, _ fields: [FormField], _ language: Language,
        _ numbers: NumberDisplay, indent: String
    ) -> [String] {
        fields.flatMap { field -> [String] in
            guard let value = record[field.name] else { return [] }
            let label = indent + field.label[language]
            switch value {
            case .list(let records):
                return ["\(label):"]
                    + records.enumerated().flatMap { index, entry in
                        ["\(indent)  \(index + 1)."]
                            + lines(
                                entry, field.entryFields, language, numbers,
                                indent: indent + "     ")
                    }
            default:
                let parts = field.words(for: value, in: language, numbers: numbers)
                    .split(separator: "\n", omittingEmptySubsequences: false)
                guard parts.count > 1 else { return ["\(label): \(parts.first ?? "")"] }
                return ["\(label):"] + parts.map { "\(indent)  \($0)" }
            }
        }
    }
}

extension FormField {
    /// A value as people read it; for a list, nothing.
    ///
    /// Numbers are masked unless they are asked for.
    package func words(
        for value: FormValue, in language: Language, numbers: NumberDisplay = .masked
    ) -> String {
        func label(_ name: FieldChoiceName) -> String {
            choices.first { $0.name == name }?.label[language] ?? name.text
        }
        switch value {
        case .text(let text):
            guard case .number(let scheme) = kind else { return text }
            return numbers.text(of: text, scheme)
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

/// How numbers by which an authority knows somebody are shown.
package enum NumberDisplay: Hashable, Sendable {
    /// With `*` for most digits.
    case masked
    /// With separators.
    case formatted

    /// A stored number as it is shown; all of it masked when it is none.
    func text(of compact: String, _ scheme: NumberScheme) -> String {
        guard let number = try? scheme.number(compact) else { return "***" }
        return self == .masked ? number.masked : number.formatted
    }
}

extension Form {
    /// The content with its numbers as they are shown, for programs.
    ///
    /// - Returns: Values that are for output only: a masked number is no content of the form.
    package func shown(_ content: FormContent, numbers: NumberDisplay) -> FormRecord {
        content.record.shown(fields, numbers)
    }
}

extension FormRecord {
    fileprivate func shown(_ fields: [FormField], _ numbers: NumberDisplay) -> FormRecord {
        var values = values
        for field in fields {
            switch (field.kind, values[field.name]) {
            case (.number(let scheme), .text(let text)?):
                values[field.name] = .text(numbers.text(of: text, scheme))
            case (.list(let entryFields), .list(let records)?):
                values[field.name] = .list(records.map { $0.shown(entryFields, numbers) })
            default: break
            }
        }
        return FormRecord(values)
    }
}
