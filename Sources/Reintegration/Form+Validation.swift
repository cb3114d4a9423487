internal import Records

extension Form {
    /// Checks what was filled in.
    ///
    /// - Parameter raw: Keys and values, such as a file that was filled in.
    /// - Returns: The content of a section.
    /// - Throws: ``FormProblems`` with every problem, not only the first.
    package func validate(_ raw: RawFormValue) throws(FormProblems) -> FormContent {
        let (content, missing) = try read(raw)
        guard missing.isEmpty else { throw FormProblems(problems: missing) }
        return content
    }

    /// Reads what was filled in, however little that is.
    ///
    /// - Parameter raw: Keys and values, such as a file that was filled in.
    /// - Returns: The content, and the fields that still have to be filled in.
    /// - Throws: ``FormProblems`` with every problem when something else is wrong.
    package func read(
        _ raw: RawFormValue
    ) throws(FormProblems) -> (content: FormContent, missing: [FormProblem]) {
        var reader = FormReader()
        let record = reader.record(raw, fields: fields, path: "")
        guard reader.problems.allSatisfy({ $0.code == .missing }) else {
            throw FormProblems(problems: reader.problems)
        }
        let content = FormContent(kind: kind, form: name, revision: revision, record: record)
        return (content, reader.problems)
    }

    /// The problems of a content that was read from bytes; none: it is what the form asks for.
    package func problems(of content: FormContent) -> [FormProblem] {
        guard content.kind == kind, content.form == name, content.revision == revision else {
            return [FormProblem(.otherForm, path: "", line: 0)]
        }
        do throws(FormProblems) {
            let again = try validate(content.record.raw)
            return again == content ? [] : [FormProblem(.wrongShape, path: "", line: 0)]
        } catch {
            return error.problems
        }
    }

    /// Whether a content that was read from bytes is what the form asks for.
    package func accepts(_ content: FormContent) -> Bool { problems(of: content).isEmpty }

    /// The texts that pass the text guard, with the fields in which they stand.
    package func guardedTexts(in content: FormContent) -> [(path: String, text: String)] {
        var texts: [(path: String, text: String)] = []
        for field in fields {
            if field.isGuarded, case .text(let text)? = content[field.name] {
                texts.append((field.name.text, text))
            }
            guard case .list(let records)? = content[field.name] else { continue }
            for (index, record) in records.enumerated() {
                for entryField in field.entryFields where entryField.isGuarded {
                    guard case .text(let text)? = record[entryField.name] else { continue }
                    texts.append(("\(field.name)[\(index + 1)].\(entryField.name)", text))
                }
            }
        }
        return texts
    }

    /// Numbers whose check digits do not fit, although that is no reason to refuse them.
    package func warnings(about content: FormContent) -> [FormProblem] {
        Self.warnings(about: content.record, fields, path: "")
    }

    private static func warnings(
        about record: FormRecord, _ fields: [FormField], path: String
    ) -> [FormProblem] {
        fields.flatMap { field -> [FormProblem] in
            let place = path + field.name.text
            switch (field.kind, record[field.name]) {
            case (.number(.riziv), .text(let text)?):
                guard let number = try? HealthProfessionalNumber(text), !number.isLikely else {
                    return []
                }
                return [FormProblem(.numberUnlikely, path: place, line: 0)]
            case (.list(let entryFields), .list(let records)?):
                return records.enumerated().flatMap { index, entry in
                    warnings(about: entry, entryFields, path: "\(place)[\(index + 1)].")
                }
            default: return []
            }
        }
    }

    /// Where the content says another thing than the step that it goes with.
    ///
    /// The mediator cannot see this, since it reads no content: a form that says A under a step
    /// that says B has to be stopped by its author's client.
    package func contradictions(
        of content: FormContent, with step: StepName
    ) -> [FormProblem] {
        fields.compactMap { field -> FormProblem? in
            guard field.choices.contains(where: { $0.steps.contains(step) }),
                case .choice(let name)? = content[field.name],
                let choice = field.choices.first(where: { $0.name == name }),
                !choice.steps.contains(step)
            else { return nil }
            return FormProblem(.otherStep, path: field.name.text, line: 0)
        }
    }

