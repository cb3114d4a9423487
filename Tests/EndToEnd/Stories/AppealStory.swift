import Testing

@Suite("Decision B with an appeal") struct AppealStory {
    @Test("B needs its medical grounds, and no plan comes before the decision is final")
    func appealable() throws {
        let world = try World()
        try world.examine()
        world.at("2024-03-04")
        try world.refuses(
            Wrong(.decision("b"), breaks: "R22-14", saying: "medical assessment", "I.4-73 §4"))
        try world.decide("b", to: "b-appealable")
        let deadlines = try world.deadlines()
        #expect(deadlines["appeal"]?.due == "2024-03-25")
        #expect(deadlines["plan-after-b"]?.due == "2024-09-04")
        #expect(try world.next("wim").step("appeal")?.deadline?.due == "2024-03-25")
        #expect(try world.next("hans").step("deliver-plan")?.possibleFrom == "2024-03-26")
        try world.refuses(
            Wrong(.concertation(), breaks: "R22-18", saying: "I.4-74", "possible from 2024-03-26"),
            Wrong(.plan("b"), breaks: "R22-19", saying: "I.4-74", "open to appeal"),
            Wrong(.report(), breaks: "R22-22", saying: "I.4-74 §4", "open to appeal"),
            Wrong(.appeal(sentOn: "2024-03-04").by("hans"), breaks: "R22-16", saying: "worker"),
            Wrong(
                Step(
                    "wim", "appeal",
                    ("appeal-letter", Forms.appealLetter(sentOn: "2024-03-04"))),
                breaks: "R22-16", saying: "registered letter", "I.4-80"))
    }

    @Test("an upheld B goes on to a plan, which the worker refuses with reasons")
    func upheld() throws {
        let world = try World()
        try world.examine()
        try world.decide("b", to: "b-appealable")
        world.at("2024-03-25")
        try world.take(.appeal(sentOn: "2024-03-25"), to: "b-suspended")
        try world.refuses(
            Wrong(.appeal(sentOn: "2024-03-25"), breaks: "R22-16", saying: "I.4-80"),
            Wrong(.plan("b"), breaks: "R22-19", saying: "suspended by appeal"),
            Wrong(.concertation(), breaks: "R22-18", saying: "suspended by appeal"),
            Wrong(Step("paula", "receive-appeal"), breaks: "floor/F3"))

        try world.run("paula", "inspect", "open", "bakkerij-voorbeeld", "--reason", "appeal")
        try world.take(Step("paula", "receive-appeal"))
        let deadlines = try world.deadlines("paula")
        #expect(deadlines["appeal-ruling"]?.due == "2024-05-06")
        #expect(try world.deadlines()["plan-after-b"]?.isPaused == true)
        try world.refuses(
            Wrong(
                .ruling("rule-upheld", "upheld").by("els"), breaks: "R22-17", saying: "I.4-80"),
            Wrong(
                .ruling("rule-upheld", "upheld").by("ines"), breaks: "R22-17", saying: "I.4-80"))

        world.at("2024-05-06")
        #expect(try world.attempt("paula", ["deadlines", world.dossier]).status == 0)
        try world.take(.ruling("rule-upheld", "upheld"), to: "concertation-b")
        try world.take(
            Step(
                "paula", "send-ruling-copies",
                set: ["received-by-worker=2024-05-06", "received-by-employer=2024-05-06"]))
        #expect(try world.run("hans", "read", world.dossier, "appeal-ruling").contains("upheld"))
        let rulings = try world.attempt("hans", ["read", world.dossier, "appeal-medical-report"])
        #expect(rulings.status == 77)
        try world.refuses(
            Wrong(.appeal(sentOn: "2024-05-06"), breaks: "R22-16", saying: "I.4-80"))

        try world.take(.concertation())
        try world.take(.plan("b"), to: "plan-proposed")
        world.at("2024-05-13")
        try world.refuses(
            Wrong(
                .answer("refuse"), breaks: "R22-21", saying: "a refusal states its reasons",
                "I.4-74 §3", "`reasons`"),
            Wrong(.answer("refuse", reasons: "te ver").by("hans"), breaks: "R22-21"))
        try world.take(.answer("refuse", reasons: "het werk is te ver"), to: "ended-by-refusal")
        try world.refuses(
            Wrong(.answer("agree"), breaks: "R22-21", saying: "no trajectory open"))
        for who in ["hans", "els", "adam"] {
            let notices = try world.read(Shown.Status.self, who, ["status"]).notices
            #expect(notices.contains { $0.step == "refuse" && $0.role == "worker" })
        }
    }

    @Test("after a late ruling that B is not definitive the physician decides anew")
    func notDefinitive() throws {
        let world = try World()
        try world.examine()
        try world.decide("b", to: "b-appealable")
        world.at("2024-03-25")
        try world.take(.appeal(sentOn: "2024-03-25"), to: "b-suspended")
        try world.run("paula", "inspect", "open", "bakkerij-voorbeeld", "--reason", "appeal")
        try world.take(Step("paula", "receive-appeal"))

        world.at("2024-05-07")
        let overdue = try world.attempt("paula", ["deadlines", world.dossier])
        #expect(overdue.status == 10)
        #expect(overdue.output.contains("2024-05-06  OVERDUE"))
        let before = try world.standing()
        let (report, ruling) = (
            try world.file("report.yaml", Forms.appealReport),
            try world.file("ruling.yaml", Forms.ruling("upheld"))
        )
        try world.refuse(
            65, "paula", "do", world.dossier, "rule-not-definitive", "--form",
            "appeal-medical-report=\(report)", "--form", "appeal-ruling=\(ruling)",
            saying: "`ruling`")
        #expect(try world.standing() == before)

        try world.take(
            .ruling("rule-not-definitive", "not-definitive"), to: "under-assessment")
        try world.refuses(
            Wrong(.plan("b"), breaks: "R22-19", saying: "under assessment"))
        try world.take(.decision("a", receivedOn: "2024-05-07"), to: "concertation-a")
        #expect(try world.deadlines()["plan-after-a"]?.due == "2024-07-09")
    }
}
