/// A moment: whole seconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// The core never reads a clock; moments come in as values.
package struct Instant: Hashable, Sendable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package let seconds: Int64

    /// The seconds of the years 1 to 9999: no message holds others, so that the distance of two
    /// moments is always a number.
    package static let readable: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// Takes seconds since 1970-01-01T00:00:00Z.
    package init(seconds: Int64) { self.seconds = seconds }

    package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

    /// The moment `seconds` later.
    package func adding(seconds: Int64) -> Self { Self(seconds: self.seconds + seconds) }

    /// The civil day in UTC; legal days are counted in the jurisdiction's calendar instead.
    package var utcDay: CivilDate {
        CivilDate(daysSinceEpoch: Int((Double(seconds) / 86_400).rounded(.down)))
    }

    /// The text form of RFC 3339, such as `2024-01-15T09:30:00Z`.
    package var rfc3339: String {
        let day = utcDay
        let rest = Int(seconds) - day.daysSinceEpoch * 86_400
        func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(day)T\(pad(rest / 3600)):\(pad(rest / 60 % 60)):\(pad(rest % 60))Z"
    }
}
