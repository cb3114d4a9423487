internal import AccessPolicy
internal import CryptoPrimitives
internal import DataFiles
internal import Records
internal import Reintegration
internal import VaultClient

/// Reads the steps and sections of a row: what they are, and whether their forms are filled in as
/// they must be.
///
/// Whether the process allows them is judged behind it (``ImportJudge``).
struct ImportItems {
    /// A step or sections, with where they stand.
    struct Item {
        /// What problems call it.
        let column: String
        /// The line.
        let line: Int
        /// The step; `nil` for sections of their own.
        let step: (step: ProcessStep, day: CivilDate)?
        /// What the step says beside, as far as the row tells it.
        var parameters = StepParameters()
        /// What was filled into forms, in the order of the regime.
        var forms: [(form: Form, content: FormContent)] = []
    }

    private let role: Role
    private let today: CivilDate
    private let language: Language
    private let forms: ImportForms
    private let data: AdoptedData
    private var textGuard: TextGuard?

    /// Prepares the reading for who acts.
    init(_ forms: ImportForms, _ acting: ActingSession, _ connection: Connection) {
        role = acting.role ?? .worker
        today = connection.today
        language = connection.context.language
        self.forms = forms
        data = AdoptedData(acting.session)
    }

    /// The steps and sections of a row, in the order of their days; sections of their own stand
    /// behind the step that stands before them.
    mutating func read(
        _ row: ImportTable.Row, _ regime: Regime, _ problems: inout ImportProblems
    ) throws -> [Item] {
        var items = absences(row, regime, &problems)
        for step in row.steps {
            if let item = try item(step, regime, &problems) { items.append(item) }
        }
        var day: CivilDate?
        let ordered = items.enumerated().map { offset, item in
            day = item.step?.day ?? day
            return (day: day, offset: offset, item: item)
        }.sorted { left, right in
            switch (left.day, right.day) {
            case (nil, .some): true
            case (.some, nil): false
            case (let first?, let second?) where first != second: first < second
            default: left.offset < right.offset
            }
        }
        return ordered.map(\.item)
    }

    private func absences(
        _ row: ImportTable.Row, _ regime: Regime, _ problems: inout ImportProblems
    ) -> [Item] {
        var items: [Item] = []
        for number in 1...ImportColumns.absences {
            for column in AbsenceColumn.allCases {
                let name = ImportColumn.numbered(column.rawValue, number)
                guard let cell = row.cells[name],
                    let day = day(cell, name, &problems)
                else { continue }
                let step = regime.steps.first {
                    $0.effect == .absence(column.effect) && $0.by.contains(role)
                }
                guard let step else {
                    problems.add(row, name, "your role takes no such step under this regime")
                    continue
                }
                items.append(Item(column: name, line: cell.line, step: (step, day)))
            }
        }
        return items
    }

    private mutating func item(
        _ given: ImportTable.Step, _ regime: Regime, _ problems: inout ImportProblems
    ) throws -> Item? {
        guard let name = given.name else {
            if given.day != nil || !given.settings.isEmpty || given.forms.isEmpty {
                problems.add(line: given.line, given.place, "fill in the step")
                return nil
            }
            return try section(given, &problems)
        }
        guard let known = StepName(name.text), let step = regime.step(known) else {
            problems.add(line: name.line, given.place, "the regime has no such step")
            return nil
        }
        guard let cell = given.day else {
            problems.add(line: given.line, given.place, "fill in the day of the step")
            return nil
        }
        guard let day = day(cell, given.place, &problems) else { return nil }
        var item = Item(column: given.place, line: name.line, step: (step, day))
        item.parameters = try parameters(given, &problems)
        for filled in given.forms
        where !step.artefacts.contains(where: { $0.form.text == filled.name }) {
            problems.add(
                line: filled.value.line, "\(given.place).\(filled.name)",
                step.artefacts.isEmpty
                    ? "the step has no form"
                    : "the step has no such form; it has "
                        + step.artefacts.map(\.form.text).joined(separator: ", "))
        }
        for artefact in step.artefacts {
            guard let filled = given.forms.first(where: { $0.name == artefact.form.text }) else {
                if artefact.isRequired {
                    problems.add(
                        line: name.line, given.place, "the step needs the form `\(artefact.form)`")
                }
                continue
            }
            guard let (form, content) = try content(filled, given.place, &problems) else {
                continue
            }
            for problem in form.contradictions(of: content, with: step.name) {
                report(problem, "\(given.place).\(filled.name)", name.line, &problems)
            }
            item.forms.append((form, content))
            item.parameters = item.parameters.filled(from: form.parameters(of: content, for: step))
        }
        return item
    }

