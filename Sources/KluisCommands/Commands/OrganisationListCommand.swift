internal import VaultClient
internal import ArgumentParser
internal import Records

/// `kluis organisation list`: the organisations known on this machine.
struct OrganisationListCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "list", abstract: "List the organisations that you have met.",
        discussion: """
            Not a list of all: a client knows the organisations whose statements it has verified, \
            because it dealt with them. Another one is met by its identifier, with `kluis \
            organisation show`.
            """,
        examples: [
            ("kluis organisation list", "the organisations that are known to you here"),
            ("kluis organisation list --json", "the same for programs"),
        ])

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let organisations = try connection.session(.anyone).session.knownOrganisations()
            var table = Table("CODE", "SIDE", "NAME")
            for organisation in organisations {
                table.add(organisation.id.short, organisation.side.rawValue, organisation.name)
            }
            context.print(
                [
                    (
                        "organisations",
                        .array(
                            organisations.map { organisation in
                                .object([
                                    ("organisation", .string(organisation.id.description)),
                                    ("short", .string(organisation.id.short)),
                                    ("name", .string(organisation.name)),
                                    ("side", .string(organisation.side.rawValue)),
                                ])
                            })
                    )
                ], lines: table.lines)
            return .success
        }
    }
}
