internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis relation list`: the relations of a dossier.
struct RelationListCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "list", abstract: "List the relations of a dossier, as far as you may know them.",
        examples: [
            ("kluis relation list K7QJ-2M4X --as wim", "as the worker"),
            ("kluis relation list K7QJ-2M4X --as els --json", "as the physician, for programs"),
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
            var table = Table("RELATION", "WHO", "ROLES", "FROM", "UNTIL", "SOURCE")
            for party in view.parties {
                table.add(
                    party.relation.rawValue, words.name(party.holder),
                    party.roles.map(\.rawValue).sorted().joined(separator: ", "),
                    party.from.description, party.until?.adding(days: -1).description ?? "",
                    party.source)
            }
            context.print(
                [
                    (
                        "relations",
                        .array(
                            view.parties.map { party in
                                .object([
                                    ("relation", .string(party.relation.rawValue)),
                                    ("holder", .string(words.name(party.holder))),
                                    (
                                        "roles", .strings(party.roles.map(\.rawValue).sorted())
                                    ),
                                    ("from", .string(party.from.description)),
                                    ("until", .optional(party.until?.adding(days: -1).description)),
                                    ("source", .string(party.source)),
                                ])
                            })
                    )
                ], lines: table.lines)
            return .success
        }
    }
}
