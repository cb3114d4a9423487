internal import ArgumentParser
internal import Records

/// `kluis log decide unmask`: an auditor learns who stands behind tags.
struct LogDecideUnmaskCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "unmask", abstract: "Let an auditor learn who stands behind the tags of entries.",
        discussion: """
            The auditor then sees the whole detail of these entries with `kluis log show INDEX`, names \
            included, until the decision ends; each look is an entry.
            """,
        examples: [
            (
                "kluis log decide unmask 42 --for ada --reason 'alert 6' --as anna --cosign bert",
                "both founders on one machine"
            ),
            (
                "kluis log decide unmask 42 43 --for ada --reason 'alert 6' --days 3 --as anna --draft d.txt",
                "for three days; the other founder signs the draft elsewhere"
            ),
        ])

    @Argument(help: "The indices of the entries.")
    var entries: [UInt64]

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("Who learns the names.", valueName: "member"))
    var reader: String

    @OptionGroup var decision: DecisionOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try decision.decide("the names are open to the reader", in: context) { acting, connection in
            .unmask(
                entries: try EntryArguments.sorted(entries),
                reader: try Lookup(acting, connection).member(reader).id)
        }
    }
}
