internal import AccessPolicy
internal import ArgumentParser
internal import CryptoPrimitives
internal import Records

/// `kluis policy show`: the rules in words.
struct PolicyShowCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "show", abstract: "Show the rules of a policy as sentences, in your language.",
        discussion: """
            Each rule is told as a sentence that is made from what it matches, so it says what \
            holds; below it stand what its author wrote about it, and the law.
            """,
        examples: [
            (
                "kluis policy show --as els --regime be-2022 --language fr",
                "an adopted policy, in French"
            ),
            ("kluis policy show --policy policies/access/be-2022.yaml", "a policy file"),
        ])

    @OptionGroup var source: PolicySource
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let policy = try source.policy(context)
        let language = context.language
        context.print(
            [
                ("policy", .string(policy.name)),
                ("hash", .string(policy.hash.hex)), ("floor", .string(Floor.hash.hex)),
                (
                    "rules",
                    .array(
                        policy.rules.map { rule in
                            .object([
                                ("rule", .string(rule.id)),
                                ("isPermit", .bool(rule.effect == .permit)),
                                ("sentence", .string(PolicySentence(rule).text[language])),
                                ("label", .string(rule.label[language])),
                                ("law", .string(rule.law)),
                            ])
                        })
                ),
            ],
            lines: [
                "\(policy.name), \(policy.hash.hex)",
                "floor \(Floor.version), \(Floor.hash.hex)",
            ]
                + policy.rules.flatMap { rule in
                    [
                        "\(rule.id)  \(PolicySentence(rule).text[language])",
                        "    \(rule.label[language])", "    \(rule.law)",
                    ].map(ShownText.line)
                })
        return .success
    }
}
