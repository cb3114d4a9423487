import KluisCommands
import Records
import Testing

@Suite("Civil time in Belgium and the Netherlands")
struct CivilTimeTests {
    /// Changes of the clock as the published tables have them (Directive 2000/84/EC, article 4, and
    /// the communications of the Commission that follow it).
    @Test(
        "the clock changes at 01:00 UTC on the published Sundays",
        arguments: [
            ("2017-03-26", "2017-10-29"), ("2022-03-27", "2022-10-30"),
            ("2024-03-31", "2024-10-27"), ("2026-03-29", "2026-10-25"),
        ])
    func changes(summer: String, winter: String) throws {
        let first = try #require(CivilDate(summer))
        let last = try #require(CivilDate(winter))
        let start = Instant(seconds: Int64(first.daysSinceEpoch) * 86_400 + 3600)
        let end = Instant(seconds: Int64(last.daysSinceEpoch) * 86_400 + 3600)
        #expect(CivilTime.offset(at: start.adding(seconds: -1)) == 3600)
        #expect(CivilTime.offset(at: start) == 7200)
        #expect(CivilTime.offset(at: end.adding(seconds: -1)) == 7200)
        #expect(CivilTime.offset(at: end) == 3600)
    }

    @Test("late in the evening in UTC it is the next day here")
    func nextDay() {
        // 2024-01-15T23:30:00Z and 2024-07-15T22:30:00Z
        #expect(CivilTime.day(of: Instant(seconds: 1_705_361_400)).description == "2024-01-16")
        #expect(CivilTime.day(of: Instant(seconds: 1_721_082_600)).description == "2024-07-16")
        #expect(CivilTime.text(of: Instant(seconds: 1_721_082_600)) == "2024-07-16 00:30")
    }

    @Test("the beginning that is found from the days alone is that of the rule, for four years")
    func startFromDays() throws {
        var day = try #require(CivilDate("2023-12-31"))
        for _ in 0..<1500 {
            #expect(day.start(by: CivilTime.day(of:)) == CivilTime.start(of: day))
            day = day.adding(days: 1)
        }
    }

    @Test("a day starts at its own midnight, also when the clock changes on it")
    func startOfDay() throws {
        for text in ["2024-01-15", "2024-03-31", "2024-07-15", "2024-10-27", "2024-10-28"] {
            let day = try #require(CivilDate(text))
            let start = CivilTime.start(of: day)
            #expect(CivilTime.text(of: start) == "\(text) 00:00")
            #expect(CivilTime.day(of: start.adding(seconds: -1)) == day.adding(days: -1))
        }
    }
}
