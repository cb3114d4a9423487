internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import TestSupport
internal import Testing

@Suite("Public holidays") struct HolidayTests {
    private let label = LocalizedText("Feest", "Fête", "Fest", "Feast")

    @Test(
        "Easter is where the almanacs have it",
        arguments: [
            // The first and the last possible day, and years with the computus's exceptions.
            (1818, "1818-03-22"), (1943, "1943-04-25"), (1954, "1954-04-18"), (1981, "1981-04-19"),
            (2000, "2000-04-23"), (2008, "2008-03-23"), (2024, "2024-03-31"), (2038, "2038-04-25"),
            (2049, "2049-04-18"), (2076, "2076-04-19"),
        ] as [(Int, CivilDate)])
    func easter(year: Int, day: CivilDate) {
        #expect(CivilDate.easterSunday(in: year) == day)
    }

    @Test("Easter is always a Sunday from 22 March to 25 April")
    func easterRange() throws {
        for year in 1583...9999 {
            let easter = try #require(CivilDate.easterSunday(in: year))
            #expect(easter.weekday == 7)
            #expect((3, 22) <= (easter.month, easter.day) && (easter.month, easter.day) <= (4, 25))
        }
        #expect(CivilDate.easterSunday(in: 0) == nil)
        #expect(CivilDate.easterSunday(in: 10_000) == nil)
    }

