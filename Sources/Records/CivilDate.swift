/// A day of the Gregorian calendar, without a time zone.
///
/// Legal days (an incapacity's first day, a receipt, a deadline) are civil days of the
/// jurisdiction; turning a moment into one is left to the edge, which knows the time zone.
package struct CivilDate: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The year, 1 to 9999.
    package let year: Int
    /// The month, 1 to 12.
    package let month: Int
    /// The day of the month, 1 to 31.
    package let day: Int

    /// Makes a day; `nil` when the calendar has no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.lastDay(ofMonth: month, year: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2024-01-15` (RFC 3339 full-date); `nil` for anything else.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: 0x2d, omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.map(\.count) == [4, 2, 2] else { return nil }
        let numbers = parts.compactMap { part -> Int? in
            guard part.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return part.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        guard numbers.count == 3 else { return nil }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    /// The day that lies `daysSinceEpoch` days after 1970-01-01 (negative: before).
    package init(daysSinceEpoch: Int) {
        // Days are counted from 0000-03-01 in eras of 400 years, so that the leap day comes last.
        let shifted = daysSinceEpoch + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01; negative before.
    package var daysSinceEpoch: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day of the week, 1 (Monday) to 7 (Sunday), as in ISO 8601.
    package var weekday: Int { ((daysSinceEpoch + 3) % 7 + 7) % 7 + 1 }

    /// The day `days` later.
    package func adding(days: Int) -> Self { Self(daysSinceEpoch: daysSinceEpoch + days) }

    /// The same day `months` later, or the last day of that month when it has no such day.
    package func adding(months: Int) -> Self {
        let index = year * 12 + month - 1 + months
        let year = index / 12
        let month = index % 12 + 1
        let day = min(day, Self.lastDay(ofMonth: month, year: year))
        return Self(uncheckedYear: year, month: month, day: day)
    }

    /// The text form of RFC 3339, such as `2024-01-15`.
    package var description: String {
        func pad(_ number: Int, to width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(pad(year, to: 4))-\(pad(month, to: 2))-\(pad(day, to: 2))"
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private init(uncheckedYear year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    private static func lastDay(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2:
            year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
                ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CivilDate {
    /// The moment at which the day begins, where the civil day of a moment is known.
    ///
    /// No civil day begins more than 15 hours away from midnight in UTC, and days follow each other:
    /// the beginning is found by halving, in 17 questions.
    ///
    /// - Parameter civilDay: The civil day of a moment; it never falls as time passes.
    /// - Returns: The first moment of the day.
    package func start(by civilDay: (Instant) -> CivilDate) -> Instant {
        let midnight = Instant(seconds: Int64(daysSinceEpoch) * 86_400)
        var before = midnight.adding(seconds: -15 * 3600)
        var within = midnight.adding(seconds: 15 * 3600)
        while within.seconds - before.seconds > 1 {
            let middle = before.adding(seconds: (within.seconds - before.seconds) / 2)
            if civilDay(middle) < self { before = middle } else { within = middle }
        }
        return within
    }
}
