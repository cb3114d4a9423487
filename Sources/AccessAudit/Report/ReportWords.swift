internal import Records

/// The words of the report in the four languages.
enum ReportWords {
    private static func text(
        _ nl: String, _ fr: String, _ de: String, _ en: String
    ) -> LocalizedText {
        LocalizedText(nl: nl, fr: fr, de: de, en: en)
    }

    static let title = text(
        "Verslag over de toegang tot de dossiers", "Rapport sur l’accès aux dossiers",
        "Bericht über den Zugriff auf die Dossiers", "Report on access to the dossiers")
    static let contents = text("Inhoud", "Contenu", "Inhalt", "Contents")
    static let vault = text("Kluis", "Coffre", "Tresor", "Vault")
    static let period = text("Periode", "Période", "Zeitraum", "Period")
    static let made = text("Gemaakt op", "Établi le", "Erstellt am", "Made on")
    static let until = text("tot en met", "au", "bis", "to")
    static let days = text("dagen", "jours", "Tage", "days")
    static let item = text("Gegeven", "Donnée", "Angabe", "Item")
    static let hidden = text("verborgen", "masqué", "verborgen", "hidden")
    static let total = text("Totaal", "Total", "Gesamt", "Total")
    static let count = text("Aantal", "Nombre", "Anzahl", "Number")
    static let yes = text("ja", "oui", "ja", "yes")
    static let no = text("nee", "non", "nein", "no")
    static let unknown = text("niet bekend", "inconnu", "nicht bekannt", "not known")
    static let none = text("geen", "aucun", "keine", "none")

    // The sections.
    static let summary = text("Samenvatting", "Résumé", "Zusammenfassung", "Summary")
    static let byRole = text(
        "Toegang per rol en soort", "Accès par rôle et catégorie",
        "Zugriffe nach Rolle und Kategorie", "Access by role and category")
    static let byDay = text(
        "Toegang per dag", "Accès par jour", "Zugriffe nach Tag", "Access by day")
    static let byWeek = text(
        "Toegang per week", "Accès par semaine", "Zugriffe nach Woche", "Access by week")
    static let byHour = text(
        "Toegang per weekdag en uur", "Accès par jour de la semaine et heure",
        "Zugriffe nach Wochentag und Stunde", "Access by day of the week and hour")
    static let denials = text("Weigeringen", "Refus", "Ablehnungen", "Refusals")
    static let emergencies = text("Noodgevallen", "Urgences", "Notfälle", "Emergencies")
    static let review = text(
        "Nazicht volgens de regels", "Contrôle selon les règles", "Prüfung nach den Regeln",
        "Review by the rules")
    static let openReviews = text(
        "Nog te beoordelen", "Encore à examiner", "Noch zu beurteilen", "Still to be judged")
    static let deadlines = text("Termijnen", "Délais", "Fristen", "Deadlines")
    static let decisions = text(
        "Beslissingen over het logboek", "Décisions sur le journal",
        "Entscheidungen über das Protokoll", "Decisions about the log")
    static let chain = text(
        "Staat van het logboek", "État du journal", "Stand des Protokolls", "State of the log")
    static let thresholds = text("Drempels", "Seuils", "Schwellen", "Thresholds")
    static let about = text(
        "Over deze cijfers", "À propos des chiffres", "Zu diesen Zahlen", "About these figures")

