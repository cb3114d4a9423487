import Foundation
import TestSupport
import Testing

@Suite("An employer keeps its collective policy") struct CollectiveStory {
    private let policy = """
        employer-name: Bakkerij Voorbeeld
        vision: |-
          wie uitvalt blijft een collega
        aims: |-
          ieder gesprek op tijd
        prevention: |-
          aangepast werk in kaart
        at-sickness: |-
          dezelfde dag bellen
        during-sickness: |-
          contact zoals afgesproken
        before-return: |-
          afspraken op papier
        after-return: |-
          onthaal op de eerste dag
        contact-by: de leidinggevende
        contact-frequency: zoals afgesproken
        partners:
          - role: occupational-physician
            contact: Dienst Noord
        validity: {from: 2026-01-01}
        signed-on: 2026-01-19
        signed-by: Hans Voorbeeld

        """

    private let checklist = """
        employer-name: Bakkerij Voorbeeld
        updated-on: 2026-01-19
        prevention-welcome-brochure: true
        prevention-welcome-brochure-date: 2024-05-01
        prevention-psychosocial-analysis: false
        prevention-psychosocial-analysis-status: gepland

        """

    private func open(in world: World) throws -> String {
        try world.json(
            "hans", "dossier", "open", "--collective", "--employer", "bakkerij-voorbeeld",
            "--service", "dienst-noord"
        ).text("dossier")
    }

    private func write(_ record: String, in world: World) throws {
        try world.run(
            "hans", "do", record, "write-collective-policy", "--form",
            world.file("policy.yaml", policy))
    }

    @Test("in a record of its own: text, checklist, committee, and the terms of the next year")
    func record() throws {
        let world = try World()
        world.at("2026-01-19")
        let opened = try world.json(
            "hans", "dossier", "open", "--collective", "--employer", "bakkerij-voorbeeld",
            "--service", "dienst-noord", "--inspectorate", "toezicht-voorbeeld")
        #expect(opened["regime"] as? String == "be-collective-policy")
        let record = try opened.text("dossier")

        try world.run(
            "hans", "do", record, "update-own-checklist", "--form",
            world.file("checklist.yaml", checklist))
        try write(record, in: world)
        let due = try world.run("hans", "deadlines", record, "--explain")
        #expect(due.contains("2027-01-19") && due.contains("COL-17") && due.contains("I.4-79"))
        #expect(try world.run("hans", "next", record).contains("consult-committee"))

        // The committee gets it on paper; the physician, who is there, reads it.
        let page = world.folder.path("policy.html")
        try world.run(
            "hans", "letter", record, "checklist", "--output", page, "--language", "fr")
        let printed = try String(contentsOfFile: page, encoding: .utf8)
        #expect(printed.contains("Politique collective de réintégration"))
        try world.run("hans", "verify", page)
        #expect(try world.run("els", "read", record, "checklist").contains("dezelfde dag bellen"))
        try world.run("hans", "do", record, "consult-committee")

        world.at("2027-02-01")
        let overdue = try world.attempt("hans", ["deadlines", "--overdue"])
        #expect(overdue.status == 10 && overdue.output.contains("consult the committee"))
    }

    @Test("and nothing about a worker comes into it, nor does a worker see it")
    func nobody() throws {
        let world = try World()
        world.at("2026-01-19")
        let record = try open(in: world)
        try world.refuse(
            77, "hans", "write", record, "contact-log", "--file",
            world.file("note.txt", "voorbeeld"), saying: "holds nothing about a worker")
        try world.refuse(64, "hans", "absence", "start", record, "--date", "2026-01-19")
        try world.refuse(77, "wim", "dossier", "show", record)
        #expect(try !world.run("wim", "dossier", "list").contains("policy is kept"))
        try write(record, in: world)
        try world.refuse(
            64, "hans", "export", record, "--format", "fhir", saying: "about no person")
        #expect(try world.run("hans", "export", record).contains("wie uitvalt blijft een collega"))
    }

    @Test("and every command that shows a dossier shows it")
    func shown() throws {
        let world = try World()
        world.at("2026-01-19")
        let record = try open(in: world)
        try write(record, in: world)
        #expect(try world.run("hans", "picture", record).contains("policy is kept"))
        for command in [
            ["dossier", "show"], ["dossier", "regime"], ["history"], ["next"], ["deadlines"],
            ["contacts"], ["relation", "list"],
        ] {
            try world.run("hans", command + [record])
            try world.run("hans", command + [record, "--json"])
        }
        for command in [["dossier", "list"], ["status"]] { try world.run("hans", command) }
    }

    @Test("a worker is named, or the record is the employer's own: never both, never neither")
    func usage() throws {
        let world = try World()
        let common = [
            "dossier", "open", "--employer", "bakkerij-voorbeeld", "--service", "dienst-noord",
        ]
        try world.refuse(64, "hans", common, saying: ["--collective"])
        try world.refuse(64, "hans", common + ["--collective", "--worker", "wim"], saying: [])
        try world.refuse(
            64, "hans", common + ["--collective", "--regime", "be-2022"], saying: ["--worker"])
        try world.refuse(
            64, "hans", common + ["--worker", "wim", "--regime", "be-collective-policy"],
            saying: ["--collective"])
    }
}
