import Records
import Testing

@Suite("Civil days") struct CivilDateTests {
    @Test("every day from 1970 to 2070 comes back from its number, and the next day follows")
    func numbers() throws {
        var day = try #require(CivilDate(year: 1970, month: 1, day: 1))
        for number in 0..<36_525 {
            #expect(day.daysSinceEpoch == number)
            #expect(CivilDate(daysSinceEpoch: number) == day)
            #expect(CivilDate(day.description) == day)
            let next = day.adding(days: 1)
            #expect(day < next)
            day = next
        }
        #expect(day.description == "2070-01-01")
    }

    @Test("a month later is the same day, or the last one of a shorter month")
    func months() throws {
        let day = try #require(CivilDate("2024-08-31"))
        #expect(day.adding(months: 6).description == "2025-02-28")
        #expect(day.adding(months: 18).description == "2026-02-28")
        #expect(try #require(CivilDate("2023-08-31")).adding(months: 6).description == "2024-02-29")
    }

    @Test(
        "what is no day is refused",
        arguments: [
            "2023-02-29", "2024-13-01", "2024-00-10", "24-01-01", "2024-1-1", "2024-01-011",
        ]
    )
    func refused(text: String) {
        #expect(CivilDate(text) == nil)
    }
}
