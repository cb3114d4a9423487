package import Records

/// What was written into a form, before it is checked.
package struct RawFormValue: Sendable {
    /// A key with its value.
    package struct Entry: Sendable {
        /// The key.
        package let key: String
        /// The line of the key, counted from 1.
        package let line: Int
        /// The value.
        package let value: RawFormValue

        /// Makes an entry.
        package init(key: String, line: Int, value: RawFormValue) {
            self.key = key
            self.line = line
            self.value = value
        }
    }

    /// What a value is.
    package enum Content: Sendable {
        /// A text; an empty one says that nothing was filled in.
        case text(String)
        /// A list.
        case list([RawFormValue])
        /// Keys and values.
        case mapping([Entry])
    }

    /// The line, counted from 1; 0 when it comes from no file.
    package let line: Int
    /// The value itself.
    package let content: Content

    /// Makes a value.
    package init(line: Int = 0, _ content: Content) {
        self.line = line
        self.content = content
    }

    /// Whether nothing was filled in, here or anywhere below.
    var isBlank: Bool {
        switch content {
        case .text(let text): text.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
        case .list(let elements): elements.allSatisfy(\.isBlank)
        case .mapping(let entries): entries.allSatisfy(\.value.isBlank)
        }
    }
}

/// What is wrong with a field, and what to do.
package struct FormProblem: Hashable, Sendable {
    /// The kinds of problem.
    package enum Code: String, CaseIterable, Hashable, Sendable {
        case unknownField = "unknown-field"
        case duplicateField = "duplicate-field"
        case missing, wrongShape = "wrong-shape", tooLong = "too-long", tooMany = "too-many"
        case forbiddenCharacter = "forbidden-character"
        case notADate = "not-a-date", notABoolean = "not-a-boolean", notANumber = "not-a-number"
        case outOfRange = "out-of-range", unknownChoice = "unknown-choice"
        case repeatedChoice = "repeated-choice", reversedPeriod = "reversed-period"
        case otherForm = "other-form", otherStep = "other-step"
        case numberCharacter = "number-character", numberLength = "number-length"
        case numberStart = "number-start", numberDate = "number-date"
        case numberCheck = "number-check"
        /// Check digits that do not fit, of a number that is kept all the same.
        case numberUnlikely = "number-unlikely"
    }

    /// The kind of problem.
    package let code: Code
    /// The field, such as `measures[2].description`; empty for the whole form.
    package let path: String
    /// The line in the file that was filled in; 0 when there is none.
    package let line: Int
    /// What is wrong.
    package let reason: LocalizedText
    /// What to do.
    package let remedy: LocalizedText
}

/// All problems of what was filled in; at least one.
package struct FormProblems: Error, Hashable, Sendable {
    /// The problems, in the order of the form.
    package let problems: [FormProblem]
}

extension FormProblem {
    /// Makes a problem with its texts.
    ///
    /// The texts repeat nothing of what was filled in.
    init(_ code: Code, path: String, line: Int, field: FormField? = nil, limit: String = "") {
        self.code = code
        self.path = path
        self.line = line
        let choices = (field?.choices ?? []).map(\.name.text).joined(separator: ", ")
        reason = Self.reason(code)
        remedy = Self.remedy(code, choices: choices, limit: limit)
    }

