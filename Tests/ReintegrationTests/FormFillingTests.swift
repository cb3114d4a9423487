internal import CryptoPrimitives
internal import DataFiles
internal import Records
internal import Reintegration
internal import TestSupport
internal import Testing

@Suite("Filling a form in") struct FormFillingTests {
    private static let plan = """
        worker-name: Jan Peeters
        employer-name: Bakkerij Zon bv
        assessment-date: 2024-03-04
        decision: a
        measures:
          - kind: adapted-work
            description: |-
              halve dagen
              aan de balie
            hours-per-week: 19
          - kind: training-or-guidance
            description: opleiding kassa
            responsible: VDAB
        validity:
          from: 2024-06-01
          until: 2024-11-30
        fund-decision: not-needed
        concertation:
          - date: 2024-04-02
            participants: werknemer, werkgever, arbeidsarts
        signed-on: 2024-05-06
        signed-by: An Maes
        """

    /// A text as JSON writes it, every scalar by its number.
    private static func quoted(_ text: String) -> String {
        let units = text.utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
        return "\"" + units.joined() + "\""
    }

    private func raw(_ text: String) throws -> RawFormValue {
        try FormFile.parse(Array(text.utf8), file: "plan.yaml")
    }

    private func problems(_ text: String, _ form: FormName = "plan") throws -> [FormProblem] {
        let form = try Shipped.form(form)
        let raw = try raw(text)
        do throws(FormProblems) {
            _ = try form.validate(raw)
            return []
        } catch {
            return error.problems
        }
    }

    @Test(
        "the template of a filled form reads as the same content, whatever its texts hold",
        arguments: [
            "halve dagen", "  ingesprongen", "eind \n", "a: b # c", "\"'\\ \t", "- x\n\n- y",
            "één; twee", "|", "true", "2024-01-01", "#! geen opmerking\n  in",
        ])
    func templateOfContent(text: String) throws {
        let form = try Shipped.form("plan")
        let plan = Self.plan.replacing(
            "opleiding kassa", with: Self.quoted(text))
        let content = try form.validate(raw(plan))
        let template = form.template(in: .nl, filledWith: content)
        #expect(try form.validate(raw(template)) == content, "\(template)")
    }

