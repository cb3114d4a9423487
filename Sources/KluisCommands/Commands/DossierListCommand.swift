internal import ArgumentParser
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis dossier list`: the dossiers of who acts.
struct DossierListCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "list", abstract: "List your dossiers by number.",
        discussion: """
            Lists show numbers, not names: names stand in sealed sections. `kluis search` finds a \
            dossier by a name.
            """,
        examples: [
            ("kluis dossier list --as els", "the dossiers of the role in which els acts"),
            ("kluis dossier list --json", "the same for programs"),
        ])

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let list = try DossierList(
                views: acting.session.dossiers(), acting: acting, connection: connection)
            let table = try list.table()
            context.print(
                [("dossiers", .array(try list.rows().map(\.json)))],
                lines: table.lines)
            return .success
        }
    }
}

/// Dossiers as a list shows them.
struct DossierList {
    /// What the mediator shows.
    let views: [DossierView]
    /// Who looks.
    let acting: ActingSession
    /// The way to the vault.
    let connection: Connection

    /// A dossier as a list shows it.
    struct Row {
        let view: DossierView
        let employer: String
        let state: String
        let next: Deadline?
        let today: CivilDate

        var json: JSONValue {
            .object([
                ("dossier", .string(view.id.description)), ("number", .string(view.id.short)),
                ("employer", .string(employer)), ("regime", .string(view.regime)),
                ("phase", .string(view.phase.rawValue)), ("state", .string(state)),
                ("nextDeadline", .optional(next?.due.description)),
                ("isOverdue", .bool(next?.isOverdue(on: today) ?? false)),
            ])
        }
    }

    /// The rows.
    func rows() throws -> [Row] {
        let data = AdoptedData(acting.session)
        let words = StatementWords(
            directory: try acting.directory(naming: views.map { .organisation($0.employer) }),
            book: AddressBook(home: connection.home))
        try words.book.add(dossiers: views.map(\.id))
        return try views.map { view in
            let open = try OpenDossier(view, data, seenBy: acting.role)
            return Row(
                view: view, employer: words.name(view.employer),
                state: open.process.standing(at: connection.today).label[
                    connection.context.language],
                next: open.process.openDeadlines(at: connection.today).first,
                today: connection.today)
        }
    }

    /// The table for people.
    func table() throws -> Table {
        var table = Table("NUMBER", "EMPLOYER", "STATE", "DEADLINE")
        for row in try rows() {
            let overdue = row.next?.isOverdue(on: row.today) == true ? " (overdue)" : ""
            table.add(
                row.view.id.short, row.employer, row.state,
                row.next.map { "\($0.due)\(overdue)" } ?? "")
        }
        return table
    }
}
