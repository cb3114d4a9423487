internal import ArgumentParser
internal import Records
internal import Reintegration
internal import VaultClient

/// What the three ways to record an absence have in common.
struct AbsenceRecording: ParsableArguments {
    @Argument(help: "The dossier.")
    var dossier: String

    @Option(help: ArgumentHelp("The day; today when left out.", valueName: "date"))
    var date: CivilDate?

    @OptionGroup var forms: FormInput
    @OptionGroup var parameters: ParameterInput
    @OptionGroup var guarding: TextGuardOptions
    @OptionGroup var why: PurposeOption

    /// Takes the step of the regime that has the effect.
    func record(_ effect: AbsenceEffect, _ context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let id = try Lookup(acting, connection).dossier(dossier)
            let data = AdoptedData(acting.session)
            let open = try OpenDossier(
                try acting.session.show(id), data, seenBy: acting.role)
            let steps = open.regime.steps.filter { $0.effect == .absence(effect) }
            let step =
                steps.first { acting.role.map($0.by.contains) ?? false } ?? steps.first
            guard let step else {
                throw CommandFailure(
                    .usage, "`\(open.view.regime)` has no step for this")
            }
            var given = try parameters.parameters(consents: open.view.consents)
            let sections = try StepForms(
                input: forms, data: data, context: context, parameters: given,
                review: { try guarding.review($0, data, context) }
            ).sections(of: step)
            for (section, form) in sections {
                given = given.filled(from: form.parameters(of: section.content))
            }
            let run = StepRun(
                open: open, step: step, acting: acting, connection: connection,
                day: date ?? connection.today, why: why,
                kept: try guarding.check(sections, data, context), reason: "")
            StepReport(run: run, result: try run.take(sections.map(\.0), parameters: given))
                .print(context)
            return .success
        }
    }
}
