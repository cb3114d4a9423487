internal import AccessPolicy
internal import DataFiles
internal import Records
internal import Reintegration
internal import VaultClient

/// Checks the rows of an import, each whole, before anything is done for one.
///
/// No problem repeats what stands in a cell.
struct ImportCheck {
    private let acting: ActingSession
    private let today: CivilDate
    private let now: Instant
    private let language: Language
    private let lookup: Lookup
    private let data: AdoptedData
    private let columns: ImportColumns
    private var members: [String: MemberID?] = [:]
    private var organisations: [String: OrganisationID?] = [:]
    private var regimes: [String: Regime?] = [:]
    private var references: [String: Int] = [:]
    private var textGuard: TextGuard?

    /// What is wrong.
    private(set) var problems: [ImportTable.Problem] = []

    /// Prepares the check for who acts.
    init(_ columns: ImportColumns, _ acting: ActingSession, _ connection: Connection) {
        self.acting = acting
        self.columns = columns
        today = connection.today
        now = connection.now
        language = connection.context.language
        lookup = Lookup(acting, connection)
        data = AdoptedData(acting.session)
    }

    /// Checks a row.
    ///
    /// - Returns: What is to be done; `nil` when the row has a problem.
    mutating func plan(_ row: ImportTable.Row) throws -> ImportPlan? {
        let before = problems.count
        let reference = reference(of: row)
        let dossier = try dossier(of: row)
        let steps = try steps(of: row, dossier?.regime.name.text)
        let identity = try identity(of: row)
        guard problems.count == before, let reference, let dossier else { return nil }
        let findBy = (row.cells["find-by"]?.text).map { text in
            text.split { $0 == "|" || $0 == "\n" }.map(String.init)
        }
        guard (findBy ?? []).count <= 8 else {
            report(row, "find-by", "8 values at most, with `|` between them")
            return nil
        }
        return ImportPlan(
            line: row.line, reference: reference, dossier: dossier, steps: steps,
            identity: identity, findBy: [reference] + (findBy ?? []),
            digest: ImportPlan.digest(of: row))
    }

    private mutating func report(_ row: ImportTable.Row, _ column: String, _ message: String) {
        problems.append(
            ImportTable.Problem(
                line: row.cells[column]?.line ?? row.line, column: column, message: message))
    }

    private mutating func reference(of row: ImportTable.Row) -> String? {
        guard let cell = row.cells["reference"] else {
            report(row, "reference", "fill in the number that the case has with you")
            return nil
        }
        guard cell.text.utf8.count <= 64 else {
            report(row, "reference", "64 bytes at most")
            return nil
        }
        if let line = references.updateValue(row.line, forKey: cell.text) {
            report(row, "reference", "the row on line \(line) has the same reference")
            return nil
        }
        return cell.text
    }

    // MARK: Parties

    private mutating func dossier(of row: ImportTable.Row) throws -> DossierPlan? {
        let worker = try member(row, "worker")
        let employer = try organisation(row, "employer", isRequired: true)
        let service = try organisation(row, "service", isRequired: true)
        let fund = try organisation(row, "fund", isRequired: false)
        let inspectorate = try organisation(row, "inspectorate", isRequired: false)
        guard let name = row.cells["regime"]?.text else {
            report(row, "regime", "fill it in: the name of the regime, such as `be-2022`")
            return nil
        }
        guard let regime = try regime(name) else {
            report(row, "regime", "the vault has adopted no regime of this name")
            return nil
        }
        guard let worker, let employer, let service else { return nil }
        if let own = acting.organisation {
            let (place, column) =
                acting.role?.side == .employer ? (employer, "employer") : (service, "service")
            guard own == place else {
                report(row, column, "you act for another organisation")
                return nil
            }
        }
        return DossierPlan(
            worker: worker, employer: employer, service: service, fund: fund,
            inspectorate: inspectorate, regime: regime)
    }

    private mutating func member(_ row: ImportTable.Row, _ column: String) throws -> MemberID? {
        guard let cell = row.cells[column] else {
            report(row, column, "fill it in: the code or the name of a member")
            return nil
        }
        if members[cell.text] == nil {
            members[cell.text] = .some(try known { try lookup.member(cell.text).id })
        }
        guard let id = members[cell.text] ?? nil else {
            report(row, column, "no member, or more than one, is known by this here")
            return nil
        }
        return id
    }

    private mutating func organisation(
        _ row: ImportTable.Row, _ column: String, isRequired: Bool
    ) throws -> OrganisationID? {
        guard let cell = row.cells[column] else {
            if isRequired {
                report(row, column, "fill it in: the code or the name of an organisation")
            }
            return nil
        }
        if organisations[cell.text] == nil {
            organisations[cell.text] = .some(try known { try lookup.organisation(cell.text).id })
        }
        guard let id = organisations[cell.text] ?? nil else {
            report(row, column, "no organisation, or more than one, is known by this here")
            return nil
        }
        return id
    }

    /// What is looked up; `nil` when it is not known, or not one.
    private func known<Found>(_ look: () throws -> Found) throws -> Found? {
        do {
            return try look()
        } catch let failure as CommandFailure
            where failure.status == .noInput || failure.status == .usage
        {
            return nil
        } catch ClientError.failed(.unknown) {
            return nil
        }
    }

    private mutating func regime(_ name: String) throws -> Regime? {
        if let regime = regimes[name] { return regime }
        let names = try acting.session.adoptedNames(.regime)
        let regime = names.contains(name) ? try data.regime(name) : nil
        regimes[name] = .some(regime)
        return regime
    }

