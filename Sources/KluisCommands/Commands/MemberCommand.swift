internal import ArgumentParser

/// `kluis member`: people and their keys.
struct MemberCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "member", abstract: "People and their keys.",
        examples: [
            ("kluis member keygen els", "make the keys of Els on this machine"),
            (
                "kluis member add els --name 'Els Voorbeeld' --as rita --cosign els",
                "register them in the vault"
            ),
        ],
        subcommands: [
            MemberKeygenCommand.self, MemberAddCommand.self, MemberShowCommand.self,
            MemberListCommand.self,
        ])
}
