internal import Records
internal import Reintegration
internal import Testing

@Suite("Rows 11 to 14: appeal") struct AppealTests {
    @Test("R22-16: the worker appeals within 21 days, by registered letters to both")
    func appeal() throws {
        var story = try Story.decidedB()
        let proof = story.proof()
        let oneLetter = try story.refuse(
            "appeal", by: .worker, on: "2024-03-20", writing: [.appealLetter],
            [.letterToInspector: proof])
        #expect(
            oneLetter.reason
                == .guardFailed(.registeredLetters([.employer, .physicianInspector])))
        #expect(
            try story.refuse(
                "appeal", by: .employer, on: "2024-03-20", writing: [.appealLetter]
            ).reason == .wrongRole)
        let outcome = try story.appeal(on: "2024-03-25")
        #expect(outcome.state == "b-suspended")
        #expect(outcome.notifies == [.employer, .occupationalPhysician, .physicianInspector])
        #expect(story.process.phase(at: "2024-03-26") == .appeal)
    }

    @Test("R22-16: on the day after the last day the decision is final, by no event but time")
    func lapse() throws {
        var story = try Story.decidedB()
        #expect(story.state("2024-03-25") == "b-appealable")
        #expect(story.state("2024-03-26") == "concertation-b")
        let proof = story.proof()
        let late = try story.refuse(
            "appeal", by: .worker, on: "2024-03-26", writing: [.appealLetter],
            [.letterToEmployer: proof, .letterToInspector: proof])
        #expect(late.reason == .wrongState("concertation-b"))
        #expect(late.prospect == .none)
    }

    @Test("R22-16: the 21 days run from the day on which the worker received the form")
    func receipt() throws {
        var story = try Story.decidedB()
        let early = try story.refuse(
            "record-receipt", by: .occupationalPhysician, on: "2024-03-08",
            [.receivedByWorker: .day("2024-03-01")])
        #expect(early.reason == .impossibleDay(.receivedByWorker))
        try story.refuse(
            "record-receipt", by: .employer, on: "2024-03-08",
            [.receivedByWorker: .day("2024-03-07")])
        try story.allow(
            "record-receipt", by: .occupationalPhysician, on: "2024-03-08",
            [.receivedByWorker: .day("2024-03-07"), .receivedByEmployer: .day("2024-03-06")])
        let deadlines = story.process.openDeadlines(at: "2024-03-08")
        #expect(deadlines.first { $0.name == "appeal" }?.due == "2024-03-28")
        #expect(deadlines.first { $0.name == "plan-after-b" }?.due == "2024-09-06")
        #expect(story.state("2024-03-28") == "b-appealable")
        #expect(story.state("2024-03-29") == "concertation-b")
    }

    @Test("R22-16: the appeal is used once in a trajectory")
    func once() throws {
        var story = try Story.decidedB()
        try story.appeal(on: "2024-03-20")
        try story.allow(
            "rule-not-definitive", by: .physicianInspector, on: "2024-04-20",
            writing: [.appealMedicalReport, .appealRuling])
        #expect(story.state("2024-04-20") == "under-assessment")
        try story.allow(
            "decide-b", by: .occupationalPhysician, on: "2024-05-02", writing: [.assessmentForm])
        let proof = story.proof()
        let second = try story.refuse(
            "appeal", by: .worker, on: "2024-05-10", writing: [.appealLetter],
            [.letterToEmployer: proof, .letterToInspector: proof])
        #expect(second.reason == .guardFailed(.noEarlier("appeal")))
        #expect(second.text[.fr].contains("une seule fois"))
    }

    @Test("R22-17: the ruling is due 42 days after the inspector received the appeal")
    func ruling() throws {
        var story = try Story.decidedB()
        try story.appeal(on: "2024-03-22")
        #expect(
            !story.process.openDeadlines(at: "2024-03-23").contains { $0.name == "appeal-ruling" })
        try story.refuse("receive-appeal", by: .inspector, on: "2024-03-25")
        let received = try story.allow("receive-appeal", by: .physicianInspector, on: "2024-03-25")
        #expect(received.deadlines.map(\.due) == ["2024-05-06"])
        try story.refuse(
            "rule-upheld", by: .occupationalPhysician, on: "2024-04-20",
            writing: [.appealMedicalReport, .appealRuling])
        let bare = try story.refuse(
            "rule-upheld", by: .physicianInspector, on: "2024-04-20", writing: [.appealRuling])
        #expect(bare.reason == .missingSection(.appealMedicalReport))
        let outcome = try story.allow(
            "rule-upheld", by: .physicianInspector, on: "2024-04-20",
            writing: [.appealMedicalReport, .appealRuling])
        #expect(outcome.state == "concertation-b")
        #expect(outcome.notifies == [.worker, .employer, .occupationalPhysician])
        #expect(outcome.deadlines.map(\.name) == ["ruling-copies"])
        try story.allow("send-ruling-copies", by: .physicianInspector, on: "2024-04-20")
        #expect(
            !story.process.openDeadlines(at: "2024-04-21").contains { $0.name == "ruling-copies" })
    }

    @Test("R22-16: the appeal suspends: no plan and no report before the ruling")
    func suspended() throws {
        var story = try Story.decidedB()
        let early = try story.refuse(
            "deliver-plan", by: .employer, on: "2024-03-10", writing: [.plan], Story.plan)
        #expect(early.reason == .wrongState("b-appealable"))
        #expect(early.possibleFrom == "2024-03-26")
        try story.appeal(on: "2024-03-20")
        let suspended = try story.refuse(
            "deliver-plan", by: .employer, on: "2024-04-10", writing: [.plan], Story.plan)
        #expect(suspended.reason == .wrongState("b-suspended"))
        #expect(suspended.possibleFrom == nil)
        try story.refuse(
            "deliver-motivated-report", by: .employer, on: "2024-04-10",
            writing: [.motivatedReport], Story.report)
        #expect(story.state("2025-01-01") == "b-suspended")
    }

    @Test("R22-19: the six months stand still during the appeal, and both dates are shown")
    func pause() throws {
        var story = try Story.decidedB()
        try story.appeal(on: "2024-03-20")
        let running = try #require(
            story.process.openDeadlines(at: "2024-04-01").first { $0.name == "plan-after-b" })
        #expect(running.isPaused)
        #expect(running.dueWithoutPause == "2024-09-04")
        #expect(running.due == "2024-09-16")  // 12 days from 20 March to 1 April
        #expect(!running.isOverdue(on: "2025-01-01"))
        try story.allow(
            "rule-upheld", by: .physicianInspector, on: "2024-04-20",
            writing: [.appealMedicalReport, .appealRuling])
        let after = try #require(
            story.process.openDeadlines(at: "2024-06-01").first { $0.name == "plan-after-b" })
        #expect(after.due == "2024-10-05")  // 31 days later
        #expect(after.pauses.map(\.days) == [31])
        #expect(after.otherReadings.map(\.due) == ["2024-09-04"])
        #expect(after.explanation[.en].contains("without suspension 2024-09-04"))
        #expect(after.reference.standing == .inferred)
    }

    @Test("R22-19: the other reading lets the six months run on")
    func noPause() throws {
        var story = try Story.decidedB(["plan-clock": "runs"])
        try story.appeal(on: "2024-03-20")
        let deadline = try #require(
            story.process.openDeadlines(at: "2024-04-01").first { $0.name == "plan-after-b" })
        #expect(deadline.due == "2024-09-04")
        #expect(deadline.otherReadings.map(\.due) == ["2024-09-16"])
        #expect(deadline.explanation[.nl].contains("andere lezing"))
    }

    @Test("a letter posted in time counts in time, however late it is recorded")
    func lateRecord() throws {
        var story = try Story.decidedB()
        try story.allow("hold-concertation", by: .employer, on: "2024-03-27")
        #expect(story.state("2024-03-27") == "concertation-b")
        let outcome = try story.appeal(on: "2024-03-22", recorded: "2024-03-29")
        #expect(outcome.state == "b-suspended")
        #expect(outcome.overtaken.count == 1)
        #expect(story.state("2024-03-29") == "b-suspended")
        #expect(story.process.ignored.map(\.refusal.reason) == [.wrongState("b-suspended")])
    }

    @Test("a step recorded late takes no effect from another one, but for the appeal")
    func backdating() throws {
        var story = try Story.planProposed()
        try story.allow("agree", by: .worker, on: "2024-05-15", writing: [.planAnswer])
        let refusal = try story.refuse(
            "withdraw", by: .worker, on: "2024-05-10", recorded: "2024-05-16")
        #expect(refusal.reason == .laterStepStands("agree"))
        #expect(story.state("2024-05-16") == "plan-running")
    }
}
