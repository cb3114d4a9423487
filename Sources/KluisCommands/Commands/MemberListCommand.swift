internal import VaultClient
internal import ArgumentParser
internal import Records

/// `kluis member list`: the members known on this machine.
struct MemberListCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "list", abstract: "List the members that you have met.",
        discussion: """
            A client knows the members whose statements it has verified; nobody gets a list of \
            everybody. Key files on this machine are marked.
            """,
        examples: [
            ("kluis member list", "who is known to you here"),
            ("kluis member list --json", "the same for programs"),
        ])

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(.anyone)
            let directory = try acting.session.knownDirectory()
            let words = StatementWords(
                directory: directory, book: AddressBook(home: connection.home))
            let handles = try Dictionary(
                connection.home.handles().map {
                    (try connection.home.publicKeys(of: $0).member, $0)
                },
                uniquingKeysWith: { first, _ in first })
            var table = Table("CODE", "NAME", "KEY FILE", "ROLES")
            let members = directory.allMembers
            for (id, _) in members {
                let roles = directory.appointments(of: id, at: connection.now).map {
                    "\($0.appointment.role.rawValue)@\(NameForm.slug(words.name($0.appointment.organisation)))"
                }
                table.add(
                    id.short, words.name(id), handles[id] ?? "", roles.joined(separator: ", "))
            }
            context.print(
                [
                    (
                        "members",
                        .array(
                            members.map { id, entry in
                                .object([
                                    ("member", .string(id.description)),
                                    ("short", .string(id.short)), ("name", .string(words.name(id))),
                                    ("isWorker", .bool(entry.isWorker)),
                                    ("handle", .optional(handles[id])),
                                ])
                            })
                    )
                ], lines: table.lines)
            return .success
        }
    }
}
