internal import ArgumentParser
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis next`: what may I do now, by when, under which article.
struct NextCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "next", abstract: "What you may do now, by when, and under which article.",
        discussion: """
            Computed from the events of the dossier and the adopted regime. What needs something \
            first says what; what only needs time says from which day.
            """,
        examples: [
            ("kluis next K7QJ-2M4X --as els", "the steps of the physician"),
            ("kluis next K7QJ-2M4X --as hans --language nl", "the employer's, in Dutch"),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let id = try Lookup(acting, connection).dossier(dossier)
            let view = try acting.session.show(id)
            let open = try OpenDossier(view, AdoptedData(acting.session), seenBy: acting.role)
            let steps = open.process.nextSteps(
                for: acting.role ?? .worker, today: connection.today,
                facts: open.facts(for: acting, at: connection.now))
            let language = context.language
            context.print(
                [
                    ("dossier", .string(id.description)),
                    ("state", .string(open.process.standing(at: connection.today).name.text)),
                    ("steps", .array(steps.map { $0.json(language, connection.today) })),
                    ("pendingWraps", .count(view.pendingWraps.count)),
                ],
                lines: lines(steps, open, view, connection))
            return .success
        }
    }

    private func lines(
        _ steps: [NextStep], _ open: OpenDossier, _ view: DossierView, _ connection: Connection
    ) -> [String] {
        let language = connection.context.language
        let state = open.process.standing(at: connection.today)
        var lines = ["state: \(state.label[language]) (\(state.name))"]
        if steps.isEmpty { lines.append("nothing to do for this role now") }
        for step in steps {
            lines.append("")
            lines.append("\(step.step.name)  \(step.label[language])")
            if let deadline = step.deadline {
                let overdue = deadline.isOverdue(on: connection.today) ? " OVERDUE" : ""
                lines.append("    by \(deadline.due)\(overdue): \(deadline.explanation[language])")
            }
            if let day = step.possibleFrom { lines.append("    possible from \(day)") }
            for need in step.needs { lines.append("    needs: \(need.text[language])") }
            let forms = step.artefacts.map {
                "\($0.form)\($0.isRequired ? "" : " (optional)")"
            }
            if !forms.isEmpty { lines.append("    form: \(forms.joined(separator: ", "))") }
            lines.append("    \(step.reference.words)")
        }
        if !view.pendingWraps.isEmpty {
            lines.append("")
            lines.append(
                "\(view.pendingWraps.count) waiting for a key: kluis disclose \(view.id.short) "
                    + "--pending")
        }
        return lines
    }
}

extension LegalReference {
    /// Article, rule and standing: `art. I.4-80, R22-16`; a mark for what is not sourced.
    var words: String {
        let mark = standing == .sourced ? "" : " [\(standing.rawValue)]"
        return "\(article), \(rule)\(mark)"
    }
}

extension NextStep {
    /// For programs.
    func json(_ language: Language, _ today: CivilDate) -> JSONValue {
        .object([
            ("step", .string(step.name.text)), ("label", .string(label[language])),
            ("isPossibleNow", .bool(isPossibleNow)),
            ("possibleFrom", .optional(possibleFrom?.description)),
            ("needs", .strings(needs.map { $0.text[language] })),
            ("deadline", deadline.map { $0.json(language, today) } ?? .null),
            ("forms", .strings(artefacts.map(\.form.text))),
            ("rule", .string(reference.rule.text)), ("article", .string(reference.article)),
            ("standing", .string(reference.standing.rawValue)),
        ])
    }
}