    // MARK: Steps

    private mutating func steps(
        of row: ImportTable.Row, _ regimeName: String?
    ) throws -> [(step: ProcessStep, day: CivilDate)] {
        guard let regimeName, let regime = try regime(regimeName) else { return [] }
        var steps: [(step: ProcessStep, day: CivilDate, column: String)] = []
        for number in 1...ImportColumns.repetitions {
            for (column, effect) in [
                ("absence-start", AbsenceEffect.start), ("absence-end", .resumption),
            ] {
                let name = ImportColumns.name(column, number)
                guard let day = day(row, name) else { continue }
                let candidates = regime.steps.filter { $0.effect == .absence(effect) }
                guard
                    let step = candidates.first(where: {
                        $0.by.contains(acting.role ?? .worker)
                    })
                else {
                    report(row, name, "your role takes no such step under this regime")
                    continue
                }
                steps.append((step, day, name))
            }
            let column = ImportColumns.name("step", number)
            let dateColumn = ImportColumns.name("step-date", number)
            switch (row.cells[column], day(row, dateColumn)) {
            case (let cell?, let day?):
                guard let name = StepName(cell.text), let step = regime.step(name) else {
                    report(row, column, "the regime has no such step")
                    continue
                }
                guard !step.artefacts.contains(where: \.isRequired) else {
                    report(row, column, "the step needs a form: take it with `kluis do`")
                    continue
                }
                steps.append((step, day, column))
            case (.some, nil) where row.cells[dateColumn] == nil:
                report(row, dateColumn, "fill in the day of the step")
            case (nil, .some): report(row, column, "fill in the step of this day")
            default: break
            }
        }
        let ordered = steps.enumerated().sorted {
            ($0.element.day, $0.offset) < ($1.element.day, $1.offset)
        }.map(\.element)
        guard ordered.count <= 15 else {
            report(row, "step", "a row has 15 steps and days of absence at most")
            return []
        }
        try judge(ordered, regime, row)
        return ordered.map { ($0.step, $0.day) }
    }

    /// Goes through the steps as the mediator will.
    private mutating func judge(
        _ steps: [(step: ProcessStep, day: CivilDate, column: String)], _ regime: Regime,
        _ row: ImportTable.Row
    ) throws {
        let role = acting.role ?? .worker
        let relation: Relation =
            role == .worker ? .`self` : role.side == .employer ? .ownWorker : .assigned
        let id: DossierID = try acting.session.newIdentifier()
        var events: [ProcessEvent] = []
        for (step, day, column) in steps {
            let process = DossierProcess(regime: regime, dossier: id, events: events)
            let verdict = process.evaluate(
                step.name, by: role, on: day, today: today,
                facts: ProcessFacts(relation: relation))
            if let refusal = verdict.refusal {
                report(row, column, refusal.text[language])
                return
            }
            events.append(
                ProcessEvent(
                    id: try acting.session.newIdentifier(), dossier: id, step: step.name,
                    actor: ProcessEvent.Actor(
                        member: acting.session.member, role: role,
                        organisation: acting.organisation),
                    occurredOn: day, recordedAt: now))
        }
    }

    private mutating func day(_ row: ImportTable.Row, _ column: String) -> CivilDate? {
        guard let cell = row.cells[column] else { return nil }
        guard let day = CivilDate(administrative: cell.text) else {
            report(row, column, "this is no day: write 2024-01-15 or 15/01/2024")
            return nil
        }
        guard day <= today else {
            report(row, column, "the day lies ahead")
            return nil
        }
        return day
    }

    // MARK: Identity

    private mutating func identity(
        of row: ImportTable.Row
    ) throws -> (form: Form, content: FormContent)? {
        let prefix = ImportColumns.identityPrefix
        let cells = row.cells.filter { $0.key.hasPrefix(prefix) }.sorted { $0.key < $1.key }
        guard !cells.isEmpty, let form = columns.identity else { return nil }
        let raw = RawFormValue(
            line: row.line,
            .mapping(
                cells.map { name, cell in
                    let field = form.fields.first { $0.name.text == name.dropFirst(prefix.count) }
                    let text =
                        field?.kind == .date
                        ? CivilDate(administrative: cell.text)?.description ?? cell.text : cell.text
                    return RawFormValue.Entry(
                        key: String(name.dropFirst(prefix.count)), line: cell.line,
                        value: RawFormValue(line: cell.line, .text(text)))
                }))
        let content: FormContent
        do throws(FormProblems) {
            content = try form.validate(raw)
        } catch {
            problems += error.problems.map { problem in
                ImportTable.Problem(
                    line: problem.line, column: prefix + problem.path,
                    message: "\(problem.reason[language]); \(problem.remedy[language])")
            }
            return nil
        }
        guard Floor.mayWrite(acting.role ?? .worker, .identity) else {
            report(row, cells[0].key, "your role writes no identity")
            return nil
        }
        try look(at: form.guardedTexts(in: content), row)
        return (form, content)
    }

    private mutating func look(
        at texts: [(path: String, text: String)], _ row: ImportTable.Row
    ) throws {
        guard !texts.isEmpty else { return }
        let guarding = try textGuard ?? data.textGuard()
        textGuard = guarding
        for (path, text) in texts where !guarding.findings(in: text).isEmpty {
            report(
                row, ImportColumns.identityPrefix + path,
                "the text guard stops this text: it may tell of an illness or a treatment")
        }
    }
}
