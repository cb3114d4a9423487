import CryptoPrimitives
import Foundation
import TestSupport
import Testing

@Suite("Consents") struct ConsentTests {
    private let world: World

    init() throws {
        world = try World()
        try world.run(
            "wim", "relation", "add", world.dossier, "tom", "--relation", "care", "--role",
            "treating-physician", "--source", "named by the worker")
        try world.run(
            "els", "write", world.dossier, "consultation", "--file", "-", input: "lage rugpijn\n")
    }

    private func give(_ who: String, _ verb: String, _ more: String...) throws -> JSONObject {
        try JSONObject(
            world.run(
                who,
                [
                    "consent", verb, world.dossier, "--to", "tom", "--role", "treating-physician",
                    "--section", "consultation", "--for", "care", "--until", "2024-07-01", "--json",
                ] + more))
    }

    @Test("a consent that the physician records is told to the worker, who withdraws it")
    func record() throws {
        let code = try give("els", "record", "--evidence", "signed form").text("short")
        #expect(try world.run("wim", "status").contains("your consent was recorded"))
        let list = try world.json("wim", "consent", "list", world.dossier).list("consents")
        #expect(list.map { $0["evidence"] as? String } == ["signed form"])
        try world.run("els", "disclose", world.dossier, "consultation", "--consent", code)
        #expect(try world.run("tom", "read", world.dossier, "consultation") == "lage rugpijn\n")
        try world.run("wim", "consent", "withdraw", world.dossier, code)
        try world.refuse(77, "tom", "read", world.dossier, "consultation", saying: "rule:")
        #expect(try world.run("wim", "consent", "list", world.dossier).contains("withdrawn"))
        try world.refuse(77, "wim", "consent", "withdraw", world.dossier, code, saying: "rule:")
    }

    @Test("a withdrawal that the physician records works as the worker's own")
    func recordedWithdrawal() throws {
        let code = try give("wim", "give").text("short")
        try world.refuse(
            77, "els", "consent", "withdraw", world.dossier, code, saying: "authority/consent")
        try world.run(
            "els", "consent", "withdraw", world.dossier, code, "--evidence", "by telephone")
        #expect(try world.run("wim", "status").contains("a consent was withdrawn"))
    }

    @Test("a refusal beats a consent that stands")
    func refuse() throws {
        let code = try give("wim", "give").text("short")
        try world.run("els", "disclose", world.dossier, "consultation", "--consent", code)
        try world.run("tom", "read", world.dossier, "consultation")
        #expect(try give("wim", "refuse")["isRefusal"] as? Bool == true)
        try world.refuse(77, "tom", "read", world.dossier, "consultation", saying: "rule:")
        let table = try world.run("wim", "consent", "list", world.dossier)
        #expect(table.contains("refused") && table.contains("until 2024-07-01 inclusive"))
    }

    @Test("one refusal without limits closes what a consent opened, in every role")
    func refusedForEverything() throws {
        let code = try give("wim", "give").text("short")
        try world.run("els", "disclose", world.dossier, "consultation", "--consent", code)
        let refusal = try JSONObject(
            world.run("wim", "consent", "refuse", world.dossier, "--to", "tom", "--json"))
        #expect(try refusal.text("nature") == "refusal")
        try world.refuse(77, "tom", "read", world.dossier, "consultation", saying: "rule:")
        let table = try world.run("wim", "consent", "list", world.dossier)
        #expect(table.contains("in every role, every section for every purpose"))
        try world.run("wim", "consent", "withdraw", world.dossier, refusal.text("short"))
        #expect(try world.run("tom", "read", world.dossier, "consultation") == "lage rugpijn\n")
        try world.refuse(64, "wim", "consent", "refuse", world.dossier, saying: "--to", "--role")
        try world.refuse(
            64, "wim", "consent", "give", world.dossier, "--to", "tom", "--role",
            "treating-physician", saying: "--until", "--process")
    }

