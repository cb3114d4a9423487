internal import Records
internal import Reintegration
internal import Testing

@Suite("What may be done now") struct NextStepTests {
    private func next(
        _ story: Story, _ role: Role, _ day: CivilDate
    ) -> [NextStep] {
        story.process.nextSteps(for: role, today: day, facts: story.facts(for: role))
    }

    @Test("the employer sees from when on a request is possible")
    func employer() throws {
        var story = try Story()
        try story.allow("absence.start", by: .employer, on: "2024-01-15")
        let steps = next(story, .employer, "2024-03-01")
        let duration = try #require(
            steps.first { $0.step.name == "request-by-employer-duration" })
        #expect(duration.possibleFrom == "2024-04-15")
        #expect(!duration.isPossibleNow)
        #expect(duration.artefacts.map(\.form) == ["request"])
        let signal = try #require(steps.first)
        #expect(signal.step.name == "signal-four-weeks")
        #expect(signal.deadline?.due == "2024-02-12")
        #expect(signal.isPossibleNow)
    }

    @Test("the physician sees decisions with their deadline, and what each needs")
    func physician() throws {
        let story = try Story.underAssessment()
        let steps = next(story, .occupationalPhysician, "2024-02-13")
        let decision = try #require(steps.first { $0.step.name == "decide-b" })
        #expect(decision.deadline?.due == "2024-03-04")
        #expect(decision.reference.article == "I.4-73 §4")
        #expect(
            decision.needs.map(\.reason).contains(
                .guardFailed(.sectionWritten(.medicalAssessment))))
        #expect(!decision.isPossibleNow)
        let other = try #require(steps.first { $0.step.name == "decide-a" })
        #expect(other.isPossibleNow)
        let consult = try #require(steps.first { $0.step.name == "consult-treating-physician" })
        #expect(!consult.isPossibleNow, "no consent is recorded")
        #expect(!steps.contains { $0.step.name == "invite" })
    }

    @Test("the steps with the earliest deadline come first")
    func order() throws {
        let story = try Story.requested()
        let steps = next(story, .occupationalPhysician, "2024-01-16")
        #expect(steps.first?.step.name == "notify-parties")
        let due = steps.compactMap { $0.deadline?.due }
        #expect(due == due.sorted())
    }

    @Test("an employer who waits for the appeal to lapse sees from when on a plan is possible")
    func lapse() throws {
        let story = try Story.decidedB()
        let plan = try #require(
            next(story, .employer, "2024-03-10").first { $0.step.name == "deliver-plan" })
        #expect(plan.possibleFrom == "2024-03-26")
    }

    @Test("who has no relation sees nothing to do")
    func noRelation() throws {
        let story = try Story.requested()
        var facts = story.facts(for: .occupationalPhysician)
        facts.relation = .lapsed
        #expect(
            story.process.nextSteps(
                for: .occupationalPhysician, today: "2024-01-16", facts: facts
            ).isEmpty)
    }

    @Test("a third invitation is offered, a fourth is not")
    func invitations() throws {
        var story = try Story.requested()
        for (number, day) in [(1, "2024-01-22"), (2, "2024-02-05"), (3, "2024-02-19")]
            as [(UInt8, CivilDate)]
        {
            #expect(next(story, .occupationalPhysician, day).contains { $0.step.name == "invite" })
            try story.allow(
                "invite", by: .occupationalPhysician, on: day, writing: [.invitation],
                [.invitationNumber: .number(number)])
        }
        #expect(
            !next(story, .occupationalPhysician, "2024-03-10").contains {
                $0.step.name == "invite"
            })
    }

    @Test("which steps rest on steps that the role may not know")
    func hiddenSteps() throws {
        var found: Set<String> = []
        for regime in try Shipped.allRegimes() {
            for step in regime.steps {
                for role in step.by
                where step.guards.contains(where: { !regime.shows($0.condition, to: role) }) {
                    found.insert("\(regime.name) \(step.name) \(role.rawValue)")
                }
            }
        }
        // The physician alone knows that a new request was allowed early after decision C; the medical
        // information goes from the physician to the worker, without a representative.
        #expect(
            found.sorted() == [
                "be-2022 request-by-employer-certificate employer",
                "be-2022 request-by-employer-certificate hr",
                "be-2022 request-by-employer-duration employer",
                "be-2022 request-by-employer-duration hr",
                "be-2026 request-by-employer-consent employer",
                "be-2026 request-by-employer-consent hr",
                "be-2026 request-by-employer-potential employer",
                "be-2026 request-by-employer-potential hr",
                "nl-poortwachter send-medical-information legal-representative",
            ])
    }

    @Test("another dossier may stand against a request, which is told and is no need")
    func otherDossiers() throws {
        var story = try Story()
        try story.allow("absence.start", by: .employer, on: "2024-01-15")
        for (role, name) in [
            (Role.employer, StepName(stringLiteral: "request-by-employer-duration")),
            (.worker, "request-by-worker"),
        ] {
            let step = try #require(
                next(story, role, "2024-05-01").first { $0.step.name == name })
            #expect(step.unseen.map(\.reference.rule) == ["R22-24"])
            #expect(step.isPossibleNow)
        }
    }
}
