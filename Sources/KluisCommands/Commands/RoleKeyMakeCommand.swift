internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis role-key make`: a new key for a role.
struct RoleKeyMakeCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "make", abstract: "Make the key of the role in which you act.",
        discussion: """
            Publishes the public half with a second person's signature (a registrar of the \
            organisation, or a founder), and seals a copy of the private half for every member who \
            holds the role and whom you have met here.
            """,
        examples: [
            (
                "kluis role-key make --as els/nurse@dienst-noord --cosign rita",
                "rita is the registrar of the service"
            ),
            (
                "kluis role-key make --as hans/hr@bakkerij --cosign anna "
                    + "--cosign-passphrase-file anna.pass",
                "anna is a founder"
            ),
        ])

    @OptionGroup var cosigning: CosignOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        guard cosigning.draft == nil else {
            throw CommandFailure(
                .usage, "a role key is made in one go: the second person signs here",
                hint: "give --cosign")
        }
        return try context.withConnection { connection in
            let acting = try connection.session(.anyone)
            let place = try ActingPlace(acting)
            let made = try acting.session.makeRoleKey(
                place.role, of: place.organisation,
                cosigners: try cosigning.signers(connection, need: .registrar))
            let outcome = StatementOutcome.logged(made.receipt)
            context.print(
                [
                    ("role", .string(place.role.rawValue)),
                    ("organisation", .string(place.organisation.description)),
                    ("epoch", .index(made.roleKey.epoch)),
                ] + outcome.json,
                lines: outcome.lines(
                    "made key \(made.roleKey.epoch) for \(place.role.rawValue)"))
            return .success
        }
    }
}