    /// The parameters of a step that the content answers.
    ///
    /// - Parameters:
    ///   - content: What was filled in.
    ///   - step: The step; parameters that it does not carry are left out.
    /// - Returns: The parameters.
    package func parameters(of content: FormContent, for step: ProcessStep) -> StepParameters {
        let known = step.required + step.optional
        let all = parameters(of: content)
        var parameters = StepParameters()
        for parameter in all.given where known.contains(parameter) {
            guard let value = all[parameter] else { continue }
            parameters = parameters.setting(parameter, to: value)
        }
        return parameters
    }

    /// Every parameter that the content answers, whatever the step.
    package func parameters(of content: FormContent) -> StepParameters {
        var parameters = StepParameters()
        var measures = Set<PlanMeasure>()
        func note(_ field: FormField, _ value: FormValue?) {
            guard let parameter = field.parameter, let value else { return }
            switch (value, parameter.kind) {
            case (.date(let day), .day): parameters = parameters.setting(parameter, to: .day(day))
            case (.flag(let flag), .flag):
                parameters = parameters.setting(parameter, to: .flag(flag))
            case (.text, .flag): parameters = parameters.setting(parameter, to: .flag(true))
            case (.integer(let number), .number):
                guard let number = UInt8(exactly: number) else { return }
                parameters = parameters.setting(parameter, to: .number(number))
            case (.integer(let number), .count):
                guard let number = UInt16(exactly: number) else { return }
                parameters = parameters.setting(parameter, to: .count(number))
            case (.choice(let choice), .goal):
                guard let goal = YearTwoGoal(rawValue: choice.text) else { return }
                parameters = parameters.setting(parameter, to: .goal(goal))
            case (.period(let from, let until), .day):
                parameters = parameters.setting(.validFrom, to: .day(from))
                if let until { parameters = parameters.setting(.validUntil, to: .day(until)) }
            case (.choice(let choice), .ground):
                guard let ground = ReportGround(rawValue: choice.text) else { return }
                parameters = parameters.setting(parameter, to: .ground(ground))
            case (.choice(let choice), .measures):
                measures.formUnion([choice].compactMap { PlanMeasure(rawValue: $0.text) })
            case (.selection(let choices), .measures):
                measures.formUnion(choices.compactMap { PlanMeasure(rawValue: $0.text) })
            default: break
            }
        }
        for field in fields {
            note(field, content[field.name])
            guard case .list(let records)? = content[field.name] else { continue }
            for record in records {
                for entryField in field.entryFields { note(entryField, record[entryField.name]) }
            }
        }
        return measures.isEmpty
            ? parameters : parameters.setting(.measures, to: .measures(measures))
    }
}

extension FormRecord {
    /// The values as they would be filled in.
    fileprivate var raw: RawFormValue {
        RawFormValue(
            .mapping(
                values.map { name, value in
                    RawFormValue.Entry(key: name.text, line: 0, value: value.raw)
                }))
    }
}

extension FormValue {
    fileprivate var raw: RawFormValue {
        func text(_ text: String) -> RawFormValue { RawFormValue(.text(text)) }
        return switch self {
        case .text(let value): text(value)
        case .date(let date): text(date.description)
        case .flag(let flag): text(flag ? "true" : "false")
        case .choice(let choice): text(choice.text)
        case .selection(let choices): RawFormValue(.list(choices.map { text($0.text) }))
        case .integer(let number): text(String(number))
        case .period(let from, let until):
            RawFormValue(
                .mapping([
                    .init(key: "from", line: 0, value: text(from.description)),
                    .init(key: "until", line: 0, value: text(until?.description ?? "")),
                ]))
        case .list(let records): RawFormValue(.list(records.map(\.raw)))
        }
    }
}
