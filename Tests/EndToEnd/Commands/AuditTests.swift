import Foundation
import TestSupport
import Testing

@Suite("The review of the log by the built program") struct AuditTests {
    private let world: World

    /// Somebody of the employer's side tries the notes five times within minutes.
    init() throws {
        world = try World()
        try world.run("els", "write", world.dossier, "medical-notes", "--file", "-", input: "een")
        for _ in 0..<5 {
            try world.refuse(77, "hans", "read", world.dossier, "medical-notes", saying: "floor/F1")
        }
    }

    /// What the rules found, whatever the exit status.
    private func alerts(_ arguments: String..., status: Int32) throws -> JSONObject {
        let ended = try world.attempt("vera", ["audit", "alerts", "--json"] + arguments)
        try #require(ended.status == status, "\(ended)")
        return try JSONObject(ended.output)
    }

    private func indices(_ alert: [String: Any]) -> [String] {
        (alert["entries"] as? [[String: Any]] ?? []).compactMap {
            ($0["index"] as? Int).map(String.init)
        }
    }

    @Test(
        "an alert is open until it is judged, and then counts for its rule; a period is signed off")
    func judging() throws {
        let found = try alerts(status: 10)
        let burst = try #require(found.list("alerts").first { $0["rule"] as? Int == 3 })
        #expect(indices(burst).count == 5 && burst["open"] as? Bool == true)
        #expect((burst["sentence"] as? String)?.contains("was refused 5 times") == true)
        let file = BuiltProgram.repository.appending(path: "policies/review.yaml").path
        let hash = try Tool.run("sha256sum", [file]).text.prefix(64)
        #expect(try found.text("rules") == String(hash))
        #expect(try found.list("alerts").allSatisfy { $0["rules"] as? String == String(hash) })

        let text = try world.attempt("vera", ["audit", "alerts", "--language", "nl", "--open"])
        #expect(text.status == 10 && text.output.contains("keer geweigerd"), "\(text)")
        #expect(!text.output.contains("Voorbeeld") && !text.output.contains("hans"))

        let period = ["--from", "2024-01-08", "--until", "2024-01-08"]
        let signOff = ["audit", "sign-off", "--remark", "a day"] + period
        world.at("2024-01-09")
        let early = try world.attempt("vera", signOff)
        #expect(early.status == 77 && early.errors.contains("open"), "\(early)")
        for alert in try alerts(period[0], period[1], period[2], period[3], status: 10).list(
            "alerts")
        {
            let rule = try #require(alert["rule"] as? Int)
            try world.run(
                "vera",
                ["audit", "review"] + indices(alert) + [
                    "--rule", String(rule), "--verdict", rule == 3 ? "unjustified" : "justified",
                    "--remark", "asked the member",
                ])
        }
        let judged = try alerts(period[0], period[1], period[2], period[3], status: 0)
        let after = try #require(judged.list("alerts").first { $0["rule"] as? Int == 3 })
        #expect(after["verdict"] as? String == "unjustified" && after["late"] as? Bool == false)
        #expect(try world.run("vera", signOff).contains("signed off"))
        let rules = try world.json("vera", "audit", "rules").list("list")
        #expect(
            rules.count == 16 && rules[2]["true"] as? Int == 1 && rules[2]["judged"] as? Int == 1)
        #expect(try world.json(nil, "audit", "rules").list("list")[2]["judged"] is NSNull)
    }

    @Test("others do not review, nobody reviews an own act, and a day that is not over stays open")
    func refusals() throws {
        let verdict = ["--rule", "1", "--verdict", "justified", "--remark", "fine"]
        for who in ["hans", "els", "wim"] {
            let alerts = try world.attempt(who, ["audit", "alerts"])
            #expect(alerts.status == 77, "\(alerts)")
            let review = try world.attempt(who, ["audit", "review", "3"] + verdict)
            #expect(review.status == 77, "\(review)")
        }
        try world.run("vera", "log", "list", "--count", "1")
        let own = try #require(
            world.json("vera", "log", "list", "--count", "1").list("rows").first?["index"] as? Int)
        let review = try world.attempt("vera", ["audit", "review", String(own)] + verdict)
        #expect(review.status == 77, "\(review)")
        try world.refuse(
            64, "vera", "audit", "sign-off", "--from", "2024-01-08", "--until", "2024-01-08",
            "--remark", "x", saying: "not past yet")
        try world.refuse(
            64, "vera", "audit", "review", "3", "--rule", "17", "--verdict", "justified",
            "--remark", "x", saying: "1 to 16")
        let rules = try world.file("rules.yaml", "review: 2\n")
        try world.refuse(65, "vera", "audit", "alerts", "--rules", rules, saying: "rules.yaml:")
    }

    @Test("the sample is drawn from a checkpoint of this log, and judged against it")
    func sample() throws {
        let directory = world.folder.path("log")
        try world.run(nil, "log", "publish", directory)
        let checkpoint = directory + "/checkpoint"
        let draw = ["audit", "sample", "--month", "2024-01", "--checkpoint", checkpoint]
        let drawn = try world.attempt("vera", draw + ["--json"])
        #expect(drawn.status == 10 && drawn.errors.contains("--trust-policy"), "\(drawn)")
        let sample = try JSONObject(drawn.output).list("sample")
        #expect(try sample.count == JSONObject(drawn.output).number("workers") && !sample.isEmpty)
        for entry in sample {
            let index = try #require(entry["index"] as? Int)
            try world.run(
                "vera", "audit", "review", String(index), "--rule", "16", "--checkpoint",
                checkpoint, "--verdict", "justified", "--remark", "looked through")
        }
        #expect(try world.attempt("vera", draw).status == 0)

        let other = try World()
        try other.run(nil, "log", "publish", other.folder.path("log"))
        try world.refuse(
            64, "vera", "audit", "sample", "--month", "2024-1", "--checkpoint", checkpoint,
            saying: "2024-1")
        var text = try String(contentsOfFile: checkpoint, encoding: .utf8)
        text = text.replacing("\n\n", with: "x\n\n")
        try world.refuse(
            20, "vera", "audit", "sample", "--month", "2024-01", "--checkpoint",
            try world.file("forged", text), saying: "no checkpoint of this vault's log")
    }

    @Test("the report is a page in each language, and a PDF that leaves no file behind")
    func report() throws {
        for (language, word) in [
            ("nl", "Verslag over"), ("fr", "Rapport sur"), ("de", "Bericht über"),
            ("en", "Report on"),
        ] {
            let path = world.folder.path("report-\(language).html")
            try world.run("vera", "audit", "report", "--output", path, "--language", language)
            let page = try String(contentsOfFile: path, encoding: .utf8)
            #expect(page.contains(word) && page.contains("lang=\"\(language)\""))
            #expect(!page.contains("Voorbeeld") && !page.contains("<script"))
        }
        let there = world.folder.path("report-en.html")
        try world.refuse(73, "vera", "audit", "report", "--output", there, saying: "error:")

        let temporary = world.folder.path("tmp")
        try FileManager.default.createDirectory(
            atPath: temporary, withIntermediateDirectories: true)
        let pdf = world.folder.path("report.pdf")
        let made = try world.attempt(
            "vera", ["audit", "report", "--output", world.folder.path("a.html"), "--pdf", pdf],
            environment: ["TMPDIR": temporary])
        if made.status == 69, ProcessInfo.processInfo.environment["CI"] != "true" {
            print("NO weasyprint: the PDF of the report is not made")
            #expect(made.errors.contains("apt-get install weasyprint"), "\(made)")
        } else {
            #expect(made.status == 0, "\(made)")
            let info = try Tool.run("pdfinfo", [pdf]).text
            #expect(
                info.contains("Report on access to the dossiers")
                    && info.contains("Tagged:          yes"))
            #expect(try Tool.run("pdftotext", [pdf, "-"]).text.contains("State of the log"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty)
    }

    @Test("a renderer that fails is named, and no page is left")
    func failingRenderer() throws {
        let program = try world.file("weasyprint", "#!/bin/sh\ncat > /dev/null\nexit 3\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let page = world.folder.path("b.html")
        let ended = try world.attempt(
            "vera", ["audit", "report", "--output", page, "--pdf", world.folder.path("b.pdf")],
            environment: ["PATH": world.folder.path + ":" + path])
        #expect(ended.status == 69 && ended.errors.contains("status 3"), "\(ended)")
        #expect(!FileManager.default.fileExists(atPath: page))
    }
}
