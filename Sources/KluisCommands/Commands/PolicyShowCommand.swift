internal import AccessPolicy
internal import ArgumentParser
internal import CryptoPrimitives
internal import Records

/// `kluis policy show`: the rules in words.
struct PolicyShowCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "show", abstract: "Show the rules of a policy, in your language.",
        examples: [
            ("kluis policy show --as els --language fr", "the adopted policy, in French"),
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
                                ("law", .string(rule.law)),
                                ("reason", .string(rule.label[language])),
                            ])
                        })
                ),
            ],
            lines: [
                "\(policy.name), \(policy.hash.hex)",
                "floor \(Floor.version), \(Floor.hash.hex)",
            ]
                + policy.rules.map { rule in
                    ShownText.line(
                        "\(rule.id)  \(rule.effect == .permit ? "permits" : "forbids")  "
                            + "\(rule.label[language])  (\(rule.law))")
                })
        return .success
    }
}
