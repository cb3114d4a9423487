import Foundation
import TestSupport
import Testing

@Suite("Dossiers that leave the vault") struct DossierExportTests {
    private let world: World

    init() throws {
        let made = try Self.made.get()
        world = try World(
            copying: made.folder, dossier: made.dossier, vaultID: made.vaultID, at: made.now)
    }

    /// The world that each test gets a copy of.
    private static let made = Result { Made(try makeWorld()) }

    private struct Made: Sendable {
        let folder: TemporaryDirectory
        let dossier: String
        let vaultID: String
        let now: String

        init(_ world: World) {
            (folder, dossier) = (world.folder, world.dossier)
            (vaultID, now) = (world.vaultID, world.now)
        }
    }

    /// A dossier with a decision, notes of a talk, official numbers and a consent.
    private static func makeWorld() throws -> World {
        let world = try World()
        let identity = try world.file(
            "identity.yaml",
            """
            worker-name: Wim Voorbeeld
            birth-date: 1985-07-30
            national-number: 85.07.30-033.28
            address: Voorbeeldstraat 1, 1000 Brussel
            email: wim@voorbeeld.invalid
            language: nl
            employer-name: Bakkerij Voorbeeld
            employer-number: 0419.052.173
            """)
        try world.run("hans", "write", world.dossier, "identity", "--form", identity)
        try world.examine()
        try world.decide("a", to: "concertation-a")
        let assessment = try world.file(
            "assessment.yaml",
            Forms.medicalAssessment("a") + "\nthird-parties: |-\n  zijn broer heeft hetzelfde\n")
        try world.run("els", "write", world.dossier, "medical-assessment", "--form", assessment)
        try world.run(
            "els", "write", world.dossier, "consultation", "--file", "-",
            input: "gesproken met collega Anna")
        try world.run(
            "wim", "consent", "give", world.dossier, "--to", "tom", "--role",
            "treating-physician", "--section", "identity", "--for", "care", "--until",
            "2024-12-31")
        return world
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
    }

    private func kinds(_ text: String) throws -> [String] {
        let sections = try #require(try object(text)["sections"] as? [[String: Any]])
        return sections.compactMap { $0["kind"] as? String }
    }