    // Rows and columns.
    static let entries = text(
        "Regels in het logboek", "Lignes du journal", "Einträge im Protokoll", "Entries of the log")
    static let accesses = text(
        "Toegang tot inhoud", "Accès au contenu", "Zugriffe auf Inhalte", "Accesses to content")
    static let explained = text(
        "Waarvan verklaard", "Dont expliqués", "Davon erklärt", "Of these explained")
    static let emergencyUses = text(
        "Gebruik van de noodprocedure", "Recours à la procédure d’urgence",
        "Nutzungen des Notfallverfahrens", "Uses of the emergency procedure")
    static let alerts = text("Meldingen", "Alertes", "Meldungen", "Alerts")
    static let open = text("Open", "Ouvertes", "Offen", "Open")
    static let overdue = text("Te laat", "En retard", "Überfällig", "Overdue")
    static let judged = text("Beoordeeld", "Examinées", "Beurteilt", "Judged")
    static let judgedLate = text(
        "Te laat beoordeeld", "Examinées en retard", "Verspätet beurteilt", "Judged late")
    static let precision = text(
        "Terecht van beoordeeld", "Fondées sur examinées", "Zutreffend von beurteilt",
        "True of judged")
    static let signedOff = text(
        "Periode afgetekend", "Période clôturée", "Zeitraum abgezeichnet", "Period signed off")
    static let role = text("Rol", "Rôle", "Rolle", "Role")
    static let day = text("Dag", "Jour", "Tag", "Day")
    static let weekFrom = text("Week vanaf", "Semaine du", "Woche ab", "Week from")
    static let hour = text("Uur", "Heure", "Stunde", "Hour")
    static let reason = text("Reden", "Motif", "Grund", "Reason")
    static let rule = text("Regel", "Règle", "Regel", "Rule")
    static let number = text("Nr.", "N°", "Nr.", "No.")
    static let entry = text("Logregel", "Ligne", "Eintrag", "Entry")
    static let due = text("Uiterlijk", "Au plus tard", "Spätestens", "Due")
    static let measure = text("Maatregel", "Mesure", "Maßnahme", "Measure")
    static let expires = text("Geldig tot", "Valable jusqu’au", "Gültig bis", "Valid until")
    static let origin = text("Oorsprong", "Origine", "Ursprung", "Origin")
    static let size = text(
        "Aantal regels", "Nombre de lignes", "Anzahl der Einträge", "Number of entries")
    static let root = text("Wortel", "Racine", "Wurzel", "Root")
    static let checkpoint = text(
        "Tijd van de stand", "Heure de l’état", "Zeit des Standes", "Time of the checkpoint")
    static let witnesses = text("Getuigen", "Témoins", "Zeugen", "Witnesses")
    static let quorum = text(
        "Genoeg getuigen", "Témoins en nombre suffisant", "Genug Zeugen", "Enough witnesses")
    static let fileHash = text(
        "SHA-256 van het regelbestand", "SHA-256 du fichier de règles",
        "SHA-256 der Regeldatei", "SHA-256 of the review file")
    static let values = text("Waarden", "Valeurs", "Werte", "Values")

    // Sentences.
    static func smallCells(_ language: Language) -> String {
        let least = SuppressedTable.usualThreshold
        return text(
            "Een aantal dat op minder dan \(least) werknemers slaat, is verborgen, en met hem andere "
                + "waaruit het te berekenen zou zijn.",
            "Un nombre qui concerne moins de \(least) travailleurs est masqué, et avec lui d’autres "
                + "dont on pourrait le déduire.",
            "Eine Zahl, die weniger als \(least) Arbeitnehmer betrifft, ist verborgen, und mit ihr "
                + "andere, aus denen sie zu berechnen wäre.",
            "A number that is about fewer than \(least) workers is hidden, and with it others from "
                + "which it could be worked out.")[language]
    }

    /// What a list leaves out.
    static func more(_ count: String) -> LocalizedText {
        text(
            "En nog \(count); `kluis audit alerts --open` toont alles.",
            "Et \(count) autres ; `kluis audit alerts --open` montre tout.",
            "Und \(count) weitere; `kluis audit alerts --open` zeigt alle.",
            "And \(count) more; `kluis audit alerts --open` shows all.")
    }

