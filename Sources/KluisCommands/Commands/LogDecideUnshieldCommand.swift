internal import ArgumentParser
internal import Records

/// `kluis log decide unshield`: a dossier is like any other again.
struct LogDecideUnshieldCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "unshield", abstract: "Shield a dossier no longer.",
        discussion: """
            Accesses are then reviewed as those to any dossier, and retention decides when it may be \
            erased.
            """,
        examples: [
            (
                "kluis log decide unshield 018e2c5a-… --reason 'colleague' --as anna --cosign bert",
                "both founders on one machine"
            ),
            (
                "kluis log decide unshield 018e2c5a-… --reason 'claim' --as anna --draft d.txt",
                "the other founder signs the draft elsewhere"
            ),
        ])

    @Argument(help: "The identifier of the dossier.")
    var dossier: String

    @OptionGroup var decision: DecisionOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try decision.decide("the dossier is shielded no longer", in: context) { _, _ in
            .unshield(try DossierArgument.identifier(dossier))
        }
    }
}
