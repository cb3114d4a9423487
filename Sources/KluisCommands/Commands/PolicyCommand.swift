internal import ArgumentParser

/// `kluis policy`: the rules of access.
struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "policy", abstract: "The rules of access: show, check, prove, explain.",
        discussion: """
            A policy can only permit what the compiled floor of medical secrecy leaves open; every \
            policy is proved against it over all states before it is adopted.
            """,
        examples: [
            ("kluis policy show --as els", "the adopted policy"),
            (
                "kluis policy explain --role employer --action read --section medical-assessment",
                "why something is refused"
            ),
        ],
        subcommands: [
            PolicyShowCommand.self, PolicyCheckCommand.self, PolicyProveCommand.self,
            PolicyExplainCommand.self, PolicyAdoptCommand.self, PolicyReplayCommand.self,
        ])
}
