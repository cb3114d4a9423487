import Testing

@Suite("The text guard") struct TextGuardStory {
    /// What may not be said, and what may, by the guideline of the Dutch society of occupational
    /// physicians.
    private static let pairs = [
        ("de aard van de behandeling laat dit toe", "de behandeling is adequaat"),
        ("verzuim door een hernia", "de verzuimoorzaak is medisch"),
        ("rekening houden met chemotherapie", "gerichte behandeling"),
        ("thuis wegens familieomstandigheden", "omstandigheden"),
        ("elke week naar de fysiotherapeut", "behandelaar"),
        ("een gedragscognitieve training volgen", "maatwerktraining"),
        ("geopereerd aan de knie", "gerichte behandeling"),
    ]

    private func decision(_ conditions: String) -> Step {
        var step = Step.decision("a", receivedOn: "2024-01-29")
        step.forms = [("assessment-form", Forms.assessmentForm("a", conditions: conditions))]
        return step
    }

    @Test("each phrase that gives something away stops the form, and says what to write")
    func pairs() throws {
        let world = try World()
        try world.examine()
        let before = try world.standing()
        for (phrase, instead) in Self.pairs {
            let ended = try world.attempt("els", world.arguments(decision(phrase)))
            #expect(ended.status == 65, "\(ended)")
            #expect(ended.errors.contains("`conditions`"), "\(ended)")
            #expect(ended.errors.contains("Write for example: \(instead)."), "\(ended)")
        }
        #expect(try world.standing() == before)
        let allowed = Self.pairs.map(\.1).joined(separator: ", ")
        try world.take(decision(allowed), to: "concertation-a")
    }

    @Test("the physician can keep a text with a reason, which is logged")
    func kept() throws {
        let world = try World()
        try world.examine()
        let step = decision("niet werken in de afdeling Chemotherapie")
        #expect(try world.attempt("els", world.arguments(step)).status == 65)
        var kept = step
        kept.options = ["--keep-text", "the name of the ward where Wim works"]
        try world.take(kept, to: "concertation-a")
        let own = try world.read(Shown.OwnLog.self, "wim", ["log", "mine"]).entries
        #expect(
            own.contains {
                $0.event == "section.write"
                    && $0.text
                        == "text guard, 1 kept (treatment): the name of the ward where Wim works"
            })
    }

    @Test("a named illness stays in no form for the employer, whatever the reason")
    func neverKept() throws {
        let world = try World()
        try world.examine()
        let before = try world.standing()
        var step = decision("geen nachtdienst wegens epilepsie")
        step.options = ["--keep-text", "the employer must know in an emergency"]
        let ended = try world.attempt("els", world.arguments(step))
        #expect(ended.status == 65 && ended.errors.contains("stays in no form"), "\(ended)")
        #expect(try world.standing() == before)
    }

    @Test("the employer can keep no such text, and the worker can in the own answer")
    func others() throws {
        let world = try World()
        try world.examine()
        try world.decide("a", to: "concertation-a")
        try world.take(.concertation())
        var plan = Step(
            "hans", "deliver-plan",
            ("plan", Forms.plan("a", description: "licht werk wegens lage rugpijn")))
        #expect(try world.attempt("hans", world.arguments(plan)).status == 65)
        plan.options = ["--keep-text", "everybody knows"]
        try world.refuses(Wrong(plan, breaks: "BE-24", saying: "text guard"))
        try world.take(.plan("a"), to: "plan-proposed")

        var answer = Step.answer("refuse", reasons: "met mijn rugpijn lukt dit niet")
        #expect(try world.attempt("wim", world.arguments(answer)).status == 65)
        answer.options = ["--keep-text", "I want my employer to know"]
        try world.take(answer, to: "ended-by-refusal")
    }
}
