internal import Records
internal import Reintegration

/// By when a copy has to be given, counted from the day on which it was asked for.
///
/// Two clocks run beside each other: the patient's file has the shorter one, and the rest of the
/// data the other.
struct CopyTerms {
    /// One clock.
    struct Term {
        /// The law and article.
        let law: LocalizedText
        /// What it covers.
        let label: LocalizedText
        /// The last day.
        let lastDay: CivilDate
    }

    /// The day of the request.
    let requested: CivilDate
    /// The clocks, the earliest first.
    let terms: [Term]

    /// Counts from a day: the day itself does not count, the last one does.
    ///
    /// - Parameters:
    ///   - requested: The day of the request.
    ///   - regime: The regime of the dossier; the patient's file has a term of its own in Belgium.
    init(requested: CivilDate, regime: String) {
        self.requested = requested
        let laws: [(String, LocalizedText, LocalizedText)] = [
            (
                "15 calendar-days",
                LocalizedText(
                    "wet van 22 augustus 2002 betreffende de rechten van de patiënt, art. 9 §2",
                    "loi du 22 août 2002 relative aux droits du patient, art. 9 §2",
                    "Gesetz vom 22. August 2002 über die Rechte des Patienten, Art. 9 §2",
                    "Belgian Act of 22 August 2002 on patients' rights, art. 9 §2"),
                LocalizedText(
                    "patiëntendossier", "dossier du patient", "Patientenakte",
                    "the patient's file")
            ),
            (
                "1 months",
                LocalizedText(
                    "AVG art. 12(3), 15", "RGPD art. 12(3), 15", "DSGVO Art. 12(3), 15",
                    "GDPR art. 12(3), 15"),
                LocalizedText(
                    "alle persoonsgegevens", "toutes les données personnelles",
                    "alle personenbezogenen Daten", "all personal data")
            ),
        ]
        terms = laws.dropFirst(regime.hasPrefix("be-") ? 0 : 1).compactMap { period, law, label in
            LegalPeriod(period).map {
                Term(law: law, label: label, lastDay: $0.lastDay(countedFrom: requested))
            }
        }.sorted { $0.lastDay < $1.lastDay }
    }

    /// For programs.
    func json(on today: CivilDate, in language: Language) -> JSONValue {
        .object([
            ("requestedOn", .string(requested.description)),
            (
                "terms",
                .array(
                    terms.map { term in
                        .object([
                            ("law", .string(term.law[language])),
                            ("label", .string(term.label[language])),
                            ("lastDay", .string(term.lastDay.description)),
                            ("isPast", .bool(term.lastDay < today)),
                        ])
                    })
            ),
        ])
    }

    /// For people.
    func lines(on today: CivilDate, in language: Language) -> [String] {
        terms.map { term in
            "\(CopyWords.due[language]) \(term.lastDay)"
                + (term.lastDay < today ? " \(CopyWords.overdue[language])" : "") + ": "
                + "\(term.label[language]) (\(term.law[language]))"
        }
    }
}
