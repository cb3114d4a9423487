internal import Records

/// A term in working days, counted one after the other.
struct WorkingDayCount {
    /// The last working day of the term.
    let lastDay: CivilDate
    /// The holidays within the term on which people would otherwise have worked.
    let skipped: [(day: CivilDate, label: LocalizedText)]

    /// Counts.
    ///
    /// - Parameters:
    ///   - count: The number of working days; 1 or more.
    ///   - start: The day before the first that can count.
    ///   - lastWorkday: The last day of the week on which people work: 5 for Friday, 6 for Saturday.
    ///   - holidays: The days on which they do not.
    init(_ count: Int, after start: CivilDate, lastWorkday: Int, holidays: HolidayCalendar) {
        var day = start
        var names = holidays.holidays(in: start.year)
        var remaining = count
        var skipped: [(day: CivilDate, label: LocalizedText)] = []
        while remaining > 0 {
            let next = day.adding(days: 1)
            if next.year != day.year { names = holidays.holidays(in: next.year) }
            day = next
            guard day.weekday <= lastWorkday else { continue }
            if let name = names[day] {
                skipped.append((day, name))
            } else {
                remaining -= 1
            }
        }
        lastDay = day
        self.skipped = skipped
    }
}
