internal import Records
internal import Reintegration
internal import Testing

@Suite("The forms that are shipped") struct ShippedFormTests {
    private func fields(of form: Form) -> [FormField] {
        form.fields.flatMap { [$0] + $0.entryFields }
    }

    @Test("every kind of section has a form, and every file is called after its form")
    func kinds() throws {
        let forms = try Shipped.forms()
        let without = SectionKind.allCases.filter { kind in !forms.contains { $0.kind == kind } }
        #expect(without == [])
        let files = try Shipped.files(in: "forms")
        #expect(files == forms.map { "\($0.name).yaml" })
    }

    @Test("a choice that means a step is there for every step of every regime that writes the form")
    func choices() throws {
        let regimes = try Shipped.allRegimes()
        let steps = Set(regimes.flatMap { $0.steps.map(\.name) })
        var uncovered: Set<String> = []
        for form in try Shipped.forms() {
            for field in fields(of: form) {
                let named = Set(field.choices.flatMap(\.steps))
                guard !named.isEmpty else { continue }
                #expect(named.isSubset(of: steps), "\(form.name), \(field.name)")
                for regime in regimes {
                    for step in regime.steps
                    where step.artefacts.contains(where: { $0.form == form.name })
                        && !named.contains(step.name)
                    {
                        uncovered.insert("\(form.name) \(field.name): \(step.name)")
                    }
                }
            }
        }
        // What is found in an examination belongs to no decision yet.
        let findings = ["examine", "re-examine", "report-findings"]
        #expect(uncovered.sorted() == findings.map { "medical-assessment decision: \($0)" })
    }

    @Test(
        "no two forms and no two fields of a form are called the same", arguments: Language.allCases
    )
    func distinct(language: Language) throws {
        let forms = try Shipped.forms()
        #expect(Set(forms.map { $0.title[language] }).count == forms.count)
        for form in forms {
            for fields in [form.fields] + form.fields.map(\.entryFields) {
                // The day and the status of each line of a checklist are called the same.
                let isLine = form.kind == .checklist
                let labels = fields.filter { field in
                    let name = field.name.text
                    return !isLine || !(name.hasSuffix("-date") || name.hasSuffix("-status"))
                }.map { $0.label[language] }
                #expect(Set(labels).count == labels.count, "\(form.name): \(labels)")
            }
            for field in self.fields(of: form) {
                let choices = field.choices.map { $0.label[language] }
                #expect(Set(choices).count == choices.count, "\(form.name), \(field.name)")
            }
        }
    }

