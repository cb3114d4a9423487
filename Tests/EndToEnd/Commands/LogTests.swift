import Foundation
import TestSupport
import Testing

@Suite("The log of the built program") struct LogTests {
    private let world: World
    private let directory: String

    init() throws {
        world = try World()
        directory = world.folder.path("log")
        try world.run("els", "write", world.dossier, "medical-notes", "--file", "-", input: "een")
        try world.refuse(77, "hans", "read", world.dossier, "medical-notes", saying: "floor/F1")
    }

    private func vkey() throws -> String {
        let path = directory + ".vkey"
        try world.run(nil, "log", "publish", directory)
        let founding = try JSONObject(
            String(contentsOfFile: world.folder.path("founding.json"), encoding: .utf8))
        try Data((founding.text("logKey") + "\n").utf8).write(to: URL(filePath: path))
        return path
    }

    @Test("the worker sees in plain words who was refused, in four languages")
    func mine() throws {
        let refused = try world.run("wim", "log", "mine", "--refused")
        #expect(refused.split(separator: "\n").count == 1)
        #expect(
            !refused.contains("Hans") && refused.contains("your employer")
                && refused.contains("refused: The employer's side"))
        for (language, word) in [("nl", "geweigerd: "), ("fr", "refusé: "), ("de", "verweigert: ")]
        {
            #expect(
                try world.run("wim", "log", "mine", "--refused", "--language", language)
                    .contains(word))
        }
        let entries = try world.json("wim", "log", "mine").list("entries")
        #expect(entries.contains { $0["reason"] as? String == "f1" })
        #expect(entries.contains { $0["event"] as? String == "section.write" })
        #expect(try world.run("wim", "log", "mine", "--from", "2024-01-09") == "no entries\n")
        try world.refuse(64, "wim", "log", "mine", "--from", "yesterday", saying: "'yesterday'")
    }

    @Test("the auditor lists leaves without names, and shows one; others may not")
    func leaves() throws {
        let list = try world.run("vera", "log", "list", "--count", "3")
        #expect(list.split(separator: "\n").count == 4 && !list.contains("Voorbeeld"))
        let page = try world.json("vera", "log", "list", "--count", "2").list("rows")
        #expect(page.count == 2 && page.allSatisfy { $0["line"] is String })
        let shown = try world.run("vera", "log", "show", "3")
        #expect(shown.contains("leaf: {") && shown.contains("proven to be in the log"))
        #expect(try world.json("vera", "log", "show", "3")["entry"] is [String: Any])
        try world.refuse(77, "wim", "log", "list", saying: "rule:")
        try world.refuse(77, "hans", "log", "show", "3", saying: "rule:")
        try world.refuse(66, "vera", "log", "show", "99999", saying: "error:")
        for count in ["0", "100001"] {
            try world.refuse(64, "vera", "log", "list", "--count", count, saying: "1 to 100000")
        }
    }

    @Test("a published log verifies here and in Go, is extended, and a changed bit is found")
    func publish() throws {
        let vkey = try vkey()
        let size = try world.json(nil, "log", "verify", directory).number("size")
        try check(directory, vkey)
        #expect(try world.run(nil, "log", "publish", directory).hasPrefix("up to date"))
        try world.run("wim", "read", world.dossier, "medical-notes")
        let more = try world.json(nil, "log", "publish", directory)
        #expect(try more.number("size") > size)
        try check(directory, vkey)
        #expect(
            try world.run(nil, "log", "verify", directory, "--vkey", vkey).contains("verifies:"))

        let bundle = URL(filePath: "\(directory)/tile/entries/000.p/\(try more.number("size"))")
        var bytes = try Data(contentsOf: bundle)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: bundle)
        let ended = try world.attempt(nil, ["log", "verify", directory, "--json"])
        #expect(ended.status == 20 && ended.output.isEmpty, "\(ended)")
        #expect(try JSONLine(ended.errors).message.contains("tile/entries/000.p/"))
    }

    @Test("a directory with another log is never written over")
    func otherLog() throws {
        _ = try vkey()
        try Data("nothing\n".utf8).write(to: URL(filePath: directory + "/checkpoint"))
        try world.refuse(20, nil, "log", "publish", directory, saying: "is no checkpoint")
        #expect(
            try String(contentsOfFile: directory + "/checkpoint", encoding: .utf8) == "nothing\n")
    }

    @Test("a proof stands alone: checked here and in Go, and not when it is changed")
    func prove() throws {
        let vkey = try vkey()
        let index = try #require(
            world.json("wim", "log", "mine", "--refused").list("entries").first?["index"] as? Int)
        let proof = world.folder.path("entry.tlog-proof")
        try world.run("wim", "log", "prove", String(index), "--output", proof)
        try world.refuse(
            73, "wim", "log", "prove", String(index), "--output", proof, saying: "is there already")
        let verified = try world.json(nil, "log", "verify", proof, "--vkey", vkey)
        #expect(try verified.number("index") == index)
        #expect(try verified.text("leaf").contains("\"why\":\"f1\""))
        let text = try world.run("vera", "log", "prove", String(index))
        #expect(text.hasPrefix("c2sp.org/tlog-proof@v1\n"))
        #expect(try world.json("vera", "log", "prove", String(index))["proof"] is String)

        if GoOracle.runs {
            let key = try String(contentsOfFile: vkey, encoding: .utf8).trimmed
            let checked = try GoOracle.run(GoOracle.program.get(), ["proof", proof, key])
            #expect(checked.status == 0, "\(checked.output)")
            #expect(try checked.output == verified.text("leaf") + "\n")
        }

        // Go reads proofs beside the tiles of the log to which they belong.
        let proofs = directory + "/proofs"
        try FileManager.default.createDirectory(
            atPath: proofs, withIntermediateDirectories: true)
        let current = try world.run("wim", "log", "prove", String(index))
        try world.run(nil, "log", "publish", directory)
        try Data(current.utf8).write(to: URL(filePath: "\(proofs)/\(index).tlog-proof"))
        try check(directory, vkey)

        let lines = text.components(separatedBy: "\n")
        let changed = try world.file(
            "changed.tlog-proof",
            lines.map { $0.hasPrefix("index ") ? "index \(index + 1)" : $0 }
                .joined(separator: "\n"))
        try world.refuse(
            20, nil, "log", "verify", changed, "--vkey", vkey, saying: "does not verify")
        try world.refuse(77, "hans", "log", "prove", "3", saying: "rule:")
    }

    @Test("what is to be verified, and by which key, is found or asked for")
    func verifyOptions() throws {
        let vkey = try vkey()
        let key = try String(contentsOfFile: vkey, encoding: .utf8).trimmed
        try world.run(nil, "log", "verify", directory, "--vkey", key)
        try world.refuse(
            65, nil, "log", "verify", directory, "--vkey", directory + "/checkpoint",
            saying: "no key of a log")
        try world.refuse(66, nil, "log", "verify", directory + "-missing", saying: "there is no")
        let noProof = try world.file("none", "no proof\n")
        try world.refuse(
            20, nil, "log", "verify", noProof, "--vkey", vkey, saying: "the form of a proof")
        try FileManager.default.removeItem(atPath: vkey)
        try world.refuse(78, nil, "log", "verify", directory, saying: "--as")
        try world.run("wim", "log", "verify", directory)
        #expect(try world.json("vera", "log", "verify")["isValid"] as? Bool == true)
        try world.refuse(77, "wim", "log", "verify", saying: "rule:")
    }

    /// Lets Go's x/mod check a published log.
    private func check(_ directory: String, _ vkey: String) throws {
        guard GoOracle.runs else { return }
        let key = try String(contentsOfFile: vkey, encoding: .utf8).trimmed
        let checked = try GoOracle.run(GoOracle.program.get(), ["check", directory, key])
        #expect(checked.status == 0, "\(checked.output)")
    }
}
