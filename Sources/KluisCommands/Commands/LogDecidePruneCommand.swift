internal import ArgumentParser
internal import Records

/// `kluis log decide prune`: old entries go, their proofs stay.
struct LogDecidePruneCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "prune", abstract: "Remove old entries of the log, when retention has passed.",
        discussion: """
            Refused while an entry below the index is younger than the adopted period of retention. \
            Whole bundles of 256 go; tiles stay, so that later entries keep their proofs (C2SP \
            tlog-tiles). Entries on which a dossier still rests are kept.
            """,
        examples: [
            (
                "kluis log decide prune 100000 --reason 'five years' --as anna --cosign bert",
                "both founders on one machine"
            ),
            (
                "kluis log decide prune 100000 --reason 'five years' --as anna --draft d.txt",
                "the other founder signs the draft elsewhere"
            ),
        ])

    @Argument(help: "The first entry that is kept; rounded down to a whole bundle.")
    var below: UInt64

    @OptionGroup var decision: DecisionOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try decision.decide("older entries are removed", in: context) { _, _ in
            .prune(below: below)
        }
    }
}
