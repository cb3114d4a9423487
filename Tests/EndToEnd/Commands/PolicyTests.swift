import Foundation
import TestSupport
import Testing

@Suite("Policies and forms, by the built program") struct PolicyTests {
    private let world: World
    private let policies = BuiltProgram.repository.appending(path: "policies").path
    private var shipped: String { policies + "/access/be-2022.yaml" }

    init() throws { world = try World() }

    @Test("the shipped policy passes its cases, and a wrong case is named")
    func check() throws {
        let report = try world.json(nil, "policy", "check", shipped)
        #expect(try report.number("rules") > 50 && report.number("statesOfCases") > 10_000)
        let cases = try String(
            contentsOfFile: policies + "/access/be-2022.cases.yaml", encoding: .utf8)
        let place = try #require(cases.range(of: "permit"))
        let wrong = try world.file(
            "wrong.cases.yaml", cases.replacingCharacters(in: place, with: "deny"))
        let ended = try world.attempt(nil, ["policy", "check", shipped, "--cases", wrong])
        #expect(ended.status == 65 && ended.errors.hasPrefix("error: \(wrong):"), "\(ended)")
        let none = try world.file("none.yaml", "nothing\n")
        try world.refuse(65, nil, "policy", "check", none, saying: "none.yaml:1")
        try world.refuse(66, nil, "policy", "check", none + "-missing", saying: "there is no")
    }

    @Test("a policy below the floor is not proved, with the rule and an example")
    func prove() throws {
        let proved = try world.json(nil, "policy", "prove", shipped)
        #expect(try proved.number("states") == 177_811_200 && proved.number("permitted") > 10_000)
        let text = try String(contentsOfFile: shipped, encoding: .utf8)
        let below = try world.file("below.yaml", text + Self.coachReads)
        let ended = try world.attempt(nil, ["policy", "prove", below, "--json"])
        #expect(ended.status == 65, "\(ended)")
        let failure = try JSONLine(ended.errors)
        #expect(failure.message.contains("F6") && failure.message.contains("coach"))
    }

    @Test("a denial is explained with the floor, what comes nearest and what helps")
    func whyNot() throws {
        let question = [
            "policy", "why-not", "--role", "employer", "--section", "medical-assessment",
            "--policy", shipped,
        ]
        let told = try JSONObject(world.run(nil, question + ["--json"]))
        #expect(try told.text("decision") == "deny")
        #expect(told["by"] as? [String] == ["floor/F1"])
        let why = try #require(told["why"] as? [String: Any])
        #expect((why["nl"] as? String)?.contains("werkgeverskant") == true)
        let nearest = try told.list("nearest").compactMap { $0["change"] as? [String: String] }
        #expect(nearest.contains(["section": "assessment-form"]))
        #expect((told["remedy"] as? [String: String])?["fr"]?.contains("formulaire") == true)
        let lines = try world.run(nil, question + ["--language", "fr"])
        #expect(lines.hasPrefix("deny by floor/F1\n"))
        #expect(lines.contains("permitted with section assessment-form: formulaire"))
        try world.refuse(
            64, nil, "policy", "why-not", "--role", "baker", "--section", "plan", saying: "'baker'")
        try world.refuse(
            64, nil, "policy", "why-not", "--section", "plan", saying: "--dossier with --as")
        try world.refuse(
            78, nil, "policy", "why-not", "--role", "hr", "--section", "plan",
            saying: "--policy FILE")
    }

    @Test("a permit is explained by sentences made from its rules, with law and duties")
    func why() throws {
        let permitted = try world.run(
            "els", "policy", "why", "--role", "treating-physician", "--section",
            "medical-assessment", "--consent", "active", "--for", "care")
        #expect(permitted.hasPrefix("permit by "))
        #expect(permitted.contains("may read") && permitted.contains("notify-worker"))
        let told = try world.json(
            nil, "policy", "why", "--role", "nurse", "--section", "health-file", "--policy",
            shipped)
        #expect(try told.text("decision") == "permit")
        let why = try #require(told["why"] as? [String: Any])
        #expect((why["de"] as? String)?.contains("darf lesen") == true)
        #expect((why["law"] as? [String])?.isEmpty == false)
        #expect((told["duties"] as? [String])?.contains("log") == true)
    }

    @Test("a question about a permit that is a denial, or the reverse, is answered with status 66")
    func otherWay() throws {
        let denied = try world.attempt(
            nil,
            [
                "policy", "why", "--role", "employer", "--section", "health-file", "--policy",
                shipped,
            ])
        #expect(denied.status == 66 && denied.output.hasPrefix("deny by floor/F1"))
        #expect(denied.errors.contains("kluis policy why-not"))
        let permitted = try world.attempt(
            nil,
            [
                "policy", "why-not", "--role", "nurse", "--section", "health-file", "--policy",
                shipped,
            ]
        )
        #expect(permitted.status == 66 && permitted.output.hasPrefix("permit by "))
        #expect(permitted.errors.contains("kluis policy why"))
    }

