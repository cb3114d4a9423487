internal import Records
internal import Reintegration
internal import Testing

@Suite("Whole trajectories") struct WholeStoryTests {
    @Test("decision A, plan accepted, worker back at work")
    func accepted() throws {
        var story = try Story.planProposed()
        try story.allow("agree", by: .worker, on: "2024-05-14", writing: [.planAnswer])
        try story.allow("report-completion", by: .worker, on: "2024-09-01")
        try story.allow("complete", by: .employer, on: "2024-09-02")
        try story.allow("absence.resumption", by: .employer, on: "2024-09-02")
        #expect(story.last("2024-09-02") == "reintegrated")
        #expect(story.process.ignored.isEmpty)
        #expect(story.process.openDeadlines(at: "2024-09-03").isEmpty)
    }

    @Test("decision B, appeal upheld, plan refused with reasons")
    func upheld() throws {
        var story = try Story.decidedB()
        try story.appeal(on: "2024-03-18")
        try story.allow("receive-appeal", by: .physicianInspector, on: "2024-03-20")
        try story.allow(
            "rule-upheld", by: .physicianInspector, on: "2024-04-29",
            writing: [.appealMedicalReport, .appealRuling])
        try story.allow("send-ruling-copies", by: .physicianInspector, on: "2024-04-29")
        try story.allow("hold-concertation", by: .employer, on: "2024-05-13")
        try story.allow(
            "deliver-plan", by: .employer, on: "2024-06-03", writing: [.plan],
            [
                .measures: .measures([.otherWork, .trainingOrGuidance]),
                .validFrom: .day("2024-07-01"), .validUntil: .day("2024-12-31"),
            ])
        try story.allow(
            "refuse", by: .worker, on: "2024-06-12", writing: [.planAnswer],
            [.reasonsGiven: .flag(true)])
        #expect(story.last("2024-06-12") == "ended-by-refusal")
        #expect(story.process.ignored.isEmpty)
    }

    @Test("decision B, silence, contact, silence")
    func silent() throws {
        var story = try Story.decidedB()
        try story.allow("hold-concertation", by: .employer, on: "2024-04-02")
        try story.allow(
            "deliver-plan", by: .employer, on: "2024-05-06", writing: [.plan], Story.plan)
        try story.allow("contact-worker", by: .hr, on: "2024-05-23", writing: [.contactLog])
        try story.allow("record-silence", by: .employer, on: "2024-06-07")
        #expect(story.last("2024-06-07") == "ended-by-refusal")
        let lapses = try #require(story.process.trajectories.last?.passedLapses(at: "2024-06-07"))
        #expect(lapses.map(\.lapse.name) == ["appeal-period-over", "no-answer"])
        #expect(lapses.map(\.on) == ["2024-03-26", "2024-05-21"])
    }

    @Test("decision B, motivated report")
    func report() throws {
        var story = try Story.decidedB()
        try story.allow("hold-concertation", by: .employer, on: "2024-04-02")
        try story.allow(
            "deliver-motivated-report", by: .employer, on: "2024-09-04",
            writing: [.motivatedReport], Story.report)
        #expect(story.last("2024-09-04") == "ended-by-report")
    }

    @Test("decision C, an early restart refused, a second trajectory three months later")
    func restart() throws {
        var story = try Story.underAssessment()
        _ = story.write([.medicalAssessment], on: "2024-03-01")
        try story.allow(
            "decide-c", by: .occupationalPhysician, on: "2024-03-04", writing: [.assessmentForm])
        try story.refuse(
            "request-by-employer-duration", by: .employer, on: "2024-05-01", writing: [.request])
        try story.allow(
            "request-by-employer-duration", by: .employer, on: "2024-06-04", writing: [.request])
        #expect(story.process.trajectories.map(\.number) == [1, 2])
        #expect(
            story.process.trajectories.map { $0.state(at: "2024-06-05").name }
                == ["ended-c", "requested"])
    }

    @Test("folding the same events again gives the same process")
    func refold() throws {
        let story = try Story.planProposed()
        let again = DossierProcess(
            regime: story.process.regime, dossier: story.process.dossier,
            events: story.process.events)
        #expect(again == story.process)
    }
}
