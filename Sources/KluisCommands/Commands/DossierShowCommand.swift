internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis dossier show`: one dossier as who acts may know it.
struct DossierShowCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "show", abstract: "Show a dossier: state, deadlines, parties, sections, consents.",
        discussion: "Contents are not opened; `kluis read` opens one, and the log says so.",
        examples: [
            ("kluis dossier show K7QJ-2M4X", "by its number"),
            ("kluis dossier show K7QJ-2M4X --as wim --language fr", "as the worker, in French"),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let lookup = Lookup(acting, connection)
            let view = try acting.session.show(try lookup.dossier(dossier))
            let open = try OpenDossier(view, AdoptedData(acting.session), seenBy: acting.role)
            let words = StatementWords(
                directory: try acting.directory(naming: view.holders), book: lookup.book)
            let report = DossierReport(
                open: open, words: words, language: context.language, today: connection.today)
            context.print(report.json, lines: report.lines)
            return .success
        }
    }
}

/// A dossier in words.
struct DossierReport {
    /// The dossier.
    let open: OpenDossier
    /// Names.
    let words: StatementWords
    /// The reader's language.
    let language: Language
    /// The day on which it is judged.
    let today: CivilDate

    private var view: DossierView { open.view }

    /// For people.
    var lines: [String] {
        let state = open.process.standing(at: today)
        var lines = [
            "dossier \(view.id.short) (\(view.id)), \(view.regime)",
            "employer: \(ShownText.line(words.name(view.employer)))",
            "state: \(state.label[language]) (\(state.name), \(view.phase.rawValue))",
        ]
        lines += section("deadlines", open.process.openDeadlines(at: today).map(line))
        lines += section("parties", view.parties.map { words.line(.party($0)) })
        var sections = Table("SECTION", "CODE", "VERSION", "BY", "WRITTEN")
        for section in view.sections {
            sections.add(
                section.kind.rawValue + (section.extractOf == nil ? "" : " (extract)"),
                section.section.short, String(section.version),
                section.role.rawValue, CivilTime.text(of: section.time))
        }
        lines += sections.isEmpty ? [] : ["sections:"] + sections.lines.map { "  \($0)" }
        lines += section("consents", view.consents.map(line))
        if !view.pendingWraps.isEmpty {
            lines.append(
                "waiting for a key: \(view.pendingWraps.count); `kluis disclose \(view.id.short) "
                    + "--pending` completes them")
        }
        return lines
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["\(title):"] + lines.map { "  \(ShownText.line($0))" }
    }

    private func line(_ deadline: Deadline) -> String {
        "\(deadline.due)\(deadline.isOverdue(on: today) ? " OVERDUE" : "")  "
            + "\(deadline.label[language]) (\(deadline.who.map(\.rawValue).joined(separator: ", ")))"
    }

    private func line(_ entry: ConsentView) -> String {
        entry.consent.id.short + "  " + words.line(.consent(entry.consent))
            + (entry.withdrawn.map { ", withdrawn \(CivilTime.text(of: $0))" } ?? "")
    }

    /// For programs.
    var json: [(String, JSONValue)] {
        let state = open.process.standing(at: today)
        return [
            ("dossier", .string(view.id.description)), ("number", .string(view.id.short)),
            ("regime", .string(view.regime)), ("employer", .string(view.employer.description)),
            ("state", .string(state.name.text)), ("phase", .string(view.phase.rawValue)),
            (
                "deadlines",
                .array(open.process.openDeadlines(at: today).map { $0.json(language, today) })
            ),
            ("parties", .strings(view.parties.map { words.line(.party($0)) })),
            (
                "sections",
                .array(
                    view.sections.map { section in
                        .object([
                            ("section", .string(section.section.description)),
                            ("kind", .string(section.kind.rawValue)),
                            ("version", .index(section.version)),
                            ("role", .string(section.role.rawValue)),
                            ("time", .string(section.time.rfc3339)),
                            ("manifest", .string(section.manifest.hex)),
                            ("namesThirdParties", .bool(section.namesThirdParties)),
                            ("extractOf", .optional(section.extractOf?.hex)),
                        ])
                    })
            ),
            ("consents", .array(view.consents.map { $0.json })),
            ("pendingWraps", .count(view.pendingWraps.count)),
        ]
    }
}

extension Deadline {
    /// For programs.
    func json(_ language: Language, _ today: CivilDate) -> JSONValue {
        .object([
            ("deadline", .string(name.text)), ("label", .string(label[language])),
            ("due", .string(due.description)), ("isOverdue", .bool(isOverdue(on: today))),
            ("isPaused", .bool(isPaused)), ("who", .strings(who.map(\.rawValue))),
            ("rule", .string(reference.rule.text)), ("article", .string(reference.article)),
            ("standing", .string(reference.standing.rawValue)),
            ("explanation", .string(explanation[language])),
        ])
    }
}

extension ConsentView {
    /// For programs.
    var json: JSONValue { json(with: []) }

    /// For programs, with more.
    func json(with more: [(String, JSONValue)]) -> JSONValue {
        .object(
            [
                ("consent", .string(consent.id.description)), ("short", .string(consent.id.short)),
                ("nature", .string(consent.nature.rawValue)),
                ("isRefusal", .bool(consent.isRefusal)),
                ("role", .optional(consent.role?.rawValue)),
                ("sections", .strings(consent.kinds.map(\.rawValue).sorted())),
                ("purposes", .strings(consent.purposes.map(\.rawValue).sorted())),
                ("process", .optional(consent.process?.rawValue)),
                ("from", .string(consent.from.rfc3339)),
                ("until", .optional(consent.until?.rfc3339)),
                ("channel", .string(consent.channel.rawValue)),
                ("evidence", .string(consent.evidence)),
                ("withdrawn", .optional(withdrawn?.rfc3339)),
            ] + more)
    }
}
