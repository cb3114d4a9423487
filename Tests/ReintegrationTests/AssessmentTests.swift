internal import Records
internal import Reintegration
internal import Testing

@Suite("Rows 3 to 10: invitation, assessment, decision") struct AssessmentTests {
    private func invite(
        _ story: inout Story, _ number: UInt8, on day: CivilDate, proven: Bool = true
    ) throws -> StepVerdict {
        var parameters: [StepParameter: ParameterValue] = [.invitationNumber: .number(number)]
        if proven { parameters[.deliveryProof] = story.proof() }
        return try story.take(
            "invite", by: .occupationalPhysician, on: day, writing: [.invitation], parameters)
    }

    @Test("R22-10: at most three invitations, fourteen days apart, numbered")
    func invitations() throws {
        var story = try Story.requested()
        #expect(
            try invite(&story, 2, on: "2024-01-22").refusal?.reason
                == .guardFailed(.numberedInOrder("invite")))
        #expect(try invite(&story, 1, on: "2024-01-22").outcome?.state == "invited")
        let early = try #require(try invite(&story, 2, on: "2024-02-04").refusal)
        #expect(early.possibleFrom == "2024-02-05")
        #expect(early.reference.rule == "R22-10")
        #expect(try invite(&story, 2, on: "2024-02-05").outcome != nil)
        #expect(try invite(&story, 3, on: "2024-02-19").outcome != nil)
        let fourth = try #require(try invite(&story, 4, on: "2024-03-04").refusal)
        #expect(fourth.reason == .guardFailed(.atMost(3, "invite")))
        #expect(fourth.prospect == .none)
    }

    @Test("R22-10: three unanswered invitations end the trajectory, by no event but time")
    func noShow() throws {
        var story = try Story.requested()
        _ = try invite(&story, 1, on: "2024-01-22")
        _ = try invite(&story, 2, on: "2024-02-05")
        _ = try invite(&story, 3, on: "2024-02-19")
        #expect(story.state("2024-03-04") == "invited")
        #expect(story.state("2024-03-05") == "absent")
        #expect(story.last("2024-03-05") == "ended-no-show")
        #expect(story.process.phase(at: "2024-03-05") == .closed)
        let passed = try #require(story.process.trajectories.last?.passedLapses(at: "2024-03-05"))
        #expect(passed.map(\.lapse.name) == ["third-invitation-unanswered"])
        #expect(passed.map(\.on) == ["2024-03-05"])
        #expect(passed.first?.lapse.notifies == [.advisingPhysician, .employer, .worker])
        let late = try story.refuse("examine", by: .occupationalPhysician, on: "2024-03-06")
        #expect(late.reason == .wrongState("absent"))
        try story.allow("request-by-worker", by: .worker, on: "2024-03-06", writing: [.request])
        #expect(story.process.trajectories.count == 2)
    }

    @Test("R22-10: without a proof of every delivery nobody is said not to have come")
    func unprovenDelivery() throws {
        var story = try Story.requested()
        _ = try invite(&story, 1, on: "2024-01-22")
        _ = try invite(&story, 2, on: "2024-02-05", proven: false)
        _ = try invite(&story, 3, on: "2024-02-19")
        #expect(story.state("2024-04-01") == "invited")
        let proof = story.proof()
        try story.allow(
            "record-delivery", by: .occupationalPhysician, on: "2024-04-01",
            [.invitationNumber: .number(2), .deliveryProof: proof])
        #expect(story.last("2024-04-02") == "ended-no-show")
    }

    @Test("R22-11: only an invited worker is examined, by the physician")
    func examine() throws {
        var story = try Story.requested()
        try story.refuse("examine", by: .occupationalPhysician, on: "2024-01-20")
        _ = try invite(&story, 1, on: "2024-01-22")
        try story.refuse("examine", by: .nurse, on: "2024-02-12")
        let outcome = try story.allow("examine", by: .occupationalPhysician, on: "2024-02-12")
        #expect(outcome.state == "under-assessment")
        #expect(story.process.phase(at: "2024-02-12") == .assessment)
        try story.refuse("examine-workplace", by: .preventionAdviser, on: "2024-02-14")
        try story.allow(
            "examine-workplace", by: .preventionAdviser, on: "2024-02-14",
            writing: [.workplaceReport])
    }

    @Test("R22-11: the form is delivered within 49 calendar days, or is overdue and still possible")
    func fortyNineDays() throws {
        var story = try Story.underAssessment()
        let deadline = try #require(
            story.process.openDeadlines(at: "2024-02-12").first { $0.name == "assessment" })
        #expect(deadline.due == "2024-03-04")
        #expect(!deadline.isOverdue(on: "2024-03-04"))
        #expect(deadline.isOverdue(on: "2024-03-05"))
        let outcome = try story.allow(
            "decide-a", by: .occupationalPhysician, on: "2024-03-20", writing: [.assessmentForm])
        #expect(outcome.state == "concertation-a")
        #expect(!story.process.openDeadlines(at: "2024-03-20").contains { $0.name == "assessment" })
    }

    @Test("R22-11: the 49 days are counted from the day of receipt when that is known")
    func receiptOfRequest() throws {
        var story = try Story()
        try story.allow("absence.start", by: .employer, on: "2023-10-01")
        try story.refuse(
            "request-by-worker", by: .worker, on: "2024-01-11", recorded: "2024-01-15",
            writing: [.request], [.receivedByPhysician: .day("2024-01-10")])
        try story.refuse(
            "request-by-worker", by: .worker, on: "2024-01-11", recorded: "2024-01-15",
            writing: [.request], [.receivedByPhysician: .day("2024-01-16")])
        let outcome = try story.allow(
            "request-by-worker", by: .worker, on: "2024-01-11", recorded: "2024-01-15",
            writing: [.request], [.receivedByPhysician: .day("2024-01-15")])
        let deadline = try #require(outcome.deadlines.first { $0.name == "assessment" })
        #expect(deadline.countedFrom == "2024-01-15")
        #expect(deadline.due == "2024-03-04")
    }

    @Test(
        "R22-12: a consultation rests on the worker's consent for that counterpart",
        arguments: [
            ("consult-treating-physician", ConsentPurpose.consultTreatingPhysician),
            ("consult-advising-physician", .consultAdvisingPhysician),
            ("consult-prevention-adviser", .consultPreventionAdviser),
            ("consult-other-person", .consultOtherPerson),
        ] as [(StepName, ConsentPurpose)])
    func consult(step: StepName, purpose: ConsentPurpose) throws {
        var story = try Story.underAssessment()
        let consent = story.consent()
        story.consents = Set(ConsentPurpose.allCases).subtracting([purpose])
        let refusal = try story.refuse(
            step, by: .occupationalPhysician, on: "2024-02-14", writing: [.consultation],
            [.consent: consent])
        #expect(refusal.reason == .guardFailed(.consentRecorded(purpose)))
        #expect(refusal.reference.rule == "R22-12")
        story.consents = [purpose]
        let outcome = try story.allow(
            step, by: .occupationalPhysician, on: "2024-02-14", writing: [.consultation],
            [.consent: consent])
        #expect(outcome.state == "under-assessment")
    }

    @Test("R22-12: the employer is involved at the worker's request only")
    func consultEmployer() throws {
        var story = try Story.underAssessment()
        let consent = story.consent()
        story.consents = Set(ConsentPurpose.allCases).subtracting([.involveEmployer])
        let refusal = try story.refuse(
            "consult-employer", by: .occupationalPhysician, on: "2024-02-14",
            writing: [.employerConsultation], [.consent: consent])
        #expect(refusal.reason == .guardFailed(.workerRequestRecorded(.involveEmployer)))
        story.consents = [.involveEmployer]
        try story.allow(
            "consult-employer", by: .occupationalPhysician, on: "2024-02-14",
            writing: [.employerConsultation], [.consent: consent])
    }

    @Test(
        "only the occupational physician decides", arguments: Role.allCases,
        ["decide-a", "decide-b", "decide-c"] as [StepName])
    func whoDecides(role: Role, step: StepName) throws {
        guard role != .occupationalPhysician else { return }
        var story = try Story.underAssessment()
        let refusal = try story.refuse(step, by: role, on: "2024-03-04", writing: [.assessmentForm])
        #expect(refusal.reason == .wrongRole)
    }

    @Test("R22-13: decision A needs a complete form, tells worker and employer, and has no appeal")
    func decisionA() throws {
        var story = try Story.underAssessment()
        try story.refuse("decide-a", by: .occupationalPhysician, on: "2024-03-04")
        story.writesCompleteForms = false
        let incomplete = try story.refuse(
            "decide-a", by: .occupationalPhysician, on: "2024-03-04", writing: [.assessmentForm])
        #expect(incomplete.reason == .guardFailed(.formComplete(.assessmentForm)))
        story.writesCompleteForms = true
        let outcome = try story.allow(
            "decide-a", by: .occupationalPhysician, on: "2024-03-04", writing: [.assessmentForm])
        #expect(outcome.notifies == [.worker, .employer, .advisingPhysician])
        #expect(outcome.deadlines.map(\.name) == ["plan-after-a"])
        #expect(outcome.deadlines.map(\.due) == ["2024-05-06"])
        let appeal = try story.refuse(
            "appeal", by: .worker, on: "2024-03-10", writing: [.appealLetter])
        #expect(appeal.reason == .wrongState("concertation-a"))
    }

    @Test(
        "R22-14: decision B needs its medical justification in the health file, of this trajectory")
    func decisionB() throws {
        var story = try Story.underAssessment()
        _ = story.write([.medicalAssessment], on: "2024-01-01")
        let refusal = try story.refuse(
            "decide-b", by: .occupationalPhysician, on: "2024-03-04", writing: [.assessmentForm])
        #expect(refusal.reason == .guardFailed(.sectionWritten(.medicalAssessment)))
        #expect(refusal.reference.rule == "R22-14")
        _ = story.write([.medicalAssessment], on: "2024-03-01")
        let outcome = try story.allow(
            "decide-b", by: .occupationalPhysician, on: "2024-03-04", writing: [.assessmentForm])
        #expect(outcome.state == "b-appealable")
        #expect(outcome.deadlines.map(\.name) == ["appeal", "plan-after-b"])
        #expect(outcome.deadlines.map(\.due) == ["2024-03-25", "2024-09-04"])
        #expect(story.process.phase(at: "2024-03-05") == .appeal)
    }

    @Test("R22-15: decision C ends the trajectory; a restart waits three months")
    func decisionC() throws {
        var story = try Story.underAssessment()
        _ = story.write([.medicalAssessment], on: "2024-03-01")
        let outcome = try story.allow(
            "decide-c", by: .occupationalPhysician, on: "2024-03-04", writing: [.assessmentForm])
        #expect(outcome.state == "ended-c")
        #expect(story.state("2024-03-04") == "absent")
        let restart = try #require(story.process.openDeadlines(at: "2024-03-05").first)
        #expect(restart.name == "restart")
        #expect(restart.due == "2024-06-04")
        #expect(!restart.isOverdue(on: "2024-07-01"))
        let early = try story.refuse(
            "request-by-worker", by: .worker, on: "2024-06-03", writing: [.request])
        #expect(early.possibleFrom == "2024-06-04")
        #expect(early.reference.rule == "R22-15")
        try story.allow("request-by-worker", by: .worker, on: "2024-06-04", writing: [.request])
    }

    @Test("R22-15: the physician can allow an earlier restart, with reasons in the health file")
    func earlyRestart() throws {
        var story = try Story.underAssessment()
        _ = story.write([.medicalAssessment], on: "2024-03-01")
        try story.allow(
            "decide-c", by: .occupationalPhysician, on: "2024-03-04", writing: [.assessmentForm])
        try story.refuse("allow-early-restart", by: .employer, on: "2024-04-01")
        let bare = try story.refuse(
            "allow-early-restart", by: .occupationalPhysician, on: "2024-04-01")
        #expect(bare.reason == .missingSection(.medicalAssessment))
        try story.allow(
            "allow-early-restart", by: .occupationalPhysician, on: "2024-04-01",
            writing: [.medicalAssessment])
        try story.refuse(
            "request-by-worker", by: .worker, on: "2024-03-31", recorded: "2024-04-02",
            writing: [.request])
        try story.allow("request-by-worker", by: .worker, on: "2024-04-02", writing: [.request])
    }

    @Test("R22-15: a permission to restart early serves for one decision C only")
    func permissionIsUsedUp() throws {
        var story = try Story.underAssessment()
        _ = story.write([.medicalAssessment], on: "2024-03-01")
        try story.allow(
            "decide-c", by: .occupationalPhysician, on: "2024-03-04", writing: [.assessmentForm])
        try story.allow(
            "allow-early-restart", by: .occupationalPhysician, on: "2024-03-10",
            writing: [.medicalAssessment])
        try story.allow("request-by-worker", by: .worker, on: "2024-03-11", writing: [.request])
        try story.allow(
            "invite", by: .occupationalPhysician, on: "2024-03-12", writing: [.invitation],
            [.invitationNumber: .number(1)])
        try story.allow("examine", by: .occupationalPhysician, on: "2024-03-20")
        _ = story.write([.medicalAssessment], on: "2024-03-21")
        try story.allow(
            "decide-c", by: .occupationalPhysician, on: "2024-03-22", writing: [.assessmentForm])
        let again = try story.refuse(
            "request-by-worker", by: .worker, on: "2024-04-01", writing: [.request])
        #expect(again.possibleFrom == "2024-06-22")
    }
}
