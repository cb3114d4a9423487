import CryptoPrimitives
import Foundation
import TestSupport
import Testing

/// Several forms of one kind, and papers that were scanned.
@Suite("Sections that are written with one of several forms") struct WrittenFormTests {
    private let world: World

    init() throws { world = try World() }

    private static let talk = """
        date: 2024-02-12
        kind: personal
        participants: Wim en Hans
        took-place: true
        agreements: |-
          elke maandag bellen

        """

    private static let certificate = """
        physician-name: Tom Voorbeeld
        issued-on: 2024-01-08
        period:
          from: 2024-01-08
          until: 2024-02-09
        definitively-unfit: false

        """

    private func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = world.folder.path(name)
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    /// A scan as far as a reader of the format's frame can tell; no text of any encoding.
    private static let scan =
        Array("%PDF-1.7\n%".utf8) + [0xe2, 0xe3, 0xcf, 0xd3, 0x00, 0xff]
        + [UInt8](repeating: 0x8a, count: 40_000) + Array("\nstartxref\n0\n%%EOF\n".utf8)

    @Test("a file that began as a template is its form, whether kind or form is named")
    func templates() throws {
        let template = try world.run("hans", "form", "new", "talk", "--language", "nl")
        let header = try #require(template.split(separator: "\n").first)
        let path = try world.file("talk.yaml", "\(header)\n\(Self.talk)")
        for word in ["agreements", "talk"] {
            let written = try world.json("hans", "write", world.dossier, word, "--form", path)
            #expect(try written.text("kind") == "agreements")
        }
        let read = try world.run("wim", "read", world.dossier, "agreements", "--language", "fr")
        #expect(read.contains("Entretien avec le travailleur"))
        #expect(read.contains("type d'entretien: entretien personnel pendant l'absence"))
        try world.refuse(
            64, "hans", "write", world.dossier, "concertation", "--form", path,
            saying: "is the form `talk`, not `concertation`")
        try world.refuse(
            64, "hans", "write", world.dossier, "contact-log", "--form", path,
            saying: "is the form `talk`, which makes no `contact-log`", "write DOSSIER talk")
    }

    @Test("what names no form is asked for it, and what names it with the file has it")
    func choice() throws {
        try world.refuse(
            64, "hans", "write", world.dossier, "absence-notice", "--form", "-",
            saying: "several forms make `absence-notice`", "four-week-notice", input: "date: x\n")
        try world.refuse(
            64, "hans", "write", world.dossier, "agreement", "--form", "-",
            saying: "no kind of section and no form `agreement`", "did you mean `agreements`",
            input: Self.talk)
        let path = try world.file("filled.yaml", Self.talk)
        try world.refuse(
            65, "hans", "write", world.dossier, "agreements", "--form", path,
            saying: "the form `agreements` is not filled in")
        let written = try world.json(
            "hans", "write", world.dossier, "agreements", "--form", "talk=\(path)")
        #expect(try written.text("kind") == "agreements")
    }

