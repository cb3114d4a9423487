internal import ArgumentParser

/// `kluis inspect`: what an inspectorate may do.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "inspect", abstract: "Open a case on an employer; list and read what it gives access to.",
        discussion: """
            While a case is open, inspectors read the plans and motivated reports of that employer's \
            dossiers; a physician-inspector also what an appeal needs.
            """,
        examples: [
            (
                "kluis inspect open bakkerij --reason 'complaint of 3 May' --as ines",
                "open a case"
            ),
            ("kluis inspect list bakkerij --as ines", "its plans and motivated reports"),
        ],
        subcommands: [
            InspectOpenCommand.self, InspectListCommand.self, InspectReadCommand.self,
        ])
}