    static let withheld = text(
        "Deze tabel gaat over te weinig werknemers om getoond te worden.",
        "Ce tableau concerne trop peu de travailleurs pour être montré.",
        "Diese Tabelle betrifft zu wenige Arbeitnehmer, um gezeigt zu werden.",
        "This table is about too few workers to be shown.")
    static let noEntries = text(
        "In deze periode staat hierover niets in het logboek.",
        "Le journal ne contient rien à ce sujet pendant la période.",
        "In diesem Zeitraum steht dazu nichts im Protokoll.",
        "The log holds nothing about this in the period.")
    static let bandNote = text(
        "De vakken tonen hoeveel keer, in groepen; exacte aantallen per uur worden niet gegeven.",
        "Les cases montrent combien de fois, par tranches ; aucun nombre exact n’est donné par "
            + "heure.",
        "Die Felder zeigen, wie oft, in Gruppen; genaue Zahlen je Stunde werden nicht genannt.",
        "The squares show how often, in bands; exact numbers by hour are not given.")
    static let precisionNote = text(
        "„Terecht” zijn meldingen met het oordeel: geen goede reden. Een regel die zelden terecht "
            + "is, verdient andere drempels.",
        "« Fondées » : alertes jugées sans bonne raison. Une règle rarement fondée mérite d’autres "
            + "seuils.",
        "„Zutreffend“ sind Meldungen mit dem Urteil: kein guter Grund. Eine Regel, die selten "
            + "zutrifft, verdient andere Schwellen.",
        "True are alerts that were judged to have no good reason. A rule that is seldom true "
            + "deserves other thresholds.")
    static let missedTerms = text(
        "Gemiste wettelijke termijnen", "Délais légaux manqués", "Versäumte gesetzliche Fristen",
        "Missed legal terms")
    static let term = text("Termijn", "Délai", "Frist", "Term")
    static let article = text("Artikel", "Article", "Artikel", "Article")
    static let workers = text("Werknemers", "Travailleurs", "Arbeitnehmer", "Workers")
    static let processNote = text(
        "Geteld door de kluis op de laatste dag van de periode: verstreken en nog niet ingehaald. De "
            + "trajecten zelf zijn verzegeld; de betrokkenen zien hun termijnen met `kluis deadlines`.",
        "Comptés par le coffre au dernier jour de la période : échus et pas encore rattrapés. Les "
            + "trajets mêmes sont scellés ; les intervenants voient leurs délais par `kluis deadlines`.",
        "Vom Tresor am letzten Tag des Zeitraums gezählt: verstrichen und noch nicht nachgeholt. Die "
            + "Verfahren selbst sind versiegelt; die Beteiligten sehen ihre Fristen mit "
            + "`kluis deadlines`.",
        "Counted by the vault on the last day of the period: passed and not made up for. The "
            + "processes themselves are sealed; the parties see their terms with `kluis deadlines`."
    )
    static let proofNote = text(
        "Elke logregel die hier genoemd wordt, is met `kluis log prove` en andere programma’s te "
            + "bewijzen tegen de wortel hierboven.",
        "Chaque ligne citée ici se prouve contre la racine ci-dessus, par `kluis log prove` et par "
            + "d’autres programmes.",
        "Jeder hier genannte Eintrag lässt sich mit `kluis log prove` und anderen Programmen gegen "
            + "die Wurzel oben beweisen.",
        "Each entry named here can be proved against the root above, with `kluis log prove` and "
            + "with other programs.")

    /// The days of the week from Monday on, in short.
    static func weekdays(_ language: Language) -> [String] {
        switch language {
        case .nl: ["ma", "di", "wo", "do", "vr", "za", "zo"]
        case .fr: ["lu", "ma", "me", "je", "ve", "sa", "di"]
        case .de: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"]
        case .en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        }
    }

    /// What a decision about the log allows.
    static func measure(_ word: LogDecision.Measure.Word) -> LocalizedText {
        switch word {
        case .unmask:
            text(
                "namen achter labels geven", "donner les noms derrière les étiquettes",
                "Namen hinter Kennzeichen nennen", "give names behind tags")
        case .staffNames:
            text(
                "namen van medewerkers aan een werknemer geven",
                "donner à un travailleur les noms du personnel",
                "einem Arbeitnehmer Namen von Mitarbeitern nennen", "give a worker names of staff")
        case .erase:
            text(
                "een werknemer wissen", "effacer un travailleur", "einen Arbeitnehmer löschen",
                "erase a worker")
        case .prune:
            text(
                "oude regels wegnemen", "retirer d’anciennes lignes", "alte Einträge entfernen",
                "remove old entries")
        case .shield:
            text(
                "een dossier afschermen", "protéger un dossier", "ein Dossier schützen",
                "shield a dossier")
        case .unshield:
            text(
                "een afscherming opheffen", "lever une protection", "einen Schutz aufheben",
                "lift a shield")
        }
    }

    /// What a chart shows, for those who do not see it.
    static func chartDescription(
        _ what: LocalizedText, _ largest: (label: String, count: String)?, _ language: Language
    ) -> String {
        let start = what[language]
        guard let largest else { return "\(start)." }
        return start
            + text(
                ". Het meest: \(largest.label), \(largest.count). Alle getallen staan in de tabel.",
                ". Le plus : \(largest.label), \(largest.count). Tous les nombres sont dans le "
                    + "tableau.",
                ". Am meisten: \(largest.label), \(largest.count). Alle Zahlen stehen in der "
                    + "Tabelle.",
                ". Most: \(largest.label), \(largest.count). All numbers are in the table.")[
                language]
    }
}
