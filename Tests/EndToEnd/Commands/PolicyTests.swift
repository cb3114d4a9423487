import Foundation
import TestSupport
import Testing

@Suite("Policies and forms, by the built program") struct PolicyTests {
    private let world: World
    private let policies = BuiltProgram.repository.appending(path: "policies").path
    private var shipped: String { policies + "/access" }
    private var common: String { shipped + "/be-common.yaml" }

    init() throws { world = try World() }

    @Test("the shipped policy passes its cases, and a wrong case is named")
    func check() throws {
        let report = try world.json(nil, "policy", "check", shipped)
        #expect(report["policies"] as? [String] ?? [] != [])
        #expect(try report.number("statesOfCases") > 1_000_000)
        let cases = try String(
            contentsOfFile: shipped + "/be-common.cases.yaml", encoding: .utf8)
        let place = try #require(cases.range(of: "decision: permit"))
        let wrong = try world.file(
            "wrong.cases.yaml", cases.replacingCharacters(in: place, with: "decision: deny"))
        let ended = try world.attempt(nil, ["policy", "check", common, "--cases", wrong])
        #expect(ended.status == 65 && ended.errors.hasPrefix("error: \(wrong):"), "\(ended)")
        let none = try world.file("none.yaml", "nothing\n")
        try world.refuse(65, nil, "policy", "check", none, saying: "none.yaml:1")
        try world.refuse(66, nil, "policy", "check", none + "-missing", saying: "there is no")
    }

    @Test("a policy below the floor is not proved, with the rule and an example")
    func prove() throws {
        let proved = try world.json(nil, "policy", "prove", shipped)
        #expect(try proved.number("states") == 181_440_000 && proved.number("permitted") > 10_000)
        let text = try String(contentsOfFile: common, encoding: .utf8)
        let below = try world.file("below.yaml", text + Self.coachReads)
        let ended = try world.attempt(nil, ["policy", "prove", below, "--json"])
        #expect(ended.status == 65, "\(ended)")
        let failure = try JSONLine(ended.errors)
        #expect(failure.message.contains("F6") && failure.message.contains("coach"))
    }

    @Test("the rules are shown in the language that is asked for, adopted or from a file")
    func show() throws {
        let regime = ["--regime", "be-2022"]
        let adopted = try JSONObject(
            world.run("els", ["policy", "show", "--json"] + regime))
        let file = try JSONObject(
            world.run(nil, ["policy", "show", "--policy", shipped, "--json"] + regime))
        try world.refuse(64, "els", "policy", "show", saying: "--regime with one of be-2017")
        #expect(try adopted.text("hash") == file.text("hash"))
        #expect(try adopted.list("rules").count > 50)
        for (language, word) in [("fr", "travailleur"), ("nl", "werknemer")] {
            #expect(
                try world.run("els", ["policy", "show", "--language", language] + regime)
                    .contains(word))
        }
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
