package import Records

extension Form {
    /// The empty form as a YAML file to fill in, with comments in a language.
    ///
    /// What is left empty counts as not filled in, so the template itself says what is missing.
    ///
    /// - Parameters:
    ///   - language: The language of the comments.
    ///   - content: What is filled in already; read again, the template gives the same content.
    /// - Returns: The file.
    package func template(in language: Language, filledWith content: FormContent? = nil) -> String {
        var lines = ["# \(title[language]) (\(name), \(revision))"]
        let intro = LocalizedText(
            "vul in na de dubbele punt; wat leeg blijft, telt als niet ingevuld",
            "complétez après les deux-points ; ce qui reste vide n'est pas rempli",
            "füllen Sie nach dem Doppelpunkt aus; was leer bleibt, gilt als nicht ausgefüllt",
            "fill in after the colon; what stays empty counts as not filled in")
        lines.append("# \(intro[language])")
        for field in fields {
            lines.append("")
            lines += field.template(
                in: language, indent: "", bullet: "", value: content?.record[field.name])
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The form of which a file began as the template: its first line says so.
    ///
    /// - Parameter file: What was filled in.
    /// - Returns: `nil` when the first line is another one.
    package static func name(inTemplate file: some StringProtocol) -> FormName? {
        let line = file.prefix { !$0.isNewline }
        guard line.hasPrefix("# "), line.hasSuffix(")"),
            let opening = line.lastIndex(of: "(")
        else { return nil }
        let words = line[line.index(after: opening)...].dropLast().split(
            separator: ", ", omittingEmptySubsequences: false)
        guard words.count == 2, UInt32(words[1]) != nil else { return nil }
        return FormName(String(words[0]))
    }
}

extension FormField {
    fileprivate func template(
        in language: Language, indent: String, bullet: String, value: FormValue?
    ) -> [String] {
        let key = indent + bullet + name.text + ":"
        let inner = indent + (bullet.isEmpty ? "" : "  ")
        var lines = ["\(inner)# \(label[language]) (\(hint(in: language)))"]
        if let help { lines.append("\(inner)# \(help[language])") }
        lines += choices.map { "\(inner)#   \($0.name): \($0.label[language])" }
        switch (kind, value) {
        case (.longText, .text(let text)?) where text.isBlock:
            lines.append("\(key) |-")
            lines += text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { "\(inner)  \($0)" }
        case (.longText, nil): lines.append("\(key) |-\n\(inner)  ")
        case (.selection, .selection(let names)?):
            lines.append(key)
            lines += names.map { "\(inner)  - \($0)" }
        case (.selection, _): lines.append("\(key)\n\(inner)  - ")
        case (.period, .period(let from, let until)?):
            let end = until.map { " \($0)" } ?? ""
            lines.append("\(key)\n\(inner)  from: \(from)\n\(inner)  until:\(end)")
        case (.period, _): lines.append("\(key)\n\(inner)  from:\n\(inner)  until:")
        case (.list(let fields), _):
            lines.append(key)
            var records: [FormRecord?] = [nil]
            if case .list(let given)? = value, !given.isEmpty { records = given }
            for record in records {
                for (index, field) in fields.enumerated() {
                    lines += field.template(
                        in: language, indent: inner + (index == 0 ? "  " : "    "),
                        bullet: index == 0 ? "- " : "", value: record?[field.name])
                }
            }
        default: lines.append(key + (value.map { " " + Self.scalar($0) } ?? ""))
        }
        return lines
    }

    /// A value that stands behind its key; texts in quotes, so that they read as the same text.
    private static func scalar(_ value: FormValue) -> String {
        switch value {
        case .text(let text): text.quoted
        case .date(let day): day.description
        case .flag(let flag): flag ? "true" : "false"
        case .choice(let name): name.text
        case .integer(let number): String(number)
        case .selection, .period, .list: ""
        }
    }

    /// What kind of answer is asked for, in words.
    private func hint(in language: Language) -> String {
        var words = [kindWords[language]]
        if isRequired {
            words.append(LocalizedText("verplicht", "obligatoire", "Pflicht", "required")[language])
        } else if let requiredWhen {
            let values = requiredWhen.values.map(\.text).joined(separator: ", ")
            let when = LocalizedText(
                "verplicht als", "obligatoire si", "Pflicht wenn", "required if")
            words.append("\(when[language]) \(requiredWhen.field) = \(values)")
        }
        if isGuarded {
            let note = LocalizedText(
                "geen diagnose of medische gegevens", "ni diagnostic ni données médicales",
                "keine Diagnose und keine medizinischen Daten", "no diagnosis or medical data")
            words.append(note[language])
        }
        if namesThirdParties {
            let note = LocalizedText(
                "noemt derden: een uittreksel laat dit weg",
                "nomme des tiers : un extrait l'omet",
                "nennt Dritte: ein Auszug lässt dies weg",
                "names third parties: an extract leaves it out")
            words.append(note[language])
        }
        return words.joined(separator: "; ")
    }

    private var kindWords: LocalizedText {
        switch kind {
        case .text:
            LocalizedText(
                "tekst, ≤ \(maximum) tekens", "texte, ≤ \(maximum) caractères",
                "Text, ≤ \(maximum) Zeichen", "text, ≤ \(maximum) characters")
        case .longText:
            LocalizedText(
                "tekst op meer regels, ≤ \(maximum) tekens",
                "texte sur plusieurs lignes, ≤ \(maximum) caractères",
                "mehrzeiliger Text, ≤ \(maximum) Zeichen",
                "text of several lines, ≤ \(maximum) characters")
        case .date:
            LocalizedText(
                "datum, JJJJ-MM-DD", "date, AAAA-MM-JJ", "Datum, JJJJ-MM-TT", "date, YYYY-MM-DD")
        case .boolean:
            LocalizedText("true of false", "true ou false", "true oder false", "true or false")
        case .choice: LocalizedText("één keuze", "un choix", "eine Auswahl", "one choice")
        case .selection:
            LocalizedText(
                "een of meer keuzes", "un ou plusieurs choix", "eine oder mehrere Auswahlen",
                "one or more choices")
        case .integer(let range):
            LocalizedText { language in
                let word = LocalizedText("getal", "nombre", "Zahl", "number")[language]
                return "\(word), \(range.lowerBound)–\(range.upperBound)"
            }
        case .period(let isOpenEnded):
            isOpenEnded
                ? LocalizedText(
                    "periode, einde mag openblijven", "période, fin facultative",
                    "Zeitraum, Ende kann offen bleiben", "period, the end may stay open")
                : LocalizedText("periode", "période", "Zeitraum", "period")
        case .number(let scheme): scheme.label.map { "\($1), \(scheme.pattern)" }
        case .list:
            LocalizedText(
                "herhaal de regels voor elk onderdeel", "répétez les lignes pour chaque élément",
                "wiederholen Sie die Zeilen für jeden Eintrag", "repeat the lines for each entry")
        }
    }
}

extension String {
    /// Whether a block of YAML keeps the text: no line but an empty one begins or ends with white
    /// space, and there is nothing to escape.
    fileprivate var isBlock: Bool {
        let lines = split(separator: "\n", omittingEmptySubsequences: false)
        return !isEmpty && lines.last != "" && lines.first != ""
            && lines.allSatisfy { $0.first?.isWhitespace != true && $0.last?.isWhitespace != true }
            && unicodeScalars.allSatisfy { $0 == "\n" || !$0.needsEscape }
    }

    /// The text between double quotes, as YAML and JSON read it.
    fileprivate var quoted: String {
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case _ where scalar.needsEscape:
                let digits = String(scalar.value, radix: 16)
                text += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}

extension Unicode.Scalar {
    /// Whether YAML does not take it as it is, or would take it for a line end.
    fileprivate var needsEscape: Bool {
        switch value {
        case 0x00...0x1f, 0x7f...0x9f, 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff: true
        default: false
        }
    }
}
