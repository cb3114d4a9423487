internal import AccessPolicy
internal import ArgumentParser

/// `kluis policy why`: why something is permitted.
struct PolicyWhyCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "why", abstract: "Say why something is permitted: the rules, their law, the duties.",
        discussion: """
            Each rule is told as a sentence that is made from what it matches, with what its author \
            wrote about it and the law below. Without --dossier the policy alone is asked. When it \
            is denied, the denial is told instead, and the exit status is 66.
            """,
        examples: [
            (
                "kluis policy why --role nurse --section health-file --policy policies/access "
                    + "--regime be-2022",
                "the nurse and the health file, by the shipped bundle"
            ),
            (
                "kluis policy why --dossier K7QJ-2M4X --section plan --as hans",
                "the one who acts, in a dossier"
            ),
        ])

    @OptionGroup var question: StateOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try question.answer(in: context).print(context, explainingPermit: true)
    }
}
