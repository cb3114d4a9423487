import Foundation
import TestSupport
import Testing

/// Two signers on two machines: the draft travels as a file.
@Suite("Drafts") struct DraftTests {
    private let world: World
    private let draft: String

    init() throws {
        world = try World()
        draft = world.folder.path("draft.txt")
    }

    @Test("an organisation is admitted once both founders signed, and not before")
    func organisation() throws {
        try world.run(
            "anna", "organisation", "add", "Bakkerij Twee", "--side", "employer", "--number",
            "0419.052.173", "--draft", draft)
        let text = try String(contentsOfFile: draft, encoding: .utf8)
        #expect(text.hasPrefix("-----BEGIN KLUIS DRAFT-----\n"))
        #expect(!text.contains("Bakkerij"))
        #expect(try world.run("bert", "sign", draft, "--show").contains("`Bakkerij Twee`"))
        #expect(try String(contentsOfFile: draft, encoding: .utf8) == text)

        try world.refuse(
            77, "anna", "submit", draft, saying: "authority/two-founders", "log entry:")
        try world.refuse(64, "anna", "sign", draft, saying: "has signed this draft already")
        let signed = try world.json("bert", "sign", draft)
        #expect(try signed.number("signatures") == 2)
        try world.refuse(64, "rita", "submit", draft, saying: "`rita` has not signed", "hint:")
        let submitted = try world.json("bert", "submit", draft)
        #expect(try submitted.text("state") == "logged")
        let shown = try world.json("anna", "organisation", "show", "bakkerij-twee")
        #expect(try shown.text("number") == "0419052173")
        try world.refuse(77, "anna", "submit", draft, saying: "authority/duplicate")
    }

    @Test("a draft goes through standard input and output")
    func streams() throws {
        let drafted = try world.run(
            "anna", "organisation", "add", "Bakkerij Twee", "--side", "employer", "--draft", "-")
        let json = try world.json(
            "anna", "organisation", "add", "Bakkerij Drie", "--side", "employer", "--draft", "-")
        #expect(try json.text("text").hasPrefix("-----BEGIN KLUIS DRAFT-----"))
        let signed = try world.run("bert", "sign", "-", input: drafted)
        #expect(signed.hasPrefix("-----BEGIN KLUIS DRAFT-----") && signed != drafted)
        let submitted = try world.run("anna", "submit", "-", input: signed)
        #expect(submitted.contains("`Bakkerij Twee`"))
        let asJSON = try world.json("bert", "sign", "-", input: json.text("text"))
        try world.run("bert", "submit", "-", input: asJSON.text("text"))
    }

    @Test("who has the keys elsewhere is registered from their public half, and signs there")
    func otherMachine() throws {
        let elsewhere = ["KLUIS_HOME": world.folder.path("elsewhere")]
        func there(_ arguments: String...) throws -> BuiltProgram.Ended {
            try world.attempt(
                nil, arguments + ["--as", "kim", "--passphrase-file", world.passphraseFile("els")],
                environment: elsewhere)
        }
        let made = try world.attempt(
            nil,
            [
                "member", "keygen", "kim", "--passphrase-file", world.passphraseFile("els"),
                "--json",
            ],
            environment: elsewhere)
        let keys = try JSONObject(made.output).text("publicKeys")
        #expect(try !String(contentsOfFile: keys, encoding: .utf8).contains("PRIVATE"))
        try world.refuse(
            65, "anna", "member", "add", "kim", "--name", "Kim Voorbeeld", "--public-keys",
            world.passphraseFile("els"), "--draft", draft, saying: "public half")
        try world.run(
            "anna", "member", "add", "kim", "--name", "Kim Voorbeeld", "--public-keys", keys,
            "--draft", draft)
        try world.refuse(77, "anna", "submit", draft, saying: "authority/signature")
        let signed = try there("sign", draft)
        #expect(signed.status == 0 && signed.output.contains("Kim Voorbeeld"), "\(signed)")
        try world.run("anna", "submit", draft)

        let appointment = world.folder.path("appointment.txt")
        try world.run(
            "anna", "appoint", "kim", "nurse@dienst-noord", "--until", "2024-06-30", "--draft",
            appointment)
        #expect(
            try world.run("bert", "sign", appointment).contains("until 2024-06-30 inclusive"))
        try world.run("bert", "submit", appointment)

        try world.refuse(64, "els", "role-key", "share", "kim", saying: "does not hold")
        #expect(try world.json("nina", "role-key", "share", "kim").number("epochs") == 1)
        let list = try there("dossier", "list")
        #expect(list.status == 0 && list.output.contains(world.dossier), "\(list)")
        // Nobody had to tell the other machine who is who: names come verified from the vault.
        #expect(list.output.contains("Bakkerij Voorbeeld"), "\(list)")
        let text = try there("dossier", "show", world.dossier)
        #expect(text.output.contains("Wim Voorbeeld stands in the relation self"), "\(text)")
    }

    @Test("a draft that is none, of another vault, changed or too old is refused")
    func refusals() throws {
        let none = try world.file("none.txt", "not a draft\n")
        try world.refuse(65, "bert", "sign", none, saying: "holds no draft")
        try world.refuse(65, "bert", "submit", "-", saying: "standard input holds no draft")
        try world.refuse(66, "bert", "sign", world.folder.path("missing"), saying: "there is no")
        try world.run(
            "anna", "organisation", "add", "Bakkerij Twee", "--side", "employer", "--draft", draft)
        // The first line holds the id of the vault.
        let text = try String(contentsOfFile: draft, encoding: .utf8)
        var other = Array(text.components(separatedBy: "\n")[1])
        other[50] = other[50] == "A" ? "B" : "A"
        let foreign = try world.file(
            "foreign.txt",
            text.replacingOccurrences(
                of: text.components(separatedBy: "\n")[1], with: String(other)))
        try world.refuse(65, "bert", "sign", foreign, saying: "another vault")
        try world.refuse(
            73, "anna", "organisation", "add", "Bakkerij Drie", "--side", "employer", "--draft",
            draft, saying: "is there already")
        var lines = try String(contentsOfFile: draft, encoding: .utf8).split(separator: "\n")
            .map(String.init)
        lines[4] = String(lines[4].reversed())
        let changed = try world.file("changed.txt", lines.joined(separator: "\n") + "\n")
        let ended = try world.attempt("bert", ["sign", changed])
        #expect([0, 65].contains(ended.status), "\(ended)")
        if ended.status == 0 {
            try world.refuse(77, "bert", "submit", changed, saying: "authority/signature")
        }
        world.at("2024-01-30")
        let late = try world.attempt("bert", ["sign", draft])
        #expect(late.status == 0, "\(late)")
        try world.refuse(75, "bert", "submit", draft, saying: "too old")
    }

    @Test("what cannot be stated is refused before it is sent")
    func notStatable() throws {
        try world.refuse(
            65, "anna", "organisation", "add", "", "--side", "employer", "--draft", draft,
            saying: "cannot be stated")
        try world.refuse(
            65, "ines", "inspect", "open", "bakkerij-voorbeeld", "--reason", "",
            saying: "cannot be stated")
        try world.refuse(
            65, "anna", "organisation", "add", "Bakkerij", "--side", "employer", "--number", "123",
            saying: "is not an enterprise number")
        #expect(!FileManager.default.fileExists(atPath: draft))
    }
}
