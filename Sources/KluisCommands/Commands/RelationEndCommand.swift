internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis relation end`: a relation ends.
struct RelationEndCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "end", abstract: "End a relation to the worker.",
        examples: [
            (
                "kluis relation end K7QJ-2M4X trui --relation care --role treating-physician "
                    + "--source 'another physician' --as wim",
                "from today on"
            ),
            (
                "kluis relation end K7QJ-2M4X bakkerij --relation own-worker --role hr "
                    + "--source 'contract ended' --from 2024-07-01 --as hans",
                "from a day on"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Argument(help: "The member for a role of one person, else the organisation.")
    var holder: String

    @Option(help: "The relation.")
    var relation: Relation

    @Option(help: "A role that the relation reached.")
    var role: Role

    @Option(help: "Why it ends.")
    var source: String

    @Option(
        help: ArgumentHelp(
            "The first day on which it no longer stands; today when left out.", valueName: "date"))
    var from: CivilDate?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let lookup = Lookup(acting, connection)
            let id = try lookup.dossier(dossier)
            let end = PartyEnd(
                holder: try lookup.holder(holder, of: role), relation: relation,
                from: from ?? connection.today, source: source)
            let outcome = StatementOutcome.logged(
                try acting.session.append([.partyEnd(end, in: id)]))
            let words = StatementWords(
                directory: try acting.directory(naming: [end.holder]), book: lookup.book)
            context.print(
                [("dossier", .string(id.description)), ("relation", .string(relation.rawValue))]
                    + outcome.json, lines: outcome.lines(words.line(.partyEnd(end))))
            return .success
        }
    }
}
