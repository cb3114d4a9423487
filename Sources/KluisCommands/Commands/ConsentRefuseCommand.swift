internal import ArgumentParser
internal import Records

/// `kluis consent refuse`: the worker refuses.
struct ConsentRefuseCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "refuse", abstract: "Refuse, as the worker; a refusal beats every consent.",
        examples: [
            (
                "kluis consent refuse K7QJ-2M4X --to bakkerij --role hr --section team-text "
                    + "--until 2025-01-01 --as wim",
                "the employer's side may not read the text for colleagues"
            ),
            (
                "kluis consent refuse K7QJ-2M4X --to trui --role treating-physician --process C2 "
                    + "--until 2025-01-01 --as wim",
                "the physicians may not consult each other"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @OptionGroup var terms: ConsentTerms
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try terms.state(in: dossier, isRefusal: true, evidence: "", need: .worker, context)
        return .success
    }
}
