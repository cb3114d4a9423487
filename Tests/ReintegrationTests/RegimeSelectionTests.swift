internal import Records
internal import Reintegration
internal import Testing

@Suite("The regime of a file") struct RegimeSelectionTests {
    private func select(
        _ request: CivilDate, decided: CivilDate? = nil
    ) throws -> RegimeSelection.Outcome {
        RegimeSelection.select(
            RegimeDates(
                incapacityStart: "2022-01-01", requestReceived: request,
                decisionCommunicated: decided),
            under: .belgium, on: "2024-06-01", among: [try Shipped.be2022()])
    }

    @Test(
        "R22-00: be-2022 governs requests from 1 October 2022 to 31 December 2025",
        arguments: ["2022-10-01", "2024-01-15", "2025-12-31"] as [CivilDate])
    func governs(request: CivilDate) throws {
        #expect(try select(request) == .governs(try Shipped.be2022()))
    }

    @Test("R22-00: it takes over an older trajectory without a decision on 1 October 2022")
    func transition() throws {
        #expect(try select("2022-06-01") == .governs(try Shipped.be2022()))
        #expect(
            try select("2022-06-01", decided: "2022-10-01") == .governs(try Shipped.be2022()))
        let old = try select("2022-06-01", decided: "2022-09-30")
        guard case .unknown(let reason) = old else {
            Issue.record("an older decision is governed by the rules before it")
            return
        }
        #expect(reason[.en].contains("2022-06-01"))
    }

    @Test("a request from 2026 on is refused, with the regimes that are known")
    func later() throws {
        guard case .unknown(let reason) = try select("2026-01-01") else {
            Issue.record("be-2022 does not govern 2026")
            return
        }
        #expect(reason[.nl].contains("be-2022 (2022-10-01 – 2025-12-31)"))
    }

    @Test("two regimes that both fit are refused")
    func ambiguous() throws {
        let regime = try Shipped.be2022()
        let outcome = RegimeSelection.select(
            RegimeDates(incapacityStart: nil, requestReceived: "2024-01-15"),
            under: .belgium, on: "2024-06-01", among: [regime, regime])
        guard case .unknown(let reason) = outcome else {
            Issue.record("one regime must be chosen, not guessed")
            return
        }
        #expect(reason[.en].contains("more than one"))
    }

    @Test("a step that opens a trajectory of another regime is refused")
    func stepOfAnotherRegime() throws {
        var story = try Story()
        try story.allow("absence.start", by: .employer, on: "2025-09-01")
        let refusal = try story.refuse(
            "request-by-worker", by: .worker, on: "2026-01-01", writing: [.request])
        #expect(refusal.reason == .otherRegime)
        #expect(refusal.reference.rule == "R22-00")
        try story.allow("request-by-worker", by: .worker, on: "2025-12-31", writing: [.request])
    }

    @Test("a decision that was communicated before 1 October 2022 is not of this regime")
    func olderDecision() throws {
        var story = try Story()
        try story.allow("absence.start", by: .employer, on: "2022-03-01")
        try story.allow("request-by-worker", by: .worker, on: "2022-07-01", writing: [.request])
        try story.allow(
            "invite", by: .occupationalPhysician, on: "2022-07-04", writing: [.invitation],
            [.invitationNumber: .number(1)])
        try story.allow("examine", by: .occupationalPhysician, on: "2022-07-20")
        let refusal = try story.refuse(
            "decide-a", by: .occupationalPhysician, on: "2022-09-30", recorded: "2022-10-02",
            writing: [.assessmentForm])
        #expect(refusal.reason == .otherRegime)
        try story.allow(
            "decide-a", by: .occupationalPhysician, on: "2022-10-01", writing: [.assessmentForm])
    }
}
