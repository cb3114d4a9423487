internal import ArgumentParser

/// `kluis policy`: the rules of access.
struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "policy", abstract: "The rules of access: read, check, prove, ask, export.",
        discussion: """
            A policy can only permit what the compiled floor of medical secrecy leaves open; every \
            policy is proved against it over all states before it is adopted.
            """,
        examples: [
            ("kluis policy show --as els --regime be-2022", "an adopted policy"),
            (
                "kluis policy why-not --role employer --section health-file --regime be-2022 --as els",
                "why something is refused"
            ),
        ],
        subcommands: [
            PolicyShowCommand.self, PolicyCheckCommand.self, PolicyProveCommand.self,
            PolicyWhyCommand.self, PolicyWhyNotCommand.self, PolicyWhoCanCommand.self,
            PolicyMatrixCommand.self, PolicySchemaCommand.self, PolicyExportCommand.self,
            PolicyDiffCommand.self, PolicyTestCommand.self,
            PolicyAdoptCommand.self, PolicyReplayCommand.self,
        ])
}
