/// The time of an entry: whole seconds, written in UTC as RFC 3339, such as `2026-11-23T03:17:50Z`.
package struct LogTime: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The latest time that has four digits for the year: 9999-12-31T23:59:59Z.
    package static let latest = Self(unchecked: 253_402_300_799)

    /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
    package let seconds: UInt64

    /// Takes seconds since 1970-01-01T00:00:00Z; `nil` before that or after ``latest``.
    package init?(seconds: Int64) {
        guard seconds >= 0, seconds <= Self.latest.seconds else { return nil }
        self.init(unchecked: UInt64(seconds))
    }

    /// Reads the text form; `nil` for any other spelling, offset, fraction or leap second.
    package init?(_ text: String) {
        let characters = Array(text.utf8)
        guard characters.count == 20 else { return nil }
        func number(_ range: Range<Int>) -> UInt64? {
            Self.number(characters[range])
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            year >= 1970, (1...12).contains(month), day >= 1,
            hour < 24, minute < 60, second < 60
        else { return nil }
        let days = Self.days(year: year, month: month) + day - 1
        self.init(unchecked: days * 86_400 + hour * 3600 + minute * 60 + second)
        // Separators, and days that the month does not have, show in the one spelling.
        guard description == text else { return nil }
    }

    /// The text form: 20 characters.
    package var description: String {
        let days = seconds / 86_400
        // An estimate from the mean length of a year, off by one at most.
        var year = 1970 + days * 400 / 146_097
        while Self.days(year: year, month: 1) > days { year -= 1 }
        while Self.days(year: year + 1, month: 1) <= days { year += 1 }
        var month: UInt64 = 1
        while month < 12, Self.days(year: year, month: month + 1) <= days { month += 1 }
        let day = days - Self.days(year: year, month: month) + 1
        let rest = seconds % 86_400
        var text: [UInt8] = []
        text.reserveCapacity(20)
        func append(_ number: UInt64, _ end: Unicode.Scalar) {
            text.append(0x30 + UInt8(number / 10))
            text.append(0x30 + UInt8(number % 10))
            text.append(UInt8(ascii: end))
        }
        text.append(0x30 + UInt8(year / 1000))
        text.append(0x30 + UInt8(year / 100 % 10))
        append(year % 100, "-")
        append(month, "-")
        append(day, "T")
        append(rest / 3600, ":")
        append(rest / 60 % 60, ":")
        append(rest % 60, "Z")
        return String(decoding: text, as: UTF8.self)
    }

    package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

    private init(unchecked seconds: UInt64) { self.seconds = seconds }

    /// The days of a common year before each month.
    private static let daysBefore: [UInt64] = [
        0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334,
    ]

    private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + UInt64($1 - 0x30) }
    }

    /// The days from 1970-01-01 to the first of a month of the Gregorian calendar.
    private static func days(year: UInt64, month: UInt64) -> UInt64 {
        let past = year - 1
        let leapDays = past / 4 - past / 100 + past / 400 - 477
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return (year - 1970) * 365 + leapDays + daysBefore[Int(month) - 1]
            + (isLeap && month > 2 ? 1 : 0)
    }
}