    private static func reason(_ code: Code) -> LocalizedText {
        switch code {
        case .unknownField:
            LocalizedText(
                "dit veld staat niet in het formulier", "ce champ n'existe pas dans le formulaire",
                "dieses Feld steht nicht im Formular", "the form has no such field")
        case .duplicateField:
            LocalizedText(
                "dit veld staat er twee keer", "ce champ figure deux fois",
                "dieses Feld steht zweimal da", "the field stands twice")
        case .missing:
            LocalizedText(
                "dit veld is niet ingevuld", "ce champ n'est pas rempli",
                "dieses Feld ist nicht ausgefüllt", "the field is not filled in")
        case .wrongShape:
            LocalizedText(
                "dit veld heeft een andere vorm", "ce champ a une autre forme",
                "dieses Feld hat eine andere Form", "the field has another shape")
        case .tooLong:
            LocalizedText(
                "de tekst is te lang", "le texte est trop long", "der Text ist zu lang",
                "the text is too long")
        case .tooMany:
            LocalizedText(
                "er zijn te veel regels", "il y a trop d'éléments", "es sind zu viele Einträge",
                "there are too many entries")
        case .forbiddenCharacter:
            LocalizedText(
                "de tekst bevat een teken dat niet mag", "le texte contient un caractère interdit",
                "der Text enthält ein unzulässiges Zeichen",
                "the text holds a character that is not allowed")
        case .notADate:
            LocalizedText(
                "dit is geen datum", "ce n'est pas une date", "das ist kein Datum",
                "this is not a date")
        case .notABoolean:
            LocalizedText(
                "dit is geen ja of nee", "ce n'est ni oui ni non", "das ist weder ja noch nein",
                "this is neither yes nor no")
        case .notANumber:
            LocalizedText(
                "dit is geen geheel getal", "ce n'est pas un nombre entier",
                "das ist keine ganze Zahl", "this is not a whole number")
        case .outOfRange:
            LocalizedText(
                "het getal ligt buiten de grenzen", "le nombre est hors limites",
                "die Zahl liegt außerhalb der Grenzen", "the number is out of range")
        case .unknownChoice:
            LocalizedText(
                "deze keuze bestaat niet", "ce choix n'existe pas", "diese Auswahl gibt es nicht",
                "there is no such choice")
        case .repeatedChoice:
            LocalizedText(
                "deze keuze staat er twee keer", "ce choix figure deux fois",
                "diese Auswahl steht zweimal da", "the choice stands twice")
        case .reversedPeriod:
            LocalizedText(
                "het einde ligt vóór het begin", "la fin précède le début",
                "das Ende liegt vor dem Anfang", "the end lies before the beginning")
        case .otherStep:
            LocalizedText(
                "het formulier zegt iets anders dan de stap",
                "le formulaire dit autre chose que l'étape",
                "das Formular sagt etwas anderes als der Schritt",
                "the form says another thing than the step")
        case .otherForm:
            LocalizedText(
                "de inhoud hoort bij een ander formulier",
                "le contenu relève d'un autre formulaire",
                "der Inhalt gehört zu einem anderen Formular", "the content is of another form")
        case .numberCharacter:
            LocalizedText(
                "het nummer bevat iets anders dan cijfers, spaties, punten en streepjes",
                "le numéro contient autre chose que des chiffres, espaces, points et tirets",
                "die Nummer enthält anderes als Ziffern, Leerzeichen, Punkte und Striche",
                "the number holds something else than digits, spaces, dots and hyphens")
        case .numberLength:
            LocalizedText(
                "het nummer heeft te weinig of te veel cijfers",
                "le numéro compte trop ou trop peu de chiffres",
                "die Nummer hat zu wenige oder zu viele Ziffern",
                "the number has too few or too many digits")
        case .numberStart:
            LocalizedText(
                "zo begint geen nummer van deze soort",
                "aucun numéro de ce type ne commence ainsi",
                "so beginnt keine Nummer dieser Art", "no number of this kind begins like this")
        case .numberDate:
            LocalizedText(
                "de cijfers van de maand kunnen niet kloppen",
                "les chiffres du mois ne sont pas possibles",
                "die Ziffern des Monats sind nicht möglich",
                "the digits of the month are not possible")
        case .numberCheck:
            LocalizedText(
                "de controlecijfers kloppen niet",
                "les chiffres de contrôle ne correspondent pas",
                "die Prüfziffern stimmen nicht", "the check digits do not fit")
        case .numberUnlikely:
            LocalizedText(
                "de controlecijfers kloppen niet; het nummer wordt toch bewaard",
                "les chiffres de contrôle ne correspondent pas ; le numéro est gardé quand même",
                "die Prüfziffern stimmen nicht; die Nummer wird trotzdem behalten",
                "the check digits do not fit; the number is kept all the same")
        }
    }

