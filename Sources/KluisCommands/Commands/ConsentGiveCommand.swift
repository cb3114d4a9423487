internal import ArgumentParser
internal import Records

/// `kluis consent give`: the worker consents.
struct ConsentGiveCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "give", abstract: "Consent, as the worker or a legal representative.",
        discussion: """
            With --process it is a consent for a step or a purpose of the process, and is checked \
            against what that purpose allows: recipients, sections, period. `kluis consent purposes` \
            lists them with the text that is put to the worker.
            """,
        examples: [
            (
                "kluis consent give K7QJ-2M4X --to trui --role treating-physician "
                    + "--section medical-assessment --for care --until 2024-09-01 --as wim",
                "the treating physician may read the medical assessment"
            ),
            (
                "kluis consent give K7QJ-2M4X --to trui --role treating-physician --process C2 "
                    + "--receipt c2.tlog-proof --as wim",
                "the occupational physician may consult the treating physician"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @OptionGroup var terms: ConsentTerms
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try terms.state(in: dossier, .init(nature: .consent), context)
        return .success
    }
}