    @Test("who can is answered by roles and circumstances")
    func whoCan() throws {
        let told = try world.json(
            nil, "policy", "who-can", "--section", "worker-statement", "--policy", shipped)
        let groups = try told.list("groups")
        let employers = try #require(
            groups.first { ($0["roles"] as? [String])?.contains("employer") == true })
        #expect(employers["consents"] as? [String] == ["active"])
        #expect(
            try world.run(
                "els", "policy", "who-can", "--section", "health-file", "--for", "inspection")
                == "nobody can\n")
    }

    @Test("the matrix is a table, a page that needs nothing else, and lines for a spreadsheet")
    func matrix() throws {
        let table = try world.run("els", "policy", "matrix", "--role", "employer")
        #expect(table.hasPrefix("ROLE") && table.contains("assessment-form"))
        #expect(!table.contains("health-file") && !table.contains("@secret"))
        let csv = try world.run(nil, "policy", "matrix", "--csv", "--policy", shipped)
        let lines = csv.split(separator: "\r\n")
        #expect(lines.count > 500 && lines[0].hasPrefix("role,roleLabel,side,section,"))
        let page = try world.run(
            nil, "policy", "matrix", "--html", "--language", "fr", "--policy", shipped)
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"fr\">"))
        #expect(page.contains("<caption>") && page.contains("scope=\"col\""))
        #expect(!page.contains("<script") && !page.contains("http://"))
        let told = try world.json(nil, "policy", "matrix", "--section", "plan", "--policy", shipped)
        #expect(try told.list("entries").allSatisfy { ($0["law"] as? [String])?.isEmpty == false })
        try world.refuse(
            64, nil, "policy", "matrix", "--csv", "--html", "--policy", shipped,
            saying: "choose one")
    }

    @Test("texts of a policy file are no formula in a spreadsheet and no markup in a page")
    func hostileMatrix() throws {
        let text = try String(contentsOfFile: shipped, encoding: .utf8)
        let law = "GDPR art. 15(3)"
        let place = try #require(text.range(of: law))
        let hostile = try world.file(
            "hostile.yaml",
            text.replacingCharacters(in: place, with: "=cmd|<script>alert(1)</script>"))
        let csv = try world.run(nil, "policy", "matrix", "--csv", "--policy", hostile)
        #expect(csv.contains("'=cmd|") && !csv.contains(",=cmd|"))
        let page = try world.run(nil, "policy", "matrix", "--html", "--policy", hostile)
        #expect(page.contains("&lt;script&gt;") && !page.contains("<script"))
    }

    @Test("a policy is exported for Cedar, and described for editors")
    func otherTools() throws {
        let cedar = try world.run(nil, "policy", "export", "--cedar", "--policy", shipped)
        #expect(cedar.contains("@id(\"floor/F1\")") && cedar.contains("@id(\"BE22-01\")"))
        let adopted = try world.run("els", "policy", "export", "--cedar")
        #expect(adopted == cedar)
        #expect(
            try world.run(nil, "policy", "export", "--cedar", "--schema").contains(
                "entity Role enum"))
        try world.refuse(64, nil, "policy", "export", saying: "--cedar")
        let schema = try world.run(nil, "policy", "schema", "--language", "nl")
        #expect(schema.contains("draft/2020-12") && schema.contains("werkgever"))
        #expect(try world.run(nil, "policy", "schema", "--cases").contains("\"decision\""))
    }

    @Test("the rules are shown in the language that is asked for, adopted or from a file")
    func show() throws {
        let adopted = try world.json("els", "policy", "show")
        let file = try world.json(nil, "policy", "show", "--policy", shipped)
        #expect(try adopted.text("hash") == file.text("hash"))
        #expect(try adopted.list("rules").count > 50)
        let french = try world.run("els", "policy", "show", "--language", "fr")
        #expect(french.contains("Qui agit comme travailleur peut lire :"))
        #expect(try world.run("els", "policy", "show", "--language", "nl").contains("werknemer"))
    }

    @Test("an empty form is made, is not filled in as it must be, and a filled one is")
    func forms() throws {
        let list = try world.json("els", "form", "list").list("forms")
        #expect(list.contains { $0["form"] as? String == "plan" })
        #expect(
            try world.run(nil, "form", "list", "--policies", policies).contains("motivated-report"))
        let template = try world.run("els", "form", "new", "medical-notes", "--language", "nl")
        #expect(template.contains("# ") && template.contains("date:"))
        #expect(
            try world.json(nil, "form", "new", "medical-notes", "--policies", policies)
                .text("template").contains("date:"))
        try world.refuse(
            65, "els", "form", "check", "medical-notes", "-", saying: "`date`", input: template)
        try world.run(
            "els", "form", "check", "medical-notes", "-", input: "date: 2024-01-08\ntext: x\n")
        let file = try world.file("notes.yaml", "date: 2024-01-08\ntext: x\n")
        let checked = try world.json(
            nil, "form", "check", "medical-notes", file, "--policies", policies)
        #expect(checked["isValid"] as? Bool == true)
        try world.refuse(66, "els", "form", "new", "pln", saying: "did you mean `plan`?")
        try world.refuse(
            66, "els", "form", "check", "plan", file + "-missing", saying: "there is no")
        try world.refuse(65, "els", "form", "check", "plan", "-", saying: "not YAML", input: "{{{")
        try world.refuse(78, nil, "form", "list", saying: "--policies DIRECTORY")
        try world.refuse(78, nil, "form", "list", "--policies", world.home, saying: "no policies")
    }

    /// A rule that opens the consultation to a coach whom no consent names.
    private static let coachReads = """
          - id: TEST-01
            permit: [coach]
            to: [read]
            sections: [consultation]
            for: [support]
            when: {relation: [mandated]}
            duties: [log]
            law: "none"
            label:
              nl: proef
              fr: essai
              de: Probe
              en: trial

        """
}
