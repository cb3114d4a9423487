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

    /// What was filled into the forms of a step, in the order of the regime.
    ///
    /// - Throws: Status 64 when a form is missing that the step needs, 65 for one that is not filled
    ///   in as it must be.
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
            guard let content = try input.content(of: form, among: others, context) else {
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
            return (
                StepRun.Section(
                    kind: artefact.kind, content: content, isComplete: form.accepts(content)), form
            )
        }
    }
}