    @Test("withdrawing tells what else opens the same: another consent, a rule of the policy")
    func whatElseOpens() throws {
        let first = try give("wim", "give").text("short")
        let second = try give("wim", "give").text("short")
        let shown = try world.run("wim", "consent", "show", world.dossier, first)
        #expect(shown.contains("still opens consultation for care: consent \(second)"))
        let withdrawn = try world.run("wim", "consent", "withdraw", world.dossier, first)
        #expect(withdrawn.contains("still opens consultation for care: consent \(second)"))
        let last = try world.run("wim", "consent", "withdraw", world.dossier, second)
        #expect(!last.contains("still opens"))
        #expect(
            try world.run("wim", "consent", "show", world.dossier, second).contains("withdrawn"))
        // What a rule gives for the relation stays open, in the words of the rule.
        let identity = try JSONObject(
            world.run(
                "wim", "consent", "give", world.dossier, "--to", "tom", "--role",
                "treating-physician", "--section", "identity", "--for", "care", "--until",
                "2024-07-01", "--json"))
        let told = try world.json(
            "wim", "consent", "withdraw", world.dossier, identity.text("short")
        ).list("stillOpens")
        let rules = told.flatMap { $0["by"] as? [String] ?? [] }
        #expect(!rules.isEmpty && rules.allSatisfy { $0.hasPrefix("BE") })
    }

    @Test("a receipt of giving and of withdrawing checks out without the vault")
    func receipts() throws {
        func path(_ name: String) -> String { world.folder.path(name) }
        let founding = try JSONObject(
            String(contentsOfFile: path("founding.json"), encoding: .utf8))
        let key = try founding.text("logKey")
        let code = try JSONObject(
            world.run(
                "wim", "consent", "give", world.dossier, "--to", "tom", "--role",
                "treating-physician", "--process", "C2", "--receipt", path("c2"), "--json")
        ).text("short")
        try world.run(
            "wim", "consent", "withdraw", world.dossier, code, "--receipt", path("c2-end"))
        try world.run(
            "wim", "consent", "receipt", world.dossier, code, "--output", path("c2-again"))
        try world.run(
            "wim", "consent", "receipt", world.dossier, code, "--withdrawal", "--output",
            path("c2-end-again"))
        for (name, event) in [
            ("c2", "give"), ("c2-again", "give"), ("c2-end", "withdraw"),
            ("c2-end-again", "withdraw"),
        ] {
            let leaf = try world.json(nil, "log", "verify", path(name), "--vkey", key).text("leaf")
            #expect(leaf.contains("consent.\(event)"), "\(leaf)")
            // The entry holds the hash of the statement beside it.
            let statement = try Data(contentsOf: URL(filePath: path("\(name).statement")))
            #expect(leaf.contains(Digest(hashing: [UInt8](statement)).hex), "\(leaf)")
        }
        // A statement of another entry is not what the proof is about.
        let other = try Data(contentsOf: URL(filePath: path("c2-end.statement")))
        #expect(try Data(contentsOf: URL(filePath: path("c2.statement"))) != other)
        let shown = try world.json("wim", "consent", "receipt", world.dossier, code)
        #expect(try shown.text("textVersion") == "1")
        #expect(try shown.text("text").contains("treating physician"))
        let proof = try String(contentsOfFile: path("c2"), encoding: .utf8)
        #expect(proof.hasPrefix("c2sp.org/tlog-proof@v1"))
        try world.refuse(
            73, "wim", "consent", "receipt", world.dossier, code, "--output",
            path("c2"), saying: "is there already")
    }

    @Test("the purposes are listed in the reader's language, for one regime or all")
    func purposes() throws {
        let all = try world.json("wim", "consent", "purposes").list("purposes")
        #expect(all.map { $0["purpose"] as? String } == (1...15).map { "C\($0)" })
        let dutch = try world.json(
            "wim", "consent", "purposes", "--regime", "nl-poortwachter"
        ).list("purposes").compactMap { $0["purpose"] as? String }
        #expect(dutch.contains("C14") && !dutch.contains("C6"))
        let french = try world.run("wim", "consent", "purposes", "--language", "fr")
        #expect(french.contains("C6  request: associer l'employeur à l'évaluation"))
        #expect(french.contains("Je demande que le médecin du travail"))
    }

    @Test("a consent that does not fit its purpose is refused with what would")
    func unfit() throws {
        try world.refuse(
            77, "wim", "consent", "give", world.dossier, "--to", "tom", "--role",
            "treating-physician", "--process", "C3", saying: "consent/C3/recipient",
            "advising-physician")
        try world.refuse(
            77, "wim", "consent", "give", world.dossier, "--to", "tom", "--role",
            "treating-physician", "--process", "C2", "--until", "2026-01-01",
            saying: "consent/C2/period", "12 months")
        try world.refuse(
            77, "wim", "consent", "give", world.dossier, "--to", "tom", "--role",
            "treating-physician", "--process", "C14", saying: "consent/C14/regime")
        try world.refuse(
            77, "wim", "consent", "give", world.dossier, "--to", "bakkerij-voorbeeld", "--role",
            "hr", "--process", "C7", saying: "consent/C7/nature", "consent refuse")
        try world.run(
            "wim", "consent", "refuse", world.dossier, "--to", "bakkerij-voorbeeld", "--role", "hr",
            "--process", "C7")
        try world.refuse(
            77, "hans", "consent", "agree", world.dossier, "--to", "tom", "--role",
            "treating-physician", "--process", "C2", saying: "consent/C2/nature")
    }

    @Test("who may not consent is refused with the rule, and the log keeps it")
    func authority() throws {
        for who in ["els", "hans", "tom"] {
            try world.refuse(
                77, who, "consent", "give", world.dossier, "--to", "tom", "--role",
                "treating-physician", "--section", "consultation", "--until", "2024-07-01",
                saying: "authority/consent", "log entry:")
        }
        try world.refuse(
            77, "hans", "consent", "record", world.dossier, "--to", "tom", "--role",
            "treating-physician", "--process", "C2", "--until", "2024-07-01", "--evidence", "x",
            saying: "authority/consent")
        #expect(try world.run("wim", "consent", "list", world.dossier) == "no consents\n")
    }

    @Test("what makes no sense ends before the vault is asked")
    func usage() throws {
        try world.refuse(
            64, "wim", "consent", "give", world.dossier, "--to", "tom", "--role",
            "treating-physician", "--until", "2023-07-01", saying: "has passed")
        try world.refuse(
            64, "wim", "consent", "give", world.dossier, "--to", "tom", "--role", "baker",
            "--until", "2024-07-01", saying: "'baker'", "one of worker")
        try world.refuse(
            66, "wim", "consent", "give", world.dossier, "--to", "nobody", "--role",
            "treating-physician", "--until", "2024-07-01", saying: "no member `nobody`")
        try world.refuse(
            66, "wim", "consent", "withdraw", world.dossier, "AAAA-AAAA", saying: "consent list")
        try world.refuse(
            64, "els", "consent", "record", world.dossier, "--to", "tom", "--role",
            "treating-physician", "--until", "2024-07-01", "--evidence", "", saying: "evidence")
    }
}
