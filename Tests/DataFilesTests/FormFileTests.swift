internal import DataFiles
internal import Foundation
internal import Records
internal import Reintegration
internal import TestSupport
internal import Testing

@Suite("Form files") struct FormFileTests {
    private static let small = """
        form: x
        kind: plan
        revision: 1
        title: {nl: a, fr: a, de: a, en: a}
        source: test
        fields:
          - field: flag
            type: boolean
            class: E
            label: {nl: a, fr: a, de: a, en: a}
          - field: why
            type: long-text
            class: E
            guarded: true
            required-when: {field: flag, is: ["true"]}
            label: {nl: a, fr: a, de: a, en: a}
          - field: hours
            type: integer
            range: [0, 60]
            class: E
            label: {nl: a, fr: a, de: a, en: a}
        """

    private func error(_ old: String, _ new: String) throws -> DataFileError? {
        let range = try #require(Self.small.range(of: old), "`\(old)` stands in the file")
        let text = Self.small.replacingCharacters(in: range, with: new)
        do throws(DataFileError) {
            _ = try FormDefinitionFile.parse(Array(text.utf8), file: "x.yaml")
            return nil
        } catch {
            return error
        }
    }

    @Test("a definition is read")
    func read() throws {
        let form = try FormDefinitionFile.parse(Array(Self.small.utf8), file: "x.yaml")
        #expect(form.fields.map(\.name) == ["flag", "why", "hours"])
        #expect(form.fields[1].requiredWhen == FieldCondition(field: "flag", values: ["true"]))
        #expect(form.fields[2].kind == .integer(0...60))
    }

    @Test(
        "a fault is told with its line",
        arguments: [
            (
                "kind: plan", "kind: plans",
                "x.yaml:2: unknown kind of section `plans`; did you mean `plan`?"
            ),
            ("revision: 1", "revision: 0", "x.yaml:3: 0 lies outside"),
            (
                "class: E\n    guarded", "class: M\n    guarded",
                "x.yaml:11: `why`: the field may not stand in a section that the employer may read"
            ),
            (
                "    guarded: true\n", "",
                "x.yaml:11: `why`: free text in this kind of section passes the text guard"
            ),
            ("type: boolean", "type: bool", "unknown type `bool`"),
            ("type: boolean", "type: choice", "the key `choices` is missing"),
            ("range: [0, 60]", "range: [60, 0]", "the range is empty"),
            ("range: [0, 60]", "range: [0]", "a range is"),
            ("    range: [0, 60]\n", "", "the key `range` is missing"),
            (
                "type: boolean\n", "type: boolean\n    guarded: true\n",
                "a field of type `boolean` has no `guarded`"
            ),
            ("field: flag, is", "field: flog, is", "`why`: the condition names no choice"),
            ("- field: why", "- field: flag", "`flag`: the field stands twice"),
            ("- field: why", "- field: Why", "`Why` is not a name"),
            ("de: a", "de: \" \"", "a label is empty"),
            ("de: a, en: a", "de: a, en: a, es: a", "unknown key `es`"),
            ("de: a, en: a", "de: a", "the key `en` is missing"),
            ("    label: {", "    label-short: {nl: a}\n    label: {", "unknown key `label-short`"),
        ])
    func faults(old: String, new: String, message: String) throws {
        let error = try #require(try error(old, new))
        #expect(error.description.contains(message), "\(error)")
    }

    private static let letter = """

        letter:
          mark: model
          opening:
            - text: {nl: a, fr: b, de: c, en: d}
          closing:
            - text: {nl: e, fr: f, de: g, en: h}
              when: {field: flag, is: ["true"]}
              regimes: [be-2022]
        """

    private static let parties = """

          greeting: true
          from:
            - {role: employer, lines: [why]}
          to:
            - {name: {nl: p, fr: q, de: r, en: s}, when: {field: flag, is: ["true"]}}
          signed:
            - {role: worker}
        """

    @Test("sender, receiver and who signs stand in the file, and come back from its encoding")
    func parties() throws {
        let form = try FormDefinitionFile.parse(
            Array((Self.small + Self.letter + Self.parties).utf8), file: "x.yaml")
        let letter = try #require(form.letter)
        #expect(letter.isGreeting && letter.closing[0].regimes == ["be-2022"])
        #expect(letter.senders == [FormLetter.Party(Role.employer.label, lines: ["why"])])
        #expect(letter.receivers[0].title[.de] == "r")
        #expect(letter.receivers[0].condition?.field == "flag" && letter.signatories.count == 1)
        #expect(try Form(canonical: form.canonicalBytes) == form)
    }