    @Test("a plan that is filled in becomes content, and parameters for its step")
    func fill() throws {
        let form = try Shipped.form("plan")
        let content = try form.validate(raw(Self.plan))
        #expect(content["worker-name"] == .text("Jan Peeters"))
        #expect(content["validity"] == .period(from: "2024-06-01", until: "2024-11-30"))
        guard case .list(let measures)? = content["measures"] else {
            Issue.record("measures are a list")
            return
        }
        #expect(measures.count == 2)
        #expect(measures[0]["description"] == .text("halve dagen\naan de balie"))
        #expect(measures[0]["hours-per-week"] == .integer(19))
        let parameters = form.parameters(of: content)
        #expect(parameters[.measures] == .measures([.adaptedWork, .trainingOrGuidance]))
        #expect(parameters[.validFrom] == .day("2024-06-01"))
        #expect(parameters[.validUntil] == .day("2024-11-30"))
        #expect(
            form.guardedTexts(in: content).map(\.path)
                == ["measures[1].description", "measures[2].description"])
    }

    @Test("a step takes from the form the parameters that it carries, and no others")
    func parametersForStep() throws {
        let form = try Shipped.form("plan")
        let content = try form.validate(raw(Self.plan))
        let regime = try Shipped.be2022()
        let deliver = try #require(regime.step("deliver-plan"))
        let agree = try #require(regime.step("agree"))
        #expect(form.parameters(of: content, for: deliver) == form.parameters(of: content))
        #expect(form.parameters(of: content, for: agree).isEmpty)
    }

    @Test("a form that says another thing than its step is stopped")
    func contradictions() throws {
        let form = try Shipped.form("plan-answer")
        let content = try form.validate(
            raw(
                """
                plan-received-on: 2024-05-06
                answer: refuse
                reasons: te ver
                answered-on: 2024-05-10
                signed-by: Jan Peeters
                """))
        #expect(form.contradictions(of: content, with: "refuse").isEmpty)
        let problems = form.contradictions(of: content, with: "agree")
        #expect(problems.map(\.code) == [.otherStep])
        #expect(problems.map(\.path) == ["answer"])
        #expect(form.contradictions(of: content, with: "deliver-plan").isEmpty)
    }

    @Test("a form with empty fields is read with what is missing, and nothing else passes so")
    func missing() throws {
        let form = try Shipped.form("plan-answer")
        let unreasoned = """
            plan-received-on: 2024-05-06
            answer: refuse
            answered-on: 2024-05-10
            signed-by: Jan Peeters
            """
        let (content, missing) = try form.read(raw(unreasoned))
        #expect(missing.map(\.path) == ["reasons"])
        #expect(missing.map(\.code) == [.missing])
        #expect(content["answer"] == .choice("refuse"))
        #expect(!form.accepts(content))
        #expect(!form.parameters(of: content).flag(.reasonsGiven))
        #expect(throws: FormProblems.self) {
            try form.read(raw(unreasoned.replacing("2024-05-10", with: "10 May")))
        }
    }

    @Test("JSON is filled in as YAML is")
    func json() throws {
        let form = try Shipped.form("team-text")
        let text =
            #"{"text": "Jan komt \"halftijds\" terug", "agreed": true, "agreed-on": "2024-05-06"}"#
        let content = try form.validate(raw(text))
        #expect(content["agreed"] == .flag(true))
        #expect(content["text"] == .text("Jan komt \"halftijds\" terug"))
    }

    @Test("every problem is told, with field, line, reason and remedy")
    func allProblems() throws {
        var text = Self.plan.replacing("2024-03-04", with: "4 maart")
        text = text.replacing("decision: a\n", with: "decision: d\n")
        text = text.replacing("hours-per-week: 19", with: "hours-per-week: 61")
        text = text.replacing("responsible: VDAB", with: "responsible:")
        text = text.replacing("until: 2024-11-30", with: "until: 2024-05-30")
        text += "\nsalary: 3000\n"
        let problems = try problems(text)
        #expect(
            problems.map { "\($0.path) \($0.code.rawValue) \($0.line)" } == [
                " unknown-field 23", "assessment-date not-a-date 3", "decision unknown-choice 4",
                "measures[1].hours-per-week out-of-range 10", "measures[2].responsible missing 13",
                "validity reversed-period 15",
            ])
        for problem in problems {
            for language in Language.allCases {
                #expect(!problem.reason[language].isEmpty)
                #expect(!problem.remedy[language].isEmpty)
            }
        }
        #expect(problems[2].remedy[.en] == "choose from: a, b")
    }

    @Test(
        "each wrong value is told from the others",
        arguments: [
            ("signed-by: An Maes", "signed-by: [An, Maes]", FormProblem.Code.wrongShape),
            ("signed-by: An Maes", "signed-by: \"An\\tMaes\"", .forbiddenCharacter),
            ("signed-by: An Maes", "signed-by: \"An \\u202Eseam\"", .forbiddenCharacter),
            ("signed-by: An Maes", "signed-by: " + String(repeating: "x", count: 201), .tooLong),
            ("hours-per-week: 19", "hours-per-week: 19.5", .notANumber),
            ("hours-per-week: 19", "hours-per-week: +19", .notANumber),
            ("hours-per-week: 19", "hours-per-week: 019", .notANumber),
            ("signed-on: 2024-05-06", "signed-on: 2023-02-29", .notADate),
            ("signed-on: 2024-05-06", "signed-on:", .missing),
            ("signed-on: 2024-05-06", "", .missing),
            ("until: 2024-11-30", "", .missing),
            ("until: 2024-11-30", "till: 2024-11-30", .wrongShape),
        ])
    func oneProblem(old: String, new: String, code: FormProblem.Code) throws {
        #expect(try problems(Self.plan.replacing(old, with: new)).map(\.code) == [code])
    }

    @Test("booleans, selections and lists have their own problems")
    func otherTypes() throws {
        let form = """
            worker-name: x
            employer-name: x
            external-service: x
            physician-name: x
            request-date: 2024-01-15
            decision: c
            restart-from: 2024-06-04
            signed-on: 2024-03-04
            signed-by: x

            """
        #expect(try problems(form, "assessment-form").isEmpty)
        #expect(
            try problems(form + "consulted: [employer, employer]", "assessment-form")
                .map(\.code) == [.repeatedChoice])
        #expect(
            try problems(form + "consulted: [nobody]", "assessment-form")
                .map(\.code) == [.unknownChoice])
        #expect(
            try problems(form + "consulted: employer", "assessment-form")
                .map(\.code) == [.wrongShape])
        #expect(try problems("text: x\nagreed: ja", "team-text").map(\.code) == [.notABoolean])
        #expect(try problems("text: x\nagreed: true", "team-text").map(\.path) == ["agreed-on"])
        let many = String(repeating: "\n  - {date: 2024-04-02, participants: x}", count: 51)
        #expect(
            try problems(
                Self.plan.replacing(
                    "\n  - date: 2024-04-02\n    participants: werknemer, werkgever, arbeidsarts",
                    with: many)
            ).map(\.code) == [.tooMany])
    }

    @Test(
        "conditions and modalities are required for A and B, not for C", arguments: ["a", "b", "c"])
    func requiredWhen(decision: String) throws {
        let text = "decision: \(decision)"
        let missing = try problems(text, "assessment-form").filter { $0.code == .missing }.map(
            \.path)
        #expect(missing.contains("conditions") == (decision != "c"))
        #expect(missing.contains("modalities") == (decision != "c"))
        #expect(missing.contains("restart-from") == (decision == "c"))
    }

    @Test("the encoding comes back as it was, and is the same each time")
    func encoding() throws {
        let form = try Shipped.form("plan")
        let content = try form.validate(raw(Self.plan))
        let bytes = content.encoded
        #expect(bytes.starts(with: Array("vault/v1/form".utf8) + [0]))
        let again = try FormContent(decoding: bytes)
        #expect(again == content)
        #expect(again.encoded == bytes)
        #expect(form.accepts(again))
        #expect(!(try Shipped.form("motivated-report")).accepts(again))
    }

    @Test("changed bytes are refused, or are the one encoding of another content")
    func mutations() throws {
        let bytes = try Shipped.form("plan").validate(raw(Self.plan)).encoded
        var mutator = Mutator(seed: 21)
        var refused = 0
        for _ in 0..<1500 {
            let mutation = mutator.mutation(of: bytes)
            do {
                #expect(try FormContent(decoding: mutation).encoded == mutation)
            } catch {
                refused += 1
            }
        }
        #expect(refused > 700)
        for length in 0..<bytes.count {
            #expect(throws: CanonicalEncodingError.self) {
                try FormContent(decoding: Array(bytes[..<length]))
            }
        }
    }

    @Test("content is shown as lines of label and value")
    func rendering() throws {
        let form = try Shipped.form("plan")
        let content = try form.validate(raw(Self.plan))
        let lines = form.lines(of: content, in: .nl)
        #expect(lines.first == "Re-integratieplan")
        #expect(lines.contains("naam van de werknemer: Jan Peeters"))
        #expect(lines.contains("e: geldigheidsduur van het plan: 2024-06-01 – 2024-11-30"))
        #expect(lines.contains("     soort maatregel: b: aangepast werk"))
        #expect(lines.contains("       aan de balie"))
        let text = try Shipped.form("team-text").validate(raw("text: x\nagreed: false"))
        #expect(
            try Shipped.form("team-text").lines(of: text, in: .fr).last
                == "le travailleur approuve ce texte: non")
    }

    @Test(
        "the empty form is a file that says in every language what is missing",
        arguments: Language.allCases)
    func template(language: Language) throws {
        for form in try Shipped.forms() {
            let text = form.template(in: language)
            let raw = try FormFile.parse(Array(text.utf8), file: "\(form.name).yaml")
            let required = form.fields.filter(\.isRequired).map(\.name.text)
            do throws(FormProblems) {
                _ = try form.validate(raw)
                #expect(required.isEmpty)
            } catch {
                #expect(Set(error.problems.map(\.code)) == [.missing])
                #expect(error.problems.map(\.path) == required)
            }
            for field in form.fields { #expect(text.contains(field.label[language])) }
        }
    }

    @Test("the first line of a template names its form", arguments: Language.allCases)
    func templateNamesForm(language: Language) throws {
        for form in try Shipped.forms() {
            #expect(Form.name(inTemplate: form.template(in: language)) == form.name)
        }
        for line in [
            "", "# plan", "# Plan (plan)", "plan (plan, 1)", "# Plan (plan, x)", "# P (Plan, 1)",
            "# Plan (plan, 1) ", "\n# Plan (plan, 1)",
        ] {
            #expect(Form.name(inTemplate: line) == nil, "\(line)")
        }
    }

    @Test("attachments stand behind those that the form names already")
    func attachments() throws {
        let form = try Shipped.form("certificate")
        let content = try form.validate(
            raw(
                """
                physician-name: Tom Voorbeeld
                issued-on: 2024-01-08
                period: {from: 2024-01-08, until: 2024-02-09}
                definitively-unfit: false
                """))
        let scan = Attachment(name: "scan.pdf", hash: Digest(hashing: [1]))
        let one = try #require(form.attaching([scan], to: content))
        let two = try #require(form.attaching([scan], to: one))
        guard case .list(let entries)? = two["attachments"] else {
            Issue.record("attachments are a list")
            return
        }
        #expect(entries.map { $0["sha256"] } == [.text(scan.hash.hex), .text(scan.hash.hex)])
        #expect(form.accepts(two))
        #expect(form.attaching(Array(repeating: scan, count: 11), to: content) == nil)
        let long = Attachment(name: String(repeating: "x", count: 201), hash: scan.hash)
        #expect(form.attaching([long], to: content) == nil)
        #expect(!(try Shipped.form("team-text")).takesAttachments)
    }
}