    @Test("no label was left in another language")
    func translated() throws {
        for form in try Shipped.forms() {
            let labels =
                [form.title]
                + fields(of: form).flatMap { field in
                    [field.label, field.help ?? field.label] + field.choices.map(\.label)
                }
            for label in labels where !Self.sameInEveryLanguage.contains(label.nl) {
                let texts = Language.allCases.map { label[$0] }
                #expect(
                    !(label.nl == label.fr && label.fr == label.de), "\(form.name): \(label.nl)")
                for text in texts {
                    #expect(text == text.trimmingSpace, "\(form.name): \(text)")
                }
                // A sentence that two languages share was forgotten in one of them.
                let sentences = texts.filter { $0.split(separator: " ").count > 3 }
                #expect(Set(sentences).count == sentences.count, "\(form.name): \(sentences)")
            }
        }
    }

    /// Letters of decisions, and what is called the same everywhere.
    private static let sameInEveryLanguage: Set<String> = ["A", "B", "C", "e-mail"]

    @Test("the checklist has its 23 lines, each with yes or no, a day and a status")
    func checklist() throws {
        let organisation = try Shipped.form("checklist-organisation")
        let individual = try Shipped.form("checklist-individual")
        let lines = (organisation.fields + individual.fields).filter { $0.kind == .boolean }
        let phases = [
            "prevention", "at-sickness", "during-sickness", "before-return", "after-return",
        ]
        let counts = phases.map { phase in
            lines.filter { $0.name.text.hasPrefix(phase + "-") }.count
        }
        #expect(counts == [6, 3, 5, 4, 5])
        #expect(lines.count == 23)
        #expect(lines.filter { organisation.fields.contains($0) }.count == 6)
        for line in lines {
            let form = organisation.fields.contains(line) ? organisation : individual
            let beside = form.fields.filter { $0.name.text.hasPrefix("\(line.name)-") }
            #expect(beside.map(\.name.text) == ["\(line.name)-date", "\(line.name)-status"])
            #expect(beside.map(\.kind) == [.date, .text])
        }
        #expect(
            lines.filter { $0.name.text.hasPrefix("during-sickness") }.map(\.label.nl) == [
                "Tijdens ziekte: telefonisch contact medewerker/week",
                "Tijdens ziekte: medewerker informeren over events/sociale activiteiten",
                "Tijdens ziekte: brief sturen vanaf 4 weken afwezigheid (verwittigen externe dienst)",
                "Tijdens ziekte: inschatten arbeidspotentieel vanaf 8 weken afwezigheid "
                    + "(verwittigen externe dienst)",
                "Tijdens ziekte: uitnodigen tot persoonlijk gesprek vanaf 1 maand afwezigheid "
                    + "(min. 3 keer)",
            ])
    }

    @Test("the estimate and the control say no more than a result, days and who")
    func results() throws {
        #expect(
            try Shipped.form("estimate-result").fields.map(\.name)
                == ["work-potential", "date", "estimator-name", "estimator-role"])
        for name in ["estimate-result", "control-finding", "control-request", "four-week-notice"] {
            let form = try Shipped.form(FormName(stringLiteral: name))
            for field in fields(of: form) {
                #expect(field.kind != .longText && !field.isGuarded, "\(name), \(field.name)")
            }
        }
    }

    @Test("what must not be asked without consent stands in no form that needs none")
    func boxesThatNeedConsent() throws {
        for form in try Shipped.forms() where !form.kind.isSecret {
            let named = fields(of: form).map(\.name.text)
            for box in ["safety-net-detail", "work-related-detail", "circumstances"]
            where named.contains(box) {
                #expect(form.kind == .employerConsultation)
            }
        }
        let consented = try Shipped.form("consented-information")
        let consent = try #require(consented.fields.first { $0.name == "consent-given-on" })
        #expect(consent.isRequired)
        let report = try Shipped.form("absence-report-nl")
        #expect(report.fields.first { $0.name == "safety-net" }?.kind == .boolean)
    }

    @Test("what a step writes is a form of the kind that the step names, and answers its step")
    func steps() throws {
        let forms = try Shipped.forms()
        for regime in try Shipped.allRegimes() {
            for step in regime.steps {
                for artefact in step.artefacts {
                    let form = forms.first { $0.name == artefact.form }
                    #expect(
                        form?.kind == artefact.kind,
                        "\(regime.name), \(step.name): \(artefact.form)")
                }
            }
        }
    }

    @Test("docs/forms.md has every form once, with its kind and its title")
    func page() throws {
        let rows = try Shipped.page("forms.md").split(separator: "\n").filter {
            $0.hasPrefix("| `")
        }
        let expected = try Shipped.forms().map {
            "| `\($0.name)` | \($0.kind.rawValue) | \($0.title.en) |"
        }
        #expect(rows.map(String.init).sorted() == expected.sorted())
    }

    @Test("what a help text names as a form is one")
    func otherForms() throws {
        let forms = try Shipped.forms()
        var named: [String] = []
        for form in forms {
            for field in fields(of: form) {
                let words = (field.help?.en ?? "").split(separator: " ").map(String.init)
                named += zip(words, words.dropFirst())
                    .filter { $0.0 == "form" && $0.1.contains("-") }.map(\.1)
            }
        }
        #expect(Set(named) == ["consented-information"])
        #expect(forms.contains { $0.name == "consented-information" })
    }
}

extension String {
    fileprivate var trimmingSpace: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
