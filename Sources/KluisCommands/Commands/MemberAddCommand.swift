internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis member add`: registers a person's keys.
struct MemberAddCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "add", abstract: "Register a member's keys in the vault.",
        discussion: """
            The new member signs too, which proves that the keys are theirs: by --cosign when the \
            key file is on this machine, or with `kluis sign` on the draft that --draft writes. A \
            worker's keys take the signatures of two members of different organisations, never of \
            the employer's side.

            When the key file is on another machine, take the public half from there: `kluis member \
            keygen` names the file, which holds no secret. Give it as --public-keys, and send the \
            draft to the new member to sign.
            """,
        examples: [
            (
                "kluis member add els --name 'Els Voorbeeld' --as rita --cosign els",
                "rita is a registrar, and the key file of els is on this machine"
            ),
            (
                "kluis member add wim --worker --name 'Wim Voorbeeld' --as els --cosign adam "
                    + "--cosign wim",
                "els and adam belong to different organisations"
            ),
            (
                "kluis member add kim --name 'Kim Voorbeeld' --public-keys kim.id --draft kim.txt "
                    + "--as rita",
                "the keys of kim are on another machine, where kim signs the draft"
            ),
        ])

    @Argument(help: "The handle of the new member.")
    var handle: String

    @Option(
        help: ArgumentHelp(
            "The public half of keys that are on another machine.", valueName: "file"))
    var publicKeys: String?

    @Option(help: "The name by which others know the person.")
    var name: String

    @Flag(help: "The member is a worker, of whom there can be dossiers.")
    var worker = false

    @OptionGroup var cosigning: CosignOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(.anyone)
            let keys =
                try publicKeys.map { try MemberHome.PublicKeys(reading: $0) }
                ?? connection.home.publicKeys(of: handle)
            let member = Member(
                id: keys.member, name: name, signingKey: keys.signing,
                agreementKey: keys.agreement, isWorker: worker)
            let outcome = try cosigning.state(
                [.member(member)], by: acting, connection, need: .anyone)
            try AddressBook(home: connection.home).add(.member, named: handle, keys.member)
            context.print(
                [("member", .string(keys.member.description))] + outcome.json,
                lines: outcome.lines("registered \(name), member \(keys.member)"))
            return .success
        }
    }
}
