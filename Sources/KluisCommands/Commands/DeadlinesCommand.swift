internal import ArgumentParser
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis deadlines`: what is due, and what is overdue.
struct DeadlinesCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "deadlines", abstract: "Deadlines of your dossiers; exit status 10 when one is overdue.",
        discussion: "Fit for a timer: nothing is asked, and the exit status says whether to look.",
        examples: [
            ("kluis deadlines --as els", "of all dossiers of the role"),
            (
                "kluis deadlines K7QJ-2M4X --mine --as hans",
                "of one dossier, where the own role has to act"
            ),
        ])

    @Argument(help: "A dossier; all when left out.")
    var dossier: String?

    @Flag(help: "Only where your role has to act.")
    var mine = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let views: [DossierView]
            if let dossier {
                let id = try Lookup(acting, connection).dossier(dossier)
                views = [try acting.session.show(id)]
            } else {
                views = try acting.session.dossiers()
            }
            let data = AdoptedData(acting.session)
            let today = connection.today
            var rows: [(DossierView, Deadline)] = []
            for view in views {
                let open = try OpenDossier(view, data)
                rows += open.process.openDeadlines(at: today)
                    .filter { deadline in
                        !mine || acting.role.map { deadline.who.contains($0) } ?? false
                    }
                    .map { (view, $0) }
            }
            rows.sort { $0.1.due < $1.1.due }
            let language = context.language
            var table = Table("DUE", "", "DOSSIER", "WHAT", "WHO", "RULE")
            for (view, deadline) in rows {
                let mark =
                    deadline.isOverdue(on: today) ? "OVERDUE" : deadline.isPaused ? "paused" : ""
                table.add(
                    deadline.due.description, mark, view.id.short, deadline.label[language],
                    deadline.who.map(\.rawValue).joined(separator: ", "),
                    deadline.reference.words)
            }
            context.print(
                [
                    (
                        "deadlines",
                        .array(
                            rows.map { view, deadline in
                                .object([
                                    ("dossier", .string(view.id.description)),
                                    ("deadline", deadline.json(language, today)),
                                ])
                            })
                    )
                ], lines: rows.isEmpty ? ["no deadline runs"] : table.lines)
            return rows.contains { $0.1.isOverdue(on: today) } ? .overdue : .success
        }
    }
}
