import Testing

@Suite("Consent and disclosure") struct ConsentStory {
    private static let terms = [
        "--to", "tom", "--role", "treating-physician", "--section", "medical-assessment", "--for",
        "care", "--until", "2024-09-01",
    ]

    /// A world in which the physician has written down what was found, and tom is the worker's
    /// physician.
    private func assessed() throws -> World {
        let world = try World()
        try world.examine()
        let grounds = try world.file("grounds.yaml", Forms.medicalAssessment("a"))
        try world.run("els", "write", world.dossier, "medical-assessment", "--form", grounds)
        try world.run(
            "wim", "relation", "add", world.dossier, "tom", "--relation", "care", "--role",
            "treating-physician", "--source", "named by the worker")
        return world
    }

    @Test("what was disclosed under a consent closes when the worker withdraws it")
    func withdrawal() throws {
        let world = try assessed()
        let number = world.dossier
        let reading = ["read", number, "medical-assessment", "--for", "care"]
        try world.refuses(
            Wrong("tom", reading, breaks: "floor/F6"),
            Wrong(
                "hans",
                ["consent", "give", number, "--to", "bakkerij-voorbeeld", "--role", "hr"]
                    + Self.terms.suffix(6), breaks: "floor/F2"))
        try world.run("wim", ["consent", "give", number] + Self.terms)
        let consents = try world.read(Shown.Dossier.self, "wim", ["dossier", "show", number])
            .consents
        let consent = try #require(consents.first?.short)
        try world.run("els", "disclose", number, "medical-assessment", "--consent", consent)
        #expect(try world.run("tom", reading).contains("lage rugpijn"))
        try world.refuses(
            Wrong("tom", ["consent", "withdraw", number, consent], breaks: "floor/F2"))

        try world.run("wim", "consent", "withdraw", number, consent)
        let after = try world.read(Shown.Dossier.self, "wim", ["dossier", "show", number])
        #expect(after.consents.first?.withdrawn != nil)
        try world.refuses(Wrong("tom", reading, breaks: "floor/F6"))
        let own = try world.read(Shown.OwnLog.self, "wim", ["log", "mine"]).entries
        for event in ["consent.give", "section.disclose", "section.read", "consent.withdraw"] {
            #expect(own.contains { $0.event == event && $0.outcome == "allow" })
        }
    }

    @Test("the employer's side gets no secret section by any consent")
    func employer() throws {
        let world = try assessed()
        try world.refuses(
            Wrong(
                "wim",
                [
                    "consent", "give", world.dossier, "--to", "bakkerij-voorbeeld", "--role", "hr",
                    "--section", "medical-assessment", "--for", "reintegration", "--until",
                    "2024-09-01",
                ], breaks: "floor/F1"),
            Wrong(
                "hans", ["read", world.dossier, "medical-assessment"], breaks: "floor/F1"))
    }

    @Test("the physician consults nobody without consent, and records one with its evidence")
    func recorded() throws {
        let world = try assessed()
        world.at("2024-02-05")
        let number = world.dossier
        var consult = Step(
            "els", "consult-treating-physician",
            ("consultation", Forms.consultation(with: "treating-physician", named: "Tom")))
        try world.refuses(
            Wrong(consult, breaks: "R22-12", saying: "consent", "I.4-73 §3, 1°"),
            Wrong(
                "hans",
                [
                    "consent", "record", number, "--to", "tom", "--role", "treating-physician",
                    "--process", "C2", "--until", "2024-09-01", "--evidence", "said so",
                ], breaks: "floor/F2"))
        try world.run(
            "els", "consent", "record", number, "--to", "tom", "--role", "treating-physician",
            "--process", "C2", "--until", "2024-09-01", "--evidence", "signed form of 29 January")
        let consents = try world.read(Shown.Dossier.self, "wim", ["dossier", "show", number])
            .consents
        let consent = try #require(consents.first)
        #expect(consent.evidence == "signed form of 29 January")
        let told = try world.read(Shown.Status.self, "wim", ["status"]).notices
        #expect(
            told.contains {
                $0.reason == "consent-recorded" && $0.role == "occupational-physician"
            })

        // The consent is for the treating physician, not for the fund's.
        var other = Step(
            "els", "consult-advising-physician",
            ("consultation", Forms.consultation(with: "advising-physician", named: "Adam")))
        other.settings = ["consent=\(consent.short)"]
        try world.refuses(Wrong(other, breaks: "R22-12", saying: "I.4-73 §3, 2°"))
        consult.settings = ["consent=\(consent.short)"]
        try world.take(consult, to: "under-assessment")
        try world.run("wim", "consent", "withdraw", number, consent.short)
        try world.refuses(Wrong(consult, breaks: "R22-12", saying: "no consent of the worker"))
    }

    @Test("the employer is consulted at the worker's request and not otherwise")
    func request() throws {
        let world = try assessed()
        world.at("2024-02-05")
        var consult = Step(
            "els", "consult-employer", ("employer-consultation", Forms.employerConsultation))
        try world.refuses(
            Wrong(consult, breaks: "R22-12", saying: "request of the worker", "I.4-73 §3, 5°"))
        try world.run(
            "wim", "consent", "give", world.dossier, "--to", "bakkerij-voorbeeld", "--role", "hr",
            "--process", "C6", "--section", "employer-consultation", "--for", "reintegration",
            "--until", "2024-09-01")
        let consents = try world.read(
            Shown.Dossier.self, "wim", ["dossier", "show", world.dossier]
        ).consents
        consult.settings = ["consent=\(try #require(consents.first).short)"]
        try world.take(consult, to: "under-assessment")
    }

    @Test("an explicit refusal beats a consent that was recorded")
    func refusal() throws {
        let world = try assessed()
        let number = world.dossier
        try world.run("wim", ["consent", "refuse", number] + Self.terms)
        try world.run(
            "els",
            ["consent", "record", number] + Self.terms + ["--evidence", "said at the visit"])
        try world.refuses(
            Wrong(
                "tom", ["read", number, "medical-assessment", "--for", "care"], breaks: "floor/F6"))
        let shown = try world.read(Shown.Dossier.self, "wim", ["dossier", "show", number])
        #expect(shown.consents.contains { $0.isRefusal && $0.withdrawn == nil })
    }
}
