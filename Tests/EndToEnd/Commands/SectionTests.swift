import Foundation
import TestSupport
import Testing

@Suite("Sections written and read by hand") struct SectionTests {
    private let world: World

    init() throws { world = try World() }

    @Test("personal notes are read by their author and the worker, and by nobody else")
    func notes() throws {
        let written = try world.json(
            "els", "write", world.dossier, "medical-notes", "--file", "-", input: "eigen notitie\n")
        #expect(
            written["recipients"] as? [String] == ["worker", "occupational-physician"]
                || written["recipients"] as? [String] == ["occupational-physician", "worker"])
        for who in ["els", "wim"] {
            #expect(try world.run(who, "read", world.dossier, "medical-notes") == "eigen notitie\n")
        }
        try world.refuse(77, "nina", "read", world.dossier, "medical-notes", saying: "floor/F5")
        try world.refuse(77, "hans", "read", world.dossier, "medical-notes", saying: "floor/F1")
        try world.refuse(
            77, "hans", "write", world.dossier, "medical-notes", "--file", "-",
            saying: "floor/", input: "x")
    }

    @Test("a section has versions, and each opens")
    func versions() throws {
        let first = try world.json(
            "els", "write", world.dossier, "medical-notes", "--file", "-", input: "een")
        let section = try first.text("section")
        let second = try world.json(
            "els", "write", world.dossier, "medical-notes", "--file", "-", "--revise", "latest",
            input: "twee")
        #expect(try second.number("version") == 2 && second.text("section") == section)
        let third = try world.run(
            "els", "write", world.dossier, "medical-notes", "--file", "-", "--revise", section,
            input: "drie")
        #expect(third.contains("version 3"))
        try world.refuse(
            66, "els", "write", world.dossier, "medical-notes", "--file", "-", "--revise",
            "AAAA-AAAA", saying: "no section", input: "x")

        let versions = try world.json("wim", "history", world.dossier, "medical-notes")
            .list("versions")
        #expect(versions.compactMap { $0["version"] as? Int } == [1, 2, 3])
        #expect(
            try world.run("els", "history", world.dossier, section).contains(
                "Els Voorbeeld, occupational-physician"))
        let old = try world.json(
            "wim", "read", world.dossier, "medical-notes", "--version", "1")
        #expect(try old.text("content") == "een" && old.number("headVersion") == 3)
        try world.refuse(
            66, "wim", "read", world.dossier, "medical-notes", "--version", "9", saying: "error:")
    }

    @Test("an output file is made with mode 0600, and one that is there stops before the log")
    func output() throws {
        try world.run("els", "write", world.dossier, "medical-notes", "--file", "-", input: "een")
        let path = world.folder.path("out")
        try world.refuse(
            77, "els", "read", world.dossier, "medical-notes", "--output", path, saying: "rule:")
        #expect(!FileManager.default.fileExists(atPath: path))
        try world.run("wim", "read", world.dossier, "medical-notes", "--output", path)
        let events = try world.json("wim", "log", "mine").list("entries")
            .compactMap { $0["event"] as? String }
        #expect(events.last { $0.hasPrefix("section") } == "section.export")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "een")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let before = try world.json("vera", "status").number("logSize")
        try world.refuse(
            73, "wim", "read", world.dossier, "medical-notes", "--output", path,
            saying: "is there already")
        #expect(try world.json("vera", "status").number("logSize") <= before + 1)
        let bytes = try world.attempt(
            "els", ["read", world.dossier, "medical-notes", "--output", "-"])
        #expect(bytes.output == "een" && bytes.errors.contains("sha256"), "\(bytes)")
    }

    @Test("printing goes through lp, which must be there before the access is logged")
    func printing() throws {
        try world.run("els", "write", world.dossier, "medical-notes", "--file", "-", input: "een")
        let bin = world.folder.path("bin")
        try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
        let read = ["read", world.dossier, "medical-notes", "--print"]
        let before = try world.json("vera", "status").number("logSize")
        let missing = try world.attempt("wim", read, under: ["/usr/bin/env", "PATH=\(bin)"])
        #expect(missing.status == 69 && missing.errors.contains("cups-client"), "\(missing)")
        #expect(try world.json("vera", "status").number("logSize") <= before + 1)
        let lp = "\(bin)/lp"
        let paper = world.folder.path("paper")
        try Data("#!/bin/sh\nexec /bin/cat >'\(paper)'\n".utf8).write(to: URL(filePath: lp))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: lp)
        let printed = try world.attempt("wim", read, under: ["/usr/bin/env", "PATH=\(bin)"])
        #expect(printed.status == 0 && !printed.output.contains("een"), "\(printed)")
        #expect(try String(contentsOfFile: paper, encoding: .utf8).contains("een"))
        let events = try world.json("wim", "log", "mine").list("entries")
            .compactMap { $0["event"] as? String }
        #expect(events.last { $0.hasPrefix("section") } == "section.print")
        try Data("#!/bin/sh\nexit 3\n".utf8).write(to: URL(filePath: lp))
        let failed = try world.attempt("wim", read, under: ["/usr/bin/env", "PATH=\(bin)"])
        #expect(failed.status == 74 && failed.errors.contains("status 3"), "\(failed)")
    }

    @Test("what is no text is only given out as bytes")
    func bytes() throws {
        let file = world.folder.path("bytes")
        try Data([0xff, 0x00, 0xfe]).write(to: URL(filePath: file))
        try world.run("els", "write", world.dossier, "medical-notes", "--file", file)
        try world.refuse(
            64, "els", "read", world.dossier, "medical-notes", saying: "is no text", "--output")
        let copy = world.folder.path("copy")
        try world.run("wim", "read", world.dossier, "medical-notes", "--output", copy)
        #expect(try Data(contentsOf: URL(filePath: copy)) == Data([0xff, 0x00, 0xfe]))
        let json = try world.json("els", "read", world.dossier, "medical-notes")
        #expect((json["content"] as? [String: Any])?["hexadecimal"] as? String == "ff00fe")
    }

    @Test("escape sequences in a content do not reach the terminal")
    func escapes() throws {
        try world.run(
            "els", "write", world.dossier, "medical-notes", "--file", "-", input: "a\u{1b}[31mb\n")
        let shown = try world.run("wim", "read", world.dossier, "medical-notes")
        #expect(shown == "a\\u{1b}[31mb\n")
    }

    @Test("what is misspelt or missing is named, with what helps")
    func hints() throws {
        try world.refuse(
            66, "els", "read", world.dossier, "medical-note",
            saying: "did you mean `medical-notes`?")
        try world.refuse(66, "els", "read", "AAAA-AAAA", "plan", saying: "kluis dossier list")
        try world.refuse(66, "els", "read", world.dossier, "plan", saying: "error:")
        try world.refuse(64, "els", "write", world.dossier, "plan", saying: "--form", "--edit")
        try world.refuse(
            66, "els", "write", world.dossier, "medical-notes", "--file",
            world.folder.path("missing"), saying: "there is no")
    }

    @Test("an emergency opens what help needs, tells the worker, and is reviewed by another")
    func emergency() throws {
        try world.run("els", "write", world.dossier, "consultation", "--file", "-", input: "x")
        try world.run(
            "els", "write", world.dossier, "health-file", "--file", "-", input: "penicilline")
        try world.refuse(
            77, "els", "read", world.dossier, "consultation", "--emergency", "--reason", "collapse",
            saying: "rule:", "log entry:")
        try world.refuse(
            64, "els", "read", world.dossier, "health-file", "--emergency", saying: "--reason")
        let opened = try world.json(
            "els", "read", world.dossier, "health-file", "--emergency", "--reason", "collapse")
        #expect(try opened.text("content") == "penicilline")
        let told = try world.json("wim", "status").list("notices")
        #expect(told.contains { $0["reason"] as? String == "emergency-access" }, "\(told)")
        let mine = try world.run("wim", "log", "mine", "--emergencies", "--language", "en")
        #expect(mine.contains("IN AN EMERGENCY") && mine.contains("collapse"), "\(mine)")
    }
}
