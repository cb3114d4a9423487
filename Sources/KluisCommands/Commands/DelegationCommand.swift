internal import ArgumentParser

/// `kluis delegation`: who acts for whom.
struct DelegationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "delegation", abstract: "Hand a role over for a time: leave, illness, a substitute.",
        discussion: """
            A delegate holds the same role in the same organisation and keeps the own limits: nothing \
            more opens. What the delegate does in that time stands in the log with both names. It \
            ends with its term, when it is ended, and with the appointment of either.
            """,
        examples: [
            (
                "kluis delegation add nurse@dienst-noord --to kim --until 2024-07-31 --as nina",
                "from now until the end of July"
            ),
            ("kluis delegation list --as nina", "who acts for whom in the own organisation"),
        ],
        subcommands: [
            DelegationAddCommand.self, DelegationListCommand.self, DelegationEndCommand.self,
        ])
}
