internal import Records
internal import Reintegration
internal import TestSupport
internal import Testing

/// Our dates against Python's dateutil and holidays packages (Tests/Tools/legal-dates.py).
@Suite("Dates before others' packages", .enabled(if: PythonOracle.runs))
struct LegalDateOracleTests {
    /// A country as the holidays package and as we name it.
    struct Country: Sendable, CustomTestStringConvertible {
        let code: String
        let holidays: HolidayCalendar
        /// Days that the law has and the package does not.
        let missing: Set<CivilDate>

        var testDescription: String { code }

        static let all = [
            // Ascension Day 2008 was the first of May; the koninklijk besluit of 3 June 2007 put
            // 2 May 2008 in its place.
            Self(code: "BE", holidays: HolidayLists.belgium, missing: ["2008-05-02"]),
            // Good Friday is public in both (Algemene termijnenwet, art. 3, second paragraph). The
            // 5th of May is a public holiday in that law each year since 1982; the package calls it public
            // every fifth year, as many collective agreements do, and optional in the others: it is
            // asked for both.
            Self(code: "NL", holidays: HolidayLists.netherlands, missing: []),
        ]
    }

    @Test("all holidays from 1990 to 2060 are those of the package", arguments: Country.all)
    func holidays(country: Country) throws {
        let result = try PythonOracle.run(
            "legal-dates.py", ["holidays", country.code, "1990", "2060"], input: [])
        #expect(result.status == 0)
        var theirs: Set<CivilDate> = []
        for line in result.text.split(separator: "\n") {
            theirs.insert(try #require(CivilDate(String(line.prefix(10)))))
        }
        var ours: Set<CivilDate> = []
        for year in 1990...2060 { ours.formUnion(country.holidays.holidays(in: year).keys) }
        // The package also lists Easter Sunday and Pentecost, which neither law names: they are
        // Sundays, and no working day in any case.
        var sundays: Set<CivilDate> = []
        for year in 1990...2060 {
            let easter = try #require(CivilDate.easterSunday(in: year))
            sundays.formUnion([easter, easter.adding(days: 49)])
        }
        #expect(sundays.isSubset(of: theirs))
        #expect(ours.subtracting(theirs) == country.missing)
        #expect(theirs.subtracting(ours).subtracting(sundays) == [])
        #expect(ours.count > 71 * 8)
    }

    @Test("10,000 random terms end where the packages say")
    func terms() throws {
        var generator = SeededGenerator(seed: 7)
        var input = ""
        for country in Country.all {
            for day in country.missing { input += "+ \(country.code) \(day)\n" }
        }
        let first: CivilDate = "1990-01-01"
        let last: CivilDate = "2060-12-31"
        var expected: [String] = []
        for number in 0..<10_000 {
            let event = CivilDate(
                daysSinceEpoch: Int.random(
                    in: first.daysSinceEpoch...last.daysSinceEpoch, using: &generator))
            let unit = LegalPeriod.Unit.allCases[number % LegalPeriod.Unit.allCases.count]
            let country = try #require(Country.all.randomElement(using: &generator))
            // Mostly terms as laws have them, and some as long as can be written.
            let count = Int.random(
                in: 1...(number.isMultiple(of: 10) ? 1200 : 120), using: &generator)
            let moves = Bool.random(using: &generator)
            input += "\(country.code) \(event) \(count) \(unit.rawValue)\(moves ? " moves" : "")\n"
            let period = try #require(LegalPeriod(count, unit))
            let counted = period.lastDay(countedFrom: event, holidays: country.holidays)
            let due = moves ? country.holidays.nextWorkingDay(from: counted) : counted
            expected.append("\(due) \(country.code) \(event) \(period.words[.en])")
        }
        let result = try PythonOracle.run("legal-dates.py", ["terms"], input: Array(input.utf8))
        #expect(result.status == 0)
        let theirs = result.text.split(separator: "\n").map(String.init)
        #expect(theirs.count == 10_000)
        for (their, ours) in zip(theirs, expected) { #expect(ours.hasPrefix(their)) }
    }
}
