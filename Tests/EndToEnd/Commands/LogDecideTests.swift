import Foundation
import TestSupport
import Testing

/// Decisions about the log through the built program: names, shields, erasure, pruning.
@Suite("Decisions about the log") struct LogDecideTests {
    private let world: World
    private let read: Int

    init() throws {
        world = try World()
        try world.run("els", "write", world.dossier, "medical-notes", "--file", "-", input: "een")
        let opened = try world.json("els", "read", world.dossier, "medical-notes")
        read = try opened.number("logEntry")
    }

    private func decide(_ arguments: String...) throws -> BuiltProgram.Ended {
        try world.attempt(
            "anna", ["log", "decide"] + arguments + world.cosigned(by: "bert"))
    }

    private func entry() throws -> [String: Any] {
        let entries = try world.json("wim", "log", "mine").list("entries")
        return try #require(entries.first { $0["index"] as? Int == read })
    }

    @Test("the worker reads role, organisation, purpose and basis, and a name only on a decision")
    func names() throws {
        let before = try entry()
        #expect(before["role"] as? String == "occupational-physician")
        #expect(before["organisation"] as? String == "Dienst Noord")
        #expect(before["name"] is NSNull)
        let line = try world.run("wim", "log", "mine", "--language", "en")
        #expect(line.contains("for the re-integration") && line.contains("assigned"))
        #expect(!line.contains("Els Voorbeeld"))

        let one = try world.attempt(
            "anna",
            ["log", "decide", "names", "\(read)", "--for", "wim", "--reason", "klacht 12"])
        #expect(one.status == 77 && one.errors.contains("authority/two-founders"), "\(one)")
        let decided = try decide("names", "\(read)", "--for", "wim", "--reason", "klacht 12")
        #expect(decided.status == 0, "\(decided)")
        #expect(try entry()["name"] as? String == "Els Voorbeeld")
        let audited = try world.json("vera", "log", "list", "--all").list("rows")
        #expect(audited.contains { "\($0)".contains("log.unmask") })
    }

    @Test("an auditor learns who stands behind a tag on a decision, and only of that entry")
    func unmask() throws {
        let before = try world.json("vera", "log", "show", "\(read)")
        #expect((before["entry"] as? [String: Any])?["name"] is NSNull)
        let decided = try decide("unmask", "\(read)", "--for", "vera", "--reason", "alert 6")
        #expect(decided.status == 0, "\(decided)")
        let after = try world.json("vera", "log", "show", "\(read)")
        #expect((after["entry"] as? [String: Any])?["name"] as? String == "Els Voorbeeld")
        let other = try world.json("vera", "log", "show", "\(read - 1)")
        #expect((other["entry"] as? [String: Any])?["name"] is NSNull)
    }

    @Test("like lines of a day stand together, and each can be had alone")
    func merging() throws {
        for _ in 0..<3 { try world.run("els", "read", world.dossier, "medical-notes") }
        let together = try world.run("wim", "log", "mine", "--language", "en")
        #expect(together.contains("4 times (until "), "\(together)")
        let each = try world.run("wim", "log", "mine", "--language", "en", "--each")
        // The reading of the log before it is an entry too.
        #expect(each.split(separator: "\n").count == together.split(separator: "\n").count + 4)
        let other = try world.run("wim", "log", "mine", "--day", "2020-01-01")
        #expect(other == "no entries\n")
        #expect(try world.run("wim", "log", "mine", "--dossier", world.dossier).contains("read"))
    }

    @Test("the four views, and looking at one worker without a reason is refused")
    func views() throws {
        let day = try world.json("vera", "log", "list", "--all", "--day", "2020-01-01")
        #expect(try day.list("rows").isEmpty)
        let els = try world.json("vera", "log", "list", "--all", "--employee", "els").list("rows")
        #expect(els.contains { $0["index"] as? Int == read })
        try world.refuse(64, "vera", "log", "list", "--subject", "wim", saying: "--reason")
        let wim = try world.json(
            "vera", "log", "list", "--all", "--subject", "wim", "--reason", "klacht 12"
        ).list("rows")
        #expect(wim.contains { $0["index"] as? Int == read })
        #expect(try world.run("wim", "log", "mine", "--language", "en").contains("klacht 12"))
        try world.refuse(
            64, "vera", "log", "list", "--dossier", "x", "--reason", "klacht 12",
            saying: "identifier")
    }

    @Test("what retention keeps is neither erased nor pruned, in words that say until when")
    func retention() throws {
        let erase = try decide("erase", "wim", "--reason", "gevraagd")
        #expect(erase.status == 77 && erase.errors.contains("retention/"), "\(erase)")
        let prune = try decide("prune", "10", "--reason", "gevraagd")
        #expect(prune.status == 77 && prune.errors.contains("retention/period"), "\(prune)")
        #expect(prune.errors.contains("runs until 20"), "\(prune)")
        try world.run("els", "read", world.dossier, "medical-notes")
    }

    @Test("after its retention a worker is erased: the log verifies, and nothing opens any more")
    func erase() throws {
        let directory = world.folder.path("log")
        try world.run(nil, "log", "publish", directory)
        world.at("2044-01-01")
        let decided = try decide("erase", "wim", "--reason", "bewaartermijn voorbij")
        #expect(decided.status == 0, "\(decided)")
        let ended = try world.attempt("els", ["read", world.dossier, "medical-notes"])
        #expect(ended.status == 66 || ended.status == 77, "\(ended)")
        try world.run(nil, "log", "publish", directory)
        let key = try JSONObject(
            String(contentsOfFile: world.folder.path("founding.json"), encoding: .utf8)
        ).text("logKey")
        try world.run(nil, "log", "verify", directory, "--vkey", key)
        try world.run(nil, "doctor", "--deep")
    }
}
