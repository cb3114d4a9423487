package import Records

extension Form {
    /// The empty form as a YAML file to fill in, with comments in a language.
    ///
    /// What is left empty counts as not filled in, so the template itself says what is missing.
    package func template(in language: Language) -> String {
        var lines = ["# \(title[language]) (\(name), \(revision))"]
        let intro = LocalizedText(
            "vul in na de dubbele punt; wat leeg blijft, telt als niet ingevuld",
            "complétez après les deux-points ; ce qui reste vide n'est pas rempli",
            "füllen Sie nach dem Doppelpunkt aus; was leer bleibt, gilt als nicht ausgefüllt",
            "fill in after the colon; what stays empty counts as not filled in")
        lines.append("# \(intro[language])")
        for field in fields {
            lines.append("")
            lines += field.template(in: language, indent: "", bullet: "")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension FormField {
    fileprivate func template(in language: Language, indent: String, bullet: String) -> [String] {
        let key = indent + bullet + name.text + ":"
        let inner = indent + (bullet.isEmpty ? "" : "  ")
        var lines = ["\(inner)# \(label[language]) (\(hint(in: language)))"]
        if let help { lines.append("\(inner)# \(help[language])") }
        lines += choices.map { "\(inner)#   \($0.name): \($0.label[language])" }
        switch kind {
        case .longText: lines.append("\(key) |-\n\(inner)  ")
        case .selection: lines.append("\(key)\n\(inner)  - ")
        case .period: lines.append("\(key)\n\(inner)  from:\n\(inner)  until:")
        case .list(let fields):
            lines.append(key)
            for (index, field) in fields.enumerated() {
                lines += field.template(
                    in: language, indent: inner + (index == 0 ? "  " : "    "),
                    bullet: index == 0 ? "- " : "")
            }
        default: lines.append(key)
        }
        return lines
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
        case .list:
            LocalizedText(
                "herhaal de regels voor elk onderdeel", "répétez les lignes pour chaque élément",
                "wiederholen Sie die Zeilen für jeden Eintrag", "repeat the lines for each entry")
        }
    }
}