    @Test("the editor opens the form that is named, and a revision the form of the version before")
    func editor() throws {
        let script = try world.file(
            "editor",
            "#!/bin/sh\ncp \"$1\" '\(world.folder.path("seen"))'\ncat >\"$1\" <<'END'\n"
                + Self.talk + "END\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
        let environment = ["KLUIS_EDITOR": script]
        let first = try world.onTerminal(
            "hans", ["write", world.dossier, "talk", "--edit"], environment: environment)
        #expect(first.status == 0, "\(first)")
        let second = try world.onTerminal(
            "hans", ["write", world.dossier, "agreements", "--revise", "latest", "--edit"],
            environment: environment)
        #expect(second.status == 0 && second.output.contains("version 2"), "\(second)")
        let seen = try String(contentsOfFile: world.folder.path("seen"), encoding: .utf8)
        #expect(seen.contains("(talk, 1)") && seen.contains("elke maandag bellen"))
    }

    @Test("a scan is a section of its own, and comes out as it went in")
    func scans() throws {
        let path = try file("attest.pdf", Self.scan)
        try world.refuse(
            65, "wim", "write", world.dossier, "certificate", "--attach", path,
            saying: "the text guard cannot look into a scan", "--read-through")
        let written = try world.json(
            "wim", "write", world.dossier, "certificate", "--attach", path, "--read-through")
        let attached = try #require(try written.list("attachments").first)
        let hash = Digest(hashing: Self.scan).hex
        #expect(attached["sha256"] as? String == hash)
        #expect(attached["mediaType"] as? String == "application/pdf")
        try world.refuse(
            64, "wim", "read", world.dossier, "certificate", saying: "a scan: application/pdf")
        let shown = try world.json("hans", "read", world.dossier, "certificate")
        #expect(try shown.text("sha256") == hash)
        #expect((shown["content"] as? [String: Any])?["mediaType"] as? String == "application/pdf")
        let out = world.folder.path("out.pdf")
        try world.run("wim", "read", world.dossier, "certificate", "--output", out)
        #expect(try Array(Data(contentsOf: URL(filePath: out))) == Self.scan)
    }

    @Test("a form names the scan that goes with it")
    func formWithScan() throws {
        let form = try world.file("certificate.yaml", Self.certificate)
        let written = try world.json(
            "wim", "write", world.dossier, "certificate", "--form", form, "--attach",
            try file("attest.pdf", Self.scan), "--read-through")
        let scan = try #require(try written.list("attachments").first?["section"] as? String)
        #expect(try written.text("section") != scan)
        let read = try world.json("hans", "read", world.dossier, "certificate")
        let fields = (read["content"] as? [String: Any])?["fields"] as? [String: Any]
        let entries = try #require(fields?["attachments"] as? [[String: Any]])
        #expect(entries.count == 1 && entries.first?["name"] as? String == "attest.pdf")
        let stored = try world.json("hans", "read", world.dossier, scan)
        #expect(try stored.text("sha256") == entries.first?["sha256"] as? String)
    }

    @Test("what is no whole scan is refused, and so is one where the text guard must look")
    func refusedScans() throws {
        for bytes in [Array("a text\n".utf8), Array(Self.scan.dropLast(20)), []] {
            try world.refuse(
                65, "wim", "write", world.dossier, "certificate", "--attach",
                try file("wrong.pdf", bytes), "--read-through", saying: "no PDF, JPEG or PNG")
        }
        let path = try file("right.pdf", Self.scan)
        try world.refuse(
            65, "els", "write", world.dossier, "assessment-form", "--attach", path,
            "--read-through", saying: "takes none", "floor/")
        try world.refuse(
            65, "hans", "write", world.dossier, "team-text", "--file", path, saying: "no text",
            "--attach")
        let form = try world.file("talk.yaml", Self.talk)
        try world.refuse(
            64, "hans", "write", world.dossier, "talk", "--form", form, "--attach", path,
            "--read-through", saying: "cannot name these attachments", "--attach without --form")
        try world.run("els", "write", world.dossier, "health-file", "--attach", path)
    }

    @Test(
        "an empty form is checked by its name, and its required fields are all that is wrong",
        arguments: [
            ("four-week-notice", "nl"), ("checklist-individual", "fr"), ("coaching-plan", "de"),
            ("problem-analysis", "en"),
        ])
    func emptyForms(form: String, language: String) throws {
        let policies = BuiltProgram.repository.path + "/policies"
        let template = try world.run(
            nil, "form", "new", form, "--policies", policies, "--language", language)
        #expect(template.contains("(\(form), 1)"))
        let ended = try world.attempt(
            nil, ["form", "check", form, "-", "--policies", policies, "--language", language],
            input: template)
        #expect(ended.status == 65 && ended.errors.contains("`\(form)`"), "\(ended)")
        let told = ended.errors.split(separator: "\n").filter {
            $0.contains(":") && $0.contains("; ")
        }
        let english = try world.run(nil, "form", "new", form, "--policies", policies)
        let required = english.split(separator: "\n")
            .filter {
                $0.hasPrefix("# ") && $0.contains("; required") && !$0.contains("required if")
            }
        #expect(told.count == required.count && !required.isEmpty, "\(ended.errors)")
    }

    @Test("the forms are listed with their kinds")
    func listed() throws {
        let forms = try world.json("hans", "form", "list").list("forms")
        let talk = forms.first { $0["form"] as? String == "talk" }
        #expect(talk?["kind"] as? String == "agreements")
        #expect(forms.count > 80)
        let joint = try world.json("hans", "form", "list", "coaching-joint").list("forms")
        #expect(joint.count == 5 && joint.allSatisfy { $0["kind"] as? String == "coaching-joint" })
        try world.refuse(
            66, "hans", "form", "new", "absence-notice", saying: "a kind of section and no form",
            "four-week-notice")
        try world.refuse(66, "hans", "form", "new", "talks", saying: "did you mean `talk`?")
    }

    @Test("a Dutch sick report passes the text guard, and says no more than an employer may ask")
    func sickReport() throws {
        let opened = try world.json(
            "hans", "dossier", "open", "--worker", "wim", "--employer", "bakkerij-voorbeeld",
            "--service", "dienst-noord", "--regime", "nl-poortwachter")
        let dossier = try opened.text("dossier")
        let report = """
            worker-name: Wim Voorbeeld
            period: {from: 2024-01-08}
            reported-on: 2024-01-08
            current-work: overleg met An overnemen
            safety-net: false

            """
        let wrong = try world.file(
            "wrong.yaml", report.replacing("met An", with: "na de chemotherapie"))
        let start = ["absence", "start", dossier, "--date", "2024-01-08", "--form"]
        try world.refuse(65, "hans", start + [wrong], saying: ["text guard", "current-work"])
        try world.run("hans", start + [try world.file("right.yaml", report)])
        let shown = try world.run("wim", "read", dossier, "absence", "--language", "nl")
        #expect(shown.hasPrefix("Ziekmelding") && shown.contains("overleg met An overnemen"))
        #expect(shown.contains("valt onder een vangnetbepaling: nee"))
        try world.refuse(
            65, "hans", "write", dossier, "absence-report-nl", "--form", "-",
            saying: "the form has no such field", input: report + "diagnosis: griep\n")
    }
}
