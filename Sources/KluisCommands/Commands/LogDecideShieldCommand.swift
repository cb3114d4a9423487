internal import ArgumentParser
internal import Records

/// `kluis log decide shield`: each access to a dossier is looked at.
struct LogDecideShieldCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "shield",
        abstract: "Shield a dossier: each access to it is looked at, and it is not erased.",
        discussion: """
            For a well-known person, a colleague of those who keep the dossiers, or a legal hold. \
            `kluis audit alerts` then lists every access.
            """,
        examples: [
            (
                "kluis log decide shield 018e2c5a-… --reason 'colleague' --as anna --cosign bert",
                "both founders on one machine"
            ),
            (
                "kluis log decide shield 018e2c5a-… --reason 'claim' --as anna --draft d.txt",
                "the other founder signs the draft elsewhere"
            ),
        ])

    @Argument(help: "The identifier of the dossier.")
    var dossier: String

    @OptionGroup var decision: DecisionOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try decision.decide("the dossier is shielded", in: context) { _, _ in
            .shield(try DossierArgument.identifier(dossier))
        }
    }
}
