import Documents
import Foundation
import Records
import Reintegration
import Testing

/// The forms that leave the vault as a letter or a paper, and what each of them must say.
@Suite("Letters of the shipped forms") struct LetterFormTests {
    /// What goes to somebody or is signed by somebody; everything else is a record with a heading.
    private static let letters: Set<FormName> = [
        // The trajectory.
        "request", "invitation", "fund-data-request", "assessment-form", "assessment-form-2017",
        "incapacity-certificate", "appeal-letter", "appeal-ruling", "plan", "resumption-decision",
        "plan-answer", "motivated-report",
        // Absence and the informal path.
        "certificate", "absence-attestation", "fund-certificate", "four-week-notice",
        "return-information", "estimate-request", "estimate-result", "return-visit-request",
        "visit-invitation", "health-assessment-form", "control-request", "control-finding",
        "preventive-request", "preventive-answer",
        // Medical force majeure.
        "force-majeure-notice", "force-majeure-invitation", "force-majeure-finding",
        "adapted-work-wish",
        // The employer's side.
        "collective-policy", "collective-evaluation", "agreements", "return-agreements",
        "evaluation-talk",
        // Coaching.
        "coaching-conclusion", "coaching-plan", "external-offer",
        // The Netherlands.
        "problem-analysis", "action-plan", "action-plan-adjustment", "first-year-evaluation",
        "final-evaluation", "current-opinion", "current-opinion-medical", "medical-information",
        "uwv-week-42-notice", "expert-opinion", "wage-sanction", "labour-expert-report",
        "second-track-report", "worker-view",
    ]

    /// What no law lays down: people agree on it, or a coach helps them.
    private static let withoutLaw: Set<FormName> = [
        "agreements", "return-agreements", "coaching-conclusion", "external-offer",
    ]

    private func paragraphs(_ form: Form) -> [FormLetter.Paragraph] {
        (form.letter?.opening ?? []) + (form.letter?.closing ?? [])
    }

    @Test("these forms are letters, and no other")
    func list() throws {
        let forms = try SampleForms.all()
        #expect(Set(forms.filter { $0.letter != nil }.map(\.name)) == Self.letters)
    }

