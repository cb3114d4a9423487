internal import AccessAudit
internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import TransparencyLog
internal import VaultClient

extension Review.Verdict: ExpressibleByArgument {}

/// `kluis audit review`: a verdict on entries.
struct AuditReviewCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "review", abstract: "Judge entries that a rule or the sample named.",
        discussion: """
            The verdict is a signed statement and an entry of the log. Rule 2 stands for a use of \
            the emergency procedure, rule 16 for the sample, whose checkpoint is then named. Nobody \
            judges an own act. The latest verdict counts.
            """,
        examples: [
            (
                "kluis audit review 812 --rule 1 --verdict justified --remark 'replaced a colleague' --as ada",
                "an unexplained access with a good reason"
            ),
            (
                "kluis audit review 97 98 --rule 2 --verdict unjustified --remark 'no emergency' --as ada",
                "a use of the emergency procedure that was none"
            ),
        ])

    @Argument(help: "The indices of the entries.")
    var entries: [UInt64]

    @Option(help: ArgumentHelp("The number of the rule, 1 to 16.", valueName: "number"))
    var rule: UInt64

    @Option(help: ArgumentHelp("justified, unjustified or undetermined.", valueName: "verdict"))
    var verdict: Review.Verdict

    @Option(help: ArgumentHelp("Why, in your words; no names.", valueName: "text"))
    var remark: String

    @OptionGroup var rules: ReviewFileOption
    @OptionGroup var checkpoints: CheckpointOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard ReviewRule(rawValue: rule) != nil else {
            throw ValidationError("--rule is 1 to 16")
        }
        guard 1...500 ~= remark.utf8.count else {
            throw ValidationError("the remark has 1 to 500 bytes")
        }
        guard rule == ReviewRule.sample.rawValue ? checkpoints.files.count == 1 : true else {
            throw ValidationError("a sample is judged with the one --checkpoint it was drawn from")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        let configuration = try rules.configuration(context)
        let indices = try EntryArguments.sorted(entries)
        return try context.withConnection { connection in
            let acting = try connection.session(.overseers)
            let heads = try checkpoints.verified(acting.session.founding())
            let kind: Review.Kind =
                switch ReviewRule(rawValue: rule) {
                case .emergency: .emergency
                case .sample: .sample
                default: .alert
                }
            let receipt = try acting.session.record(
                Review(
                    kind: kind, verdict: verdict, rule: rule, entries: indices, from: nil,
                    until: nil, configuration: configuration.hash,
                    seed: kind == .sample ? heads.first?.checkpoint.head.root : nil, remark: remark)
            )
            ReviewReceipt.print(receipt, "the verdict is logged", in: context)
            return .success
        }
    }
}

/// What is told of a review that was logged.
enum ReviewReceipt {
    static func print(_ receipt: AppendReceipt, _ done: String, in context: CommandContext) {
        let index = receipt.entries.first?.index
        context.print(
            [
                ("logEntry", index.map(JSONValue.index) ?? .null),
                ("level", .string(receipt.level.rawValue)),
            ], lines: [index.map { "\(done) as entry \($0)" } ?? done])
    }
}
