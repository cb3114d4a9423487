internal import Glibc
package import Records

/// Turns moments into days and times of day as people in Belgium and the Netherlands have them.
///
/// Both keep Central European Time: one hour ahead of UTC, two from the last Sunday of March, 01:00
/// UTC, until the last Sunday of October, 01:00 UTC (Directive 2000/84/EC, articles 2 and 3). The
/// rule is code and not the machine's time-zone file, so that legal days do not depend on how a
/// machine is set up. It holds from 1996 on.
package enum CivilTime {
    /// The civil day of a moment.
    package static func day(of instant: Instant) -> CivilDate {
        instant.adding(seconds: offset(at: instant)).utcDay
    }

    /// A moment for people: `2024-01-15 10:30`.
    package static func text(of instant: Instant) -> String {
        let shifted = instant.adding(seconds: offset(at: instant)).rfc3339
        return shifted.prefix(10) + " " + shifted.dropFirst(11).prefix(5)
    }

    /// The moment at which a civil day begins.
    package static func start(of day: CivilDate) -> Instant {
        let midnight = Instant(seconds: Int64(day.daysSinceEpoch) * 86_400)
        // The clocks change at 01:00 UTC, an hour at least after midnight in either offset.
        return midnight.adding(seconds: -offset(at: midnight.adding(seconds: -3600)))
    }

    /// The last civil day of which a part lies before a moment.
    package static func lastDay(before end: Instant) -> CivilDate {
        day(of: end.adding(seconds: -1))
    }

    /// Seconds ahead of UTC.
    package static func offset(at instant: Instant) -> Int64 {
        let year = instant.utcDay.year
        let isSummer =
            lastSundayAtOne(year: year, month: 3) <= instant
            && instant < lastSundayAtOne(year: year, month: 10)
        return isSummer ? 7200 : 3600
    }

    /// 01:00 UTC on the last Sunday of a month of 31 days.
    private static func lastSundayAtOne(year: Int, month: Int) -> Instant {
        guard let last = CivilDate(year: year, month: month, day: 31) else {
            preconditionFailure("March and October have 31 days")
        }
        let sunday = last.adding(days: -(last.weekday % 7))
        return Instant(seconds: Int64(sunday.daysSinceEpoch) * 86_400 + 3600)
    }
}

/// The clock of the machine.
package enum SystemClock {
    /// The moment.
    package static func now() -> Instant { Instant(seconds: seconds(CLOCK_REALTIME)) }

    /// The seconds since the machine started, those asleep included.
    package static func uptime() -> Int64 { seconds(CLOCK_BOOTTIME) }

    private static func seconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        // SAFETY: the call writes into a local of the right type.
        unsafe clock_gettime(clock, &time)
        return Int64(time.tv_sec)
    }
}
