import Foundation
import TestSupport
import Testing

@Suite("Questions to a policy, by the built program") struct PolicyAnswerTests {
    private let world: World
    private let policies = BuiltProgram.repository.appending(path: "policies/access").path
    private var shipped: [String] { ["--policy", policies, "--regime", "be-2022"] }

    init() throws { world = try World() }

    private func ask(_ arguments: [String]) throws -> BuiltProgram.Ended {
        try world.attempt(nil, ["policy"] + arguments + shipped)
    }

    private func answer(_ arguments: [String]) throws -> JSONObject {
        try JSONObject(world.run(nil, ["policy"] + arguments + shipped + ["--json"]))
    }

    @Test("a denial is explained with the floor, what comes nearest and what helps")
    func whyNot() throws {
        let question = ["why-not", "--role", "employer", "--section", "medical-assessment"]
        let told = try answer(question)
        #expect(try told.text("decision") == "deny")
        #expect(told["by"] as? [String] == ["floor/F1"])
        let why = try #require(told["why"] as? [String: Any])
        #expect((why["nl"] as? String)?.contains("werkgeverskant") == true)
        let nearest = try told.list("nearest").compactMap { $0["change"] as? [String: String] }
        #expect(nearest.contains(["section": "assessment-form"]))
        #expect((told["remedy"] as? [String: String])?["fr"]?.contains("formulaire") == true)
        let lines = try ask(question + ["--language", "fr"])
        #expect(lines.status == 0 && lines.output.hasPrefix("deny by floor/F1\n"), "\(lines)")
        #expect(lines.output.contains("assessment-form: formulaire"), "\(lines)")
    }

    @Test("a permit is explained by sentences made from its rules, with law and duties")
    func why() throws {
        let told = try answer(["why", "--role", "nurse", "--section", "health-file"])
        #expect(try told.text("decision") == "permit")
        let why = try #require(told["why"] as? [String: Any])
        #expect((why["de"] as? String)?.contains("darf lesen") == true)
        #expect((why["law"] as? [String])?.isEmpty == false)
        #expect((told["duties"] as? [String])?.contains("log") == true)
        let adopted = try world.run(
            "els", "policy", "why", "--role", "nurse", "--section", "health-file", "--regime",
            "be-2022")
        #expect(adopted.hasPrefix("permit by ") && adopted.contains("may read: "))
    }

    @Test(
        "asked about a permit that is a denial, or the reverse, it tells the other and ends with 66"
    )
    func otherWay() throws {
        let denied = try ask(["why", "--role", "employer", "--section", "health-file"])
        #expect(denied.status == 66 && denied.output.hasPrefix("deny by floor/F1"), "\(denied)")
        #expect(denied.errors.contains("kluis policy why-not"))
        let permitted = try ask(["why-not", "--role", "nurse", "--section", "health-file"])
        #expect(permitted.status == 66 && permitted.output.hasPrefix("permit by "))
        #expect(permitted.errors.contains("kluis policy why"))
    }

    @Test("a question that cannot be put is refused with what to do")
    func usage() throws {
        func refuse(_ status: Int32, _ more: [String], saying words: String) throws {
            let ended = try world.attempt(nil, ["policy", "why-not", "--section", "plan"] + more)
            #expect(ended.status == status && ended.output.isEmpty, "\(ended)")
            #expect(ended.errors.contains(words), "\(ended)")
        }
        try refuse(64, ["--role", "baker"], saying: "'baker'")
        try refuse(64, [], saying: "--dossier with --as")
        try refuse(64, ["--dossier", world.dossier, "--role", "hr"], saying: "leave --role")
        try refuse(78, ["--role", "hr"], saying: "--policy FILE")
    }

    @Test("a rule is shown as a sentence, with what its author wrote and the law below")
    func show() throws {
        let lines = try ask(["show", "--language", "fr"]).output.split(separator: "\n")
        let place = try #require(lines.firstIndex { $0.hasPrefix("BE-01  ") })
        #expect(lines[place].hasPrefix("BE-01  Qui agit comme travailleur peut lire : "))
        #expect(lines[place + 1].hasPrefix("    Le travailleur lit son dossier"))
        #expect(lines[place + 2].hasPrefix("    GDPR art. 15"))
        let rules = try answer(["show", "--language", "nl"]).list("rules")
        #expect(rules.allSatisfy { ($0["sentence"] as? String)?.hasSuffix(".") == true })
    }

