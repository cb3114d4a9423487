import Testing

@Suite("Decision C") struct DecisionCStory {
    @Test("a new request waits for three months, whoever asks")
    func wait() throws {
        let world = try World()
        try world.examine()
        world.at("2024-03-04")
        try world.refuses(
            Wrong(.decision("c"), breaks: "R22-15", saying: "medical assessment", "inferred"))
        try world.decide("c", to: "ended-c")
        #expect(try world.deadlines()["restart"]?.due == "2024-06-04")
        world.at("2024-06-03")
        try world.refuses(
            Wrong(
                .request(), breaks: "R22-15", saying: "I.4-73 §4", "possible from 2024-06-04"),
            Wrong(
                Step(
                    "hans", "request-by-employer-duration",
                    ("request", Forms.request(by: "employer", ground: "duration"))),
                breaks: "R22-15", saying: "I.4-73 §4", "possible from 2024-06-04"))
        world.at("2024-06-04")
        try world.take(.request(), to: "requested")
    }

    @Test("the physician can deviate from the three months, with medical reasons")
    func deviation() throws {
        let world = try World()
        try world.examine()
        try world.decide("c", to: "ended-c")
        world.at("2024-03-20")
        let deviation = Step(
            "els", "allow-early-restart",
            ("medical-assessment", Forms.medicalAssessment("early-restart")))
        try world.refuses(
            Wrong(.request(), breaks: "R22-15", saying: "I.4-73 §4"),
            Wrong(deviation.by("nina"), breaks: "R22-15", saying: "occupational physician"),
            Wrong(deviation.by("hans"), breaks: "R22-15", saying: "occupational physician"))
        let before = try world.standing()
        let bare = try world.file(
            "bare.yaml",
            Forms.without(
                "justification", "  de belasting", in: Forms.medicalAssessment("early-restart")))
        try world.refuse(
            65, "els", "do", world.dossier, "allow-early-restart", "--form", bare,
            saying: "`justification`")
        #expect(try world.standing() == before)
        try world.take(deviation)
        try world.take(.request(), to: "requested")
    }
}
