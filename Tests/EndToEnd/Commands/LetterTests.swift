import CryptoPrimitives
import Documents
import Foundation
import Records
import TestSupport
import Testing

/// Letters, receipts and pictures as people get them, and what becomes of changed ones.
@Suite("Letters") struct LetterTests {
    let world: World

    init() throws { world = try World() }

    private func letter(
        _ who: String, _ section: String, _ name: String, _ options: String...
    ) throws -> String {
        let path = world.folder.path(name)
        try world.run(who, ["letter", world.dossier, section, "--output", path] + options)
        return path
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
    }

    /// What a check says, however it ends.
    private func verdict(_ who: String, _ path: String) throws -> Verdict {
        let ended = try world.attempt(who, ["verify", path, "--json"])
        let text = ended.output.isEmpty ? ended.errors : ended.output
        let told = try? JSONDecoder().decode(Verdict.Told.self, from: Data(text.utf8))
        return Verdict(
            status: ended.status, told: told?.verdict ?? told?.error?.verdict, all: text)
    }

    private struct Verdict: CustomStringConvertible {
        struct Told: Decodable {
            struct Failure: Decodable { let verdict: String? }
            let verdict: String?
            let error: Failure?
        }
        let status: Int32
        let told: String?
        let all: String
        var description: String { "\(status) \(all)" }
        func `is`(_ status: Int32, _ word: String) -> Bool {
            self.status == status && told == word
        }
    }

