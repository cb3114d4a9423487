import Foundation
import TestSupport
import Testing

@Suite("Organisations, members, roles and relations") struct DirectoryTests {
    private let world: World

    init() throws { world = try World() }

    @Test("members and organisations are shown verified, and lists hold who was met")
    func show() throws {
        let els = try world.json("vera", "member", "show", "els")
        #expect(try els.text("name") == "Els Voorbeeld" && els.number("keyEpoch") == 1)
        #expect(
            try els.list("appointments").compactMap { $0["role"] as? String }
                == ["occupational-physician"])
        let again = try world.run("vera", "member", "show", els.text("member"))
        #expect(again.contains("occupational-physician at Dienst Noord from 2024-01-08"))
        let members = try world.json("vera", "member", "list").list("members")
        #expect(members.contains { $0["name"] as? String == "Els Voorbeeld" })
        try world.refuse(
            66, "vera", "member", "show", "nobody", saying: "no member `nobody`", "hint:")

        let service = try world.json("vera", "organisation", "show", "Dienst Noord")
        #expect(try service.text("side") == "medical")
        #expect(try service.list("roleKeys").count == 2)
        let before = try world.json("otto", "organisation", "list").list("organisations")
        #expect(!before.contains { $0["name"] as? String == "Dienst Noord" })
        try world.run("otto", "organisation", "show", service.text("organisation"))
        #expect(try world.run("otto", "organisation", "list").contains("Dienst Noord"))
        #expect(try world.run(nil, "organisation", "list", "--help").contains("Not a list of all"))
        try world.refuse(66, "vera", "organisation", "show", "nowhere", saying: "no organisation")
    }

    @Test("an appointment begins, ends, and is not made twice or by one alone")
    func appoint() throws {
        let bert = world.cosigned(by: "bert")
        let made = try JSONObject(
            world.run(
                "anna",
                [
                    "appoint", "nina", "occupational-physician@dienst-noord", "--until",
                    "2024-03-31", "--json",
                ] + bert))
        #expect(try made.text("state") == "logged")
        #expect(
            try world.run("nina", "member", "show", "nina").contains("until 2024-03-31 inclusive"))
        try world.refuse(64, "nina", "dossier", "list", saying: "more than one role", "--as nina/")
        #expect(
            try world.run("nina/nurse@dienst-noord", "dossier", "list").contains(world.dossier))
        try world.refuse(
            77, "anna", "appoint", "tom", "nurse@dienst-noord", saying: "authority/two-")
        try world.run("anna", "appoint", "nina", "occupational-physician@dienst-noord", "--end")
        #expect(try world.run("nina", "dossier", "list").contains(world.dossier))
        try world.refuse(
            66, "anna", "appoint", "nina", "occupational-physician@dienst-noord", "--end",
            saying: "holds no such role")
        try world.refuse(64, "anna", "appoint", "nina", "nurse", saying: "role@organisation")
        try world.refuse(
            66, "anna", "appoint", "nina", "nurse@nowhere", saying: "no organisation")
    }

    @Test("a colleague in a role opens what was written before, once the key is shared")
    func roleKeys() throws {
        try world.run(
            "els", "write", world.dossier, "consultation", "--file", "-", input: "eerder\n")
        try world.makeKeys("kim")
        try world.run(
            "anna", ["member", "add", "kim", "--name", "Kim Voorbeeld"] + world.cosigned(by: "kim"))
        try world.run(
            "anna",
            ["appoint", "kim", "occupational-physician@dienst-noord"] + world.cosigned(by: "bert"))
        try world.refuse(78, "kim", "read", world.dossier, "consultation", saying: "role-key share")
        try world.run("els", "role-key", "share", "kim")
        #expect(try world.run("kim", "read", world.dossier, "consultation") == "eerder\n")
        let keys = try world.json("els", "role-key", "list").list("roleKeys")
        #expect(keys.count == 2)
        #expect(
            try world.run("anna", "role-key", "list", "dienst-noord").contains("nurse"))
        try world.refuse(64, "anna", "role-key", "list", saying: "name an organisation")
        try world.refuse(64, "vera", "role-key", "share", "els", saying: "a role key belongs")
        try world.refuse(
            64, "els", "role-key", "make", "--draft", world.folder.path("x"), saying: "--cosign")
        try world.refuse(77, "els", "role-key", "make", saying: "authority/")
    }

    @Test("a relation is added, listed to its last day, and ends")
    func relations() throws {
        let tom = ["tom", "--relation", "care", "--role", "treating-physician", "--source"]
        try world.run(
            "wim",
            ["relation", "add", world.dossier] + tom + [
                "named by the worker", "--until", "2024-06-30",
            ]
        )
        let added = try world.json("wim", "relation", "list", world.dossier).list("relations")
        #expect(added.last?["until"] as? String == "2024-06-30")
        // Who treats the worker is nothing that the employer may know.
        #expect(try !world.run("hans", "relation", "list", world.dossier).contains("Tom"))
        try world.refuse(
            77, "hans", "relation", "end", world.dossier, "tom", "--relation", "care", "--role",
            "treating-physician", "--source", "x", saying: "authority/relation")
        world.at("2024-02-01")
        let ended = try world.run(
            "wim", ["relation", "end", world.dossier] + tom + ["another physician", "--json"])
        #expect(try JSONObject(ended).text("relation") == "care")
        let left = try world.json("els", "relation", "list", world.dossier).list("relations")
        #expect(left.last?["until"] as? String == "2024-01-31")
        try world.refuse(77, "tom", "dossier", "show", world.dossier, saying: "rule:")
        try world.refuse(
            65, "wim", "relation", "add", world.dossier, "tom", "--relation", "care", "--role",
            "treating-physician", "--source", "", saying: "cannot be stated")
        try world.refuse(
            64, "wim", "relation", "add", world.dossier, "tom", "--relation", "friend", "--role",
            "treating-physician", "--source", "x", saying: "'friend'")
    }

    @Test("a dossier is found by what the own role made findable, in any spelling")
    func find() throws {
        let indexed = try world.json(
            "els", "dossier", "index", world.dossier, "Wim Werker", "A-1042")
        #expect(try indexed.number("values") == 2)
        for value in ["wim werker", "WIM WERKER", "a1042", "A.1042"] {
            #expect(try world.run("els", "search", value).hasPrefix(world.dossier))
        }
        let id = try indexed.text("dossier")
        #expect(try world.json("els", "search", "a1042")["dossiers"] as? [String] == [id])
        let none = try world.attempt("hans", ["search", "A-1042"])
        #expect(none.status == 66 && none.output == "no dossier found\n", "\(none)")
        try world.refuse(77, "vera", "search", "Wim", saying: "reads no sections", "floor/F8")
        let many = try world.attempt(
            "els", ["dossier", "index", world.dossier] + (1...17).map(String.init))
        #expect(many.status == 64 && many.errors.contains("16 values"), "\(many)")
    }

    @Test("a dossier is listed and shown as far as each may know it")
    func dossiers() throws {
        let list = try world.json("wim", "dossier", "list").list("dossiers")
        #expect(list.map { $0["number"] as? String } == [world.dossier])
        #expect(list.map { $0["employer"] as? String } == ["Bakkerij Voorbeeld"])
        let shown = try world.json("els", "dossier", "show", world.dossier)
        #expect(try shown.text("regime") == "be-2022")
        #expect(try world.run("otto", "dossier", "list") == "NUMBER  EMPLOYER  STATE  DEADLINE\n")
        try world.refuse(66, "otto", "dossier", "show", "AAAA-AAAA", saying: "among yours")
        try world.refuse(
            77, "otto", "dossier", "show", shown.text("dossier"), saying: "floor/F3", "log entry:")
    }

    @Test("an absence is recorded, ends and comes back, in order of time only")
    func absences() throws {
        try world.run("hans", "absence", "start", world.dossier, "--date", "2024-01-08")
        #expect(try world.run("els", "absence", "list", world.dossier).contains("2024-01-08"))
        try world.refuse(
            77, "hans", "absence", "start", world.dossier, "--date", "2024-01-08", saying: "R22-ABS"
        )
        try world.refuse(77, "els", "absence", "start", world.dossier, saying: "rule:")
        world.at("2024-01-22")
        let resumed = try world.json("hans", "absence", "resume", world.dossier)
        #expect(try resumed.text("occurredOn") == "2024-01-22")
        world.at("2024-01-25")
        try world.run("hans", "absence", "relapse", world.dossier)
        let spells = try world.json("wim", "absence", "list", world.dossier).list("absences")
        #expect(spells.first?["resumedOn"] as? String == "2024-01-22")
        #expect(spells.last?["resumedOn"] is NSNull)
        try world.refuse(
            64, "hans", "absence", "start", world.dossier, "--date", "soon", saying: "'soon'")
        #expect(try world.json("hans", "history", world.dossier).list("steps").count == 3)
    }

    @Test("an inspector opens a case, and sees no more than it gives")
    func inspect() throws {
        #expect(
            try world.json("ines", "inspect", "list", "bakkerij-voorbeeld").list("dossiers").isEmpty
        )
        try world.refuse(
            77, "hans", "inspect", "open", "bakkerij-voorbeeld", "--reason", "x",
            saying: "authority/")
        let opened = try world.run(
            "ines", "inspect", "open", "bakkerij-voorbeeld", "--reason", "complaint of 3 May",
            "--until", "2024-03-31")
        #expect(opened.contains("until 2024-03-31 inclusive: complaint of 3 May"))
        let list = try world.json("ines", "inspect", "list", "bakkerij-voorbeeld").list("dossiers")
        #expect(list.map { $0["number"] as? String } == [world.dossier])
        try world.refuse(66, "ines", "inspect", "read", world.dossier, "plan", saying: "error:")
        try world.refuse(
            77, "ines", "inspect", "read", world.dossier, "medical-assessment", saying: "floor/")
        #expect(
            try world.json("ines", "organisation", "show", "bakkerij-voorbeeld")["cases"]
                as? [String] != [])
    }
}
