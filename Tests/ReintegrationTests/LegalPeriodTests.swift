internal import Records
internal import Reintegration
internal import TestSupport
internal import Testing

/// A term with its event day and the last day that it must give.
struct TermVector: Sendable, CustomTestStringConvertible {
    let period: String
    let event: CivilDate
    let due: CivilDate

    var testDescription: String { "\(period) after \(event)" }

    static let all = [
        // Computed by hand and checked against the table of the regime's description.
        Self(period: "49 calendar-days", event: "2024-01-15", due: "2024-03-04"),
        Self(period: "63 calendar-days", event: "2024-03-04", due: "2024-05-06"),
        Self(period: "6 months", event: "2024-03-04", due: "2024-09-04"),
        Self(period: "21 calendar-days", event: "2024-03-04", due: "2024-03-25"),
        Self(period: "42 calendar-days", event: "2024-03-25", due: "2024-05-06"),
        Self(period: "14 calendar-days", event: "2024-05-06", due: "2024-05-20"),
        Self(period: "6 months", event: "2024-08-31", due: "2025-02-28"),
        Self(period: "12 months", event: "2017-08-14", due: "2018-08-14"),
        Self(period: "4 weeks", event: "2026-02-02", due: "2026-03-02"),
        Self(period: "8 weeks", event: "2026-02-02", due: "2026-03-30"),
        Self(period: "6 months", event: "2026-02-02", due: "2026-08-02"),
        Self(period: "6 weeks", event: "2025-03-03", due: "2025-04-14"),
        Self(period: "104 weeks", event: "2025-03-03", due: "2027-03-01"),
    ]
}

@Suite("Legal periods") struct LegalPeriodTests {
    @Test(
        "a term does not count the event's day and counts the last one", arguments: TermVector.all)
    func vectors(vector: TermVector) throws {
        let period = try #require(LegalPeriod(vector.period))
        #expect(period.lastDay(countedFrom: vector.event) == vector.due)
    }

    @Test("a term of days is as long as counting on the fingers says")
    func slowCount() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<200 {
            let event = CivilDate(daysSinceEpoch: Int.random(in: 0..<30_000, using: &generator))
            let count = Int.random(in: 1...120, using: &generator)
            var day = event
            for _ in 0..<count { day = day.adding(days: 1) }
            let days = try #require(LegalPeriod(count, .calendarDays))
            #expect(days.lastDay(countedFrom: event) == day)
            #expect(LegalPeriod.firstDay(after: event, .dayAfter) == event.adding(days: 1))
        }
    }

    @Test("another first day moves the last day along")
    func firstDays() throws {
        let period = try #require(LegalPeriod(49, .calendarDays))
        let event: CivilDate = "2024-01-15"
        #expect(period.lastDay(countedFrom: event, firstDay: .eventDay) == "2024-03-03")
        #expect(period.lastDay(countedFrom: event, firstDay: .dayAfter) == "2024-03-04")
        #expect(period.lastDay(countedFrom: event, firstDay: .secondDayAfter) == "2024-03-05")
    }

    @Test(
        "only a number and a unit that is counted here make a period",
        arguments: [
            "", "49", "calendar-days", "0 calendar-days", "049 calendar-days", "-1 weeks",
            "49  calendar-days", "49 calendar-days ", "49 workdays", "49 working-days-to-sunday",
            "6 month", "1201 months",
            "99999 weeks", "1.5 months", "４９ calendar-days",
        ])
    func malformed(text: String) {
        #expect(LegalPeriod(text) == nil)
    }

    @Test("a period reads as people say it")
    func words() throws {
        let period = try #require(LegalPeriod(1, .months))
        #expect(period.words[.nl] == "1 maand")
        #expect(period.words[.en] == "1 month")
        #expect(try #require(LegalPeriod(49, .calendarDays)).words[.fr] == "49 jours calendrier")
        #expect(try #require(LegalPeriod(4, .weeks)).words[.de] == "4 Wochen")
        #expect(
            try #require(LegalPeriod(40, .workingDays)).words[.nl]
                == "40 werkdagen (maandag tot vrijdag)")
        #expect(
            try #require(LegalPeriod(1, .workingDaysToSaturday)).words[.en]
                == "1 working day (Monday to Saturday)")
    }
}
