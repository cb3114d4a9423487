internal import ArgumentParser

/// `kluis regime`: the processes that the law lays down, as data.
struct RegimeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "regime", abstract: "The processes of the law: check a file, read one, find which governs.",
        discussion: """
            A regime says who may take which step, when, with which form, and what is due by which \
            day. It is a file; a change of the law is a change of the file, adopted with `kluis adopt \
            regime`.
            """,
        examples: [
            ("kluis regime show be-2026 --as els", "its steps, terms and open questions"),
            ("kluis regime check policies/regimes/be-2026.yaml", "a file before its adoption"),
        ],
        subcommands: [
            RegimeShowCommand.self, RegimeCheckCommand.self, RegimeGoverningCommand.self,
        ])
}