    @Test("the decision is a letter in four languages, which the vault knows again")
    func languages() throws {
        try world.examine()
        try world.decide("b", to: "b-appealable")
        for (language, words) in [
            ("nl", ["MODEL", "beroep instellen", "Afschrift voor", "4 maart 2024"]),
            ("fr", ["MODÈLE", "introduire un recours", "Copie pour", "4 mars 2024"]),
            ("de", ["MUSTER", "Beschwerde einlegen", "Kopie für", "4. März 2024"]),
            ("en", ["MODEL", "can appeal within", "Copy for", "4 March 2024"]),
        ] {
            let path = try letter(
                "hans", "assessment-form", "form-\(language).html", "--language", language)
            let page = try text(path)
            for word in words { #expect(page.contains(word), "\(language): \(word)") }
            #expect(page.contains("niet tillen boven 5 kg") && !page.contains("rugpijn"))
            #expect(try verdict("hans", path).is(0, "genuine"), "\(language)")
        }
        // Carried out, which the worker sees, and checked, which is a read.
        let mine = try world.run("wim", "log", "mine", "--each")
        #expect(mine.split(separator: "\n").count { $0.contains("exported") } == 4, "\(mine)")
        let there = world.folder.path("form-nl.html")
        try world.refuse(
            73, "hans", "letter", world.dossier, "assessment-form", "--output", there,
            saying: "error:")
        let mode = try FileManager.default.attributesOfItem(atPath: there)[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test("whoever may not read a section gets no letter of it, and learns nothing from one")
    func strangers() throws {
        try world.examine()
        try world.decide("b", to: "b-appealable")
        try world.refuse(
            77, "hans", "letter", world.dossier, "medical-assessment", "--output",
            world.folder.path("x.html"), saying: "rule: floor/F1")
        #expect(!FileManager.default.fileExists(atPath: world.folder.path("x.html")))
        let medical = try letter("wim", "medical-assessment", "medical.html")
        #expect(try verdict("wim", medical).is(0, "genuine"))
        for who in ["hans", "otto", "vera"] {
            let verdict = try verdict(who, medical)
            #expect(verdict.is(77, "unchecked"), "\(who) \(verdict)")
            #expect(!verdict.all.contains("medical-assessment") && !verdict.all.contains("Els"))
        }
        // What contradicts itself is told to everybody, and what the log lacks to who oversees it.
        let changed = try world.file(
            "changed.html", text(medical).replacingOccurrences(of: "rugpijn", with: "rugpijm"))
        #expect(try verdict("otto", changed).is(20, "changed"))
    }

    @Test("a letter that was changed in any place is told from the one that was made")
    func changes() throws {
        try world.examine()
        let genuine = try letter("wim", "invitation", "a.html")
        let page = try text(genuine)
        #expect(try verdict("wim", genuine).is(0, "genuine"))
        // One character of the content, of the line about the copy, of the footer's hash and number.
        for (old, new) in [
            ("10.00", "10.01"), ("<footer>", "<footer >"),
            ("data-sha256=\"", "data-sha256=\"0"), ("SHA-256 <code>", "SHA-256 <code>0"),
            ("Copy for", "COPY for"), ("worker (access", "employer (access"),
        ] {
            try #require(page.contains(old), "\(old)")
            let path = try world.file(
                "b.html", page.replacingOccurrences(of: old, with: new))
            #expect(try verdict("wim", path).is(20, "changed"), "\(old)")
        }
        // The text of one with the seal of another.
        let other = try text(letter("wim", "request", "c.html"))
        func halves(_ page: String) throws -> (Substring, Substring) {
            let place = try #require(page.range(of: "<div class=\"seal\""))
            return (page[..<place.lowerBound], page[place.lowerBound...])
        }
        let mixed = try world.file("d.html", String(halves(page).0 + halves(other).1))
        #expect(try verdict("wim", mixed).is(20, "changed"))
        // No document, and one of another vault.
        let text = try world.file("f.html", "<html>kluis-document:AAAA</html>")
        #expect(try verdict("wim", text).is(66, "unknown"))
    }

    @Test("a forgery under a right seal and ticket, by one who has the program's own code, is told")
    func resealed() throws {
        try world.examine()
        let genuine = try letter("wim", "invitation", "a.html")
        let ticket = try DocumentFile(Array(Data(contentsOf: URL(filePath: genuine)))).ticket
        func forged(_ ticket: DocumentTicket, _ name: String) throws -> String {
            let document = Document(
                language: .en, title: "Invitation to the reintegration assessment", mark: .model,
                facts: [], blocks: [.paragraph("Come at once.")], notices: [], ticket: ticket)
            let bytes = try document.page().bytes
            #expect(try DocumentFile(bytes).intactSeal != nil)
            return try world.file(name, String(decoding: bytes, as: UTF8.self))
        }
        let path = try forged(ticket, "forged.html")
        let told = try verdict("wim", path)
        #expect(told.is(20, "changed") && told.all.contains("from line"), "\(told)")
        for who in ["otto", "vera"] { #expect(try verdict(who, path).is(77, "unchecked")) }

        // Another copy's entry, an entry that is no copy, one that is not there, another write's.
        let other = try letter("wim", "request", "b.html")
        let otherTicket = try DocumentFile(Array(Data(contentsOf: URL(filePath: other)))).ticket
        guard case .letter(let version, let copy) = ticket.subject,
            case .letter(_, let otherCopy) = otherTicket.subject
        else { throw NotALetter() }
        func with(
            entry: UInt64? = nil, _ copy: DocumentTicket.Copy
        ) -> DocumentTicket {
            DocumentTicket(
                vault: ticket.vault, subject: .letter(version, copy), dossier: ticket.dossier,
                entry: entry ?? ticket.entry, object: ticket.object, language: .en)
        }
        for (number, wrong) in [
            with(otherCopy), with(.init(entry: ticket.entry, time: copy.time, role: copy.role)),
            with(.init(entry: copy.entry, time: copy.time, role: .employer)),
            with(entry: otherTicket.entry, copy),
        ].enumerated() {
            let path = try forged(wrong, "wrong-\(number).html")
            #expect(try verdict("wim", path).is(20, "changed"), "\(number)")
        }
        let absent = try forged(
            with(.init(entry: 1_000_000, time: copy.time, role: copy.role)), "absent.html")
        #expect(try verdict("wim", absent).is(66, "unknown"))
        #expect(try verdict("vera", forged(with(entry: 1, copy), "w.html")).is(66, "unknown"))
        let foreign = DocumentTicket(
            vault: ticket.object, subject: ticket.subject, dossier: ticket.dossier,
            entry: ticket.entry, object: ticket.object, language: .en)
        #expect(try verdict("wim", forged(foreign, "foreign.html")).is(66, "unknown"))
    }

    private struct NotALetter: Error {}

    @Test("whoever has only the paper learns from the published log that it was written and copied")
    func publishedLog() throws {
        try world.examine()
        try world.decide("b", to: "b-appealable")
        let path = try letter("hans", "assessment-form", "form.html")
        let document = try DocumentFile(Array(Data(contentsOf: URL(filePath: path))))
        guard case .letter(let version, let copy) = document.ticket.subject else {
            throw NotALetter()
        }
        let directory = world.folder.path("log")
        try world.run(nil, "log", "publish", directory)
        let key = try JSONObject(text(world.folder.path("founding.json"))).text("logKey")
        func asked(_ file: String) throws -> Verdict {
            // Nobody: no member is named.
            let ended = try world.attempt(
                nil, ["verify", file, "--log", directory, "--vkey", key, "--json"])
            let told = try? JSONDecoder().decode(Verdict.Told.self, from: Data(ended.errors.utf8))
            return Verdict(
                status: ended.status, told: told?.error?.verdict, all: ended.output + ended.errors)
        }
        let told = try asked(path)
        #expect(told.is(77, "unchecked"), "\(told)")
        for words in [
            "it was written by occupational-physician on 2024-03-04",
            "it was carried out by hr on 2024-03-04", "log entry \(copy.entry)",
            "its text was not compared",
        ] {
            #expect(told.all.contains(words), "\(words): \(told)")
        }
        // Nothing that the paper does not say: no person, no kind of section, no identifier.
        for secret in ["Els", "Wim", "assessment", "Dienst", "\(document.ticket.dossier)"] {
            #expect(!told.all.contains(secret), "\(secret)")
        }

        // Other words under the number of a genuine paper: the log cannot tell, and does not say so.
        func forged(_ ticket: DocumentTicket, _ name: String) throws -> String {
            let page = try Document(
                language: .en, title: "Decision", mark: .model, facts: [],
                blocks: [.paragraph("A: fit.")], notices: [], ticket: ticket
            ).page()
            return try world.file(name, String(decoding: page.bytes, as: UTF8.self))
        }
        #expect(try asked(forged(document.ticket, "forged.html")).is(77, "unchecked"))
        // Another write, another copy, another role, an entry that is not there.
        func with(object: Digest? = nil, _ copy: DocumentTicket.Copy) -> DocumentTicket {
            DocumentTicket(
                vault: document.ticket.vault, subject: .letter(version, copy),
                dossier: document.ticket.dossier, entry: document.ticket.entry,
                object: object ?? document.ticket.object, language: .en)
        }
        for (number, wrong) in [
            with(object: version.manifest, copy),
            with(.init(entry: document.ticket.entry, time: copy.time, role: copy.role)),
            with(.init(entry: copy.entry, time: copy.time, role: .worker)),
        ].enumerated() {
            #expect(try asked(forged(wrong, "log-\(number).html")).is(20, "changed"), "\(number)")
        }
        let absent = with(.init(entry: 1_000_000, time: copy.time, role: copy.role))
        #expect(try asked(forged(absent, "absent.html")).status == 66)
        // A page that contradicts itself is told before any log is asked.
        let changed = try world.file(
            "changed.html", text(path).replacingOccurrences(of: "Bakkerij", with: "Bakkerei"))
        #expect(try asked(changed).is(20, "changed"))
    }

    @Test("an older version stays genuine, and a check says that there is a newer one")
    func versions() throws {
        let first = try world.file("one.yaml", "date: 2024-01-08\ntext: |-\n  een\n")
        let second = try world.file("two.yaml", "date: 2024-01-08\ntext: |-\n  twee\n")
        try world.run("wim", "write", world.dossier, "worker-statement", "--form", first)
        let path = try letter("wim", "worker-statement", "one.html")
        try world.run(
            "wim", "write", world.dossier, "worker-statement", "--form", second,
            "--revise", "latest")
        #expect(
            try world.run("wim", "verify", path).contains("there is a newer version: 2"))
        let other = try world.attempt("wim", ["verify", path, "--dossier", world.dossier])
        #expect(other.status == 0, "\(other)")
    }

    @Test(
        "a PDF is tagged and checked byte by byte; its QR code says its number and hash",
        .enabled(if: Tool.isThere("weasyprint") && Tool.isThere("zbarimg")))
    func pdf() throws {
        try world.examine()
        let temporary = world.folder.path("tmp")
        try FileManager.default.createDirectory(
            atPath: temporary, withIntermediateDirectories: true)
        let path = world.folder.path("invitation.pdf")
        let made = try world.attempt(
            "wim",
            [
                "letter", world.dossier, "invitation", "--format", "pdf", "--language", "fr",
                "--output", path, "--json",
            ], environment: ["TMPDIR": temporary])
        struct Made: Decodable {
            let document: String
            let sha256: String
        }
        let told = try JSONDecoder().decode(Made.self, from: Data(made.output.utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty)
        let info = try Tool.run("pdfinfo", [path]).text
        #expect(info.contains("Tagged:          yes") && info.contains("JavaScript:      no"))
        let words = try Tool.run("pdftotext", ["-layout", path, "-"]).text
        #expect(words.contains("MODÈLE") && words.contains(told.sha256))
        let structure = try Tool.run("pdfinfo", ["-struct", path]).text
        #expect(structure.contains("H1") && structure.contains("TH"))
        let pictures = world.folder.path("page")
        _ = try Tool.run("pdftoppm", ["-r", "150", "-png", path, pictures])
        let files = try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
            .filter { $0.hasPrefix("page-") }.map { world.folder.path($0) }
        let read = try Tool.run("zbarimg", ["--quiet", "--raw"] + files).text
        #expect(read == "kluis:\(told.document):sha256:\(told.sha256)\n")

        #expect(try verdict("wim", path).is(0, "genuine"))
        // One byte, an appended update, and another text under the same ticket.
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[bytes.count / 2] ^= 1
        let flipped = world.folder.path("flipped.pdf")
        try bytes.write(to: URL(filePath: flipped))
        #expect(try verdict("wim", flipped).is(20, "changed"))
        let appended = world.folder.path("appended.pdf")
        try (Data(contentsOf: URL(filePath: path)) + Data("\n% more\n".utf8))
            .write(to: URL(filePath: appended))
        #expect(try verdict("wim", appended).is(20, "changed"))
        let page = try text(letter("wim", "invitation", "i.html", "--language", "fr"))
        let forged = try Tool.run(
            "weasyprint", ["--quiet", "--pdf-variant", "pdf/ua-1", "-", "-"],
            input: Array(page.replacingOccurrences(of: "10.00", with: "11.00").utf8))
        let replaced = world.folder.path("replaced.pdf")
        try Data(forged.output).write(to: URL(filePath: replaced))
        #expect(try verdict("wim", replaced).is(20, "changed"))
    }

    @Test("without WeasyPrint a PDF is refused before anything is opened")
    func noRenderer() throws {
        try world.examine()
        let ended = try world.attempt(
            "wim",
            [
                "letter", world.dossier, "invitation", "--format", "pdf", "--output",
                world.folder.path("x.pdf"),
            ], under: ["env", "PATH=\(world.folder.path)"])
        #expect(
            ended.status == 69 && ended.errors.contains("apt-get install weasyprint"), "\(ended)")
        #expect(!FileManager.default.fileExists(atPath: world.folder.path("x.pdf")))
        #expect(!(try world.run("wim", "log", "mine", "--each")).contains("exported"))
    }

    @Test("receipt and report of the worker are documents too, and the vault knows the receipt")
    func ofTheWorker() throws {
        try world.run(
            "wim", "consent", "give", world.dossier, "--to", "tom", "--role",
            "treating-physician", "--section", "medical-assessment", "--for", "care", "--until",
            "2024-06-30")
        let consents = try world.run("wim", "consent", "list", world.dossier)
        let code = try #require(consents.matches(of: /[0-9A-Z]{4}-[0-9A-Z]{4}/).first?.0)
        let path = world.folder.path("receipt.html")
        try world.run(
            "wim", "consent", "receipt", world.dossier, String(code), "--format", "html",
            "--output", path, "--language", "de")
        let page = try text(path)
        #expect(page.contains("Nachweis der Einwilligung") && page.contains("30. Juni 2024"))
        #expect(try verdict("wim", path).is(0, "genuine"))
        let changed = try world.file(
            "changed.html", page.replacingOccurrences(of: "30. Juni", with: "31. Juli"))
        #expect(try verdict("wim", changed).is(20, "changed"))
        #expect(try verdict("otto", path).is(77, "unchecked"))

        let report = world.folder.path("mine.html")
        try world.run(
            "wim", "log", "mine", "--report", "html", "--output", report, "--language", "nl")
        let told = try text(report)
        #expect(told.contains("Wie deed wat met uw dossiers") && told.contains("AVG, art. 15"))
        #expect(told.contains("8\u{a0}januari\u{a0}2024<br>"))
        try world.refuse(
            64, "wim", "log", "mine", "--report", "html", saying: "--output goes together")
    }
}
