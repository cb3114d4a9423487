internal import ArgumentParser
internal import Records

/// `kluis consent request`: the worker asks.
struct ConsentRequestCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "request", abstract: "Ask for something, as the worker: more than a consent.",
        discussion: """
            The employer takes part in the assessment only when the worker asked for it (C6).
            """,
        examples: [
            (
                "kluis consent request K7QJ-2M4X --to dienst-noord "
                    + "--role occupational-physician --process C6 --as wim",
                "the physician may involve the employer"
            ),
            (
                "kluis consent request K7QJ-2M4X --to bakkerij --role hr --process C6 "
                    + "--section employer-consultation --as wim",
                "the employer's side may read what came of it"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @OptionGroup var terms: ConsentTerms
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try terms.state(in: dossier, .init(nature: .request), context)
        return .success
    }
}
