package import Records

/// The public holidays of a country, by rule.
///
/// A day off that a law or a government sets for one year only has no rule of its own kind: it is a
/// rule that begins and ends in that year.
package struct HolidayCalendar: Hashable, Sendable {
    /// The rules, in the order of the law.
    package let rules: [HolidayRule]

    /// No holiday at all.
    package static let none = Self(rules: [])

    /// Takes the rules.
    package init(rules: [HolidayRule]) {
        self.rules = rules
    }

    /// The holidays of a year with their names; two that fall on one day share it.
    package func holidays(in year: Int) -> [CivilDate: LocalizedText] {
        var names: [CivilDate: LocalizedText] = [:]
        for rule in rules {
            guard let date = rule.date(in: year) else { continue }
            let label = rule.label
            names[date] = names[date]?.map { "\($1), \(label[$0])" } ?? label
        }
        return names
    }

    /// The day itself when it is no Saturday, Sunday or holiday, else the next one that is none.
    ///
    /// So Dutch law moves the last day of a term (Algemene termijnenwet, art. 1, first paragraph).
    package func nextWorkingDay(from day: CivilDate) -> CivilDate {
        var day = day
        while day.weekday > 5 || contains(day) { day = day.adding(days: 1) }
        return day
    }

    /// Whether a day is a holiday.
    package func contains(_ day: CivilDate) -> Bool {
        rules.contains { $0.date(in: day.year) == day }
    }
}
