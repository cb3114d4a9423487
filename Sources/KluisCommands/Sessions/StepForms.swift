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
<<<<<<< HEAD
    /// What the step says beside its forms.
    let parameters: StepParameters
=======
    /// Looks at a section that was filled in with the editor, while that can still be mended.
    var review: (StepRun.Section, Form) throws -> Void = { _, _ in }
>>>>>>> ba47244 (Mend what using every command by hand showed)

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
        return try step.artefacts.compactMap { artefact in
            if input.edit, !edited.contains(artefact) { return nil }
            let form = try data.form(artefact.form.text)
            let others = artefact.isRequired ? required.count : step.artefacts.count
<<<<<<< HEAD
            guard let filled = try input.filled(form, among: others, context) else {
=======
            func section(_ content: FormContent) -> StepRun.Section {
                StepRun.Section(
                    kind: artefact.kind, content: content, isComplete: form.accepts(content))
            }
            let given = try input.content(of: form, among: others, context) {
                try review(section($0), form)
            }
            guard let content = given else {
>>>>>>> ba47244 (Mend what using every command by hand showed)
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
<<<<<<< HEAD
            try filled.checkAgreement(with: step, context.language)
            if !isRefused(step, for: filled) { _ = try filled.complete(context.language) }
            return (
                StepRun.Section(
                    kind: artefact.kind, content: filled.content,
                    missing: filled.missingLines(context.language)), form
            )
=======
            return (section(content), form)
>>>>>>> ba47244 (Mend what using every command by hand showed)
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
