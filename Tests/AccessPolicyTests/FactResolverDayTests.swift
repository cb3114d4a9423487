import AccessPolicy
import Records
import Testing

/// Civil days against moments: midnight, the two Sundays on which the clock changes, leap days.
@Suite("Facts at the edges of days") struct FactResolverDayTests {
    /// The civil day in Belgium in 2024 by the published table: summer time from 31 March to 27
    /// October, 01:00 UTC.
    private static func brussels(_ instant: Instant) -> CivilDate {
        let summer: Range<Int64> = 1_711_846_800..<1_729_990_800
        return instant.adding(seconds: summer.contains(instant.seconds) ? 7200 : 3600).utcDay
    }

    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    /// Seconds since 1970 of a moment in UTC on a day.
    private func utc(_ text: String, _ hour: Int64, _ minute: Int64 = 0) throws -> Instant {
        Instant(seconds: try Int64(day(text).daysSinceEpoch) * 86_400 + hour * 3600 + minute * 60)
    }

    private let nurse = ActingHolder(
        member: Identifier(at: Instant(seconds: 0), randomness: Array(repeating: 1, count: 10)),
        role: .nurse, organisation: nil)

    private func relation(_ from: String, _ until: String?, at instant: Instant) throws -> Relation
    {
        let fact = RelationFact(
            holder: .member(nurse.member), relation: .assigned, roles: [.nurse],
            from: try day(from), until: try until.map(day), source: "contract")
        return FactResolver.relation(of: nurse, among: [fact], on: Self.brussels(instant)).relation
    }

    @Test("a relation begins and ends at the midnight of the jurisdiction, not of UTC")
    func midnight() throws {
        #expect(try relation("2024-01-15", "2024-01-16", at: utc("2024-01-14", 22, 59)) == .none)
        #expect(try relation("2024-01-15", "2024-01-16", at: utc("2024-01-14", 23)) == .assigned)
        #expect(
            try relation("2024-01-15", "2024-01-16", at: utc("2024-01-15", 22, 59)) == .assigned)
        #expect(try relation("2024-01-15", "2024-01-16", at: utc("2024-01-15", 23)) == .lapsed)
        #expect(try relation("2024-07-15", "2024-07-16", at: utc("2024-07-14", 21, 59)) == .none)
        #expect(try relation("2024-07-15", "2024-07-16", at: utc("2024-07-14", 22)) == .assigned)
    }

    @Test(
        "a day of 23 hours and one of 25 begin and end once",
        arguments: [("2024-03-31", 23), ("2024-10-27", 25), ("2024-02-29", 24)])
    func clockChanges(text: String, hours: Int64) throws {
        let first = try day(text)
        let start = first.start(by: Self.brussels)
        let end = first.adding(days: 1).start(by: Self.brussels)
        #expect(end.seconds - start.seconds == hours * 3600)
        let next = first.adding(days: 1).description
        for second in stride(from: Int64(-7200), through: hours * 3600 + 7200, by: 600) {
            let instant = start.adding(seconds: second)
            let expected: Relation =
                second < 0 ? .none : second < hours * 3600 ? .assigned : .lapsed
            #expect(try relation(text, next, at: instant) == expected, "\(second)")
        }
        #expect(try relation(text, next, at: start.adding(seconds: -1)) == .none)
        #expect(try relation(text, next, at: end.adding(seconds: -1)) == .assigned)
        #expect(try relation(text, next, at: end) == .lapsed)
    }

    @Test("every day of a year begins at the first moment that belongs to it")
    func starts() throws {
        var date = try day("2023-12-31")
        for _ in 0..<367 {
            let start = date.start(by: Self.brussels)
            #expect(Self.brussels(start) == date)
            #expect(Self.brussels(start.adding(seconds: -1)) == date.adding(days: -1))
            date = date.adding(days: 1)
        }
        // Where the civil day is that of UTC, or far from it, the same holds.
        let leap = try day("2024-02-29")
        #expect(leap.start { $0.utcDay } == (try utc("2024-02-29", 0)))
        #expect(leap.start { $0.adding(seconds: 50_400).utcDay } == (try utc("2024-02-28", 10)))
    }

    private func exchange(from text: String) throws -> ExchangePeriod {
        ExchangePeriod(from: try day(text)) { $0.start(by: Self.brussels) }
    }

    private func verdict(
        _ period: ExchangePeriod, at instant: Instant, consents: Bool
    ) -> ConsentVerdict {
        let treating = ActingHolder(
            member: nurse.member, role: .treatingPhysician, organisation: nil)
        let consent = ConsentFact(
            id: Identifier(at: Instant(seconds: 0), randomness: Array(repeating: 2, count: 10)),
            isRefusal: false, role: .treatingPhysician, recipient: .member(nurse.member),
            kinds: [.exchange], purposes: [.reintegration], from: Instant(seconds: 0),
            until: Instant(seconds: 9_000_000_000))
        return FactResolver.consent(
            for: treating, kind: .exchange, purpose: .reintegration, action: .read,
            among: consents ? [consent] : [], at: instant, exchange: period
        ).verdict
    }

    @Test("the exchange has one year by law, one by consent, and is then closed")
    func exchangeYears() throws {
        let period = try exchange(from: "2023-03-30")
        // One second before and at midnight in Brussels, in winter and in summer time.
        let year = try utc("2024-03-29", 23)
        #expect(verdict(period, at: year.adding(seconds: -1), consents: false) == .statutory)
        #expect(verdict(period, at: year, consents: false) == .none)
        #expect(verdict(period, at: year, consents: true) == .active)
        let end = try day("2025-03-30").start(by: Self.brussels)
        #expect(verdict(period, at: end.adding(seconds: -1), consents: true) == .active)
        #expect(verdict(period, at: end, consents: true) == .expired)
        #expect(verdict(period, at: end.adding(seconds: 900_000_000), consents: true) == .expired)
        // Before anything was exchanged the law opens the first exchange.
        #expect(verdict(.notBegun, at: end, consents: false) == .statutory)
    }

    @Test("a year from a leap day ends on the last day of February")
    func leapDay() throws {
        let period = try exchange(from: "2024-02-29")
        #expect(period.statutoryUntil == (try utc("2025-02-27", 23)))
        #expect(period.closesAt == (try utc("2026-02-27", 23)))
        let before = try exchange(from: "2023-02-28")
        #expect(before.statutoryUntil == (try utc("2024-02-27", 23)))
    }

    @Test("whatever day an exchange begins on, it closes two years later and stays closed")
    func everyDay() throws {
        var date = try day("2022-12-25")
        for _ in 0..<800 {
            let period = try exchange(from: date.description)
            let until = try #require(period.statutoryUntil)
            let closes = try #require(period.closesAt)
            #expect(Self.brussels(until) == date.adding(months: 12))
            #expect(Self.brussels(closes) == date.adding(months: 24))
            #expect(until < closes)
            for instant in [until, closes, closes.adding(seconds: 86_400 * 365)] {
                for consents in [false, true] {
                    let earlier = verdict(
                        period, at: instant.adding(seconds: -1), consents: consents)
                    let later = verdict(period, at: instant, consents: consents)
                    #expect(later != .statutory)
                    if instant >= closes { #expect(later != .active) }
                    if instant == until { #expect(earlier == (consents ? .active : .statutory)) }
                }
            }
            date = date.adding(days: 1)
        }
    }
}
