internal import ArgumentParser
internal import Records

/// `kluis consent agree`: the employer's side is willing too.
struct ConsentAgreeCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "agree", abstract: "Agree, as the employer's side, where a purpose needs both sides.",
        discussion: """
            A talk of worker, employer and coach (C13) takes both: the worker's consent holds while an \
            agreement of the employer's side stands beside it, with the same coach. An agreement \
            opens nothing by itself; the employer's side withdraws it with `kluis consent withdraw`.
            """,
        examples: [
            (
                "kluis consent agree K7QJ-2M4X --to cas --role coach --process C13 --as hans",
                "the employer's side takes part"
            ),
            (
                "kluis consent agree K7QJ-2M4X --to cas --role coach --process C13 "
                    + "--until 2024-09-01 --as hans",
                "until a day"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @OptionGroup var terms: ConsentTerms
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try terms.state(
            in: dossier, .init(nature: .agreement, need: .roles([.employer, .hr])), context)
        return .success
    }
}
