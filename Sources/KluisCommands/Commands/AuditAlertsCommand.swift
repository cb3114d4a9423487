internal import AccessAudit
internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import VaultClient
internal import TransparencyLog

/// `kluis audit alerts`: what the rules found.
struct AuditAlertsCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "alerts", abstract: "Run the rules of review; exit status 10 when an alert is open.",
        discussion: """
            Fit for a timer: nothing is asked. Each alert names the entries that support it, which \
            `kluis log prove` proves to anyone. The log is read from about two months before the \
            period on, so that habits are known; reading is itself an entry.
            """,
        examples: [
            ("kluis audit alerts --as ada", "the last month"),
            (
                "kluis audit alerts --from 2024-03-01 --until 2024-03-31 --open --json --as ada",
                "what is still to be judged of a month, for programs"
            ),
        ])

    @OptionGroup var period: ReviewPeriodOptions
    @OptionGroup var rules: ReviewFileOption
    @OptionGroup var checkpoints: CheckpointOptions

    @Flag(help: "Only what is still to be judged.")
    var open = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let configuration = try rules.configuration(context)
        return try context.withConnection { connection in
            let acting = try connection.session(.overseers)
            let review = try LogReview(
                configuration, period.days(today: connection.today),
                checkpoints: checkpoints.verified(acting.session.founding()), acting, connection)
            let shown = open ? review.open : review.result.alerts
            context.print(
                [
                    ("from", .string(review.firstDay.description)),
                    ("until", .string(review.lastDay.description)),
                    ("rules", .string(configuration.hash.hex)),
                    ("explained", .count(review.result.explainedAccesses)),
                    ("unexplained", .count(review.result.unexplainedAccesses)),
                    ("open", .count(review.open.count)),
                    ("alerts", .array(shown.map { json($0, review, connection) })),
                ],
                lines: lines(shown, review, connection))
            return review.open.isEmpty ? .success : .overdue
        }
    }

    private func lines(
        _ alerts: [Alert], _ review: LogReview, _ connection: Connection
    ) -> [String] {
        guard !alerts.isEmpty else { return ["no alerts"] }
        let language = connection.context.language
        var lines: [String] = []
        for alert in alerts {
            let indices = alert.evidence.prefix(8).map { String($0.index) }.joined(separator: " ")
            let more = alert.count > 8 ? " … (\(alert.count))" : ""
            lines += [
                "rule \(alert.rule.rawValue)  \(mark(review.state(of: alert), connection))"
                    + "  entries \(indices)\(more)",
                "  " + ShownText.line(alert.sentence[language]),
            ]
        }
        return lines + ["\(review.open.count) open of \(review.result.alerts.count)"]
    }

    private func mark(_ state: ReviewLedger.State, _ connection: Connection) -> String {
        switch state {
        case .open(let due):
            state.isOverdue(at: connection.now)
                ? "OVERDUE since \(CivilTime.day(of: due))" : "open until \(CivilTime.day(of: due))"
        case .judged(let verdict, _, let isLate):
            verdict.rawValue + (isLate ? " (late)" : "")
        }
    }

    private func json(
        _ alert: Alert, _ review: LogReview, _ connection: Connection
    ) -> JSONValue {
        let state = review.state(of: alert)
        var members: [(String, JSONValue)] = [
            ("rule", .index(alert.rule.rawValue)),
            ("sentence", .string(alert.sentence[connection.context.language])),
            ("first", .string(alert.first.description)), ("last", .string(alert.last.description)),
            ("count", .count(alert.count)), ("rules", .string(alert.configuration.hex)),
            ("open", .bool(state.isOpen)), ("overdue", .bool(state.isOverdue(at: connection.now))),
            (
                "entries",
                .array(
                    alert.evidence.map { entry in
                        .object([
                            ("index", .index(entry.index)),
                            ("leafHash", .string(entry.leafHash.hex)),
                        ])
                    })
            ),
        ]
        switch state {
        case .open(let due): members.append(("due", .string(due.rfc3339)))
        case .judged(let verdict, let time, let isLate):
            members += [
                ("verdict", .string(verdict.rawValue)), ("judged", .string(time.rfc3339)),
                ("late", .bool(isLate)),
            ]
        }
        return .object(members)
    }
}
