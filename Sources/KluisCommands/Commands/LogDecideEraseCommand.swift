internal import ArgumentParser
internal import Records

/// `kluis log decide erase`: all that is kept of a worker is destroyed.
struct LogDecideEraseCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "erase",
        abstract: "Destroy a worker's dossiers, log details and keys, when retention has passed.",
        discussion: """
            Refused while a process runs, a dossier is shielded, or the adopted period of retention \
            has not passed. Entries, tree and proofs stay; what they say of the worker is then tags whose \
            key is gone. It cannot be undone.
            """,
        examples: [
            (
                "kluis log decide erase wim --reason 'retention has passed' --as anna --cosign bert",
                "both founders on one machine"
            ),
            (
                "kluis log decide erase wim --reason 'retention has passed' --as anna --draft d.txt",
                "the other founder signs the draft elsewhere"
            ),
        ])

    @Argument(help: "The worker.")
    var worker: String

    @OptionGroup var decision: DecisionOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try decision.decide("what was kept of the worker is destroyed", in: context) {
            acting, connection in
            .erase(worker: try Lookup(acting, connection).member(worker).id)
        }
    }
}
