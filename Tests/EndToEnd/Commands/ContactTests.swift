import Foundation
import TestSupport
import Testing

@Suite("Who takes part in a dossier") struct ContactTests {
    private let world: World

    init() throws {
        world = try World()
        try world.run(
            "wim", "relation", "add", world.dossier, "tom", "--relation", "care", "--role",
            "treating-physician", "--source", "named by the worker")
    }

    @Test("the worker learns who treats, the employer does not, and each what may be shared")
    func byReader() throws {
        let own = try world.run("wim", "contacts", world.dossier)
        for text in ["occupational physician", "Dienst Noord", "Bakkerij Voorbeeld"] {
            #expect(own.contains(text))
        }
        let seen = try world.json("wim", "contacts", world.dossier)
        let roles = try seen.list("contacts").compactMap { $0["role"] as? String }
        #expect(roles.contains("treating-physician") && own.contains("Tom Voorbeeld"))
        #expect(own.contains("other physicians are consulted with consent only"))
        let medical = try world.run("els", "contacts", world.dossier)
        #expect(medical.contains("Tom Voorbeeld"))

        let employer = try world.run("hans", "contacts", world.dossier)
        #expect(employer.contains("Dienst Noord"))
        for hidden in ["Tom Voorbeeld", "treating physician", "counsellor", "coach"] {
            #expect(!employer.contains(hidden), "\(hidden)")
        }
        try world.refuse(77, "otto", "contacts", world.dossier, saying: "error:")
    }

    @Test("it is printed in four languages, and no role is left without words")
    func printed() throws {
        for (language, title, open) in [
            ("nl", "Wie is betrokken", "Nog niemand aangeduid"),
            ("fr", "Qui est concerné", "Personne encore désigné"),
            ("de", "Wer beteiligt ist", "Noch niemand benannt"),
            ("en", "Who takes part", "Nobody yet"),
        ] {
            let page = try world.run(
                "wim", "contacts", world.dossier, "--format", "html", "--language", language)
            #expect(page.contains("<h1>\(title)</h1>") && page.contains(open))
            #expect(!page.contains("<td></td>"))
        }
        let path = world.folder.path("contacts.html")
        try world.run(
            "hans", "contacts", world.dossier, "--format", "html", "--output", path)
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains("Dienst Noord"))
        try world.refuse(
            73, "hans", "contacts", world.dossier, "--output", path, saying: "error:")
        try world.refuse(
            64, "hans", "contacts", world.dossier, "--format", "html", "--json",
            saying: "name a file")
    }

    @Test("a PDF of it is tagged")
    func pdf() throws {
        let path = world.folder.path("contacts.pdf")
        try world.run(
            "wim", "contacts", world.dossier, "--format", "pdf", "--output", path, "--language",
            "fr")
        let info = try Tool.run("pdfinfo", [path]).text
        #expect(info.contains("Tagged:          yes") && info.contains("JavaScript:      no"))
        #expect(try Tool.run("pdftotext", [path, "-"]).text.contains("Qui est concerné"))
    }
}
