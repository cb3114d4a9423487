package import Records

/// A public holiday as a law states it: a rule that gives its day in any year.
package struct HolidayRule: Hashable, Sendable {
    /// How the day is found within a year.
    package enum Day: Hashable, Sendable {
        /// The same month and day each year.
        case fixed(month: Int, day: Int)
        /// So many days after Easter Sunday, -70 to 240; negative: before.
        case fromEaster(days: Int)
    }

    /// A holiday that does not come every year.
    package struct Cycle: Hashable, Sendable {
        /// The number of years from one to the next, 2 to 100.
        package let years: Int
        /// A year that has it.
        package let base: Int

        /// Puts a cycle together.
        package init(years: Int, base: Int) {
            self.years = years
            self.base = base
        }
    }

    /// Its name.
    package let label: LocalizedText
    /// How the day is found.
    package let day: Day
    /// How many days it moves when the day is a Sunday, -6 to 6; 0 when it stays.
    package let ifSunday: Int
    /// The first year in which the rule holds; `nil` when it has no beginning.
    package let from: Int?
    /// The last year in which the rule holds; `nil` when it has no end.
    package let until: Int?
    /// In which of those years it holds; `nil` for all of them.
    package let cycle: Cycle?

    /// Puts a rule together; `nil` when a number is out of its range, when no year has the day, or
    /// when the day could leave its year.
    package init?(
        label: LocalizedText, day: Day, ifSunday: Int = 0, from: Int? = nil, until: Int? = nil,
        cycle: Cycle? = nil
    ) {
        let years = 1...9999
        guard (-6...6).contains(ifSunday), from.map(years.contains) ?? true,
            until.map(years.contains) ?? true, (from ?? 1) <= (until ?? 9999),
            cycle.map({ (2...100).contains($0.years) && years.contains($0.base) }) ?? true
        else { return nil }
        switch day {
        case .fixed(let month, let day):
            // A leap year, so that the 29th of February is a day.
            guard let leap = CivilDate(year: 2024, month: month, day: day),
                leap.adding(days: ifSunday).year == 2024
            else { return nil }
        case .fromEaster(let days):
            guard (-70...240).contains(days) else { return nil }
        }
        self.label = label
        self.day = day
        self.ifSunday = ifSunday
        self.from = from
        self.until = until
        self.cycle = cycle
    }

    /// The holiday's day in a year; `nil` when the year has none.
    package func date(in year: Int) -> CivilDate? {
        guard (from ?? 1)...(until ?? 9999) ~= year,
            cycle.map({ (year - $0.base).isMultiple(of: $0.years) }) ?? true
        else { return nil }
        let date: CivilDate? =
            switch day {
            case .fixed(let month, let day): CivilDate(year: year, month: month, day: day)
            case .fromEaster(let days): CivilDate.easterSunday(in: year)?.adding(days: days)
            }
        guard let date, ifSunday != 0, date.weekday == 7 else { return date }
        return date.adding(days: ifSunday)
    }
}