    private mutating func section(
        _ given: ImportTable.Step, _ problems: inout ImportProblems
    ) throws -> Item? {
        var item = Item(column: given.place, line: given.line, step: nil)
        for filled in given.forms {
            if let read = try content(filled, given.place, &problems) { item.forms.append(read) }
        }
        return item
    }

    private func day(
        _ cell: ImportTable.Cell, _ column: String, _ problems: inout ImportProblems
    ) -> CivilDate? {
        guard let day = CivilDate(administrative: cell.text) else {
            problems.add(
                line: cell.line, column, "this is no day: write 2024-01-15 or 15/01/2024")
            return nil
        }
        guard day <= today else {
            problems.add(line: cell.line, column, "the day lies ahead")
            return nil
        }
        return day
    }

    private func parameters(
        _ given: ImportTable.Step, _ problems: inout ImportProblems
    ) throws -> StepParameters {
        var parameters = StepParameters()
        for setting in given.settings {
            let column = "\(given.place).set.\(setting.name)"
            guard let parameter = StepParameter(rawValue: setting.name) else {
                problems.add(
                    line: setting.value.line, "\(given.place).set", "no step says such a thing")
                continue
            }
            guard let value = ParameterValue(imported: setting.value.text, of: parameter) else {
                problems.add(
                    line: setting.value.line, column,
                    "this is no such value; " + ParameterInput.hint(parameter.kind))
                continue
            }
            parameters = parameters.setting(parameter, to: value)
        }
        return parameters
    }

    /// What was filled into a form; `nil` when something is wrong with it.
    mutating func content(
        _ filled: ImportTable.Step.FilledForm, _ place: String, _ problems: inout ImportProblems
    ) throws -> (form: Form, content: FormContent)? {
        let column = place.isEmpty ? filled.name : "\(place).\(filled.name)"
        guard let form = forms.form(filled.name) else {
            problems.add(line: filled.value.line, place, "the vault has adopted no such form")
            return nil
        }
        let content: FormContent
        do throws(FormProblems) {
            content = try form.validate(ImportForms.adapted(filled.value, to: form))
        } catch {
            for problem in error.problems { report(problem, column, filled.value.line, &problems) }
            return nil
        }
        for warning in form.warnings(about: content) {
            problems.remark(
                line: filled.value.line(of: warning.path), "\(column).\(warning.path)",
                "\(warning.reason[language]); \(warning.remedy[language])")
        }
        let before = problems.count
        if !form.kind.isSecret {
            let guarding = try textGuard ?? data.textGuard()
            textGuard = guarding
            for (path, text) in form.guardedTexts(in: content)
            where !guarding.findings(in: text).isEmpty {
                problems.add(
                    line: filled.value.line(of: path), "\(column).\(path)",
                    "the text guard stops this text: it may tell of an illness or a treatment")
            }
        }
        return problems.count == before ? (form, content) : nil
    }

    private func report(
        _ problem: FormProblem, _ column: String, _ line: Int, _ problems: inout ImportProblems
    ) {
        problems.add(
            line: problem.line > 0 ? problem.line : line,
            problem.path.isEmpty ? column : "\(column).\(problem.path)",
            "\(problem.reason[language]); \(problem.remedy[language])")
    }
}

extension ParameterValue {
    /// Reads what a cell says; a proof is its SHA-256, since a row has no files.
    fileprivate init?(imported text: String, of parameter: StepParameter) {
        let value: Self? =
            switch parameter.kind {
            case .day: CivilDate(administrative: text).map(Self.day)
            case .digest: [UInt8](hex: text).flatMap { Digest($0) }.map(Self.digest)
            default: try? ParameterInput.value(text, of: parameter.kind, [])
            }
        guard let value else { return nil }
        self = value
    }
}

extension RawFormValue {
    /// The line on which the field of a path begins, as a form names it; its own where it is not there.
    fileprivate func line(of path: String) -> Int {
        guard case .mapping(let entries) = content else { return line }
        let key = path.prefix { $0 != "." && $0 != "[" }
        return entries.first { $0.key == key }?.line ?? line
    }
}
