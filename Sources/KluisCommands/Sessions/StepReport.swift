internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import VaultClient

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
        let state = after.standing(at: today)
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
        if !result.pending.isEmpty {
            lines.append("  without a key yet: \(result.pending.joined(separator: ", "))")
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
                ("withoutKey", .strings(result.pending)),
            ], lines: lines)
    }
}
