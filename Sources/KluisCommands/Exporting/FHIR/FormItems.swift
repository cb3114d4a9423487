internal import AccessAudit
internal import CryptoPrimitives
internal import Records
internal import Reintegration

/// What was filled into a form, as items of a QuestionnaireResponse.
struct FormItems {
    /// The form; `nil` where it has another revision than the content.
    let form: Form?
    /// What was filled in.
    let content: FormContent
    /// How official numbers leave.
    let numbers: NumberDisplay
    /// The language of the labels.
    let language: Language
    /// The code system of choices, without the field.
    let system: String

    /// Whether nothing was filled in.
    var isEmpty: Bool { content.record.values.isEmpty }

    /// Writes the items: in the order of the form, or by name where the form is not known.
    func write(to json: inout JSONWriter) {
        let record = form?.shown(content, numbers: numbers) ?? content.record
        write(record, form?.fields, "", &json)
    }

    private func write(
        _ record: FormRecord, _ fields: [FormField]?, _ prefix: String, _ json: inout JSONWriter
    ) {
        let names = fields?.map(\.name) ?? record.values.keys.sorted()
        for name in names {
            guard let value = record[name] else { continue }
            let field = fields?.first { $0.name == name }
            if case .list(let entries) = value {
                for entry in entries where !entry.values.isEmpty {
                    item(prefix + name.text, field, &json) { json in
                        json.array("item") {
                            write(entry, field?.entryFields, "\(prefix)\(name).", &$0)
                        }
                    }
                }
            } else if case .period(let from, let until) = value {
                item(prefix + name.text, field, &json) { json in
                    json.array("item") { json in
                        day("\(prefix)\(name).from", from, &json)
                        if let until { day("\(prefix)\(name).until", until, &json) }
                    }
                }
            } else {
                item(prefix + name.text, field, &json) { json in
                    json.array("answer") { answers(value, field, name, &$0) }
                }
            }
        }
    }

    private func item(
        _ link: String, _ field: FormField?, _ json: inout JSONWriter,
        _ members: (inout JSONWriter) -> Void
    ) {
        json.object { json in
            json.member("linkId", link)
            json.member("text", field?.label[language])
            members(&json)
        }
    }

    private func day(_ link: String, _ day: CivilDate, _ json: inout JSONWriter) {
        json.object { json in
            json.member("linkId", link)
            json.array("answer") { $0.object { $0.member("valueDate", day.description) } }
        }
    }

    private func answers(
        _ value: FormValue, _ field: FormField?, _ name: FieldName, _ json: inout JSONWriter
    ) {
        func choice(_ choice: FieldChoiceName, _ json: inout JSONWriter) {
            let label = field?.choices.first { $0.name == choice }?.label[language]
            json.object { json in
                json.coding(
                    "valueCoding", FHIRCoding("\(system)/\(name)", choice.text, label))
            }
        }
        switch value {
        case .text(let text):
            json.object { $0.member("valueString", FHIRText.text(text) ?? "-") }
        case .date(let day): json.object { $0.member("valueDate", day.description) }
        case .flag(let flag): json.object { $0.member("valueBoolean", flag) }
        case .integer(let number): json.object { $0.member("valueInteger", Int64(number)) }
        case .choice(let name): choice(name, &json)
        case .selection(let names): for name in names { choice(name, &json) }
        case .period, .list: break
        }
    }
}