    @Test(
        "in a dossier the facts are those of who acts, and a consent is told to its recipient only")
    func dossier() throws {
        try world.run(
            "wim", "relation", "add", world.dossier, "tom", "--relation", "care", "--role",
            "treating-physician", "--source", "named by the worker")
        let question = ["--dossier", world.dossier, "--section", "consultation"]
        let own = try JSONObject(
            world.run("wim", ["policy", "why"] + question + ["--json"]))
        #expect(try own.text("decision") == "permit")
        #expect(try own.list("facts").contains { $0["value"] as? String == "self" })
        let before = try JSONObject(
            world.run("tom", ["policy", "why-not"] + question + ["--for", "care", "--json"]))
        #expect(try before.text("decision") == "deny")
        let state = try #require(before["state"] as? [String: String])
        #expect(state["relation"] == "care" && state["consent"] == nil)
        #expect(try before.list("facts").isEmpty)
        #expect(
            try before.list("nearest").allSatisfy {
                ($0["change"] as? [String: String])?["consent"] == nil
            })
        #expect(try whoCan().isDisjoint(with: ["treating-physician", "employer", "hr"]))
        try world.run(
            "wim", "consent", "give", world.dossier, "--to", "tom", "--role", "treating-physician",
            "--section", "consultation", "--for", "care", "--until", "2024-07-01")
        let after = try JSONObject(
            world.run("tom", ["policy", "why"] + question + ["--for", "care", "--json"]))
        #expect(
            try after.list("facts").contains {
                $0["value"] as? String == "active" && ($0["from"] as? String)?.isEmpty == false
            })
        #expect(try whoCan().isSuperset(of: ["treating-physician", "worker"]))
        let table = try world.run(
            "wim", ["policy", "who-can", "--section", "consultation", "--dossier", world.dossier])
        #expect(table.contains("Voorbeeld") && !table.contains("employer "), "\(table)")
    }

    /// The roles of those who can read the consultation, as the worker sees it.
    private func whoCan() throws -> Set<String> {
        let told = try world.json(
            "wim", "policy", "who-can", "--section", "consultation", "--dossier", world.dossier)
        return Set(try told.list("holders").compactMap { $0["role"] as? String })
    }

    @Test("who can is answered by roles and circumstances")
    func whoCanByPolicy() throws {
        let groups = try answer(["who-can", "--section", "worker-statement"]).list("groups")
        let employers = try #require(
            groups.first { ($0["roles"] as? [String])?.contains("employer") == true })
        #expect(employers["consents"] as? [String] == ["active"])
        let nobody = try ask(["who-can", "--section", "health-file", "--for", "inspection"])
        #expect(nobody.output == "nobody can\n", "\(nobody)")
    }

    @Test("the matrix is a table, a page that needs nothing else, and lines for a spreadsheet")
    func matrix() throws {
        let table = try ask(["matrix", "--role", "employer"]).output
        #expect(table.hasPrefix("ROLE") && table.contains("assessment-form"))
        #expect(!table.contains("health-file") && !table.contains("@secret"))
        let lines = try ask(["matrix", "--csv"]).output.split(separator: "\r\n")
        #expect(lines.count > 500 && lines[0].hasPrefix("role,roleLabel,side,section,"))
        let page = try ask(["matrix", "--html", "--language", "fr"]).output
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"fr\">"))
        #expect(page.contains("<caption>") && page.contains("scope=\"col\""))
        #expect(!page.contains("<script") && !page.contains("http://"))
        let entries = try answer(["matrix", "--section", "plan"]).list("entries")
        #expect(entries.allSatisfy { ($0["law"] as? [String])?.isEmpty == false })
        let both = try ask(["matrix", "--csv", "--html"])
        #expect(both.status == 64 && both.errors.contains("choose one"), "\(both)")
    }

    @Test("texts of a policy file are no formula in a spreadsheet and no markup in a page")
    func hostileMatrix() throws {
        let hostile = try world.file(
            "hostile.yaml",
            """
            policy: hostile
            vocabulary: 1
            rules:
              - id: H-1
                permit: [worker]
                to: [read]
                sections: [plan]
                for: [own-file]
                when: {relation: [self]}
                duties: [log]
                law: "=cmd|<script>alert(1)</script>"
                label: {nl: a, fr: a, de: a, en: a}

            """)
        let csv = try world.run(nil, "policy", "matrix", "--csv", "--policy", hostile)
        #expect(csv.contains("'=cmd|") && !csv.contains(",=cmd|") && !csv.contains("\"=cmd|"))
        let page = try world.run(nil, "policy", "matrix", "--html", "--policy", hostile)
        #expect(page.contains("&lt;script&gt;") && !page.contains("<script"))
    }

    @Test("a policy is exported for Cedar, and described for editors")
    func otherTools() throws {
        let cedar = try ask(["export", "--cedar"]).output
        #expect(cedar.contains("@id(\"floor/F1\")") && cedar.contains("@id(\"BE-01\")"))
        #expect(
            try world.run("els", "policy", "export", "--cedar", "--regime", "be-2022") == cedar)
        #expect(
            try world.run(nil, "policy", "export", "--cedar", "--schema")
                .contains("entity Role enum"))
        try world.refuse(64, nil, "policy", "export", saying: "--cedar")
        let schema = try world.run(nil, "policy", "schema", "--language", "nl")
        #expect(schema.contains("draft/2020-12") && schema.contains("werkgever"))
        #expect(try world.run(nil, "policy", "schema", "--cases").contains("\"decision\""))
        #expect(try world.run(nil, "policy", "schema", "--manifest").contains("\"policies\""))
        try world.refuse(64, nil, "policy", "schema", "--cases", "--manifest", saying: "one of")
    }
}
