internal import Records
internal import Reintegration
internal import TestSupport
internal import Testing

/// A term in working days with its event day and its last day, for both weeks that people work.
struct WorkingDayVector: Sendable, CustomTestStringConvertible {
    let count: Int
    let event: CivilDate
    let toFriday: CivilDate
    let toSaturday: CivilDate

    var testDescription: String { "\(count) working days after \(event)" }

    static let all = [
        // Computed by hand with the Belgian holidays of 2017.
        Self(count: 40, event: "2017-06-15", toFriday: "2017-08-11", toSaturday: "2017-08-02"),
        Self(count: 55, event: "2017-08-14", toFriday: "2017-10-31", toSaturday: "2017-10-18"),
        Self(count: 5, event: "2017-11-02", toFriday: "2017-11-09", toSaturday: "2017-11-08"),
    ]
}

@Suite("Working days") struct WorkingDayTests {
    @Test("the known terms end where they must", arguments: WorkingDayVector.all)
    func vectors(vector: WorkingDayVector) throws {
        let toFriday = try #require(LegalPeriod("\(vector.count) working-days"))
        let toSaturday = try #require(LegalPeriod("\(vector.count) working-days-to-saturday"))
        let holidays = HolidayLists.belgium
        #expect(toFriday.lastDay(countedFrom: vector.event, holidays: holidays) == vector.toFriday)
        #expect(
            toSaturday.lastDay(countedFrom: vector.event, holidays: holidays) == vector.toSaturday)
    }

    @Test("without holidays, ten working days are two weeks, or a week of six and four days more")
    func noHolidays() throws {
        let monday: CivilDate = "2024-01-15"
        let ten = try #require(LegalPeriod(10, .workingDays))
        #expect(ten.lastDay(countedFrom: monday) == "2024-01-29")
        let tenOfSix = try #require(LegalPeriod(10, .workingDaysToSaturday))
        #expect(tenOfSix.lastDay(countedFrom: monday) == "2024-01-26")
    }

    @Test("an event at the weekend or on a holiday counts from the first working day after it")
    func eventOnFreeDay() throws {
        let one = try #require(LegalPeriod(1, .workingDays))
        #expect(one.lastDay(countedFrom: "2024-01-20") == "2024-01-22")
        #expect(
            one.lastDay(countedFrom: "2023-12-23", holidays: HolidayLists.netherlands)
                == "2023-12-27")
        // The event's own day counts only where it is a working day.
        #expect(one.lastDay(countedFrom: "2024-01-19", firstDay: .eventDay) == "2024-01-19")
        #expect(one.lastDay(countedFrom: "2024-01-20", firstDay: .eventDay) == "2024-01-22")
        #expect(one.lastDay(countedFrom: "2024-01-19", firstDay: .secondDayAfter) == "2024-01-22")
    }

    @Test("the other units do not look at holidays")
    func otherUnits() throws {
        for unit in [LegalPeriod.Unit.calendarDays, .weeks, .months] {
            let period = try #require(LegalPeriod(3, unit))
            let event: CivilDate = "2017-12-20"
            #expect(
                period.lastDay(countedFrom: event, holidays: HolidayLists.belgium)
                    == period.lastDay(countedFrom: event))
            #expect(
                period.skippedHolidays(countedFrom: event, holidays: HolidayLists.belgium).isEmpty)
        }
    }

    @Test("the holidays that lengthened a term are named, and no others")
    func skippedHolidays() throws {
        // 21 July 2017 is a Friday and 15 August a Tuesday; 11 November 2017 is a Saturday.
        let forty = try #require(LegalPeriod(45, .workingDays))
        let skipped = forty.skippedHolidays(
            countedFrom: "2017-06-15", holidays: HolidayLists.belgium)
        #expect(skipped.map(\.day) == ["2017-07-21", "2017-08-15"])
        #expect(skipped.first?.label[.fr] == "Fête nationale")
        let ten = try #require(LegalPeriod(10, .workingDays))
        let tenOfSix = try #require(LegalPeriod(10, .workingDaysToSaturday))
        #expect(
            ten.skippedHolidays(countedFrom: "2017-11-02", holidays: HolidayLists.belgium)
                .isEmpty)
        #expect(
            tenOfSix.skippedHolidays(countedFrom: "2017-11-02", holidays: HolidayLists.belgium)
                .map(\.day) == ["2017-11-11"])
    }
}
