import Documents
import Foundation
import Records
import Reintegration
import TestSupport
import Testing

/// Letters on paper: what a PDF tells a screen reader, and whether everything stands on the sheet.
@Suite("Letters as PDF", .enabled(if: Tool.isThere("weasyprint") && Tool.isThere("pdftotext")))
struct PaperTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    /// The file of a letter, made as the program makes it.
    private func paper(
        _ name: FormName, _ language: Language, under regime: RegimeName = "be-2022"
    ) throws -> String {
        let form = try SampleForms.form(name)
        let text = "Niet tillen boven 5 kg en geen nachtwerk, zoals afgesproken."
        let page = try SampleForms.letter(
            SampleForms.filled(form, text: text), of: form, language, under: regime
        ).page()
        let made = try Tool.run(
            "weasyprint", ["--quiet", "--pdf-variant", "pdf/ua-1", "-", "-"], input: page.bytes)
        try #require(made.status == 0)
        let path = folder.path("\(name).\(language.rawValue).pdf")
        try Data(made.output).write(to: URL(filePath: path))
        return path
    }

    @Test(
        "a PDF has its language, title and tags in the order of reading, and nothing that acts",
        .enabled(if: PythonOracle.runs))
    func tags() throws {
        let forms: [FormName] = ["assessment-form", "plan"]
        let letters = try Language.allCases.flatMap { language in
            try forms.map { (language, try SampleForms.form($0), try paper($0, language)) }
        }
        let result = try PythonOracle.run(
            "judge-pdf.py", [], input: Array(try JSONEncoder().encode(letters.map(\.2))))
        let judged = try JSONDecoder().decode([Judgement].self, from: Data(result.output))
        try #require(judged.count == letters.count)
        for ((language, form, _), told) in zip(letters, judged) {
            #expect(told.language == language.rawValue)
            #expect(told.marked && told.titleShown && told.part == "1")
            #expect(
                Printed.plain(told.title) == form.title[language], "\(form.name) \(language)")
            #expect(told.active == [] && told.fontsNotEmbedded == [])
            #expect(told.tabOrder.allSatisfy { $0 == "/S" })
            #expect(told.tags.count { $0 == "H1" } == 1)
            // Every row has a heading, and no table stands before the title.
            #expect(told.tags.count { $0 == "TH" } >= told.tags.count { $0 == "TR" })
            let title = try #require(told.tags.firstIndex(of: "H1"))
            let table = try #require(told.tags.firstIndex(of: "Table"))
            #expect(title < table && told.tags[..<title].contains("P"))
        }
    }

    private struct Judgement: Decodable {
        let language: String
        let marked: Bool
        let titleShown: Bool
        let title: String
        let part: String?
        let tags: [String]
        let active: [String]
        let fontsNotEmbedded: [String]
        let tabOrder: [String]
    }

    @Test(
        "everything stands within the margins, and no foot of a letter stands alone on a sheet",
        arguments: [
            ("assessment-form", "be-2022"), ("invitation", "be-2026"), ("plan", "be-2022"),
            ("motivated-report", "be-2022"), ("force-majeure-notice", "be-force-majeure"),
            ("checklist-individual", "be-2026"), ("action-plan", "nl-poortwachter"),
            ("request", "be-2022"),
        ])
    func sheets(name: String, regime: String) throws {
        let form = FormName(stringLiteral: name)
        // German words are the longest.
        let path = try paper(form, .de, under: RegimeName(stringLiteral: regime))
        let boxes = try Tool.run("pdftotext", ["-bbox", path, "-"]).text
        let words = boxes.matches(
            of: /<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">/)
        #expect(words.count > 100)
        for word in words {
            let left = try #require(Double(word.1))
            let right = try #require(Double(word.3))
            let bottom = try #require(Double(word.4))
            // A4 is 595 by 842 points; the margin at the sides is 16 mm.
            #expect(left > 44 && right < 595 - 44 && bottom < 842 - 15, "\(name): \(word.0)")
        }
        let text = try Tool.run("pdftotext", ["-layout", path, "-"]).text
        let sheets = text.split(separator: "\u{c}").filter { $0.contains { $0.isLetter } }
        let last = try #require(sheets.last)
        #expect(last.contains("SHA-256"))
        #expect(sheets.allSatisfy { $0.contains("Dokument ") }, "every sheet has the number")
        if try SampleForms.form(form).letter != nil { #expect(last.contains("Unterschrift:")) }
    }
}