    @Test("a letter says from whom it is or who wrote it, to whom, why by which law, and who signs")
    func parts() throws {
        for form in try SampleForms.all() {
            guard let letter = form.letter else { continue }
            #expect(!letter.receivers.isEmpty && !letter.opening.isEmpty, "\(form.name)")
            #expect(!letter.closing.isEmpty && !letter.signatories.isEmpty, "\(form.name)")
            for language in Language.allCases {
                let texts = paragraphs(form).map { $0.text[language] }
                let laws =
                    switch language {
                    case .nl: [" art. ", "titel 4", "14 juli 1994"]
                    case .fr: [" art. ", "titre 4", "14 juillet 1994"]
                    case .de: [" Art. ", "Titel 4", "14. Juli 1994"]
                    case .en: [" art. ", "title 4", "14 July 1994"]
                    }
                let cites = texts.contains { text in laws.contains { text.contains($0) } }
                #expect(
                    cites != Self.withoutLaw.contains(form.name), "\(form.name) \(language)")
            }
        }
    }

    @Test("the four languages of a sentence say the same figures, and none was left in another")
    func languages() throws {
        for form in try SampleForms.all() {
            for paragraph in paragraphs(form) {
                let texts = Language.allCases.map { paragraph.text[$0] }
                #expect(Set(texts).count == texts.count, "\(form.name): \(texts)")
                let figures = Language.allCases.map { language in
                    paragraph.text[language].matches(of: /[0-9]+/).map { String($0.0) }.sorted()
                }
                #expect(Set(figures).count == 1, "\(form.name): \(texts)")
                for text in texts {
                    #expect(text.last.map { ".?!".contains($0) } == true, "\(form.name): \(text)")
                }
            }
        }
    }

    @Test("a sentence names only regimes that there are")
    func regimes() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "policies/regimes")
        let there = Set(
            try FileManager.default.contentsOfDirectory(atPath: folder.path)
                .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) })
        for form in try SampleForms.all() {
            for paragraph in paragraphs(form) {
                for regime in paragraph.regimes {
                    #expect(there.contains(regime.text), "\(form.name): \(regime)")
                }
            }
        }
    }

    private func page(
        _ name: FormName, _ answers: [FieldName: FieldChoiceName] = [:], _ language: Language = .en,
        under regime: RegimeName = "be-2022"
    ) throws -> String {
        let form = try SampleForms.form(name)
        let letter = SampleForms.letter(
            try SampleForms.filled(form, choosing: answers), of: form, language, under: regime)
        return Printed.plain(String(decoding: try letter.page().bytes, as: UTF8.self))
    }

    @Test(
        "a decision says how and until when it can be attacked",
        arguments: [
            ("assessment-form", "decision", "b", "be-2022", "within 21 calendar days", "I.4-80"),
            ("assessment-form-2017", "decision", "c", "be-2017", "within 7 working days", "I.4-80"),
            ("assessment-form-2017", "decision", "d", "be-2017", "within 7 working days", "I.4-80"),
            (
                "force-majeure-finding", "finding", "definitive", "be-force-majeure",
                "within 21 calendar days", "I.4-82/1"
            ),
            (
                "health-assessment-form", "category", "fit-with-measures", "be-2022",
                "within 7 working days", "registered letter"
            ),
            (
                "resumption-decision", "decision", "refused", "be-2022", "within three months",
                "labour court"
            ),
            ("control-finding", "finding", "fit", "be-2026", "within two working days", "art. 31"),
            (
                "wage-sanction", "ground", "report-incomplete", "nl-poortwachter",
                "within six weeks", "Algemene wet bestuursrecht"
            ),
        ])
    func remedies(
        form: String, field: String, answer: String, regime: String, term: String, place: String
    ) throws {
        let page = try page(
            FormName(stringLiteral: form),
            [FieldName(stringLiteral: field): FieldChoiceName(stringLiteral: answer)],
            under: RegimeName(stringLiteral: regime))
        #expect(page.contains(term) && page.contains(place))
    }

    @Test("a decision against which there is no appeal does not speak of one as if there were")
    func noRemedy() throws {
        for decision in ["a", "c"] {
            let page = try page(
                "assessment-form", ["decision": FieldChoiceName(stringLiteral: decision)])
            #expect(page.contains("is not open against this decision"))
            #expect(!page.contains("can appeal within"))
        }
        for decision in ["a", "b", "e"] {
            let page = try page(
                "assessment-form-2017", ["decision": FieldChoiceName(stringLiteral: decision)],
                under: "be-2017")
            #expect(!page.contains("can appeal within"))
        }
    }

    @Test("the terms of a letter are those of the regime of its dossier")
    func terms() throws {
        for (regime, term, other) in [
            ("be-2017", "5 working days", "14 calendar days"),
            ("be-2022", "14 calendar days", "5 working days"),
            ("be-force-majeure", "14 calendar days", "5 working days"),
        ] as [(RegimeName, String, String)] {
            let page = try page("plan", under: regime)
            #expect(page.contains(term) && !page.contains(other), "\(regime)")
        }
        #expect(try page("request", under: "be-2017").contains("40 working days"))
        #expect(try page("request", under: "be-2026").contains("49 calendar days"))
        #expect(try page("invitation", under: "be-2026").contains("stay away twice"))
        #expect(!(try page("invitation", under: "be-2022").contains("stay away twice")))
    }

    @Test("a letter has sender, receiver, salutation, greeting and a line for the signature")
    func shape() throws {
        let words: [Language: [String]] = [
            .nl: [">Van<", ">Aan<", "Geachte heer", "Met vriendelijke groet", "Handtekening:"],
            .fr: [">De<", ">À<", "Madame, Monsieur,", "salutations distinguées", "Signature :"],
            .de: [">Von<", ">An<", "Sehr geehrte", "Mit freundlichen Grüßen", "Unterschrift:"],
            .en: [">From<", ">To<", "Dear Sir", "Yours faithfully", "Signature:"],
        ]
        for (language, parts) in words {
            for name in ["invitation", "appeal-letter", "four-week-notice"] as [FormName] {
                let page = try page(name, [:], language)
                let places = parts.map { page.firstRange(of: $0)?.lowerBound }
                #expect(!places.contains(nil), "\(name) \(language): \(parts)")
                let found = places.compactMap(\.self)
                #expect(found == found.sorted(), "\(name) \(language)")
            }
        }
        // A paper lies before its parties, who both sign it; a record has a heading only.
        let plan = try page("plan")
        #expect(!plan.contains("Dear Sir") && plan.matches(of: /class="line"/).count == 2)
        let talk = try page("talk")
        #expect(!talk.contains("class=\"parties\"") && !talk.contains("class=\"line\""))
    }

    @Test("who notifies is the sender, and the other party the receiver")
    func conditionalParties() throws {
        let byEmployer = try page("force-majeure-notice", ["notifier": "employer"])
        let byWorker = try page("force-majeure-notice", ["notifier": "worker"])
        #expect(byEmployer.contains("assisted by your union"))
        #expect(!byWorker.contains("assisted by your union"))
        for (page, sender, receiver) in [
            (byEmployer, "employer", "worker"), (byWorker, "worker", "employer"),
        ] {
            let head = try #require(page.split(separator: "<h1>").first)
            let from = try #require(head.firstRange(of: "<br>\(sender)</p>"))
            let to = try #require(head.firstRange(of: "<br>\(receiver)</p>"))
            #expect(from.lowerBound < to.lowerBound)
        }
    }

    @Test(
        "what is about an organisation as a whole does not say that it is about a worker's health")
    func organisation() throws {
        for name in ["collective-policy", "collective-evaluation", "checklist-organisation"]
            as [FormName]
        {
            #expect(!(try page(name).contains("personal data about incapacity")), "\(name)")
        }
        #expect(try page("checklist-individual").contains("personal data about incapacity"))
    }

    @Test("a checklist is one table with a line for each of its points")
    func checklist() throws {
        let page = try page("checklist-individual")
        #expect(page.matches(of: /<caption>Items of the checklist/).count == 1)
        #expect(page.contains("<th scope=\"col\">Yes or no</th>"))
        #expect(page.matches(of: /<th scope="row">/).count == 17 + 2 + 4)
    }
}
