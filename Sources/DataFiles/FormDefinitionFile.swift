internal import Records
package import Reintegration

/// Reads the definition of a form (docs/formats/form-file.md).
package enum FormDefinitionFile {
    /// Reads and checks a form.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name that errors give.
    /// - Returns: The form, which every check has passed.
    /// - Throws: ``DataFileError`` with the line of the fault.
    package static func parse(_ bytes: [UInt8], file: String) throws(DataFileError) -> Form {
        let root = try YAMLDocument(bytes, file: file).root
        let mapping = try root.mapping(
            required: ["form", "kind", "revision", "title", "source", "fields"],
            optional: ["derived", "letter"])
        let name = try mapping.required("form").name(of: ProcessNaming.Form.self)
        let kind = try mapping.required("kind").word(of: SectionKind.self, "kind of section")
        let revision = try mapping.required("revision").integer(in: 1...1_000_000)
        let title = try mapping.required("title").localizedText()
        let isDerived = try mapping["derived"]?.boolean() ?? false
        let source = try mapping.required("source").text()
        let list = try mapping.required("fields")
        let fields = try Self.fields(list)
        let letter = try mapping["letter"].map {
            (node) throws(DataFileError) in try Self.letter(node)
        }
        do throws(FormError) {
            return try Form(
                name: name, kind: kind, revision: revision, title: title, isDerived: isDerived,
                source: source, fields: fields, letter: letter)
        } catch {
            let line = error.field.flatMap { Self.line(of: $0, in: list) } ?? root.line
            throw DataFileError(file: file, line: line, message: error.description)
        }
    }

    /// Who vouches for the layout of a letter.
    private enum Mark: String, CaseIterable {
        /// The layout is ours.
        case model
        /// The layout is that of the official form.
        case official
    }

    private static func letter(_ node: YAMLNode) throws(DataFileError) -> FormLetter {
        let mapping = try node.mapping(
            required: ["mark"],
            optional: ["greeting", "from", "to", "opening", "closing", "signed"])
        return FormLetter(
            isOfficial: try mapping.required("mark").word(of: Mark.self, "mark") == .official,
            isGreeting: try mapping["greeting"]?.boolean() ?? false,
            senders: try parties(mapping["from"]), receivers: try parties(mapping["to"]),
            opening: try paragraphs(mapping["opening"]),
            closing: try paragraphs(mapping["closing"]),
            signatories: try parties(mapping["signed"]))
    }

    private static func paragraphs(
        _ node: YAMLNode?
    ) throws(DataFileError) -> [FormLetter.Paragraph] {
        var paragraphs: [FormLetter.Paragraph] = []
        for element in try node?.list() ?? [] {
            let mapping = try element.mapping(required: ["text"], optional: ["when", "regimes"])
            paragraphs.append(
                FormLetter.Paragraph(
                    try mapping.required("text").localizedText(),
                    when: try condition(mapping["when"]),
                    under: try mapping["regimes"]?.names() ?? []))
        }
        return paragraphs
    }

    /// Parties: a role with the label that it has everywhere, or a name of its own.
    private static func parties(_ node: YAMLNode?) throws(DataFileError) -> [FormLetter.Party] {
        var parties: [FormLetter.Party] = []
        for element in try node?.list() ?? [] {
            let mapping = try element.mapping(
                required: [], optional: ["role", "name", "lines", "when"])
            let title: LocalizedText
            switch (mapping["role"], mapping["name"]) {
            case (let role?, nil): title = try role.word(of: Role.self, "role").label
            case (nil, let name?): title = try name.localizedText()
            default: throw element.error("a party has a `role` or a `name`")
            }
            parties.append(
                FormLetter.Party(
                    title, lines: try mapping["lines"]?.names() ?? [],
                    when: try condition(mapping["when"])))
        }
        return parties
    }

    /// The line on which a field names itself.
    private static func line(of field: FieldName, in list: YAMLNode) -> Int? {
        guard case .list(let elements) = list.content else { return nil }
        for element in elements {
            guard case .mapping(let entries) = element.content else { continue }
            for entry in entries {
                if entry.key == "field", case .text(field.text) = entry.value.content {
                    return entry.line
                }
                if entry.key == "fields", let line = line(of: field, in: entry.value) {
                    return line
                }
            }
        }
        return nil
    }

    private static func fields(_ list: YAMLNode) throws(DataFileError) -> [FormField] {
        var fields: [FormField] = []
        for element in try list.list() { fields.append(try field(element)) }
        return fields
    }

    private enum FieldType: String, CaseIterable {
        case text
        case longText = "long-text"
        case date, boolean, choice, selection, integer, period, insz, kbo, riziv, bsn,
            loonheffingen, list
    }

    private static func field(_ node: YAMLNode) throws(DataFileError) -> FormField {
        let mapping = try node.mapping(
            required: ["field", "type", "class", "label"],
            optional: [
                "required", "required-when", "maximum", "guarded", "help", "choices", "range",
                "open-ended", "fields", "parameter", "third-parties",
            ])
        let type = try mapping.required("type").word(of: FieldType.self, "type")
        for (key, types) in [
            ("choices", [FieldType.choice, .selection]), ("range", [.integer]),
            ("open-ended", [.period]), ("fields", [.list]), ("guarded", [.text, .longText]),
            ("maximum", [.text, .longText, .list]),
        ] where mapping[key] != nil && !types.contains(type) {
            throw node.error("a field of type `\(type.rawValue)` has no `\(key)`")
        }
        return FormField(
            name: try mapping.required("field").name(),
            kind: try fieldKind(type, mapping),
            fieldClass: try mapping.required("class").word(of: FieldClass.self, "class"),
            isRequired: try mapping["required"]?.boolean() ?? false,
            requiredWhen: try condition(mapping["required-when"]),
            maximum: try mapping["maximum"]?.integer(in: 1...FormField.textMaximum),
            isGuarded: try mapping["guarded"]?.boolean() ?? false,
            namesThirdParties: try mapping["third-parties"]?.boolean() ?? false,
            label: try mapping.required("label").localizedText(),
            help: try mapping["help"]?.localizedText(),
            parameter: try mapping["parameter"]?.word(of: StepParameter.self, "parameter"))
    }

    private static func fieldKind(
        _ type: FieldType, _ mapping: YAMLMapping
    ) throws(DataFileError) -> FormField.Kind {
        switch type {
        case .text: return .text
        case .longText: return .longText
        case .date: return .date
        case .boolean: return .boolean
        case .choice: return .choice(try choices(mapping.required("choices")))
        case .selection: return .selection(try choices(mapping.required("choices")))
        case .integer:
            let range = try mapping.required("range")
            let bounds = try range.list()
            guard bounds.count == 2 else { throw range.error("a range is `[least, most]`") }
            let least = try bounds[0].integer(in: -1_000_000...1_000_000)
            let most = try bounds[1].integer(in: -1_000_000...1_000_000)
            guard least <= most else { throw range.error("the range is empty") }
            return .integer(least...most)
        case .period: return .period(isOpenEnded: try mapping["open-ended"]?.boolean() ?? false)
        case .insz: return .number(.insz)
        case .kbo: return .number(.kbo)
        case .riziv: return .number(.riziv)
        case .bsn: return .number(.bsn)
        case .loonheffingen: return .number(.loonheffingen)
        case .list: return .list(try fields(mapping.required("fields")))
        }
    }

    private static func choices(_ node: YAMLNode) throws(DataFileError) -> [FieldChoice] {
        var choices: [FieldChoice] = []
        for element in try node.list() {
            let mapping = try element.mapping(required: ["choice", "label"], optional: ["steps"])
            choices.append(
                FieldChoice(
                    name: try mapping.required("choice").name(),
                    label: try mapping.required("label").localizedText(),
                    steps: try mapping["steps"]?.names() ?? []))
        }
        return choices
    }

    private static func condition(_ node: YAMLNode?) throws(DataFileError) -> FieldCondition? {
        guard let node else { return nil }
        let mapping = try node.mapping(required: ["field", "is"])
        return FieldCondition(
            field: try mapping.required("field").name(), values: try mapping.required("is").names())
    }
}
