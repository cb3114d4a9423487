internal import ArgumentParser
internal import Records

/// `kluis consent refuse`: the worker refuses.
struct ConsentRefuseCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "refuse", abstract: "Refuse, as the worker; a refusal beats every consent.",
        discussion: """
            It is for a person in whatever role (--to alone), for an organisation (--to alone), for a \
            role (--role alone) or for both. Without --section it refuses every kind, without --for \
            every purpose, without --until it has no end. What the law gives without consent it does \
            not close: `kluis consent show` says what else opens.
            """,
        examples: [
            (
                "kluis consent refuse K7QJ-2M4X --to tom --as wim",
                "this person gets nothing by any consent"
            ),
            (
                "kluis consent refuse K7QJ-2M4X --to bakkerij --role hr --process C7 --as wim",
                "the employer is not told of a visit before resumption"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @OptionGroup var terms: ConsentTerms
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try terms.state(in: dossier, .init(nature: .refusal), context)
        return .success
    }
}
