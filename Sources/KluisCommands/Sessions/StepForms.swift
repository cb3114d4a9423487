internal import Records
internal import Reintegration

/// The forms of a step, as they were filled in.
struct StepForms {
    /// Where they are.
    let input: FormInput
    /// What the vault has adopted.
    let data: AdoptedData
    /// What the command runs with.
    let context: CommandContext
    /// What the step says beside its forms.
    let parameters: StepParameters
    /// Looks at what was filled in with the editor, while that can still be mended.
    var review: (FilledForm) throws -> Void = { _ in }

    /// What was filled into the forms of a step, in the order of the regime.
    ///
    /// A form with empty fields passes when the mediator will refuse the step for them: a step that
    /// the law does not allow stands in the log.
    ///
    /// - Throws: Status 64 when a form is missing that the step needs, 65 for one that is not filled
    ///   in as it must be or says another thing than the step.
    func sections(of step: ProcessStep) throws -> [(StepRun.Section, Form)] {
        guard !step.artefacts.isEmpty else {
            guard input.files.isEmpty, !input.edit else {
                throw CommandFailure(.usage, "the step `\(step.name)` has no form")
            }
            return []
        }
        let required = step.artefacts.filter(\.isRequired)
        // What need not be written is edited only when nothing else is.
        let edited = required.isEmpty ? Array(step.artefacts.prefix(1)) : required
        return try step.artefacts.compactMap { artefact -> (StepRun.Section, Form)? in
            if input.edit, !edited.contains(artefact) { return nil }
            let form = try data.form(artefact.form.text)
            let others = artefact.isRequired ? required.count : step.artefacts.count
            func check(_ filled: FilledForm) throws {
                try filled.checkAgreement(with: step, context.language)
                if !isRefused(step, for: filled) { _ = try filled.complete(context.language) }
            }
            let given = try input.filled(
                form, among: others, context,
                review: {
                    try check($0)
                    try review($0)
                })
            guard let filled = given else {
                guard !artefact.isRequired else {
                    throw CommandFailure(
                        .usage, "the step `\(step.name)` needs the form `\(artefact.form)`",
                        hints: [
                            "kluis form new \(artefact.form) > \(artefact.form).yaml",
                            "then give --form \(artefact.form)=\(artefact.form).yaml, or --edit",
                        ])
                }
                return nil
            }
            try check(filled)
            return (
                StepRun.Section(
                    kind: artefact.kind, content: filled.content,
                    missing: filled.missingLines(context.language),
                    namesThirdParties: filled.form.namesThirdParties(filled.content)), form
            )
        }
    }

    /// Whether the mediator refuses the step for what the form leaves empty.
    private func isRefused(_ step: ProcessStep, for filled: FilledForm) -> Bool {
        let given = parameters.filled(from: filled.form.parameters(of: filled.content))
        return step.guards.contains { rule in
            switch rule.condition {
            case .formComplete(let kind): kind == filled.form.kind
            case .reasonsGiven: !given.flag(.reasonsGiven)
            default: false
            }
        }
    }
}
