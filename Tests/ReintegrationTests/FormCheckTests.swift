internal import Records
internal import Reintegration
internal import Testing

@Suite("What makes a form") struct FormCheckTests {
    private let label = LocalizedText(nl: "x", fr: "x", de: "x", en: "x")

    private func field(
        _ name: FieldName = "x", _ kind: FormField.Kind = .text,
        _ fieldClass: FieldClass = .employer, requiredWhen: FieldCondition? = nil,
        maximum: Int? = nil, guarded: Bool = false, label: LocalizedText? = nil,
        parameter: StepParameter? = nil
    ) -> FormField {
        FormField(
            name: name, kind: kind, fieldClass: fieldClass, requiredWhen: requiredWhen,
            maximum: maximum, isGuarded: guarded, label: label ?? self.label,
            parameter: parameter)
    }

    private func fault(_ kind: SectionKind, _ fields: [FormField]) -> FormError.Code? {
        do throws(FormError) {
            _ = try Form(
                name: "x", kind: kind, revision: 1, title: label, isDerived: true, source: "x",
                fields: fields)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(
        "I8: a section that the employer may read takes no medical field",
        arguments: SectionKind.allCases)
    func medicalFields(kind: SectionKind) {
        let expected: FormError.Code? = kind.isSecret ? nil : .notForEmployer
        #expect(fault(kind, [field("x", .date, .medical)]) == expected)
        #expect(fault(kind, [field("x", .date, .advising)]) == expected)
        #expect(fault(kind, [field("x", .list([field("y", .date, .medical)]))]) == expected)
        #expect(fault(kind, [field("x", .date)]) == nil)
        let isOwn = kind.isSecret || kind.sectionClass == .statement
        #expect(fault(kind, [field("x", .date, .worker)]) == (isOwn ? nil : .notForEmployer))
    }

    @Test(
        "free text that the employer may read passes the text guard",
        arguments: SectionKind.allCases)
    func guards(kind: SectionKind) {
        let wantsGuard = !kind.isSecret && kind != .workerStatement
        #expect(fault(kind, [field("x", .longText)]) == (wantsGuard ? .unguardedText : nil))
        #expect(fault(kind, [field("x", .longText, guarded: true)]) == nil)
    }

    @Test("each other fault has its name")
    func faults() {
        let choice = FieldChoice(name: "a", label: label)
        let blank = LocalizedText(nl: "x", fr: "", de: "x", en: "x")
        #expect(fault(.plan, []) == .fieldCount)
        #expect(
            fault(.plan, (0..<65).compactMap { FieldName("x\($0)") }.map { field($0) })
                == .fieldCount)
        #expect(fault(.plan, [field(), field()]) == .duplicateField)
        #expect(fault(.plan, [field(label: blank)]) == .emptyLabel)
        #expect(fault(.plan, [field("x", .date, guarded: true)]) == .guardWithoutText)
        #expect(fault(.plan, [field("x", .choice([choice]))]) == .malformedChoice)
        #expect(fault(.plan, [field("x", .selection([choice, choice]))]) == .malformedChoice)
        #expect(
            fault(.plan, [field("x", .list([field("y", .list([field("z")]))]))])
                == .nestedList)
        #expect(fault(.plan, [field(maximum: 0)]) == .malformedMaximum)
        #expect(fault(.plan, [field(maximum: 201)]) == .malformedMaximum)
        for condition in [
            FieldCondition(field: "nowhere", values: ["true"]),
            FieldCondition(field: "x", values: ["true"]),
            FieldCondition(field: "flag", values: ["maybe"]),
            FieldCondition(field: "flag", values: []),
        ] {
            #expect(
                fault(.plan, [field(requiredWhen: condition), field("flag", .boolean)])
                    == .unknownCondition)
        }
        #expect(fault(.plan, [field("x", .date, parameter: .workAccident)]) == .wrongParameter)
        #expect(
            fault(.plan, [field("x", .period(isOpenEnded: false), parameter: .validFrom)])
                == nil)
    }

    @Test("each shipped form is one, with labels in four languages")
    func shipped() throws {
        let forms = try Shipped.forms()
        #expect(forms.count == 88)
        #expect(Set(forms.map(\.name)).count == forms.count)
        for form in forms {
            for language in Language.allCases {
                #expect(!form.title[language].isEmpty)
                for field in form.fields.flatMap({ [$0] + $0.entryFields }) {
                    let texts =
                        [field.label, field.help ?? field.label] + field.choices.map(\.label)
                    for text in texts { #expect(!text[language].isEmpty) }
                }
            }
        }
    }

    @Test("the request asks for no medical reason, and the assessment form holds none")
    func noMedicalField() throws {
        for form in try Shipped.forms() where !form.kind.isSecret {
            for field in form.fields.flatMap({ [$0] + $0.entryFields }) {
                #expect(field.fieldClass != .medical)
                for word in ["diagnosis", "treatment", "medication", "cause"] {
                    #expect(!field.name.text.contains(word))
                }
            }
        }
    }
}
