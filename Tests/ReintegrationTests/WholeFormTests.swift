internal import DataFiles
internal import Records
internal import Reintegration
internal import Testing

/// Every shipped form, filled in to the last field.
@Suite("Forms that are wholly filled in") struct WholeFormTests {
    /// A value that the field takes; `nil` for one that only a registry can give.
    private func value(of field: FormField) -> RawFormValue? {
        if field.kind == .text {
            return text(String(repeating: "x", count: min(field.maximum, 20)))
        }
        if field.kind == .longText { return text("één regel\nen nog een: # geen opmerking") }
        if field.kind == .date { return text("2026-02-02") }
        if field.kind == .boolean { return text("true") }
        if case .choice(let choices) = field.kind { return text(choices.last?.name.text ?? "") }
        if case .selection(let choices) = field.kind {
            return RawFormValue(.list(choices.map { text($0.name.text) }))
        }
        if case .integer(let range) = field.kind { return text(String(range.upperBound)) }
        if case .period = field.kind {
            return mapping([("from", text("2026-02-02")), ("until", text("2026-08-02"))])
        }
        if case .list(let fields) = field.kind {
            return RawFormValue(.list([entry(of: fields), entry(of: fields)]))
        }
        return nil
    }

    private func text(_ text: String) -> RawFormValue { RawFormValue(.text(text)) }

    private func entry(of fields: [FormField]) -> RawFormValue {
        mapping(
            fields.compactMap { field in value(of: field).map { (field.name.text, $0) } })
    }

    private func mapping(_ entries: [(String, RawFormValue)]) -> RawFormValue {
        RawFormValue(
            .mapping(entries.map { RawFormValue.Entry(key: $0.0, line: 0, value: $0.1) }))
    }

    @Test(
        "the file of a filled form reads as the same content, in each language",
        arguments: Language.allCases)
    func roundTrip(language: Language) throws {
        for form in try Shipped.forms() {
            let content = try form.validate(entry(of: form.fields))
            let file = form.template(in: language, filledWith: content)
            let again = try form.validate(
                FormFile.parse(Array(file.utf8), file: "\(form.name).yaml"))
            #expect(again == content, "\(form.name)")
            #expect(form.accepts(try FormContent(decoding: content.encoded)))
        }
    }

    @Test("whoever reads a filled form sees every field by its label", arguments: Language.allCases)
    func rendering(language: Language) throws {
        for form in try Shipped.forms() {
            let content = try form.validate(entry(of: form.fields))
            let lines = form.lines(of: content, in: language)
            #expect(lines.first == form.title[language])
            for field in form.fields.flatMap({ [$0] + $0.entryFields })
            where value(of: field) != nil {
                let label = field.label[language] + ":"
                #expect(
                    lines.contains { $0.contains(label) }, "\(form.name): \(label)")
            }
        }
    }

    @Test("a field that is empty although it is required is told by its name, and no other")
    func missing() throws {
        for form in try Shipped.forms() {
            for field in form.fields where field.isRequired {
                let rest = form.fields.filter { $0 != field && $0.requiredWhen == nil }
                do throws(FormProblems) {
                    _ = try form.validate(entry(of: rest))
                    Issue.record("\(form.name) needs no \(field.name)")
                } catch {
                    let missing = error.problems.filter { $0.code == .missing }.map(\.path)
                    #expect(missing.contains(field.name.text), "\(form.name): \(missing)")
                    #expect(Set(error.problems.map(\.code)) == [.missing])
                }
            }
        }
    }
}
