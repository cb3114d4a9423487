internal import Records
internal import Reintegration
internal import TestSupport
internal import Testing

@Suite("What figures count") struct FigureEventTests {
    /// Examined, with the medical grounds in the health file.
    private func assessed() throws -> Story {
        var story = try Story.underAssessment()
        _ = story.write([.medicalAssessment], on: "2024-03-01")
        return story
    }

    private func kinds(_ events: [FigureEvent]) -> Set<FigureEvent.Kind> { Set(events.map(\.kind)) }

    @Test("a trajectory is opened once, by its requester, and its steps follow on their days")
    func steps() throws {
        var story = try assessed()
        try story.allow(
            "decide-c", by: .occupationalPhysician, on: "2024-03-04", writing: [.assessmentForm])
        let events = story.process.figureEvents(at: "2024-12-31")
        let openings = events.filter { if case .opening = $0.kind { true } else { false } }
        #expect(openings.map(\.kind) == [.opening(.worker)])
        #expect(openings.map(\.day) == ["2024-01-15"])
        #expect(openings.map(\.tells) == [[.request]])
        let decision = try #require(events.first { $0.kind == .step("decide-c") })
        #expect(decision.day == "2024-03-04" && decision.tells == [.assessmentForm])
        // The opening itself is not told again as a step.
        #expect(!kinds(events).contains(.step("request-by-worker")))
        // What must write nothing is told by what it may write.
        #expect(
            events.first { $0.kind == .step("examine") }?.tells == [
                .healthFile, .medicalAssessment, .medicalNotes,
            ])
    }

    @Test("what writes nothing at all is told by the request")
    func silentStep() throws {
        var story = try Story.requested()
        try story.allow("withdraw", by: .worker, on: "2024-01-20")
        let events = story.process.figureEvents(at: "2024-12-31")
        #expect(events.first { $0.kind == .step("withdraw") }?.tells == [.request])
        #expect(events.first { $0.kind == .ended(days: 5) }?.tells == [.request])
    }

    @Test("durations are counted from the opening, to the first decision and to the end")
    func durations() throws {
        var story = try assessed()
        #expect(
            !kinds(story.process.figureEvents(at: "2024-03-01")).contains { kind in
                if case .decided = kind { true } else if case .ended = kind { true } else { false }
            })
        try story.allow(
            "decide-c", by: .occupationalPhysician, on: "2024-03-04", writing: [.assessmentForm])
        let events = story.process.figureEvents(at: "2024-12-31")
        // From 15 January to 4 March 2024: 16 + 29 + 4 days.
        #expect(events.first { $0.kind == .decided(days: 49) }?.day == "2024-03-04")
        let end = try #require(events.first { $0.kind == .ended(days: 49) })
        #expect(end.tells == [.request, .assessmentForm])
    }

    @Test("a duty counts as missed once its day has passed without it, and not when done on it")
    func missed() throws {
        func missed(_ story: Story, at day: CivilDate) -> [CivilDate] {
            story.process.figureEvents(at: day)
                .filter { $0.kind == .missed("assessment") }.map(\.day)
        }
        // The 49th day after 15 January 2024 is 4 March.
        var inTime = try assessed()
        #expect(missed(inTime, at: "2024-03-04") == [])
        #expect(missed(inTime, at: "2024-03-05") == ["2024-03-04"])
        try inTime.allow(
            "decide-c", by: .occupationalPhysician, on: "2024-03-04", writing: [.assessmentForm])
        #expect(missed(inTime, at: "2024-12-31") == [])

        var late = try assessed()
        try late.allow(
            "decide-c", by: .occupationalPhysician, on: "2024-03-05", writing: [.assessmentForm])
        #expect(missed(late, at: "2024-12-31") == ["2024-03-04"])
    }

    @Test("a duty outside a trajectory is counted too, and told by the section that started it")
    func preliminary() throws {
        var story = try Story()
        try story.allow("absence.start", by: .employer, on: "2024-01-08")
        // Four weeks after 8 January 2024 is 5 February.
        let events = story.process.figureEvents(at: "2024-03-01")
        let missed = try #require(events.first { $0.kind == .missed("four-week-signal") })
        #expect(missed.day == "2024-02-05")
        #expect(!kinds(story.process.figureEvents(at: "2024-02-05")).contains(missed.kind))
    }

    @Test("a term that passes is counted on the day after it")
    func lapse() throws {
        var story = try assessed()
        try story.allow(
            "decide-b", by: .occupationalPhysician, on: "2024-03-04", writing: [.assessmentForm])
        let events = story.process.figureEvents(at: "2024-12-31")
        // 21 calendar days to appeal.
        #expect(events.first { $0.kind == .lapse("appeal-period-over") }?.day == "2024-03-26")
    }

    @Test("nothing in a dossier without events")
    func empty() throws {
        #expect(try Story().process.figureEvents(at: "2030-01-01").isEmpty)
    }
}
