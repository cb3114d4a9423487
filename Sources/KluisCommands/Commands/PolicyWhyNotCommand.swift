internal import AccessPolicy
internal import ArgumentParser

/// `kluis policy why-not`: why something is refused.
struct PolicyWhyNotCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "why-not", abstract: "Say why something is refused, what comes nearest, and what helps.",
        discussion: """
            What comes nearest is permitted with one word changed. Without --dossier the policy \
            alone is asked. In a dossier, who acts is told nothing about consents and secret \
            sections; the worker is told everything. When it is permitted, the permit is told \
            instead, and the exit status is 66.
            """,
        examples: [
            (
                "kluis policy why-not --role employer --section medical-assessment "
                    + "--policy policies/access --regime be-2022",
                "the employer and the medical part, by the shipped bundle"
            ),
            (
                "kluis policy why-not --dossier K7QJ-2M4X --section consultation --as hans",
                "the one who acts, in a dossier"
            ),
        ])

    @OptionGroup var question: StateOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try question.answer(in: context).print(context, explainingPermit: false)
    }
}
