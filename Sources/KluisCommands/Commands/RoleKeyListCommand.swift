internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import VaultClient

/// `kluis role-key list`: the role keys of an organisation.
struct RoleKeyListCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "list", abstract: "List the role keys of an organisation.",
        examples: [
            ("kluis role-key list", "of the organisation for which you act"),
            ("kluis role-key list dienst-noord", "of another one"),
        ])

    @Argument(help: "The organisation; the own one when left out.")
    var organisation: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(.anyone)
            let id: OrganisationID
            if let organisation {
                id = try Lookup(acting, connection).organisation(organisation).id
            } else if let own = acting.organisation {
                id = own
            } else {
                throw CommandFailure(.usage, "name an organisation: you act for none")
            }
            let directory = try acting.session.learn([.organisation(id)])
            let keys = Role.allCases.flatMap { directory.roleKeys($0, of: id) }
            var table = Table("ROLE", "EPOCH", "LOG ENTRY", "KEY")
            for entry in keys {
                table.add(
                    entry.roleKey.role.rawValue, String(entry.roleKey.epoch),
                    String(entry.logIndex), String(entry.roleKey.key.bytes.hex.prefix(16)))
            }
            context.print(
                [
                    ("organisation", .string(id.description)),
                    (
                        "roleKeys",
                        .array(
                            keys.map { entry in
                                .object([
                                    ("role", .string(entry.roleKey.role.rawValue)),
                                    ("epoch", .index(entry.roleKey.epoch)),
                                    ("logEntry", .index(entry.logIndex)),
                                    ("key", .string(entry.roleKey.key.bytes.hex)),
                                ])
                            })
                    ),
                ], lines: table.lines)
            return .success
        }
    }
}
