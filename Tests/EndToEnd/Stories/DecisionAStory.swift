import Testing

@Suite("Decision A") struct DecisionAStory {
    @Test("a complete request starts the 49 days, and nobody else's request does")
    func request() throws {
        let world = try World()
        try world.run("hans", "absence", "start", world.dossier, "--date", "2024-01-08")
        world.at("2024-01-15")
        try world.refuses(
            Wrong(
                Step(
                    "hans", "request-by-employer-duration",
                    ("request", Forms.request(by: "employer", ground: "duration"))),
                breaks: "R22-04", saying: "I.4-73 §1", "possible from 2024-04-08"),
            Wrong(
                Step(
                    "wim", "request-by-worker",
                    ("request", Forms.without("fund-", in: Forms.request()))),
                breaks: "R22-08", saying: "not complete", "`fund-name`", "`fund-email`"),
            Wrong(.request().by("hans"), breaks: "R22-03", saying: "I.4-73 §1", "worker"),
            Wrong(.request().by("otto"), breaks: "floor/F3"))

        try world.take(.request(), to: "requested")
        #expect(try world.deadlines()["assessment"]?.due == "2024-03-04")
        #expect(try world.attempt("els", ["deadlines", world.dossier]).status == 0)
        world.at("2024-03-05")
        let overdue = try world.attempt("els", ["deadlines", world.dossier])
        #expect(overdue.status == 10)
        #expect(overdue.output.contains("OVERDUE"))
    }

    @Test("nothing is decided before the examination, and by the physician alone")
    func assessment() throws {
        let world = try World()
        try world.run("hans", "absence", "start", world.dossier, "--date", "2024-01-08")
        world.at("2024-01-15")
        try world.take(.request())
        try world.refuses(
            Wrong(
                .decision("a", receivedOn: "2024-01-15"), breaks: "R22-13",
                saying: "I.4-73 §4", "‘requested’"))
        try world.take(.invitation(1, sentOn: "2024-01-15"), to: "invited")
        world.at("2024-01-28")
        try world.refuses(
            Wrong(
                .invitation(2, sentOn: "2024-01-28"), breaks: "R22-10",
                saying: "I.4-73 §3", "possible from 2024-01-29"))
        world.at("2024-01-29")
        try world.take(Step("els", "examine"), to: "under-assessment")
        #expect(try world.next("els").step("decide-a")?.deadline?.due == "2024-03-04")
        try world.refuses(
            Wrong(
                .decision("a", receivedOn: "2024-01-29").by("nina"), breaks: "R22-13",
                saying: "occupational physician", "I.4-73 §4"),
            Wrong(
                .decision("a", receivedOn: "2024-01-29").by("hans"), breaks: "R22-13",
                saying: "I.4-73 §4"),
            Wrong(
                .appeal(sentOn: "2024-01-29"), breaks: "R22-16", saying: "under assessment"))
    }

    @Test("a form that says another decision than the step is stopped on the physician's machine")
    func contradiction() throws {
        let world = try World()
        try world.examine()
        let form = try world.file("form.yaml", Forms.assessmentForm("a"))
        let before = try world.standing()
        try world.refuse(
            65, "els", "do", world.dossier, "decide-b", "--form", form, saying: "`decision`")
        #expect(try world.standing() == before)
    }

    @Test("an accepted plan is carried out, and both sides say so")
    func accepted() throws {
        let world = try World()
        try world.examine()
        try world.decide("a", to: "concertation-a")
        #expect(try world.deadlines()["plan-after-a"]?.due == "2024-05-06")
        #expect(try world.next("hans").step("deliver-plan")?.deadline?.due == "2024-05-06")
        try world.refuses(
            Wrong(.appeal(sentOn: "2024-03-04"), breaks: "R22-16", saying: "I.4-80"),
            Wrong(.plan("a"), breaks: "R22-19", saying: "I.4-74", "consultation"),
            Wrong(.plan("a").by("els"), breaks: "R22-19", saying: "employer"),
            Wrong(.concertation().by("otto"), breaks: "floor/F3", saying: "relation"))

        world.at("2024-05-06")
        try world.take(.concertation())
        try world.refuses(
            Wrong(
                Step("hans", "deliver-plan", ("plan", Forms.planWithoutMeasures("a"))),
                breaks: "R22-19", saying: "the plan holds no measure", "I.4-74", "`measures`"))
        try world.take(.plan("a"), to: "plan-proposed")
        #expect(try world.deadlines()["plan-answer"]?.due == "2024-05-20")
        #expect(try world.next("wim").step("agree")?.deadline?.due == "2024-05-20")

        world.at("2024-05-13")
        try world.refuses(
            Wrong(.answer("agree").by("hans"), breaks: "R22-21", saying: "worker", "I.4-74 §3"))
        try world.take(.answer("agree"), to: "plan-running")
        world.at("2024-06-10")
        try world.take(Step("hans", "report-completion"))
        try world.refuses(
            Wrong(
                Step("hans", "complete"), breaks: "R22-S23", saying: "the other party",
                "unverified"))
        try world.take(Step("wim", "complete"), to: "reintegrated")
        let told = try world.read(Shown.Status.self, "adam", ["status"]).notices
        #expect(told.contains { $0.step == "complete" && $0.role == "worker" })
    }
}
