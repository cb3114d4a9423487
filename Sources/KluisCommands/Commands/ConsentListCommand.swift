internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis consent list`: the consents of a dossier.
struct ConsentListCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "list", abstract: "List the consents of a dossier, with what became of them.",
        discussion: "`kluis consent show` says of one what else opens the same.",
        examples: [
            ("kluis consent list K7QJ-2M4X --as wim", "all of them, as the worker"),
            ("kluis consent list K7QJ-2M4X --as trui --json", "the own ones, for programs"),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let opened = try OpenConsents(dossier, connection.session(), connection)
            var table = Table("CODE", "STATE", "ALSO OPEN", "WHAT")
            var rows: [JSONValue] = []
            for entry in opened.view.consents {
                let others = opened.otherOpenings(than: entry.consent)
                table.add(
                    entry.consent.id.short, opened.state(of: entry), others.short,
                    opened.words.line(.consent(entry.consent)))
                rows.append(
                    entry.json(with: [
                        ("state", .string(opened.state(of: entry))), ("stillOpens", others.json),
                    ]))
            }
            context.print(
                [("consents", .array(rows))],
                lines: table.isEmpty ? ["no consents"] : table.lines)
            return .success
        }
    }
}
