package import Records

/// A deadline that runs, or ran, and that can explain itself.
package struct Deadline: Hashable, Sendable {
    /// A time during which the term stood still.
    package struct Pause: Hashable, Sendable {
        /// The day from which it stands still.
        package let from: CivilDate
        /// The day on which it ran on; `nil` while it stands still.
        package let until: CivilDate?
        /// How many days it has stood still, up to the day of asking.
        package let days: Int
    }

    /// The same deadline under another reading of the rule.
    package struct OtherReading: Hashable, Sendable {
        /// The ambiguity and the reading.
        package let condition: OptionCondition
        /// What that reading says.
        package let label: LocalizedText
        /// The last day under that reading.
        package let due: CivilDate
    }

    /// The rule that it comes from.
    package let rule: DeadlineRule
    /// The event that started it.
    package let startedBy: EventID?
    /// The day from which it is counted, which itself does not count.
    package let countedFrom: CivilDate
    /// The last day, which counts.
    package let due: CivilDate
    /// The last day as it was counted, when it was a Saturday, Sunday or holiday and moved; else
    /// `nil`.
    package let movedFrom: CivilDate?
    /// The public holidays that lengthened a term in working days.
    package let holidays: [CivilDate]
    /// The last day if the term never stood still; `nil` when it did not.
    package let dueWithoutPause: CivilDate?
    /// When it stood still.
    package let pauses: [Pause]
    /// What other readings of the rule would give, where they differ.
    package let otherReadings: [OtherReading]

    /// Its name.
    package var name: DeadlineName { rule.name }
    /// What has to be done.
    package var label: LocalizedText { rule.label }
    /// The rule and its article.
    package var reference: LegalReference { rule.reference }
    /// Who has to act.
    package var who: [Role] { rule.who }
    /// What follows when the day passes.
    package var consequence: LocalizedText { rule.consequence }

    /// Whether a duty was not done in time; a term that stands still is never overdue.
    package func isOverdue(on today: CivilDate) -> Bool {
        rule.nature == .duty && today > due && !isPaused
    }

    /// Whether it stands still now.
    package var isPaused: Bool { pauses.contains { $0.until == nil } }
}

extension Deadline {
    /// How the last day was found, as a sentence that can be checked by hand.
    package var explanation: LocalizedText {
        let source = "\(reference.article), \(reference.rule)"
        var text: LocalizedText
        switch rule.term {
        case .period(let period):
            let first = LegalPeriod.firstDay(after: countedFrom, rule.firstDay)
            let words = period.words
            let anchor = rule.anchorLabel
            text = LocalizedText(
                "\(words[.nl]) na \(anchor[.nl]) (\(countedFrom)); eerste dag \(first), "
                    + "laatste dag \(due), die meetelt (\(source))",
                "\(words[.fr]) après \(anchor[.fr]) (\(countedFrom)) ; premier jour \(first), "
                    + "dernier jour \(due) inclus (\(source))",
                "\(words[.de]) nach \(anchor[.de]) (\(countedFrom)); erster Tag \(first), "
                    + "letzter Tag \(due), der mitzählt (\(source))",
                "\(words[.en]) after \(anchor[.en]) (\(countedFrom)); first day \(first), "
                    + "last day \(due), which counts (\(source))")
        case .atOnce:
            let anchor = rule.anchorLabel
            text = LocalizedText(
                "meteen na \(anchor[.nl]) (\(countedFrom)) (\(source))",
                "aussitôt après \(anchor[.fr]) (\(countedFrom)) (\(source))",
                "sofort nach \(anchor[.de]) (\(countedFrom)) (\(source))",
                "at once after \(anchor[.en]) (\(countedFrom)) (\(source))")
        case .before(let period, let parameter):
            let words = period.words
            let label = parameter.label
            text = LocalizedText(
                "\(words[.nl]) vóór \(countedFrom) (\(label[.nl])): \(due) (\(source))",
                "\(words[.fr]) avant le \(countedFrom) (\(label[.fr])) : \(due) (\(source))",
                "\(words[.de]) vor dem \(countedFrom) (\(label[.de])): \(due) (\(source))",
                "\(words[.en]) before \(countedFrom) (\(label[.en])): \(due) (\(source))")
        case .day(let parameter):
            let label = parameter.label
            text = LocalizedText { "\(label[$0]): \(due) (\(source))" }
        }
        if let without = dueWithoutPause {
            let days = pauses.reduce(0) { $0 + $1.days }
            let paused = isPaused
            text = LocalizedText(
                text[.nl] + "; geschorst: \(days) kalenderdagen\(paused ? " tot vandaag" : ""), "
                    + "zonder schorsing \(without)",
                text[.fr] + " ; suspendu : \(days) jours calendrier"
                    + "\(paused ? " à ce jour" : ""), sans suspension \(without)",
                text[.de] + "; ausgesetzt: \(days) Kalendertage\(paused ? " bis heute" : ""), "
                    + "ohne Aussetzung \(without)",
                text[.en] + "; suspended for \(days) calendar days\(paused ? " so far" : ""), "
                    + "without suspension \(without)")
        }
        if let movedFrom {
            text = LocalizedText(
                text[.nl]
                    + "; \(movedFrom) is een zaterdag, zondag of feestdag, dus de dag erna die "
                    + "er geen is",
                text[.fr]
                    + " ; le \(movedFrom) est un samedi, un dimanche ou un jour férié, donc le "
                    + "premier jour suivant qui n'en est pas un",
                text[.de]
                    + "; \(movedFrom) ist ein Samstag, Sonntag oder Feiertag, daher der nächste "
                    + "Tag, der keiner ist",
                text[.en]
                    + "; \(movedFrom) is a Saturday, Sunday or public holiday, so the next day "
                    + "that is none")
        }
        if !holidays.isEmpty {
            let days = holidays.map(\.description).joined(separator: ", ")
            text = LocalizedText(
                text[.nl] + "; feestdagen die niet meetellen: \(days)",
                text[.fr] + " ; jours fériés non comptés : \(days)",
                text[.de] + "; nicht gezählte Feiertage: \(days)",
                text[.en] + "; public holidays not counted: \(days)")
        }
        for reading in otherReadings where reading.due != dueWithoutPause {
            let name = reading.label
            text = LocalizedText(
                text[.nl] + "; andere lezing (\(name[.nl])): \(reading.due)",
                text[.fr] + " ; autre lecture (\(name[.fr])) : \(reading.due)",
                text[.de] + "; andere Lesart (\(name[.de])): \(reading.due)",
                text[.en] + "; other reading (\(name[.en])): \(reading.due)")
        }
        return text
    }
}
