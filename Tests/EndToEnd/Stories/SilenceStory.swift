import Testing

@Suite("Decision B with silence") struct SilenceStory {
    @Test("21 days pass, a plan meets silence twice, and that counts as a refusal")
    func silence() throws {
        let world = try World()
        try world.examine()
        try world.decide("b", to: "b-appealable")
        world.at("2024-03-26")
        #expect(try world.standing().state == "concertation-b")
        try world.refuses(
            Wrong(.appeal(sentOn: "2024-03-26"), breaks: "R22-16", saying: "I.4-80"))
        for who in ["hans", "wim"] {
            let notices = try world.read(Shown.Status.self, who, ["status"]).notices
            #expect(notices.contains { $0.step == "appeal-period-over" })
        }

        world.at("2024-05-06")
        try world.take(.concertation())
        try world.take(.plan("b"), to: "plan-proposed")
        let contact = Step(
            "hans", "contact-worker", ("contact-log", Forms.contact(on: "2024-05-21")))
        world.at("2024-05-20")
        try world.refuses(
            Wrong(contact, breaks: "R22-21", saying: "I.4-74 §3", "possible from 2024-05-21"),
            Wrong(Step("hans", "record-silence"), breaks: "R22-21", saying: "I.4-74 §3"))

        world.at("2024-05-21")
        #expect(try world.standing().state == "awaiting-contact")
        try world.refuses(
            Wrong(Step("hans", "record-silence"), breaks: "R22-21", saying: "not done yet"),
            Wrong(contact.by("els"), breaks: "R22-21", saying: "employer"))
        try world.take(contact)
        #expect(try world.deadlines()["second-answer"]?.due == "2024-06-04")

        world.at("2024-06-04")
        try world.refuses(
            Wrong(
                Step("hans", "record-silence"), breaks: "R22-21",
                saying: "the term has not passed", "inferred", "possible from 2024-06-05"))
        world.at("2024-06-05")
        try world.take(Step("hans", "record-silence"), to: "ended-by-refusal")
        for who in ["els", "adam"] {
            let notices = try world.read(Shown.Status.self, who, ["status"]).notices
            #expect(notices.contains { $0.step == "record-silence" })
        }
    }

    @Test("an appeal that was posted on day 21 counts, though it is recorded on day 22")
    func postedInTime() throws {
        let world = try World()
        try world.examine()
        try world.decide("b", to: "b-appealable")
        world.at("2024-03-26")
        var appeal = Step.appeal(sentOn: "2024-03-25")
        appeal.options = ["--date", "2024-03-25"]
        try world.take(appeal, to: "b-suspended")
    }

    @Test("three invitations without an answer end it once all were proven to arrive")
    func invitations() throws {
        let world = try World()
        try world.run("hans", "absence", "start", world.dossier, "--date", "2024-01-08")
        world.at("2024-01-15")
        try world.take(.request())
        for (number, day) in [(1, "2024-01-15"), (2, "2024-01-29"), (3, "2024-02-12")] {
            world.at(day)
            try world.take(.invitation(number, sentOn: day), to: "invited")
        }
        world.at("2024-02-26")
        try world.refuses(
            Wrong(
                Step(
                    "els", "invite", ("invitation", Forms.invitation(3, sentOn: "2024-02-26")),
                    set: ["invitation-number=4"]),
                breaks: "R22-10", saying: "at most 3", "I.4-73 §3"))

        world.at("2024-02-27")
        #expect(try world.standing().state == "invited")
        for number in 1...3 {
            let proof = String(repeating: "a\(number)", count: 32)
            try world.take(
                Step(
                    "els", "record-delivery",
                    set: ["invitation-number=\(number)", "delivery-proof=\(proof)"]),
                to: number == 3 ? "ended-no-show" : "invited")
        }
        for who in ["hans", "adam", "wim"] {
            let notices = try world.read(Shown.Status.self, who, ["status"]).notices
            #expect(
                notices.contains {
                    $0.reason == "term-passed" && $0.step == "third-invitation-unanswered"
                })
        }
        try world.refuses(
            Wrong(
                Step("els", "examine"), breaks: "R22-11", saying: "no trajectory open"))
    }
}
