package import Records

/// A length of time as the law states it.
///
/// Working days are counted with the public holidays of the regime's country.
package struct LegalPeriod: Hashable, Sendable {
    /// What is counted.
    package enum Unit: String, CaseIterable, Hashable, Sendable {
        case calendarDays = "calendar-days"
        case weeks
        /// Date to date, and the last day of a month that has no such date.
        case months
        /// Monday to Friday, without public holidays.
        case workingDays = "working-days"
        /// Monday to Saturday, without public holidays.
        case workingDaysToSaturday = "working-days-to-saturday"

        /// Whether public holidays lengthen the term.
        package var countsWorkingDays: Bool {
            self == .workingDays || self == .workingDaysToSaturday
        }
    }

    /// Which day is the first that counts.
    package enum FirstDay: String, CaseIterable, Hashable, Sendable {
        /// The day after the event: the event's own day does not count.
        case dayAfter = "day-after"
        /// The day after that one.
        case secondDayAfter = "second-day-after"
        /// The event's own day.
        case eventDay = "event-day"

        /// How many days after the event the first day is.
        var offset: Int {
            switch self {
            case .eventDay: 0
            case .dayAfter: 1
            case .secondDayAfter: 2
            }
        }
    }

    /// How many units, 1 to 1200.
    package let count: Int
    /// What is counted.
    package let unit: Unit

    /// Makes a period; `nil` when the count is not 1 to 1200.
    package init?(_ count: Int, _ unit: Unit) {
        guard (1...1200).contains(count) else { return nil }
        self.count = count
        self.unit = unit
    }

    /// Reads `49 calendar-days`, `40 working-days`, `4 weeks` or `6 months`; `nil` for anything
    /// else.
    package init?(_ text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 2, let unit = Unit(rawValue: String(words[1])),
            (1...4).contains(words[0].utf8.count),
            words[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }), words[0].first != "0",
            let count = Int(words[0])
        else { return nil }
        self.init(count, unit)
    }

    /// The last day of a term: the event's day is not counted, the last day is.
    ///
    /// A term of 14 calendar days from 2024-05-06 ends with 2024-05-20; one of 6 months from
    /// 2024-08-31 ends with 2025-02-28; one of 5 working days from Thursday 2017-11-02 ends with
    /// 2017-11-09. A last day that is a Sunday or a holiday stays the last day of a term that is
    /// not counted in working days; a rule that moves it says so (``DeadlineRule/LastDay``).
    ///
    /// - Parameters:
    ///   - event: The day on which happened what starts the term.
    ///   - firstDay: The first day that can count; a working day on or after it does.
    ///   - holidays: The days that are no working days; the other units do not look at them.
    /// - Returns: The last day.
    package func lastDay(
        countedFrom event: CivilDate, firstDay: FirstDay = .dayAfter,
        holidays: HolidayCalendar = .none
    ) -> CivilDate {
        let start = event.adding(days: firstDay.offset - 1)
        return switch unit {
        case .calendarDays: start.adding(days: count)
        case .weeks: start.adding(days: count * 7)
        case .months: start.adding(months: count)
        case .workingDays:
            WorkingDayCount(count, after: start, lastWorkday: 5, holidays: holidays).lastDay
        case .workingDaysToSaturday:
            WorkingDayCount(count, after: start, lastWorkday: 6, holidays: holidays).lastDay
        }
    }

    /// The day that lies a period before another, for advice such as "a month before the return".
    ///
    /// - Precondition: It is not counted in working days; no rule counts them back.
    package func lastDay(before day: CivilDate) -> CivilDate {
        switch unit {
        case .calendarDays: day.adding(days: -count)
        case .weeks: day.adding(days: -count * 7)
        case .months: day.adding(months: -count)
        case .workingDays, .workingDaysToSaturday:
            preconditionFailure("working days are not counted back")
        }
    }

    /// The holidays that lengthen the term, in the order of their days; none for a unit that does
    /// not look at them.
    package func skippedHolidays(
        countedFrom event: CivilDate, firstDay: FirstDay = .dayAfter, holidays: HolidayCalendar
    ) -> [(day: CivilDate, label: LocalizedText)] {
        let start = event.adding(days: firstDay.offset - 1)
        return switch unit {
        case .calendarDays, .weeks, .months: []
        case .workingDays:
            WorkingDayCount(count, after: start, lastWorkday: 5, holidays: holidays).skipped
        case .workingDaysToSaturday:
            WorkingDayCount(count, after: start, lastWorkday: 6, holidays: holidays).skipped
        }
    }

    /// The first day that counts.
    package static func firstDay(after event: CivilDate, _ firstDay: FirstDay) -> CivilDate {
        event.adding(days: firstDay.offset)
    }

    /// The period in words, such as `49 calendar days`.
    package var words: LocalizedText {
        let names: LocalizedText =
            switch (unit, count == 1) {
            case (.calendarDays, true):
                LocalizedText("kalenderdag", "jour calendrier", "Kalendertag", "calendar day")
            case (.calendarDays, false):
                LocalizedText("kalenderdagen", "jours calendrier", "Kalendertage", "calendar days")
            case (.weeks, true): LocalizedText("week", "semaine", "Woche", "week")
            case (.weeks, false): LocalizedText("weken", "semaines", "Wochen", "weeks")
            case (.months, true): LocalizedText("maand", "mois", "Monat", "month")
            case (.months, false): LocalizedText("maanden", "mois", "Monate", "months")
            case (.workingDays, true):
                LocalizedText(
                    "werkdag (maandag tot vrijdag)", "jour ouvrable (du lundi au vendredi)",
                    "Werktag (Montag bis Freitag)", "working day (Monday to Friday)")
            case (.workingDays, false):
                LocalizedText(
                    "werkdagen (maandag tot vrijdag)", "jours ouvrables (du lundi au vendredi)",
                    "Werktage (Montag bis Freitag)", "working days (Monday to Friday)")
            case (.workingDaysToSaturday, true):
                LocalizedText(
                    "werkdag (maandag tot zaterdag)", "jour ouvrable (du lundi au samedi)",
                    "Werktag (Montag bis Samstag)", "working day (Monday to Saturday)")
            case (.workingDaysToSaturday, false):
                LocalizedText(
                    "werkdagen (maandag tot zaterdag)", "jours ouvrables (du lundi au samedi)",
                    "Werktage (Montag bis Samstag)", "working days (Monday to Saturday)")
            }
        return names.map { _, name in "\(count) \(name)" }
    }
}
