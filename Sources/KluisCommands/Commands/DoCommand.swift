internal import CryptoPrimitives
internal import ArgumentParser
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis do`: takes a step of the process.
struct DoCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "do", abstract: "Take a step of the process, with its form.",
        discussion: """
            Checks the form, lets the text guard look at what leaves the medical side, seals the \
            section for its readers and records the event, in one act. A step that the process \
            refuses changes nothing; the refusal stands in the log with the rule.
            """,
        examples: [
            (
                "kluis do K7QJ-2M4X submit-request --form request.yaml --as hans",
                "a step with its form from a file"
            ),
            (
                "kluis do K7QJ-2M4X decide-a --edit --set received-by-worker=2024-03-04 --as els",
                "fill the form in with the editor"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Argument(help: "The step, as `kluis next` names it.")
    var step: String

    @Option(
        help: ArgumentHelp(
            "The legal day: when it was sent or received; today when left out.", valueName: "date"))
    var date: CivilDate?

    @OptionGroup var forms: FormInput
    @OptionGroup var parameters: ParameterInput
    @OptionGroup var guarding: TextGuardOptions
    @OptionGroup var why: PurposeOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let id = try Lookup(acting, connection).dossier(dossier)
            let data = AdoptedData(acting.session)
            let open = try OpenDossier(try acting.session.show(id), data)
            let step = try open.step(named: step)
            var given = try parameters.parameters(consents: open.view.consents)
            let sections = try StepForms(input: forms, data: data, context: context)
                .sections(of: step)
            for (section, form) in sections {
                given = given.filled(from: form.parameters(of: section.content))
            }
            given = given.filled(from: open.counted(step, on: connection.today))
            let run = StepRun(
                open: open, step: step, acting: acting, connection: connection,
                day: date ?? connection.today, purpose: why.purpose(of: acting),
                guardReason: try guarding.check(sections, data, context))
            let result = try run.take(sections.map(\.0), parameters: given)
            StepReport(run: run, result: result).print(context)
            return .success
        }
    }
}

extension OpenDossier {
    /// The number of an invitation, which is the next one.
    func counted(_ step: ProcessStep, on day: CivilDate) -> StepParameters {
        guard step.required.contains(.invitationNumber) else { return StepParameters() }
        let earlier = process.openTrajectory(at: day)?.taken.count { $0.step == step.name } ?? 0
        guard let number = UInt8(exactly: earlier + 1) else { return StepParameters() }
        return StepParameters().setting(.invitationNumber, to: .number(number))
    }
}

/// What is told after a step.
struct StepReport {
    /// The step as it was taken.
    let run: StepRun
    /// What came of it.
    let result: StepRun.Result

    /// Prints it.
    func print(_ context: CommandContext) {
        let language = context.language
        let today = run.connection.today
        let after = DossierProcess(
            regime: run.open.regime, dossier: run.open.view.id,
            events: run.open.events + [result.event])
        let state = after.state(at: today)
        let started = after.openDeadlines(at: today).filter { $0.startedBy == result.event.id }
        let entries = result.entries.map { String($0) }.joined(separator: ", ")
        var lines = [
            "\(run.step.label[language]) (\(run.step.name), \(run.step.reference.words))",
            "log entry \(entries) (\(result.level.rawValue)); state: \(state.label[language])",
        ]
        lines += result.manifests.map {
            "  \($0.kind.rawValue) \($0.section.short), version \($0.version)"
        }
        lines += started.map { "  until \($0.due): \($0.label[language])" }
        if result.pendingCount > 0 {
            lines.append("  \(result.pendingCount) recipients have no key yet")
        }
        context.print(
            [
                ("step", .string(run.step.name.text)),
                ("event", .string(result.event.id.description)),
                ("occurredOn", .string(result.event.occurredOn.description)),
                ("state", .string(state.name.text)),
                ("logEntries", .array(result.entries.map(JSONValue.index))),
                ("level", .string(result.level.rawValue)),
                (
                    "sections",
                    .array(
                        result.manifests.map { manifest in
                            .object([
                                ("section", .string(manifest.section.description)),
                                ("kind", .string(manifest.kind.rawValue)),
                                ("version", .index(manifest.version)),
                                ("manifest", .string(manifest.hash.hex)),
                            ])
                        })
                ),
                ("deadlines", .array(started.map { $0.json(language, today) })),
                ("pendingWraps", .count(result.pendingCount)),
            ], lines: lines)
    }
}
