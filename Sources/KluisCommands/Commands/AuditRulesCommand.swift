internal import AccessAudit
internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import VaultClient

/// `kluis audit rules`: the rules, their thresholds, and how often they were right.
struct AuditRulesCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "rules", abstract: "The sixteen rules with their thresholds and their precision.",
        discussion: """
            Precision is the number of alerts that were judged to have no good reason, of all that \
            were judged: a rule that is seldom right deserves other thresholds. It is shown to who \
            oversees the log.
            """,
        examples: [
            ("kluis audit rules", "the thresholds that come with the program"),
            (
                "kluis audit rules --rules review.yaml --as ada --json",
                "own ones, with the precision"
            ),
        ])

    @OptionGroup var rules: ReviewFileOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let configuration = try rules.configuration(context)
        guard context.settings.actingAs != nil else {
            print(configuration, nil, in: context)
            return .success
        }
        return try context.withConnection { connection in
            let directory = try connection.session(.overseers).session.oversight()
            print(configuration, ReviewLedger(directory.reviews.map(\.past)), in: context)
            return .success
        }
    }

    private func print(
        _ configuration: ReviewConfiguration, _ ledger: ReviewLedger?, in context: CommandContext
    ) {
        var table = Table("RULE", "WHAT", "TRUE/JUDGED", "THRESHOLDS")
        var members: [JSONValue] = []
        for rule in ReviewRule.allCases {
            let thresholds = configuration.thresholds(of: rule)
            let precision = ledger?.precision(of: rule)
            table.add(
                String(rule.rawValue), rule.title[context.language],
                precision.map { "\($0.unjustified)/\($0.reviewed)" } ?? "",
                thresholds.map { "\($0.name): \($0.value)" }.joined(separator: "; "))
            members.append(
                .object([
                    ("rule", .index(rule.rawValue)),
                    ("title", .string(rule.title[context.language])),
                    ("afterExplanation", .bool(rule.isAfterExplanation)),
                    (
                        "thresholds", .object(thresholds.map { ($0.name, .string($0.value)) })
                    ),
                    ("true", precision.map { .count($0.unjustified) } ?? .null),
                    ("judged", precision.map { .count($0.reviewed) } ?? .null),
                ]))
        }
        context.print(
            [("rules", .string(configuration.hash.hex)), ("list", .array(members))],
            lines: table.lines + ["thresholds: SHA-256 \(configuration.hash.hex)"])
    }
}