    @Test("what a step says beside its day is in the export and in the worker's copy")
    func parameters() throws {
        let exported = try object(try world.run("els", "export", world.dossier))
        let events = try #require(exported["events"] as? [[String: Any]])
        let decision = try #require(events.first { $0["step"] as? String == "decide-a" })
        #expect(
            decision["parameters"] as? [String: String] == [
                "received-by-worker": "2024-03-04", "received-by-employer": "2024-03-04",
            ])
        let invitation = try #require(events.first { $0["step"] as? String == "invite" })
        #expect((invitation["parameters"] as? [String: Any])?["invitation-number"] as? Int == 1)
        let copy = world.folder.path("copy.html")
        try world.run("wim", "copy", world.dossier, "--output", copy)
        let page = try String(contentsOfFile: copy, encoding: .utf8)
        #expect(page.contains("received by the worker on: 2024-03-04"))
    }

    @Test("a role's export holds what it may take out, and tells of nothing else")
    func partition() throws {
        let employer = try world.run("hans", "export", world.dossier)
        let own = try kinds(employer)
        #expect(Set(own) == ["request", "assessment-form"])
        for secret in ["medical-assessment", "consultation", "health-file"] {
            let absent = try #require(try object(employer)["nothingOf"] as? [String])
            #expect(absent.contains(secret))
        }
        for word in ["rugpijn", "broer", "collega Anna", "85073003328", "85.07.30"] {
            #expect(!employer.contains(word), "\(word)")
        }
        #expect(try object(employer)["schemaVersion"] as? Int == 1)

        let worker = try world.run("wim", "export", world.dossier)
        #expect(try kinds(worker).contains("identity"))
        #expect(worker.contains("**.**.**-***.28") && !worker.contains("85.07.30"))
        let whole = try world.run("wim", "export", world.dossier, "--unmask")
        #expect(whole.contains("85.07.30-033.28"))

        // The health file leaves with a reason only.
        let physician = try world.run("els", "export", world.dossier)
        #expect(try !kinds(physician).contains("medical-assessment"))
        let transfer = try world.run(
            "els", "export", world.dossier, "--reason", "transfer to another service")
        #expect(try kinds(transfer).contains("medical-assessment"), "\(transfer)")
        #expect(transfer.contains("rugpijn"))

        // Who has no part in the dossier takes nothing out.
        let stranger = try world.attempt("otto", ["export", world.dossier])
        #expect(stranger.status != 0 && stranger.output.isEmpty)

        // Each section was logged as an export, for the worker to see.
        let log = try object(try world.run("wim", "log", "mine", "--each", "--json"))
        let entries = try #require(log["entries"] as? [[String: Any]])
        let exports = entries.filter {
            $0["event"] as? String == "section.export" && $0["role"] as? String == "hr"
        }
        #expect(exports.filter { $0["outcome"] as? String == "allow" }.count == own.count)
        #expect(exports.count > own.count)
    }

    @Test("what the policy denies is listed by kind and logged, and the rest leaves")
    func denied() throws {
        let told = try object(try world.run("adam", "export", world.dossier))
        let sections = try #require(told["sections"] as? [[String: Any]])
        let missing = try #require(told["notIncluded"] as? [[String: Any]])
        #expect(sections.isEmpty && !missing.isEmpty)
        for entry in missing {
            #expect(entry["kind"] is String && entry["logEntry"] is Int)
            #expect((entry["rules"] as? [String])?.isEmpty == false)
            #expect((entry["reason"] as? String)?.isEmpty == false)
        }
    }

    @Test("an export is refused when its file is there, before anything is opened")
    func existingFile() throws {
        let path = try world.file("there.json", "mine")
        try world.refuse(
            73, "hans", "export", world.dossier, "--output", path, saying: "there.json")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
        let log = try world.run("wim", "log", "mine", "--each", "--json")
        #expect(!log.contains("section.export"))
    }

    @Test(
        "a bundle is valid FHIR R4 for whoever takes it out", .enabled(if: PythonOracle.runs),
        arguments: ["els", "hans", "wim", "adam", "nina"])
    func bundle(who: String) throws {
        for flags in [[], ["--unmask"]] {
            let bundle = try world.run(
                who,
                ["export", world.dossier, "--format", "fhir", "--language", "fr"] + flags
                    + (who == "els" ? ["--reason", "transfer"] : []))
            let result = try PythonOracle.run(
                "validate-dossier-bundle.py", [], input: Array(bundle.utf8))
            try #require(result.status == 0, "\(result.text)")
            let counts = try object(result.text)
            for type in ["Patient", "Organization", "PractitionerRole", "Task"] {
                #expect(counts[type] is Int, "\(type): \(counts)")
            }
            for type in ["DocumentReference", "Provenance", "QuestionnaireResponse"] {
                #expect(counts[type] is Int || who == "adam", "\(type): \(counts)")
            }
            if who == "wim" {
                #expect(counts["Consent"] is Int && counts["AuditEvent"] is Int)
                #expect(bundle.contains("85073003328") == !flags.isEmpty)
            }
            let hasSecrets = bundle.contains("\"code\": \"R\"")
            #expect(hasSecrets == (who == "wim" || who == "els"), "\(who)")
        }
    }

    @Test("a wrong bundle is noticed by the validator", .enabled(if: PythonOracle.runs))
    func wrongBundle() throws {
        let bundle = try world.run("els", "export", world.dossier, "--format", "fhir")
        for (old, new) in [
            ("\"status\": \"current\"", "\"status\": \"fresh\""),
            ("\"reference\": \"Patient/subject\"", "\"reference\": \"Patient/other\""),
            ("\"intent\": \"plan\"", "\"intention\": \"plan\""),
            ("\"type\": \"collection\"", "\"type\": \"heap\""),
        ] {
            let wrong = bundle.replacingOccurrences(of: old, with: new)
            try #require(wrong != bundle, "\(old)")
            let result = try PythonOracle.run(
                "validate-dossier-bundle.py", [], input: Array(wrong.utf8))
            #expect(result.status == 1, "\(old)")
        }
    }

    @Test("an export names nobody whom the own commands do not name")
    func names() throws {
        for who in ["els", "hans", "adam"] {
            let shown =
                try world.run(who, "dossier", "show", world.dossier)
                + world.run(who, "history", world.dossier)
            for format in ["json", "fhir"] {
                let export = try world.run(
                    who, "export", world.dossier, "--format", format)
                for name in ["Tom", "Nina", "Adam", "Ines", "Paula", "Vera", "Rita", "Otto"] {
                    #expect(
                        !export.contains("\(name) Voorbeeld")
                            || shown.contains("\(name) Voorbeeld"), "\(who) \(name)")
                }
            }
        }
    }

    @Test("the worker's copy has all versions and the log, without what concerns third parties")
    func copy() throws {
        let path = world.folder.path("copy.json")
        let told = try world.run(
            "wim", "copy", world.dossier, "--requested", "2024-03-01", "--format", "json",
            "--output", path)
        #expect(told.contains("2024-03-16") && told.contains("2024-04-01"))
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let copy = try object(text)
        #expect(try kinds(text).contains("medical-assessment"))
        #expect(text.contains("rugpijn") && text.contains("85.07.30-033.28"))
        #expect(!text.contains("broer") && !text.contains("collega Anna"))
        let missing = try #require(copy["notIncluded"] as? [[String: Any]])
        #expect(missing.map { $0["kind"] as? String } == ["consultation"], "\(missing)")
        #expect((missing.first?["rules"] as? [String])?.contains("GDPR art. 15(4)") == true)
        let sections = try #require(copy["sections"] as? [[String: Any]])
        let omitted = sections.compactMap { $0["omittedFields"] as? [String] }.joined()
        #expect(Array(omitted) == ["third-parties"])
        let log = try #require(copy["log"] as? [[String: Any]])
        #expect(log.contains { $0["event"] as? String == "section.write" })
        #expect(log.contains { $0["event"] as? String == "section.export" })

        // An extract takes the place of what names others.
        try world.run(
            "els", "extract", world.dossier, "consultation", "--file", "-",
            input: "gesproken met een collega")
        let page = try world.run(
            "wim", "copy", world.dossier, "--output", "-", "--language", "nl")
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"nl\">"))
        #expect(page.contains("gesproken met een collega") && !page.contains("collega Anna"))
        #expect(!page.contains("broer") && page.contains("GDPR art. 15(4)"))
        #expect(page.contains("<h1>") && !page.contains("<script"))
    }

    @Test("the terms of a copy are counted from the request, and a late one is told")
    func terms() throws {
        let path = world.folder.path("late.json")
        let told = try object(
            try world.run(
                "els", "copy", world.dossier, "--requested", "2024-01-31", "--format", "json",
                "--output", path, "--json"))
        let copy = try #require(told["copy"] as? [String: Any])
        let terms = try #require(copy["terms"] as? [[String: Any]])
        #expect(terms.map { $0["lastDay"] as? String } == ["2024-02-15", "2024-02-29"])
        #expect(terms.map { $0["isPast"] as? Bool } == [true, true])
        try world.refuse(
            64, "els", "copy", world.dossier, "--requested", "2030-01-01", "--output", "-",
            saying: "lies ahead")
    }
}
