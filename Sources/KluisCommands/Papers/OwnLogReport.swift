internal import Documents
internal import Records
internal import TransparencyLog
internal import VaultClient

/// The report to a worker about who did what with the own dossiers (GDPR article 15), as a document.
struct OwnLogReport {
    /// The lines.
    let rows: [OwnLogRow]
    /// What says them.
    let words: LogWords
    /// The worker.
    let name: String
    /// When it is made.
    let now: Instant

    /// The document; it cannot be checked as a whole, but every line by its proof.
    var document: Document {
        let language = words.language
        let title = LocalizedText(
            "Wie deed wat met uw dossiers", "Qui a fait quoi avec vos dossiers",
            "Wer tat was mit Ihren Dossiers", "Who did what with your dossiers")
        let person = LocalizedText("Voor", "Pour", "Für", "For")
        let made = LocalizedText("Gemaakt op", "Établi le", "Erstellt am", "Made on")
        let right = LocalizedText("Uw recht", "Votre droit", "Ihr Recht", "Your right")
        let law = LocalizedText(
            "AVG, art. 15: u mag weten wie uw gegevens heeft gebruikt",
            "RGPD, art. 15 : vous pouvez savoir qui a utilisé vos données",
            "DSGVO, Art. 15: Sie dürfen wissen, wer Ihre Daten verwendet hat",
            "GDPR, art. 15: you may know who used your data")
        let caption = LocalizedText(
            "Regels uit het logboek, oudste eerst", "Lignes du journal, les plus anciennes d’abord",
            "Einträge des Protokolls, älteste zuerst", "Entries of the log, oldest first")
        let headings = [
            LocalizedText("Regel", "Ligne", "Eintrag", "Entry"),
            LocalizedText("Wanneer", "Quand", "Wann", "When"),
            LocalizedText("Wie", "Qui", "Wer", "Who"),
            LocalizedText("Wat", "Quoi", "Was", "What"),
            LocalizedText("Waarom", "Pourquoi", "Warum", "Why"),
        ]
        let proof = LocalizedText(
            "Elke regel is in het logboek bewezen. „kluis log prove REGEL” geeft het bewijs aan wie u "
                + "het wilt tonen.",
            "Chaque ligne est prouvée dans le journal. « kluis log prove LIGNE » en donne la preuve à "
                + "qui vous voulez.",
            "Jeder Eintrag ist im Protokoll bewiesen. „kluis log prove EINTRAG“ gibt den Beweis für "
                + "andere.",
            "Every entry is proven to be in the log. “kluis log prove ENTRY” gives the proof to "
                + "others.")
        return Document(
            language: language, title: title[language], mark: nil,
            facts: [
                Document.Row(person[language], name),
                Document.Row(made[language], CivilTime.words(of: now, in: language)),
                Document.Row(right[language], law[language]),
            ],
            blocks: rows.isEmpty
                ? [.paragraph(LogVocabulary.nothing[language])]
                : [
                    .table(
                        caption: caption[language], headings: headings.map { $0[language] },
                        rows: rows.map(cells))
                ],
            notices: [proof[language]], ticket: nil)
    }

    /// The cells of a line, with the day in words.
    private func cells(_ row: OwnLogRow) -> [String] {
        let language = words.language
        let moment = Instant(seconds: Int64(row.first.entry.time.seconds))
        let time = CivilTime.text(of: moment).suffix(5)
        var cells = words.cells(row)
        // A day stays on one line, however narrow the column.
        let day = CivilTime.day(of: moment).words(in: language).replacing(" ", with: "\u{a0}")
        cells[1] = "\(day)\n\(time)"
        return cells
    }
}
