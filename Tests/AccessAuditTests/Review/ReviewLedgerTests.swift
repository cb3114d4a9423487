import AccessAudit
import CryptoPrimitives
import Records
import Testing
import TransparencyLog

@Suite("What has been reviewed") struct ReviewLedgerTests {
    private func past(
        _ index: UInt64, _ time: String, kind: Review.Kind = .alert, rule: UInt64? = 1,
        _ verdict: Review.Verdict = .justified, entries: [UInt64], from: String? = nil,
        until: String? = nil
    ) -> PastReview {
        PastReview(
            index: index, time: ReviewScenario.instant(time),
            review: Review(
                kind: kind, verdict: verdict, rule: rule, entries: entries,
                from: from.map(ReviewScenario.instant), until: until.map(ReviewScenario.instant),
                configuration: Digest(hashing: []), seed: nil, remark: "seen"))
    }

    private func alert() throws -> Alert {
        var log = ReviewScenario()
        log.add("2026-03-02 10:00")
        log.add("2026-03-02 11:00")
        return try #require(log.result().alerts.first { $0.rule == .unexplained })
    }

    @Test("an alert is open until each of its entries is judged under its rule")
    func open() throws {
        let alert = try alert()
        let due = ReviewScenario.instant("2026-03-09 11:00")
        #expect(ReviewLedger([]).state(of: alert, days: 7) == .open(due: due))
        let half = [past(10, "2026-03-03 10:00", entries: [0])]
        #expect(ReviewLedger(half).state(of: alert, days: 7).isOpen)
        let other = [past(10, "2026-03-03 10:00", rule: 4, entries: [0, 1])]
        #expect(ReviewLedger(other).state(of: alert, days: 7).isOpen)
        let both = half + [past(11, "2026-03-10 10:00", .unjustified, entries: [1])]
        #expect(
            ReviewLedger(both).state(of: alert, days: 7)
                == .judged(
                    .unjustified, at: ReviewScenario.instant("2026-03-10 10:00"), isLate: true))
    }

    @Test("it is overdue after the last moment, not at it")
    func overdue() throws {
        let state = ReviewLedger([]).state(of: try alert(), days: 7)
        #expect(!state.isOverdue(at: ReviewScenario.instant("2026-03-09 11:00")))
        #expect(state.isOverdue(at: ReviewScenario.instant("2026-03-09 11:01")))
    }

    @Test("precision counts what was unjustified among what was judged; the later verdict counts")
    func precision() {
        let ledger = ReviewLedger([
            past(12, "2026-03-03 12:00", .unjustified, entries: [5]),
            past(10, "2026-03-03 10:00", .justified, entries: [5]),
            past(11, "2026-03-03 11:00", .undetermined, entries: [6, 7]),
            past(13, "2026-03-03 13:00", kind: .emergency, rule: nil, .justified, entries: [5]),
        ])
        #expect(ledger.precision(of: .unexplained).unjustified == 1)
        #expect(ledger.precision(of: .unexplained).reviewed == 2)
        #expect(ledger.precision(of: .emergency).reviewed == 1)
        #expect(ledger.precision(of: .breadth).reviewed == 0)
    }

    @Test("a period is signed off by a sign-off that covers all of it")
    func signOff() {
        let march =
            ReviewScenario.instant("2026-03-01 00:00")..<ReviewScenario.instant("2026-04-01 00:00")
        func ledger(_ from: String, _ until: String) -> ReviewLedger {
            ReviewLedger([
                past(
                    9, "2026-04-02 10:00", kind: .signOff, rule: nil, entries: [], from: from,
                    until: until)
            ])
        }
        #expect(ledger("2026-03-01 00:00", "2026-04-01 00:00").isSignedOff(march))
        #expect(ledger("2026-02-01 00:00", "2026-05-01 00:00").isSignedOff(march))
        #expect(!ledger("2026-03-01 00:01", "2026-04-01 00:00").isSignedOff(march))
        #expect(!ledger("2026-03-01 00:00", "2026-03-31 23:59").isSignedOff(march))
    }
}
