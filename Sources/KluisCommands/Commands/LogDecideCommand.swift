internal import ArgumentParser

/// `kluis log decide`: what takes several approvers.
struct LogDecideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "decide", abstract: "Decide about the log: name, shield, erase, prune.",
        discussion: """
            As many founders sign as an admission takes, one of them from oversight, none of them \
            the one whom it serves. Each decision is an entry. With --cosign on one machine, or with \
            --draft, `kluis sign` and `kluis submit` on several.
            """,
        examples: [
            (
                "kluis log decide unmask 42 43 --for ada --reason 'alert 6' --as anna --cosign bert",
                "an auditor learns who acted"
            ),
            (
                "kluis log decide erase wim --reason 'retention has passed' --as anna --draft wim.txt",
                "another founder signs elsewhere"
            ),
        ],
        subcommands: [
            LogDecideUnmaskCommand.self, LogDecideNamesCommand.self, LogDecideShieldCommand.self,
            LogDecideUnshieldCommand.self, LogDecideEraseCommand.self, LogDecidePruneCommand.self,
        ])
}

/// What every decision about the log says beside its measure.
struct DecisionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Why; it stands in the decision.", valueName: "text"))
    var reason: String

    @Option(
        help: ArgumentHelp(
            "For how many days names are given on the strength of it.", valueName: "number"))
    var days: Int = 14

    @OptionGroup var cosigning: CosignOptions

    func validate() throws {
        guard 1...500 ~= reason.utf8.count else {
            throw ValidationError("the reason has 1 to 500 bytes")
        }
        guard 1...90 ~= days else { throw ValidationError("--days is 1 to 90") }
    }
}
