import Foundation
import TestSupport
import Testing

/// Papers beside letters, as they are read in each language.
@Suite("Papers in the reader's language") struct PaperLanguageTests {
    let world: World

    init() throws { world = try World() }

    @Test("a picture shows states, steps and what is overdue, to who may know it")
    func picture() throws {
        try world.examine()
        world.at("2024-08-01")
        for (language, day) in [
            ("nl", "29 januari 2024"), ("fr", "29 janvier 2024"), ("de", "29. Januar 2024"),
            ("en", "29 January 2024"),
        ] {
            let drawing = try world.run(
                "wim", "picture", world.dossier, "--language", language)
            let judged = try Tool.run("xmllint", ["--noout", "-"], input: Array(drawing.utf8))
            #expect(judged.status == 0)
            #expect(drawing.contains(day) && !drawing.contains("Voorbeeld"))
        }
        let late = try world.run("els", "picture", world.dossier)
        #expect(late.contains("OVERDUE") && late.contains("under assessment"))
        let path = world.folder.path("p.svg")
        #expect(
            try world.run("els", "picture", world.dossier, "--output", path).contains(path))
        try world.refuse(
            73, "els", "picture", world.dossier, "--output", path, saying: "error:")
        try world.refuse(77, "otto", "picture", world.dossier, saying: "error:")
    }

    @Test("the worker's copy and the overview of who takes part speak the reader's language only")
    func oneLanguage() throws {
        try world.examine()
        try world.run(
            "wim", "consent", "give", world.dossier, "--to", "tom", "--role",
            "treating-physician", "--section", "medical-assessment", "--for", "care", "--until",
            "2024-06-30")
        // Words and days of the console, which are English.
        let english = [
            "stands to the worker", "SECTION", "consents:", "parties:", "state:", "own-worker",
            "treating-physician", "2024-01-", " until ", "Belgian Act", "GDPR",
        ]
        for (language, words) in [
            ("nl", ["Wie betrokken is", "behandelend arts", "29 januari 2024", "AVG art. 12(3)"]),
            ("fr", ["Qui est concerné", "médecin traitant", "29 janvier 2024", "RGPD art. 12(3)"]),
            (
                "de",
                ["Wer beteiligt ist", "behandelnder Arzt", "29. Januar 2024", "DSGVO Art. 12(3)"]
            ),
        ] {
            let copy = try world.run(
                "wim", "copy", world.dossier, "--output", "-", "--language", language)
            for word in words { #expect(copy.contains(word), "\(language): \(word)") }
            let head = try #require(copy.split(separator: "<section>").first)
            for word in english { #expect(!head.contains(word), "\(language): \(word)") }
            let contacts = try world.run(
                "wim", "contacts", world.dossier, "--format", "html", "--language", language)
            for word in english { #expect(!contacts.contains(word), "\(language): \(word)") }
        }
    }
}
