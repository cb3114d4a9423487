package import Records

/// Turns moments into civil days and hours; the core knows neither time zones nor holidays.
package struct ReviewCalendar: Sendable {
    /// Seconds ahead of UTC at a moment.
    package let offset: @Sendable (Instant) -> Int64
    /// Days on which nobody is expected, beside Saturdays and Sundays.
    package let holidays: Set<CivilDate>

    /// Takes a time zone and holidays.
    package init(holidays: Set<CivilDate>, offset: @escaping @Sendable (Instant) -> Int64) {
        self.holidays = holidays
        self.offset = offset
    }

    /// The civil day of a moment in days since 1970-01-01, and its hour, 0 to 23.
    package func place(_ seconds: UInt64) -> (day: Int, hour: Int) {
        let local = Int64(seconds) + offset(Instant(seconds: Int64(seconds)))
        let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        return (Int(day), Int((local - day * 86_400) / 3600))
    }

    /// Whether a civil day is a Saturday, a Sunday or a holiday.
    package func isFree(_ day: Int) -> Bool {
        let date = CivilDate(daysSinceEpoch: day)
        return date.weekday > 5 || holidays.contains(date)
    }
}
