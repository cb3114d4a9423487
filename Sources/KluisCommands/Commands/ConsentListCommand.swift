internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis consent list`: the consents of a dossier.
struct ConsentListCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "list", abstract: "List the consents of a dossier, with what became of them.",
        examples: [
            ("kluis consent list K7QJ-2M4X --as wim", "all of them, as the worker"),
            ("kluis consent list K7QJ-2M4X --as trui --json", "the own ones, for programs"),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let lookup = Lookup(acting, connection)
            let view = try acting.session.show(try lookup.dossier(dossier))
            let words = StatementWords(
                directory: try acting.directory(naming: view.holders), book: lookup.book)
            var table = Table("CODE", "STATE", "WHAT")
            for entry in view.consents {
                let state =
                    if entry.withdrawn != nil {
                        "withdrawn"
                    } else if entry.consent.until <= connection.now {
                        "expired"
                    } else if entry.consent.isRefusal { "refused" } else { "active" }
                table.add(entry.consent.id.short, state, words.line(.consent(entry.consent)))
            }
            context.print(
                [("consents", .array(view.consents.map(\.json)))],
                lines: table.isEmpty ? ["no consents"] : table.lines)
            return .success
        }
    }
}
