internal import AccessPolicy
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
            first says what; what only needs time says from which day. What rests on steps that this \
            role may not know, or on other dossiers, says so: it may be refused. So does a form that \
            those whom the step tells read with the worker's consent only.
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
            let policy = try acting.session.policy(for: open.regime.name.text)
            let language = context.language
            context.print(
                [
                    ("dossier", .string(id.description)),
                    ("state", .string(open.process.standing(at: connection.today).name.text)),
                    ("steps", .array(steps.map { $0.json(language, connection.today, policy) })),
                    ("pendingWraps", .count(view.pendingWraps.count)),
                ],
                lines: lines(steps, open, view, policy, connection))
            return .success
        }
    }

    private func lines(
        _ steps: [NextStep], _ open: OpenDossier, _ view: DossierView, _ policy: CompiledPolicy,
        _ connection: Connection
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
            if !step.unseen.isEmpty {
                let rules = step.unseen.map(\.reference.words).joined(separator: "; ")
                lines.append(
                    "    may be refused: rests on what is not shown to you here (\(rules))")
            }
            let forms = step.artefacts.map {
                "\($0.form)\($0.isRequired ? "" : " (optional)")"
            }
            if !forms.isEmpty { lines.append("    form: \(forms.joined(separator: ", "))") }
            for (kind, roles) in step.readersByConsent(policy) {
                let names = roles.map { $0.label[language] }.joined(separator: ", ")
                lines.append(
                    "    \(kind.rawValue) is read with the worker's consent only by: \(names) "
                        + "(kluis consent give)")
            }
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
    /// Of the kinds that it writes, those that somebody whom it tells reads with consent only.
    func readersByConsent(_ policy: CompiledPolicy) -> [(kind: SectionKind, roles: [Role])] {
        artefacts.compactMap { artefact in
            let roles = step.notifies.filter { policy.reading($0, artefact.kind) == .consent }
            return roles.isEmpty ? nil : (artefact.kind, roles)
        }
    }

    /// For programs.
    func json(_ language: Language, _ today: CivilDate, _ policy: CompiledPolicy) -> JSONValue {
        .object([
            ("step", .string(step.name.text)), ("label", .string(label[language])),
            ("isPossibleNow", .bool(isPossibleNow)),
            ("possibleFrom", .optional(possibleFrom?.description)),
            ("needs", .strings(needs.map { $0.text[language] })),
            ("mayBeRefusedBy", .strings(unseen.map(\.reference.rule.text))),
            ("deadline", deadline.map { $0.json(language, today) } ?? .null),
            ("forms", .strings(artefacts.map(\.form.text))),
            (
                "readWithConsent",
                .array(
                    readersByConsent(policy).map { kind, roles in
                        .object([
                            ("section", .string(kind.rawValue)),
                            ("roles", .strings(roles.map(\.rawValue))),
                        ])
                    })
            ),
            ("rule", .string(reference.rule.text)), ("article", .string(reference.article)),
            ("standing", .string(reference.standing.rawValue)),
        ])
    }
}
