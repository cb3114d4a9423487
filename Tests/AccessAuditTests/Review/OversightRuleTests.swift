import AccessAudit
import Records
import Testing
import TransparencyLog

@Suite("Rules about approvals and the log itself") struct OversightRuleTests {
    private func decision(
        _ index: UInt64, _ measure: LogDecision.Measure.Word, expires: String = "2026-04-01 00:00"
    ) -> ApprovedDecision {
        ApprovedDecision(index: index, measure: measure, expires: ReviewScenario.instant(expires))
    }

    @Test(
        "14: a decision with one approver too few is an alert",
        arguments: [
            (.logUnmasked, .unmask), (.subjectErased, .erase),
            (.logPruned, .prune), (.policyAdopted, nil),
        ] as [(LogEntry.Event, LogDecision.Measure.Word?)])
    func fewApprovers(event: LogEntry.Event, measure: LogDecision.Measure.Word?) {
        var log = ReviewScenario()
        log.decisions = measure.map { [decision(0, $0), decision(2, $0)] } ?? []
        // The entry of a decision to prune names the minimum index, not another decision.
        log.add(
            "2026-03-02 10:00", event, approvals: [100],
            reference: event == .logPruned ? 256 : nil)
        log.add("2026-03-02 10:01", event, outcome: .denied, reason: .approvalMissing)
        #expect(log.alerts(.approvals).isEmpty)
        log.add("2026-03-02 10:02", event)
        #expect(log.alerts(.approvals) == [[2]])
    }

    @Test("14: what names no decision, another kind, an expired or a used one is an alert")
    func decisions() {
        var log = ReviewScenario()
        log.decisions = [
            decision(100, .unmask), decision(101, .erase), decision(102, .prune),
            decision(103, .staffNames, expires: "2026-03-02 10:00"),
        ]
        log.add("2026-03-02 09:00", .logUnmasked, reference: 100)
        log.add("2026-03-02 09:01", .logUnmasked, reference: 100)
        log.add("2026-03-02 09:02", .subjectErased, about: 5, reference: 101)
        log.add("2026-03-02 09:59", .logUnmasked, reference: 103)
        #expect(log.alerts(.approvals).isEmpty)
        let none = log.add("2026-03-02 10:00", .logPruned, approvals: [7, 8])
        let unknown = log.add("2026-03-02 10:00", .logPruned, reference: 55)
        let other = log.add("2026-03-02 10:00", .logPruned, reference: 100)
        let expired = log.add("2026-03-02 10:00", .logUnmasked, reference: 103)
        let used = log.add("2026-03-02 10:00", .subjectErased, about: 6, reference: 101)
        #expect(log.alerts(.approvals) == [[none], [unknown], [other], [expired], [used]])
        let sentences = log.result().alerts.filter { $0.rule == .approvals }.map(\.sentence.en)
        #expect(sentences[3].hasSuffix("the decision had expired."))
        #expect(sentences[4].hasSuffix("the decision had been used before."))
    }

    @Test("15: a missing entry and time that runs backwards are alerts")
    func gapsAndClock() {
        var log = ReviewScenario()
        log.add("2026-03-02 10:00", index: 5)
        log.add("2026-03-02 10:00", index: 6)
        #expect(log.alerts(.logHealth).isEmpty)
        log.add("2026-03-02 10:01", index: 8)
        log.add("2026-03-02 10:00", index: 9)
        #expect(log.alerts(.logHealth) == [[6, 8], [8, 9]])
    }

    @Test("15: details that are gone are an alert, unless the worker is erased, before or later")
    func missingDetails() {
        let gone = ReviewScenario.facts([.task], isDetailMissing: true)
        var log = ReviewScenario()
        log.add("2026-03-02 10:00", about: 1, facts: gone)
        log.add("2026-03-02 10:01", about: 2, facts: gone)
        log.add("2026-03-02 10:02", about: 1, facts: gone)
        log.add("2026-03-02 10:03", .subjectErased, about: 2, outcome: .denied)
        #expect(log.alerts(.logHealth) == [[0, 2], [1]])
        log.add("2026-03-02 10:04", .subjectErased, about: 2, approvals: [7, 8])
        #expect(log.alerts(.logHealth) == [[0, 2]])
    }

    @Test("15: heads that are late, too old or without their witnesses are alerts")
    func heads() {
        func head(_ size: UInt64, _ time: String?, _ hasQuorum: Bool? = true) -> PublishedHead {
            PublishedHead(
                size: size, time: time.map(ReviewScenario.instant), hasQuorum: hasQuorum)
        }
        var log = ReviewScenario()
        for day in 2...6 { log.add("2026-03-0\(day) 10:00", facts: ReviewScenario.facts([.task])) }
        let good = [
            head(0, "2026-03-01 10:00"), head(1, "2026-03-02 12:00"), head(2, "2026-03-03 14:00"),
        ]
        log.heads = LogHeads(good, now: ReviewScenario.instant("2026-03-04 16:00"))
        #expect(log.alerts(.logHealth).isEmpty, "26 hours each")
        log.heads = LogHeads(good, now: ReviewScenario.instant("2026-03-04 16:01"))
        #expect(log.alerts(.logHealth) == [[1]])
        log.heads = LogHeads(
            good + [head(4, "2026-03-04 16:01"), head(5, nil, false)],
            now: ReviewScenario.instant("2026-03-06 12:00"))
        #expect(log.alerts(.logHealth) == [[1, 3], [3, 4], [4]])
        log.heads = LogHeads(
            [head(5, "2026-03-06 12:00", nil)], now: ReviewScenario.instant("2026-03-06 13:00"))
        #expect(log.alerts(.logHealth).isEmpty)
    }
}