    @Test("the Belgian and the Dutch holidays of a year are those that everybody knows")
    func knownYear() {
        #expect(
            HolidayLists.belgium.holidays(in: 2026).keys.sorted() == [
                "2026-01-01", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2026-07-21",
                "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25",
            ])
        #expect(
            HolidayLists.netherlands.holidays(in: 2026).keys.sorted() == [
                "2026-01-01", "2026-04-03", "2026-04-06", "2026-04-27", "2026-05-05", "2026-05-14",
                "2026-05-25", "2026-12-25", "2026-12-26",
            ])
    }

    @Test(
        "every shipped regime counts with its country's holidays",
        arguments: ["be-2017", "be-2022", "be-2026", "be-force-majeure", "nl-poortwachter"]
            as [RegimeName])
    func shipped(name: RegimeName) throws {
        let isDutch = name.text.hasPrefix("nl")
        #expect(
            try Shipped.regime(name).holidays
                == (isDutch ? HolidayLists.netherlands : HolidayLists.belgium))
    }

    @Test("the King's birthday moves from a Sunday, and its day changed with the head of state")
    func kingsDay() {
        let list = HolidayLists.netherlands
        #expect(list.contains("2025-04-26") && !list.contains("2025-04-27"))
        #expect(list.contains("2014-04-26") && !list.contains("2014-04-30"))
        #expect(list.contains("2013-04-30") && !list.contains("2013-04-27"))
        #expect(list.contains("2006-04-29") && !list.contains("2006-04-30"))
        #expect(list.contains("1972-05-01") && !list.contains("1972-04-30"))
        #expect(!list.contains("1981-05-05") && list.contains("1982-05-05"))
    }

    @Test("two holidays on one day share its name, and the day that replaced one is there once")
    func coincidence() {
        let list = HolidayLists.belgium
        let may = list.holidays(in: 2008)
        #expect(may["2008-05-01"]?[.en] == "Labour Day, Ascension Day")
        #expect(may["2008-05-02"] != nil)
        #expect(may.count == 10)
        #expect(!list.contains("2007-05-02") && !list.contains("2009-05-02"))
    }

    @Test("a holiday of every fifth year comes in those years only, also before its base")
    func cycle() throws {
        let rule = try #require(
            HolidayRule(
                label: label, day: .fixed(month: 5, day: 5), from: 1985, until: 2025,
                cycle: .init(years: 5, base: 1990)))
        let years = (1900...2100).filter { rule.date(in: $0) != nil }
        #expect(years == Array(stride(from: 1985, through: 2025, by: 5)))
    }

    @Test("the 29th of February is a holiday in leap years only")
    func leapDay() throws {
        let rule = try #require(HolidayRule(label: label, day: .fixed(month: 2, day: 29)))
        #expect(rule.date(in: 2024) == "2024-02-29")
        #expect(rule.date(in: 2023) == nil)
    }

    @Test("contains and the list of a year say the same of every day")
    func containsAgrees() {
        for list in [HolidayLists.belgium, HolidayLists.netherlands, .none] {
            for first: CivilDate in ["1965-01-01", "1982-01-01", "2008-01-01", "2025-01-01"] {
                let holidays = list.holidays(in: first.year)
                for offset in 0..<365 {
                    let day = first.adding(days: offset)
                    #expect(list.contains(day) == (holidays[day] != nil))
                }
            }
        }
    }

    @Test("what is no rule is refused")
    func refusals() {
        func rule(
            _ day: HolidayRule.Day, ifSunday: Int = 0, from: Int? = nil, until: Int? = nil,
            cycle: HolidayRule.Cycle? = nil
        ) -> HolidayRule? {
            HolidayRule(
                label: label, day: day, ifSunday: ifSunday, from: from, until: until, cycle: cycle)
        }
        #expect(rule(.fixed(month: 13, day: 1)) == nil)
        #expect(rule(.fixed(month: 2, day: 30)) == nil)
        #expect(rule(.fixed(month: 0, day: 1)) == nil)
        #expect(rule(.fixed(month: 1, day: 1), ifSunday: -1) == nil)
        #expect(rule(.fixed(month: 12, day: 31), ifSunday: 1) == nil)
        #expect(rule(.fixed(month: 5, day: 1), ifSunday: 7) == nil)
        #expect(rule(.fromEaster(days: -71)) == nil)
        #expect(rule(.fromEaster(days: 241)) == nil)
        #expect(rule(.fromEaster(days: 1), from: 0) == nil)
        #expect(rule(.fromEaster(days: 1), from: 2001, until: 2000) == nil)
        #expect(rule(.fromEaster(days: 1), until: 10_000) == nil)
        #expect(rule(.fromEaster(days: 1), cycle: .init(years: 1, base: 2000)) == nil)
        #expect(rule(.fromEaster(days: 1), cycle: .init(years: 5, base: 0)) == nil)
        #expect(rule(.fromEaster(days: 240), ifSunday: 6) != nil)
    }

    @Test("a calendar is the same after its encoding, and the encoding is exact")
    func encoding() throws {
        for list in [HolidayLists.belgium, HolidayLists.netherlands, .none] {
            #expect(try HolidayCalendar(canonical: list.canonicalBytes) == list)
        }
        let rule = try #require(
            HolidayRule(
                label: label, day: .fromEaster(days: -2), ifSunday: -1, from: 2014,
                cycle: .init(years: 5, base: 1990)))
        var expected = CanonicalEncoder("vault/v1/regime-holiday")
        for language in Language.allCases { expected.append(label[language]) }
        expected.append("easter")
        for number: UInt64 in [.max - 1, .max, 2014, 0, 5, 1990] { expected.append(number) }
        #expect(rule.canonicalBytes == expected.bytes)
        #expect(try HolidayRule(canonical: expected.bytes) == rule)
    }

    @Test("an encoding that states no rule is refused")
    func encodingRefusals() {
        func encoded(_ kind: String, _ numbers: [UInt64]) -> [UInt8] {
            var encoder = CanonicalEncoder("vault/v1/regime-holiday")
            for language in Language.allCases { encoder.append(label[language]) }
            encoder.append(kind)
            for number in numbers { encoder.append(number) }
            return encoder.bytes
        }
        #expect(throws: Never.self) {
            try HolidayRule(canonical: encoded("fixed", [4, 27, .max, 2014, 0, 0, 0]))
        }
        for bytes in [
            encoded("moon", [4, 27, 0, 0, 0, 0, 0]), encoded("fixed", [4, 31, 0, 0, 0, 0, 0]),
            encoded("fixed", [0, 1, 0, 0, 0, 0, 0]), encoded("fixed", [1, 1, .max, 0, 0, 0, 0]),
            encoded("easter", [1 << 63, 0, 0, 0, 0, 0]), encoded("easter", [1, 0, .max, 0, 0, 0]),
            encoded("easter", [1, 0, 0, 0, 5, 0]), encoded("easter", [1, 0, 0, 0, 0, 1990]),
            encoded("easter", [1, 0, 2001, 2000, 0, 0]),
        ] {
            #expect(throws: CanonicalEncodingError.invalidField) {
                try HolidayRule(canonical: bytes)
            }
        }
    }
}
