internal import Records
internal import Reintegration
internal import Testing

@Suite("Rows 15 to 24: plan, report, answer, end") struct PlanTests {
    @Test("R22-18 R22-19: a plan needs the consultation, a measure, a validity and a complete form")
    func plan() throws {
        var story = try Story.decidedA()
        let hasty = try story.refuse(
            "deliver-plan", by: .employer, on: "2024-04-01", writing: [.plan], Story.plan)
        #expect(
            hasty.reason
                == .guardFailed(.stepTaken(["hold-concertation"], after: ["decide-a", "decide-b"])))
        try story.refuse("hold-concertation", by: .occupationalPhysician, on: "2024-04-02")
        try story.allow("hold-concertation", by: .hr, on: "2024-04-02")

        var parameters = Story.plan
        parameters[.measures] = .measures([])
        #expect(
            try story.refuse(
                "deliver-plan", by: .employer, on: "2024-05-06", writing: [.plan], parameters
            ).reason
                == .guardFailed(.measureChosen))
        parameters = Story.plan
        parameters[.validUntil] = nil
        #expect(
            try story.refuse(
                "deliver-plan", by: .employer, on: "2024-05-06", writing: [.plan], parameters
            ).reason
                == .guardFailed(.validityPeriodGiven))
        parameters[.validUntil] = .day("2024-05-31")
        #expect(
            try story.refuse(
                "deliver-plan", by: .employer, on: "2024-05-06", writing: [.plan], parameters
            ).reason
                == .guardFailed(.validityPeriodGiven))
        story.writesCompleteForms = false
        #expect(
            try story.refuse(
                "deliver-plan", by: .employer, on: "2024-05-06", writing: [.plan], Story.plan
            ).reason
                == .guardFailed(.formComplete(.plan)))
        story.writesCompleteForms = true
        #expect(
            try story.refuse(
                "deliver-plan", by: .occupationalPhysician, on: "2024-05-06", writing: [.plan],
                Story.plan
            ).reason == .wrongRole)

        let outcome = try story.allow(
            "deliver-plan", by: .employer, on: "2024-05-06", writing: [.plan], Story.plan)
        #expect(outcome.state == "plan-proposed")
        #expect(outcome.notifies == [.worker, .occupationalPhysician])
        #expect(outcome.deadlines.first { $0.name == "plan-answer" }?.due == "2024-05-20")
    }

    @Test("R22-19: after decision A the plan is due within 63 days, and late is overdue")
    func sixtyThreeDays() throws {
        let story = try Story.decidedA()
        let deadline = try #require(story.process.openDeadlines(at: "2024-03-05").first)
        #expect(deadline.name == "plan-after-a")
        #expect(deadline.due == "2024-05-06")
        #expect(deadline.who == [.employer, .hr])
        #expect(deadline.isOverdue(on: "2024-05-07"))
    }

    @Test("R22-20: the advising physician decides when asked, and the plan can go on")
    func fundDecision() throws {
        var story = try Story.decidedA()
        let unasked = try story.refuse(
            "give-fund-decision", by: .advisingPhysician, on: "2024-04-01",
            writing: [.resumptionDecision])
        #expect(
            unasked.reason
                == .guardFailed(.stepTaken(["request-fund-decision"], after: [])))
        try story.refuse("request-fund-decision", by: .employer, on: "2024-04-01")
        try story.allow("request-fund-decision", by: .occupationalPhysician, on: "2024-04-01")
        try story.refuse(
            "give-fund-decision", by: .occupationalPhysician, on: "2024-04-03",
            writing: [.resumptionDecision])
        let outcome = try story.allow(
            "give-fund-decision", by: .advisingPhysician, on: "2024-04-03",
            writing: [.resumptionDecision])
        #expect(outcome.state == "concertation-a")
    }

    @Test("R22-21: the worker agrees; nobody else answers")
    func agree() throws {
        var story = try Story.planProposed()
        for role in Role.allCases where role != .worker && role != .legalRepresentative {
            #expect(
                try story.refuse(
                    "agree", by: role, on: "2024-05-10", writing: [.planAnswer]
                ).reason == .wrongRole)
        }
        let outcome = try story.allow(
            "agree", by: .worker, on: "2024-05-20", writing: [.planAnswer])
        #expect(outcome.state == "plan-running")
        #expect(outcome.notifies == [.employer, .occupationalPhysician])
    }

    @Test("R22-21: a refusal states its reasons")
    func refuse() throws {
        var story = try Story.planProposed()
        let bare = try story.refuse("refuse", by: .worker, on: "2024-05-10", writing: [.planAnswer])
        #expect(bare.reason == .guardFailed(.reasonsGiven))
        #expect(
            try story.refuse(
                "refuse", by: .worker, on: "2024-05-10", writing: [.planAnswer],
                [.reasonsGiven: .flag(false)]
            ).reason == .guardFailed(.reasonsGiven))
        let outcome = try story.allow(
            "refuse", by: .worker, on: "2024-05-10", writing: [.planAnswer],
            [.reasonsGiven: .flag(true)])
        #expect(outcome.state == "ended-by-refusal")
        #expect(story.process.phase(at: "2024-05-10") == .closed)
    }

    @Test("R22-21: silence for 14 days, then contact, then silence again counts as a refusal")
    func silence() throws {
        var story = try Story.planProposed()
        #expect(story.state("2024-05-20") == "plan-proposed")
        #expect(story.state("2024-05-21") == "awaiting-contact")
        let early = try story.refuse("record-silence", by: .employer, on: "2024-05-21")
        #expect(
            early.reason
                == .guardFailed(.stepTaken(["contact-worker"], after: ["deliver-plan"])))
        try story.refuse("contact-worker", by: .employer, on: "2024-05-22")
        try story.allow("contact-worker", by: .employer, on: "2024-05-22", writing: [.contactLog])
        let soon = try story.refuse("record-silence", by: .employer, on: "2024-06-05")
        #expect(soon.possibleFrom == "2024-06-06")
        #expect(soon.reference.standing == .inferred)
        let outcome = try story.allow("record-silence", by: .employer, on: "2024-06-06")
        #expect(outcome.state == "ended-by-refusal")
    }

    @Test("R22-21: the worker can still answer after the contact")
    func lateAnswer() throws {
        var story = try Story.planProposed()
        try story.allow("contact-worker", by: .employer, on: "2024-05-22", writing: [.contactLog])
        try story.allow("agree", by: .worker, on: "2024-05-30", writing: [.planAnswer])
        #expect(story.state("2024-05-30") == "plan-running")
    }

    @Test("R22-21: the text names no second term, so another reading gives none")
    func noSecondTerm() throws {
        var story = try Story.planProposed(["second-silence": "no-term"])
        try story.allow("contact-worker", by: .employer, on: "2024-05-22", writing: [.contactLog])
        try story.allow("record-silence", by: .employer, on: "2024-05-23")
    }

    @Test("R22-21: the 14 days run from the day on which the worker received the plan")
    func planReceipt() throws {
        var story = try Story.planProposed()
        try story.allow(
            "record-plan-receipt", by: .worker, on: "2024-05-10",
            [.receivedByWorker: .day("2024-05-09")])
        #expect(story.state("2024-05-23") == "plan-proposed")
        #expect(story.state("2024-05-24") == "awaiting-contact")
    }

    @Test(
        "R22-22: a motivated report names its ground and shows that possibilities were considered")
    func report() throws {
        var story = try Story.decidedA()
        try story.allow("hold-concertation", by: .employer, on: "2024-04-02")
        for missing in [StepParameter.reportGround, .possibilitiesConsidered] {
            var parameters = Story.report
            parameters[missing] = nil
            #expect(
                try story.refuse(
                    "deliver-motivated-report", by: .employer, on: "2024-05-06",
                    writing: [.motivatedReport], parameters
                ).reason
                    == .guardFailed(.impossibilityArgued))
        }
        var notConsidered = Story.report
        notConsidered[.possibilitiesConsidered] = .flag(false)
        try story.refuse(
            "deliver-motivated-report", by: .employer, on: "2024-05-06",
            writing: [.motivatedReport], notConsidered)
        try story.refuse(
            "deliver-motivated-report", by: .occupationalPhysician, on: "2024-05-06",
            writing: [.motivatedReport], Story.report)
        let outcome = try story.allow(
            "deliver-motivated-report", by: .employer, on: "2024-05-06",
            writing: [.motivatedReport], Story.report)
        #expect(outcome.state == "ended-by-report")
        #expect(
            outcome.notifies == [.worker, .occupationalPhysician, .advisingPhysician], "R22-23")
    }

    @Test("row 22: the physician reviews the plan or assesses again, and the worker may ask")
    func review() throws {
        var story = try Story.planProposed()
        try story.allow("agree", by: .worker, on: "2024-05-15", writing: [.planAnswer])
        try story.allow("ask-review", by: .worker, on: "2024-07-01")
        try story.refuse("reassess", by: .employer, on: "2024-07-02")
        try story.allow("review", by: .occupationalPhysician, on: "2024-07-02")
        #expect(story.state("2024-07-02") == "plan-running")
        try story.allow("reassess", by: .occupationalPhysician, on: "2024-07-03")
        #expect(story.state("2024-07-03") == "under-assessment")
        try story.allow(
            "decide-a", by: .occupationalPhysician, on: "2024-07-10", writing: [.assessmentForm])
        let old = try story.refuse(
            "deliver-plan", by: .employer, on: "2024-07-20", writing: [.plan], Story.plan)
        #expect(old.reference.rule == "R22-19", "the consultation on the first plan does not serve")
    }

    @Test("row 23: both parties confirm that the plan was carried out")
    func complete() throws {
        var story = try Story.planProposed()
        try story.allow("agree", by: .worker, on: "2024-05-15", writing: [.planAnswer])
        let alone = try story.refuse("complete", by: .employer, on: "2024-10-01")
        #expect(alone.reason == .guardFailed(.confirmedByOtherSide("report-completion")))
        try story.allow("report-completion", by: .employer, on: "2024-10-01")
        try story.refuse("complete", by: .hr, on: "2024-10-02")
        try story.allow("complete", by: .worker, on: "2024-10-02")
        #expect(story.last("2024-10-02") == "reintegrated")
    }

    @Test("row 23: when its validity ends the plan has expired, by no event but time")
    func expiry() throws {
        var story = try Story.planProposed()
        try story.allow("agree", by: .worker, on: "2024-05-15", writing: [.planAnswer])
        #expect(story.state("2024-11-30") == "plan-running")
        #expect(story.last("2024-12-01") == "plan-expired")
    }

    @Test("row 24: the worker or who asked withdraws, no one else")
    func withdraw() throws {
        var story = try Story.requested()
        let employer = try story.refuse("withdraw", by: .employer, on: "2024-01-20")
        #expect(employer.reason == .guardFailed(.byRequesterOrWorker))
        try story.refuse("withdraw", by: .occupationalPhysician, on: "2024-01-20")
        try story.allow("withdraw", by: .worker, on: "2024-01-20")
        #expect(story.last("2024-01-20") == "withdrawn")

        var other = try Story()
        try other.allow("absence.start", by: .employer, on: "2023-10-01")
        try other.allow(
            "request-by-employer-duration", by: .employer, on: "2024-01-15", writing: [.request])
        try other.refuse("withdraw", by: .treatingPhysician, on: "2024-01-20")
        try other.allow("withdraw", by: .hr, on: "2024-01-20")
    }

    @Test(
        "row 24: from every open state there is a way out",
        arguments: ["requested", "invited", "under-assessment", "plan-proposed"] as [StateName])
    func withdrawFrom(state: StateName) throws {
        let withdraw = try #require(try Shipped.be2022().step("withdraw"))
        #expect(withdraw.from.contains(state))
        #expect(
            withdraw.from
                == Set(
                    try Shipped.be2022().states.filter {
                        $0.kind == .open && $0.track == ProcessState.standardTrack
                    }.map(\.name)))
    }
}
