internal import ArgumentParser
internal import Records
internal import Reintegration

/// `kluis consent give`: the worker consents.
struct ConsentGiveCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "give", abstract: "Consent, as the worker or a legal representative.",
        discussion: "Steps of the process that take a consent or a request of the worker:\n"
            + ConsentPurpose.allCases.map { "  \($0.rawValue)  \($0.label[.en])" }
            .joined(separator: "\n"),
        examples: [
            (
                "kluis consent give K7QJ-2M4X --to trui --role treating-physician "
                    + "--section medical-assessment --for care --until 2024-09-01 --as wim",
                "the treating physician may read the medical assessment"
            ),
            (
                "kluis consent give K7QJ-2M4X --to trui --role treating-physician --process C2 "
                    + "--until 2024-09-01 --as wim",
                "the occupational physician may consult the treating physician"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @OptionGroup var terms: ConsentTerms
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try terms.state(
            in: dossier, isRefusal: false, evidence: "", need: .worker, context)
        return .success
    }
}
