internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis role-key share`: copies for a colleague.
struct RoleKeyShareCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "share", abstract: "Give colleagues in your role their copies of its keys.",
        discussion:
            "All epochs are shared, so that the colleague also opens what was written before.",
        examples: [
            (
                "kluis role-key share noor --as els/nurse@dienst-noord",
                "noor was appointed nurse there"
            ),
            (
                "kluis role-key share noor omar --as els/nurse@dienst-noord",
                "two colleagues at once"
            ),
        ])

    @Argument(help: "The members.")
    var members: [String]

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(.anyone)
            let place = try ActingPlace(acting)
            let lookup = Lookup(acting, connection)
            let ids = try members.map { try lookup.member($0).id }
            let directory = try acting.session.knownDirectory(
                of: Set(ids.map(ChainID.member)))
            for (text, id) in zip(members, ids) {
                let holds = directory.appointments(of: id, at: connection.now).contains {
                    $0.appointment.role == place.role
                        && $0.appointment.organisation == place.organisation
                }
                guard holds else {
                    throw CommandFailure(
                        .usage, "`\(text)` does not hold \(place.role.rawValue) there now",
                        hint: "`kluis appoint` gives the role, `kluis member show \(text)` tells "
                            + "what stands")
                }
            }
            let count = try acting.session.shareRoleKeys(
                place.role, of: place.organisation, with: ids)
            context.print(
                [
                    ("role", .string(place.role.rawValue)), ("epochs", .count(count)),
                    ("members", .strings(ids.map(\.description))),
                ],
                lines: [
                    "shared \(count) key\(count == 1 ? "" : "s") of \(place.role.rawValue) with "
                        + ShownText.line(members.joined(separator: ", "))
                ])
            return .success
        }
    }
}
