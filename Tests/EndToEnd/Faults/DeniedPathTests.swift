import TestSupport
import Testing

/// What a read would deny is given by no list, count, search, print, export, explanation or error.
@Suite("Ways around a denial") struct DeniedPathTests {
    private let world: World
    private static let secrets = [
        "lage rugpijn", "medical-assessment", "Medische beoordeling", "medische beoordeling",
        "médicale", "medizinische Beurteilung", "Tom Voorbeeld", "treating-physician",
    ]

    /// A world in which there is a medical section, and a consent to it for the worker's physician.
    init() throws {
        world = try World()
        try world.examine()
        let grounds = try world.file("grounds.yaml", Forms.medicalAssessment("a"))
        try world.run("els", "write", world.dossier, "medical-assessment", "--form", grounds)
        try world.run(
            "wim", "relation", "add", world.dossier, "tom", "--relation", "care", "--role",
            "treating-physician", "--source", "named by the worker")
        try world.run(
            "wim", "consent", "give", world.dossier, "--to", "tom", "--role",
            "treating-physician", "--section", "medical-assessment", "--for", "care", "--until",
            "2024-09-01")
    }

    /// Everything that shows something of a dossier without naming a section.
    private var views: [[String]] {
        let dossier = world.dossier
        return [
            ["dossier", "list"], ["dossier", "show", dossier], ["next", dossier], ["deadlines"],
            ["history", dossier, "plan"], ["consent", "list", dossier], ["status"],
            ["search", "Wim Voorbeeld"], ["log", "mine"], ["relation", "list", dossier],
            ["absence", "list", dossier],
            [
                "policy", "who-can", "--action", "read", "--section", "plan", "--dossier", dossier,
            ],
            ["policy", "why", "--section", "plan", "--dossier", dossier],
        ]
    }

    @Test("no view tells the employer, a lay inspector or another employer of what is secret")
    func shown() throws {
        for who in ["hans", "ines", "otto"] {
            for view in views {
                for form in [[], ["--json"]] {
                    let ended = try world.attempt(who, view + form)
                    for secret in Self.secrets {
                        #expect(
                            !ended.output.contains(secret) && !ended.errors.contains(secret),
                            "\(who): \(ended)")
                    }
                }
            }
        }
    }

    @Test("reading, printing, carrying out and handing on are refused alike, whether there is one")
    func sameAnswer() throws {
        let out = world.folder.path("out.html")
        func answers(_ kind: String) throws -> [String] {
            try [
                ["read", world.dossier, kind], ["read", world.dossier, kind, "--print"],
                ["read", world.dossier, kind, "--output", out],
                ["disclose", world.dossier, kind], ["history", world.dossier, kind],
                ["policy", "why-not", "--section", kind, "--dossier", world.dossier],
                ["policy", "who-can", "--section", kind, "--dossier", world.dossier],
            ].map { arguments in
                let ended = try world.attempt("hans", arguments)
                // The entry's number and the kind that was named are the caller's own.
                let lines = (ended.output + ended.errors).split(separator: "\n")
                    .filter { !$0.hasPrefix("log entry:") }
                return "\(ended.status) " + lines.joined(separator: "\n").replacing(kind, with: "K")
            }
        }
        let there = try answers("medical-assessment")
        let nowhere = try answers("health-file")
        for (one, other) in zip(there, nowhere) { #expect(one == other) }
        #expect(there[0].hasPrefix("77 "))
        #expect(!there.joined().contains("rugpijn"))
    }

    @Test("an auditor's lists and exports hold coarse categories, and no kind or content")
    func audit() throws {
        _ = try world.attempt("hans", ["read", world.dossier, "medical-assessment"])
        let path = world.folder.path("export.csv")
        for command in [
            ["log", "list"], ["log", "list", "--json"], ["audit", "alerts"],
            ["policy", "replay"], ["log", "export", "--format", "csv", "--output", path],
        ] {
            let ended = try world.attempt("vera", command)
            for secret in ["lage rugpijn", "medical-assessment", "Wim Voorbeeld", "Tom Voorbeeld"] {
                #expect(!(ended.output + ended.errors).contains(secret), "\(ended)")
            }
        }
    }
}
