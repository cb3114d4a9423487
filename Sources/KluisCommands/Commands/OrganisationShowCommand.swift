internal import VaultClient
internal import ArgumentParser
internal import Records

/// `kluis organisation show`: one organisation, verified.
struct OrganisationShowCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "show", abstract: "Show an organisation, its role keys and the cases opened on it.",
        discussion: "What is shown was verified: signatures, authority and log entries.",
        examples: [
            ("kluis organisation show 'Dienst Noord'", "by name, once it is known here"),
            (
                "kluis organisation show 0192d3a8-5c1e-7a10-8a51-2f6b6b1c9d00",
                "by identifier; afterwards the name is known here too"
            ),
        ])

    @Argument(help: "An identifier, a short code or a name.")
    var organisation: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(.anyone)
            let lookup = Lookup(acting, connection)
            let found = try lookup.organisation(organisation)
            let directory = try acting.session.learn([.organisation(found.id)])
            try lookup.book.add(.organisation, named: found.name, found.id)
            let keys = Role.allCases.flatMap { directory.roleKeys($0, of: found.id) }
            let words = StatementWords(directory: directory, book: lookup.book)
            let cases = directory.cases(on: found.id).map(\.0)
            context.print(
                [
                    ("organisation", .string(found.id.description)),
                    ("short", .string(found.id.short)), ("name", .string(found.name)),
                    ("side", .string(found.side.rawValue)), ("number", .string(found.number)),
                    (
                        "roleKeys",
                        .array(
                            keys.map { entry in
                                .object([
                                    ("role", .string(entry.roleKey.role.rawValue)),
                                    ("epoch", .index(entry.roleKey.epoch)),
                                    ("logEntry", .index(entry.logIndex)),
                                ])
                            })
                    ),
                    ("cases", .strings(cases.map { words.line(.inspectionCase($0)) })),
                ],
                lines: [
                    "\(ShownText.line(found.name)): organisation \(found.id) (\(found.id.short)), "
                        + "side \(found.side.rawValue)"
                ]
                    + keys.map {
                        "  \($0.roleKey.role.rawValue): key \($0.roleKey.epoch), log entry "
                            + "\($0.logIndex)"
                    }
                    + cases.map { "  \(ShownText.line(words.line(.inspectionCase($0))))" })
            return .success
        }
    }
}
