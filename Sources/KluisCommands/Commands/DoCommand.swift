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
                "kluis do K7QJ-2M4X request-by-employer-duration --form request.yaml --as hans",
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
    @OptionGroup var words: ReasonOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let id = try Lookup(acting, connection).dossier(dossier)
            let data = AdoptedData(acting.session)
            let open = try OpenDossier(
                try acting.session.show(id), data, seenBy: acting.role)
            let step = try open.step(named: step)
            var given = try parameters.parameters(consents: open.view.consents)
            let sections = try StepForms(
                input: forms, data: data, context: context, parameters: given
            ) {
                try guarding.review($0, data, context)
            }.sections(of: step)
            for (section, form) in sections {
                given = given.filled(from: form.parameters(of: section.content))
            }
            given = given.filled(from: open.process.counted(step, on: connection.today))
            let run = StepRun(
                open: open, step: step, acting: acting, connection: connection,
                day: date ?? connection.today, why: why,
                kept: try guarding.check(sections, data, context), reason: words.reason)
            do {
                let result = try run.take(sections.map(\.0), parameters: given)
                StepReport(run: run, result: result).print(context)
            } catch let error as ClientError {
                throw CommandFailure(describing: error, language: context.language)
                    .adding(hints: sections.flatMap(\.0.missing))
            }
            return .success
        }
    }
}

extension DossierProcess {
    /// The number of an invitation, which is the next one.
    func counted(_ step: ProcessStep, on day: CivilDate) -> StepParameters {
        guard step.required.contains(.invitationNumber) else { return StepParameters() }
        let earlier = openTrajectory(at: day)?.taken.count { $0.step == step.name } ?? 0
        guard let number = UInt8(exactly: earlier + 1) else { return StepParameters() }
        return StepParameters().setting(.invitationNumber, to: .number(number))
    }
}
