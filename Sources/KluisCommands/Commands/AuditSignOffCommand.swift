internal import AccessAudit
internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import VaultClient

/// `kluis audit sign-off`: a period is done with.
struct AuditSignOffCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "sign-off", abstract: "State that a period was reviewed; refused while an alert is open.",
        discussion: """
            The rules run once more. Only whole days that are past can be signed off. The verdict \
            of the period is `unjustified` when one of its alerts was.
            """,
        examples: [
            (
                "kluis audit sign-off --from 2024-03-01 --until 2024-03-31 --remark 'March' --as ada",
                "a month"
            ),
            (
                "kluis audit sign-off --from 2024-04-01 --until 2024-04-30 --rules review.yaml --remark 'April' --as ada",
                "by other thresholds than those that come with the program"
            ),
        ])

    @Option(help: ArgumentHelp("The first day.", valueName: "date"))
    var from: CivilDate

    @Option(help: ArgumentHelp("The last day.", valueName: "date"))
    var until: CivilDate

    @Option(help: ArgumentHelp("What was done, in your words; no names.", valueName: "text"))
    var remark: String

    @OptionGroup var rules: ReviewFileOption
    @OptionGroup var checkpoints: CheckpointOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard from <= until else { throw ValidationError("--until is before --from") }
        guard 1...500 ~= remark.utf8.count else {
            throw ValidationError("the remark has 1 to 500 bytes")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        let configuration = try rules.configuration(context)
        return try context.withConnection { connection in
            guard until < connection.today else {
                throw CommandFailure(
                    .usage, "\(until) is not past yet", hint: "sign off days that are over")
            }
            let acting = try connection.session(.overseers)
            let review = try LogReview(
                configuration, (from, until),
                checkpoints: checkpoints.verified(acting.session.founding()), acting, connection)
            guard review.open.isEmpty else {
                throw CommandFailure(
                    .refused, "\(review.open.count) alerts of the period are open",
                    hint: "`kluis audit alerts --from \(from) --until \(until) --open` lists them, "
                        + "`kluis audit review` judges them")
            }
            let verdicts = review.result.alerts.map { review.state(of: $0) }
            let isClean = !verdicts.contains { state in
                if case .judged(.unjustified, _, _) = state { true } else { false }
            }
            let period = review.result.period
            let receipt = try acting.session.record(
                Review(
                    kind: .signOff, verdict: isClean ? .justified : .unjustified, rule: nil,
                    entries: [], from: period.lowerBound, until: period.upperBound,
                    configuration: configuration.hash, seed: nil, remark: remark))
            ReviewReceipt.print(receipt, "the period is signed off", in: context)
            return .success
        }
    }
}
