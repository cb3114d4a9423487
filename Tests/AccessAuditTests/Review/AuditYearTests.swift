import AccessAudit
import Records
import Testing
import TransparencyLog

@Suite("A year of 200,000 entries") struct AuditYearTests {
    @Test("each hidden case is found by its rule, and little else is")
    func everythingIsFound() {
        var year = AuditYear(seed: 2026)
        // Two months before the period, so that habits are known.
        let start = Instant(seconds: Int64(AuditYear.firstDay + 61) * 86_400)
        var reviewer = Reviewer(
            .shipped, period: start..<start.adding(seconds: Int64(AuditYear.days) * 86_400),
            calendar: ReviewCalendar(holidays: []) { _ in 0 }, decisions: AuditYear.decisions,
            heads: nil, roleName: ReviewScenario.roleName)
        year.run { reviewer.observe($0) }
        let result = reviewer.finish()

        #expect((190_000...215_000).contains(year.count), "\(year.count) entries")
        for plant in year.planted {
            // A member who makes a tour or opens hundreds of records has ordinary entries that day
            // too, and an alert names 256 at most.
            let least = min(plant.entries.count, Alert.maximumEvidence) * 9 / 10
            let found = result.alerts.contains { alert in
                alert.rule == plant.rule
                    && alert.evidence.count { plant.entries.contains($0.index) } >= max(least, 1)
            }
            #expect(found, "\(plant.rule): \(plant.name)")
        }
        let covered = Set(year.planted.map(\.rule)).union([.sample])
        #expect(covered == Set(ReviewRule.allCases), "a case of each rule is hidden")

        let all = result.explainedAccesses + result.unexplainedAccesses
        #expect(result.explainedAccesses * 100 >= all * 90)

        // What nobody hid: the unexplained accesses of the ordinary days, of rule 1, and of the
        // others a handful.
        let hidden = Set(year.planted.flatMap(\.entries))
        let others = result.alerts.filter { alert in
            alert.rule != .unexplained && alert.evidence.allSatisfy { !hidden.contains($0.index) }
        }
        let byRule = Dictionary(grouping: others, by: \.rule).mapValues(\.count)
        #expect(others.count <= 10, "\(byRule)")
        let unexplained = result.alerts.count { $0.rule == .unexplained }
        #expect(unexplained <= result.unexplainedAccesses)
        #expect(unexplained * 100 <= all * 3, "\(unexplained) of \(all)")
    }
}
