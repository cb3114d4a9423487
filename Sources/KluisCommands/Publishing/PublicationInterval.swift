package import TransparencyLog

/// How often a log is published: at the full multiples of a duration, counted in UTC.
///
/// The moments do not depend on what happens in the vault, so that who watches the published heads
/// learns how much was logged in an interval, and not when.
package struct PublicationInterval: Hashable, Sendable {
    /// The duration in seconds: from a minute to a day, and a day is a multiple of it.
    package let seconds: UInt64

    /// Reads a duration such as `15m`, `1h` or `1d`; `nil` for one that does not divide a day.
    package init?(_ text: String) {
        guard let unit = text.last, let scale: UInt64 = ["m": 60, "h": 3600, "d": 86_400][unit],
            let number = UInt64(text.dropLast()), (1...1440).contains(number),
            String(number) == text.dropLast()
        else { return nil }
        seconds = number * scale
        guard (86_400 as UInt64).isMultiple(of: seconds) else { return nil }
    }

    /// The last of the moments that is not after a time.
    package func moment(notAfter time: LogTime) -> LogTime {
        let seconds = time.seconds / seconds * seconds
        return LogTime(seconds: Int64(seconds)) ?? time
    }

    /// The first of the moments after a time; the time itself at the end of all times.
    package func moment(after time: LogTime) -> LogTime {
        LogTime(seconds: Int64(moment(notAfter: time).seconds + seconds)) ?? time
    }
}
