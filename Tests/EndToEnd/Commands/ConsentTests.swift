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
