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

    private func consents(in world: World) throws -> [Shown.Consent] {
        try world.read(Shown.Dossier.self, "wim", ["dossier", "show", world.dossier]).consents
    }

    @Test("what was disclosed under a consent closes when the worker withdraws it")
    func withdrawal() throws {
        let world = try assessed()
        let number = world.dossier
        let reading = ["read", number, "medical-assessment", "--for", "care"]
        try world.refuses(
            Wrong("tom", reading, breaks: "floor/F6"))
        try world.run("wim", ["consent", "give", number] + Self.terms)
        let consent = try #require(consents(in: world).first?.short)
        try world.run("els", "disclose", number, "medical-assessment", "--consent", consent)
        #expect(try world.run("tom", reading).contains("lage rugpijn"))
        try world.run("wim", "consent", "withdraw", number, consent)
        #expect(try consents(in: world).first?.withdrawn != nil)
        try world.refuses(Wrong("tom", reading, breaks: "floor/F6"))
        let own = try world.read(Shown.OwnLog.self, "wim", ["log", "mine"]).entries
        for event in ["consent.give", "section.disclose", "section.read", "consent.withdraw"] {
            #expect(own.contains { $0.event == event && $0.outcome == "allow" })
        }
    }

    @Test("nobody but the worker gives or withdraws, and only the physician records")
    func others() throws {
        let world = try assessed()
        let number = world.dossier
        try world.run("wim", ["consent", "give", number] + Self.terms)
        let consent = try #require(consents(in: world).first?.short)
        let recording = ["consent", "record", number] + Self.terms + ["--evidence", "said so"]
        try world.refuses(
            Wrong("hans", ["consent", "give", number] + Self.terms, breaks: "authority/consent"),
            Wrong("adam", ["consent", "give", number] + Self.terms, breaks: "authority/consent"),
            Wrong("hans", recording, breaks: "authority/consent", saying: "with evidence"),
            Wrong("adam", recording, breaks: "authority/consent", saying: "with evidence"))
        // To others the consent does not exist.
        let before = try world.standing()
        for who in ["hans", "adam"] {
            try world.refuse(66, who, "consent", "withdraw", number, consent, saying: "no consent")
        }
        #expect(try world.standing() == before)
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
            Wrong(consult, breaks: "R22-12", saying: "consent", "I.4-73 §3, 1°"))
        try world.run(
            "els", "consent", "record", number, "--to", "tom", "--role", "treating-physician",
            "--process", "C2", "--until", "2024-09-01", "--evidence", "signed form of 29 January")
        let consent = try #require(consents(in: world).first)
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
        // What the worker asks is addressed to the physician; to agree is not to ask, neither for
        // the worker nor for the physician who records it.
        let terms = [
            "--section", "employer-consultation", "--for", "reintegration", "--until",
            "2024-09-01",
        ]
        let toPhysician = [
            "--to", "dienst-noord", "--role", "occupational-physician", "--process", "C6",
        ]
        try world.refuses(
            Wrong(
                "wim", ["consent", "give", world.dossier] + toPhysician,
                breaks: "consent/C6/nature", saying: "consent request"),
            Wrong(
                "els",
                ["consent", "record", world.dossier] + toPhysician + ["--evidence", "said so"],
                breaks: "consent/C6/nature", saying: "consent request"),
            Wrong(
                "wim",
                ["consent", "give", world.dossier, "--to", "bakkerij-voorbeeld", "--role", "hr"]
                    + terms, breaks: "consent/C6/only", saying: "--process C6"))
        try world.run("wim", ["consent", "request", world.dossier] + toPhysician + terms)
        consult.settings = ["consent=\(try #require(consents(in: world).first).short)"]
        try world.take(consult, to: "under-assessment")

        // Whether the employer reads what became of it is the worker's to say as well.
        let reading = ["read", world.dossier, "employer-consultation"]
        try world.refuses(Wrong("hans", reading, breaks: "default"))
        try world.run(
            "wim",
            [
                "consent", "request", world.dossier, "--to", "bakkerij-voorbeeld", "--role", "hr",
                "--process", "C6",
            ] + terms)
        let second = try #require(consents(in: world).first { $0.role == "hr" })
        try world.run(
            "els", "disclose", world.dossier, "employer-consultation", "--consent", second.short)
        #expect(try world.run("hans", reading).contains("welke taken zonder tillen er zijn"))
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
        #expect(try consents(in: world).contains { $0.isRefusal && $0.withdrawn == nil })
    }
}