    private static func remedy(_ code: Code, choices: String, limit: String) -> LocalizedText {
        switch code {
        case .unknownField, .duplicateField, .repeatedChoice:
            LocalizedText(
                "haal het weg", "supprimez-le", "entfernen Sie es", "remove it")
        case .missing:
            LocalizedText("vul het in", "remplissez-le", "füllen Sie es aus", "fill it in")
        case .wrongShape:
            LocalizedText(
                "volg het voorbeeld in het lege formulier", "suivez le modèle du formulaire vide",
                "folgen Sie dem Muster im leeren Formular", "follow the empty form")
        case .tooLong, .tooMany, .outOfRange:
            LocalizedText(
                "toegelaten: \(limit)", "autorisé : \(limit)", "zulässig: \(limit)",
                "allowed: \(limit)")
        case .forbiddenCharacter:
            LocalizedText(
                "gebruik gewone letters, cijfers en leestekens",
                "utilisez des lettres, chiffres et signes de ponctuation ordinaires",
                "verwenden Sie gewöhnliche Buchstaben, Ziffern und Satzzeichen",
                "use ordinary letters, digits and punctuation")
        case .notADate:
            LocalizedText(
                "schrijf de datum als 2024-01-15", "écrivez la date sous la forme 2024-01-15",
                "schreiben Sie das Datum als 2024-01-15", "write the date as 2024-01-15")
        case .notABoolean:
            LocalizedText(
                "schrijf true (ja) of false (nee)", "écrivez true (oui) ou false (non)",
                "schreiben Sie true (ja) oder false (nein)", "write true (yes) or false (no)")
        case .notANumber:
            LocalizedText(
                "schrijf alleen cijfers", "écrivez uniquement des chiffres",
                "schreiben Sie nur Ziffern", "write digits only")
        case .unknownChoice:
            LocalizedText(
                "kies uit: \(choices)", "choisissez parmi : \(choices)",
                "wählen Sie aus: \(choices)", "choose from: \(choices)")
        case .reversedPeriod:
            LocalizedText(
                "wissel de data", "inversez les dates", "vertauschen Sie die Daten",
                "swap the dates")
        case .otherStep:
            LocalizedText(
                "verbeter het formulier of kies de andere stap",
                "corrigez le formulaire ou choisissez l'autre étape",
                "berichtigen Sie das Formular oder wählen Sie den anderen Schritt",
                "correct the form or choose the other step")
        case .otherForm:
            LocalizedText(
                "kies het formulier dat erbij hoort", "choisissez le formulaire correspondant",
                "wählen Sie das passende Formular", "choose the form that it belongs to")
        case .numberCharacter, .numberLength, .numberStart:
            LocalizedText(
                "schrijf het als \(limit)", "écrivez-le sous la forme \(limit)",
                "schreiben Sie sie als \(limit)", "write it as \(limit)")
        case .numberDate, .numberCheck, .numberUnlikely:
            LocalizedText(
                "vergelijk het cijfer voor cijfer met het document",
                "comparez-le chiffre par chiffre avec le document",
                "vergleichen Sie sie Ziffer für Ziffer mit dem Dokument",
                "compare it with the document digit by digit")
        }
    }
}

extension FormProblem.Code {
    /// The problem that a number has.
    init(_ fault: NumberFault) {
        self =
            switch fault {
            case .otherCharacter: .numberCharacter
            case .digitCount: .numberLength
            case .firstDigit: .numberStart
            case .birthDate: .numberDate
            case .checkDigits: .numberCheck
            }
    }
}
