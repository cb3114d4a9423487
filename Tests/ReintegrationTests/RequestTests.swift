internal import Records
internal import Reintegration
internal import Testing

@Suite("Rows 0 to 2: signal, request, notice") struct RequestTests {
    @Test("R22-01 R22-02: four weeks of absence are reported, then the worker is informed")
    func fourWeeks() throws {
        var story = try Story()
        try story.allow("absence.start", by: .worker, on: "2026-02-02")
        let signal = try #require(story.process.openDeadlines(at: "2026-02-10").first)
        #expect(signal.name == "four-week-signal")
        #expect(signal.due == "2026-03-02")
        let early = try story.refuse("signal-four-weeks", by: .employer, on: "2026-03-01")
        #expect(early.possibleFrom == "2026-03-02")
        #expect(early.reference.rule == "R22-01")
        #expect(
            try story.refuse("signal-four-weeks", by: .worker, on: "2026-03-02").reason
                == .wrongRole)
        let signalled = try story.allow("signal-four-weeks", by: .hr, on: "2026-03-02")
        #expect(signalled.notifies == [.occupationalPhysician, .nurse])
        #expect(signalled.deadlines.map(\.name) == ["inform-worker"])
        #expect(story.process.openDeadlines(at: "2026-03-03").map(\.name) == ["inform-worker"])
        try story.refuse("inform-worker", by: .employer, on: "2026-03-04")
        try story.allow("inform-worker", by: .nurse, on: "2026-03-04")
        #expect(story.process.openDeadlines(at: "2026-03-05").isEmpty)
    }

    @Test("R22-03: the worker asks for a trajectory on any day of the incapacity")
    func byWorker() throws {
        var story = try Story()
        let none = try story.refuse(
            "request-by-worker", by: .worker, on: "2024-01-15", writing: [.request])
        #expect(none.reason == .guardFailed(.incapacityRunning))
        try story.allow("absence.start", by: .worker, on: "2024-01-15")
        let outcome = try story.allow(
            "request-by-worker", by: .worker, on: "2024-01-15", writing: [.request])
        #expect(outcome.state == "requested")
        #expect(outcome.notifies == [.occupationalPhysician, .employer, .advisingPhysician])
        #expect(outcome.deadlines.first { $0.name == "assessment" }?.due == "2024-03-04")
        #expect(story.process.phase(at: "2024-01-16") == .intake)
    }

    @Test("R22-03: the treating physician asks with the worker's consent only")
    func byTreatingPhysician() throws {
        var story = try Story()
        try story.allow("absence.start", by: .worker, on: "2024-01-10")
        let consent = story.consent()
        let missing = try story.refuse(
            "request-by-treating-physician", by: .treatingPhysician, on: "2024-01-15",
            writing: [.request], [.consent: consent])
        #expect(missing.reason == .guardFailed(.consentRecorded(.requestByTreatingPhysician)))
        #expect(missing.hint?[.en].isEmpty == false)
        story.consents = [.requestByTreatingPhysician]
        let unnamed = try story.refuse(
            "request-by-treating-physician", by: .treatingPhysician, on: "2024-01-15",
            writing: [.request])
        #expect(unnamed.reason == .missingParameter(.consent))
        try story.allow(
            "request-by-treating-physician", by: .treatingPhysician, on: "2024-01-15",
            writing: [.request], [.consent: consent])
    }

    @Test("R22-04: the employer asks after three months without interruption")
    func byEmployer() throws {
        var story = try Story()
        try story.allow("absence.start", by: .employer, on: "2024-01-15")
        let early = try story.refuse(
            "request-by-employer-duration", by: .employer, on: "2024-04-14", writing: [.request])
        #expect(early.possibleFrom == "2024-04-15")
        #expect(early.reference.rule == "R22-04")
        #expect(early.reference.article == "I.4-73 §1")
        #expect(early.text[.nl].contains("3 maanden"))
        #expect(early.hint?[.nl] == "mogelijk vanaf 2024-04-15")
        try story.allow(
            "request-by-employer-duration", by: .employer, on: "2024-04-15", writing: [.request])
    }

    @Test("R22-04: a relapse within fourteen days of a resumption does not interrupt")
    func relapse() throws {
        var story = try Story()
        try story.allow("absence.start", by: .employer, on: "2024-01-15")
        try story.allow("absence.resumption", by: .employer, on: "2024-03-01")
        try story.refuse(
            "request-by-employer-duration", by: .employer, on: "2024-04-15", writing: [.request])
        let late = try story.refuse("absence.relapse", by: .worker, on: "2024-03-16")
        #expect(late.reference.rule == "R22-04")
        let early = try story.refuse("absence.start", by: .worker, on: "2024-03-15")
        #expect(early.possibleFrom == "2024-03-16")
        try story.allow("absence.relapse", by: .worker, on: "2024-03-15")
        try story.allow(
            "request-by-employer-duration", by: .employer, on: "2024-04-15", writing: [.request])
    }

    @Test("R22-04: a later absence is a new incapacity, which starts the three months again")
    func newIncapacity() throws {
        var story = try Story()
        try story.allow("absence.start", by: .employer, on: "2024-01-15")
        try story.allow("absence.resumption", by: .employer, on: "2024-03-01")
        try story.allow("absence.start", by: .worker, on: "2024-03-16")
        let early = try story.refuse(
            "request-by-employer-duration", by: .employer, on: "2024-04-15", writing: [.request])
        #expect(early.possibleFrom == "2024-06-16")
    }

    @Test("the fourteen days can be read from the day of the resumption on")
    func relapseReading() throws {
        var story = try Story(["relapse-count": "event-day"])
        try story.allow("absence.start", by: .employer, on: "2024-01-15")
        try story.allow("absence.resumption", by: .employer, on: "2024-03-01")
        try story.refuse("absence.relapse", by: .worker, on: "2024-03-15")
        try story.allow("absence.relapse", by: .worker, on: "2024-03-14")
    }

    @Test("absences follow each other in time")
    func absenceOrder() throws {
        var story = try Story()
        #expect(
            try story.refuse("absence.resumption", by: .worker, on: "2024-01-15").reason
                == .absenceOrder)
        try story.allow("absence.start", by: .worker, on: "2024-01-15")
        #expect(
            try story.refuse("absence.start", by: .worker, on: "2024-01-20").reason
                == .absenceOrder)
        #expect(
            try story.refuse("absence.resumption", by: .worker, on: "2024-01-15").reason
                == .absenceOrder)
        try story.allow("absence.resumption", by: .worker, on: "2024-02-01")
        #expect(story.process.absences.isAbsent(on: "2024-01-31"))
        #expect(!story.process.absences.isAbsent(on: "2024-02-01"))
    }

    @Test("R22-05: the employer asks at once with the certificate that the worker handed over")
    func byCertificate() throws {
        var story = try Story()
        try story.allow("absence.start", by: .employer, on: "2024-01-15")
        let without = try story.refuse(
            "request-by-employer-certificate", by: .employer, on: "2024-02-01",
            writing: [.request])
        #expect(without.reason == .missingParameter(.certificateHandedOver))
        let ahead = try story.refuse(
            "request-by-employer-certificate", by: .employer, on: "2024-02-01",
            recorded: "2024-02-05", writing: [.request],
            [.certificateHandedOver: .day("2024-02-02")])
        #expect(ahead.reason == .guardFailed(.certificateHandedOver))
        try story.allow(
            "request-by-employer-certificate", by: .employer, on: "2024-02-01",
            writing: [.request], [.certificateHandedOver: .day("2024-01-31")])
    }

    @Test("R22-06: the advising physician starts no trajectory")
    func advisingPhysician() throws {
        var story = try Story()
        try story.allow("absence.start", by: .employer, on: "2024-01-15")
        for step in story.process.regime.steps where step.name.text.hasPrefix("request-by") {
            let refusal = try story.refuse(
                step.name, by: .advisingPhysician, on: "2024-05-15", writing: [.request])
            #expect(refusal.reason == .wrongRole)
        }
    }

    @Test("R22-07: after a work accident the temporary incapacity has ended first")
    func workAccident() throws {
        var story = try Story()
        try story.allow(
            "absence.start", by: .employer, on: "2024-01-15", [.workAccident: .flag(true)])
        let early = try story.refuse(
            "request-by-worker", by: .worker, on: "2024-02-01", writing: [.request])
        #expect(early.reason == .guardFailed(.workAccidentConsolidated))
        #expect(early.reference.rule == "R22-07")
        try story.allow("absence.consolidation", by: .worker, on: "2024-02-10")
        try story.refuse(
            "request-by-worker", by: .worker, on: "2024-02-09", recorded: "2024-02-11",
            writing: [.request])
        try story.allow("request-by-worker", by: .worker, on: "2024-02-10", writing: [.request])
    }

    @Test("R22-07: an absence without a work accident knows no consolidation")
    func noConsolidation() throws {
        var story = try Story()
        try story.allow("absence.start", by: .employer, on: "2024-01-15")
        let refusal = try story.refuse("absence.consolidation", by: .worker, on: "2024-02-10")
        #expect(refusal.reason == .absenceOrder)
    }

    @Test("R22-08: a request without its form, or with an incomplete one, starts nothing")
    func completeRequest() throws {
        var story = try Story()
        try story.allow("absence.start", by: .worker, on: "2024-01-10")
        let bare = try story.refuse("request-by-worker", by: .worker, on: "2024-01-15")
        #expect(bare.reason == .missingSection(.request))
        story.writesCompleteForms = false
        let incomplete = try story.refuse(
            "request-by-worker", by: .worker, on: "2024-01-15", writing: [.request])
        #expect(incomplete.reason == .guardFailed(.formComplete(.request)))
        #expect(incomplete.reference.rule == "R22-08")
    }

    @Test("R22-09: the physician notifies the other party and the advising physician at once")
    func notify() throws {
        var story = try Story.requested()
        let duty = try #require(
            story.process.openDeadlines(at: "2024-01-15").first { $0.name == "notify-parties" })
        #expect(duty.due == "2024-01-15")
        #expect(duty.isOverdue(on: "2024-01-16"))
        try story.refuse("notify-parties", by: .nurse, on: "2024-01-16")
        let outcome = try story.allow(
            "notify-parties", by: .occupationalPhysician, on: "2024-01-16")
        #expect(outcome.notifies == [.worker, .employer, .advisingPhysician])
        #expect(outcome.state == "requested")
        #expect(
            !story.process.openDeadlines(at: "2024-01-16").contains { $0.name == "notify-parties" })
    }

    @Test("R22-24: no trajectory while a procedure of medical force majeure runs")
    func forceMajeure() throws {
        var story = try Story()
        try story.allow("absence.start", by: .worker, on: "2024-01-10")
        story.isForceMajeureRunning = true
        let refusal = try story.refuse(
            "request-by-worker", by: .worker, on: "2024-01-15", writing: [.request])
        #expect(refusal.reason == .guardFailed(.noForceMajeureRunning))
        #expect(refusal.reference.rule == "R22-24")
    }

    @Test("one trajectory is open at a time")
    func oneAtATime() throws {
        var story = try Story.requested()
        let second = try story.refuse(
            "request-by-worker", by: .worker, on: "2024-02-01", writing: [.request])
        #expect(second.reason == .wrongState("requested"))
        #expect(story.process.trajectories.count == 1)
    }

    @Test("an actor without the relation that the role needs takes no step")
    func relation() throws {
        var story = try Story()
        try story.allow("absence.start", by: .worker, on: "2024-01-10")
        let hash = story.write([.request], on: "2024-01-15")
        for relation in Relation.allCases {
            var facts = story.facts(for: .worker)
            facts.relation = relation
            let verdict = story.process.evaluate(
                "request-by-worker", by: .worker, on: "2024-01-15", today: "2024-01-15",
                sections: hash, facts: facts)
            #expect((verdict.outcome != nil) == (relation == .`self`))
            if relation != .`self` { #expect(verdict.refusal?.reason == .wrongRelation) }
        }
    }

    @Test("a step that has not happened yet is refused until its day")
    func ahead() throws {
        var story = try Story()
        let refusal = try story.refuse(
            "absence.start", by: .worker, on: "2024-01-16", recorded: "2024-01-15")
        #expect(refusal.reason == .dayAhead)
        #expect(refusal.possibleFrom == "2024-01-16")
        #expect(
            try story.refuse("fly-to-the-moon", by: .worker, on: "2024-01-15").reason
                == .unknownStep)
    }
}