    @Test(
        "a party that nobody could name is refused",
        arguments: [
            ("role: employer", "role: emploier", "unknown role `emploier`"),
            ("role: worker", "lines: [why]", "a party has a `role` or a `name`"),
            ("lines: [why]", "lines: [flag]", "`flag`: a party of the letter"),
            ("lines: [why]", "lines: [nothing]", "`nothing`: a party of the letter"),
            ("is: [\"true\"]}}", "is: [perhaps]}}", "`flag`: a party of the letter"),
            ("greeting: true", "greeting: maybe", "true"),
            ("name: {nl: p,", "role: worker, name: {nl: p,", "a party has a `role` or a `name`"),
        ])
    func partyFaults(old: String, new: String, message: String) throws {
        let text =
            Self.small + Self.letter + Self.parties.replacingOccurrences(of: old, with: new)
        let error = #expect(throws: DataFileError.self) {
            try FormDefinitionFile.parse(Array(text.utf8), file: "x.yaml")
        }
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    }

    @Test("a letter stands in the file, and comes back from its encoding")
    func letter() throws {
        let form = try FormDefinitionFile.parse(
            Array((Self.small + Self.letter).utf8), file: "x.yaml")
        let letter = try #require(form.letter)
        #expect(!letter.isOfficial && letter.opening[0].text[.de] == "c")
        #expect(letter.closing[0].condition == FieldCondition(field: "flag", values: ["true"]))
        #expect(try Form(canonical: form.canonicalBytes) == form)
        let plain = try FormDefinitionFile.parse(Array(Self.small.utf8), file: "x.yaml")
        #expect(plain.letter == nil && plain.canonicalBytes != form.canonicalBytes)
    }

    @Test(
        "a letter that cannot be written is refused",
        arguments: [
            ("mark: model", "mark: offical", "unknown mark `offical`; did you mean `official`?"),
            ("  mark: model\n", "", "the key `mark` is missing"),
            ("en: h", "en: \"\"", "the text is empty"),
            (
                "en: h", "en: \" \"", "a sentence of the letter is empty or depends on no choice"
            ),
            ("field: flag", "field: other", "`other`: a sentence of the letter"),
            ("field: flag, is: [\"true\"]", "field: why, is: [a]", "`why`: a sentence"),
            ("is: [\"true\"]", "is: [maybe]", "`flag`: a sentence of the letter"),
        ])
    func letterFaults(old: String, new: String, message: String) throws {
        let text = Self.small + Self.letter.replacingOccurrences(of: old, with: new)
        let error = #expect(throws: DataFileError.self) {
            try FormDefinitionFile.parse(Array(text.utf8), file: "x.yaml")
        }
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    }

    @Test("a filled form is a mapping")
    func filled() throws {
        #expect(throws: DataFileError.self) {
            try FormFile.parse(Array("- a\n- b\n".utf8), file: "x")
        }
        #expect(throws: DataFileError.self) { try FormFile.parse([0xff, 0xfe], file: "x") }
        #expect(throws: DataFileError.self) { try FormFile.parse([], file: "x") }
        #expect(throws: DataFileError.self) {
            try FormFile.parse(Array("a: 1\na: 2\n".utf8), file: "x")
        }
        #expect(throws: DataFileError.self) {
            try FormFile.parse([UInt8](repeating: 0x20, count: 256 << 10 + 1), file: "x")
        }
    }

    @Test("a changed definition is refused or is a form, and a changed answer content or problems")
    func mutations() throws {
        let definition = Array(Self.small.utf8)
        let form = try FormDefinitionFile.parse(definition, file: "x.yaml")
        let answer = Array("flag: true\nwhy: |-\n  because\nhours: 38\n".utf8)
        var mutator = Mutator(seed: 41)
        var refused = 0
        for _ in 0..<2000 {
            do throws(DataFileError) {
                _ = try FormDefinitionFile.parse(mutator.mutation(of: definition), file: "x")
            } catch {
                refused += 1
            }
        }
        #expect(refused > 500)
        var contents = 0
        for _ in 0..<2000 {
            guard let raw = try? FormFile.parse(mutator.mutation(of: answer), file: "x") else {
                continue
            }
            do throws(FormProblems) {
                let content = try form.validate(raw)
                #expect(form.accepts(content))
                contents += 1
            } catch {
                #expect(!error.problems.isEmpty)
            }
        }
        #expect(contents > 0)
    }
}
