internal import ArgumentParser
internal import Records

/// `kluis log decide names`: a worker learns the names of staff.
struct LogDecideNamesCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "names",
        abstract: "Let a worker learn the names of staff in entries about the own dossiers.",
        discussion: """
            Only where the name is essential for the worker to exercise rights, weighed against those \
            of the member of staff (CJEU C-579/21). The worker then reads it in `kluis log mine`, until \
            the decision ends.
            """,
        examples: [
            (
                "kluis log decide names 42 --for wim --reason 'complaint 12' --as anna --cosign bert",
                "both founders on one machine"
            ),
            (
                "kluis log decide names 42 --for wim --reason 'complaint 12' --as anna --draft d.txt",
                "the other founder signs the draft elsewhere"
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
        try decision.decide("the names are open to the worker", in: context) { acting, connection in
            .staffNames(
                entries: try EntryArguments.sorted(entries),
                worker: try Lookup(acting, connection).member(reader).id)
        }
    }
}
