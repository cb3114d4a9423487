import CryptoPrimitives
import Documents
import Records
import Reintegration
import TestSupport
import Testing

@Suite("Documents") struct DocumentTests {
    private func page(_ document: Document) throws -> String {
        String(decoding: try document.page().bytes, as: UTF8.self)
    }

    @Test(
        "another parser finds one heading, scopes, captions and nothing that is loaded, in every form",
        .enabled(if: PageJudge.isThere), arguments: Language.allCases)
    func structure(language: Language) throws {
        let forms = try SampleForms.all()
        let pages = try forms.map { form in
            try page(SampleForms.letter(try SampleForms.filled(form), of: form, language))
        }
        for (form, judged) in zip(forms, try PageJudge.judged(pages)) {
            #expect(judged["errors"] as? [String] == [], "\(form.name)")
            #expect(judged["language"] as? String == language.rawValue)
            let headings = try #require(judged["headings"] as? [String])
            #expect(headings.count { $0 == "h1" } == 1, "\(form.name)")
            #expect(judged["landmarks"] as? [Int] == [1, 0, 1, 1])
            #expect(
                judged["cellsWithoutScope"] as? Int == 0 && judged["emptyHeadings"] as? Int == 0)
            // All tables but that of the facts, which has a label of its own.
            let tables = try #require(judged["tables"] as? Int)
            #expect(judged["captions"] as? Int == tables - 1)
            #expect(judged["doubleIDs"] as? [String] == [])
            #expect(judged["active"] as? [String] == [] && judged["outside"] as? [String] == [])
            let text = Printed.plain(try #require(judged["text"] as? String))
            // What stands in a signature has no label there.
            let signed = Set(form.letter?.signatories.flatMap(\.lines) ?? [])
            for field in form.fields where !signed.contains(field.name) {
                let label = field.label[language]
                #expect(text.lowercased().contains(label.lowercased()), "\(form.name) \(label)")
                if case .choice(let choices) = field.kind {
                    #expect(text.contains(choices[0].label[language]), "\(form.name) \(label)")
                }
            }
        }
    }

    @Test("whatever is filled in is text", .enabled(if: PageJudge.isThere))
    func hostileContent() throws {
        let hostile = "</title></td><script>x()</script><img src=file:///etc/passwd>\"' &lt; url(x)"
        let forms = try SampleForms.all()
        let pages = try forms.map { form in
            try page(
                SampleForms.letter(try SampleForms.filled(form, text: hostile), of: form))
        }
        for (form, judged) in zip(forms, try PageJudge.judged(pages)) {
            #expect(judged["errors"] as? [String] == [] && judged["active"] as? [String] == [])
            #expect(judged["outside"] as? [String] == [], "\(form.name)")
            if form.fields.contains(where: { $0.kind == .longText && $0.maximum > 100 }) {
                let text = try #require(judged["text"] as? String)
                #expect(text.contains(hostile), "\(form.name)")
            }
        }
    }

    @Test("what was left empty is left out, and choices are words")
    func emptyFields() throws {
        let form = try SampleForms.form("assessment-form")
        let page = try page(
            SampleForms.letter(
                try SampleForms.filled(
                    form, choosing: ["decision": "b"], leaving: ["workplace-date", "workplace"]),
                of: form, .en))
        #expect(!page.contains("workplace examination") && !page.contains("daptations of the work"))
        #expect(page.contains("B: definitively unfit") && page.contains("29 February 2024"))
        #expect(!page.contains("treating-physician") && page.contains("treating physician"))
    }

    @Test("a sentence that depends on an answer stands there with that answer only")
    func conditions() throws {
        let form = try SampleForms.form("assessment-form")
        for (decision, words) in [
            ("a", "63 calendar days"), ("b", "appeal within 21"), ("c", "ends here"),
        ] {
            let name = try #require(FieldChoiceName(decision))
            let page = try page(
                SampleForms.letter(
                    try SampleForms.filled(form, choosing: ["decision": name]), of: form, .en))
            #expect(page.contains(words), "\(decision)")
            #expect(page.contains("can appeal within") == (decision == "b"))
            #expect(page.contains("trajectory ends here") == (decision == "c"))
        }
    }

    @Test("a letter says that it is a model, for whom the copy is, and not to pass it on")
    func marks() throws {
        let words: [Language: [String]] = [
            .nl: ["MODEL", "geef het niet door", "personeelsdienst"],
            .fr: ["MODÈLE", "ne la transmettez pas", "service du personnel"],
            .de: ["MUSTER", "nicht weiter", "Personalabteilung"],
            .en: ["MODEL", "do not pass it on", "human resources"],
        ]
        let form = try SampleForms.form("plan")
        for (language, expected) in words {
            let page = try page(
                SampleForms.letter(try SampleForms.filled(form), of: form, language))
            for word in expected { #expect(page.contains(word), "\(language) \(word)") }
        }
        let official = try Form(
            name: form.name, kind: form.kind, revision: 1, title: form.title, isDerived: false,
            source: "x", fields: form.fields,
            letter: FormLetter(isOfficial: true, opening: [], closing: []))
        #expect(
            !(try page(SampleForms.letter(try SampleForms.filled(form), of: official)))
                .contains("MODEL –"))
    }

    @Test("days stand in words")
    func days() {
        let first = CivilDate(daysSinceEpoch: 19_783)  // 2024-03-01
        #expect(first.words(in: .nl) == "1 maart 2024")
        #expect(first.words(in: .fr) == "1er mars 2024")
        #expect(first.words(in: .de) == "1. März 2024")
        #expect(first.words(in: .en) == "1 March 2024")
        #expect(first.adding(days: -1).words(in: .fr) == "29 février 2024")
        #expect(first.words(at: "10:30", in: .nl) == "1 maart 2024 om 10.30 uur")
        #expect(first.words(at: "10:30", in: .fr) == "1er mars 2024 à 10 h 30")
        #expect(first.words(at: "10:30", in: .de) == "1. März 2024, 10:30 Uhr")
        #expect(first.words(at: "10:30", in: .en) == "1 March 2024 at 10:30")
    }

    @Test("a text that is no form is a letter too, line by line")
    func freeText() throws {
        let document = Document.letter(
            text: "een\n<twee>", SampleForms.facts, ticket: SampleForms.ticket())
        #expect(try page(document).contains("een<br>&lt;twee&gt;"))
    }
}
