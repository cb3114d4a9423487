internal import ArgumentParser

/// `kluis audit`: reviewing the log.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "audit", abstract: "Review the access log: rules, sample, verdicts, report.",
        discussion: """
            For auditor, data protection officer and founders of oversight. Rules say in one \
            sentence why they speak; what is found is judged by a person, and each verdict is an \
            entry of the log. Names take a decision (`kluis log decide unmask`).
            """,
        examples: [
            ("kluis audit alerts --as ada", "what the rules found in the last month"),
            (
                "kluis audit review 812 --rule 1 --verdict justified --remark 'replaced a colleague' --as ada",
                "judge an alert"
            ),
        ],
        subcommands: [
            AuditAlertsCommand.self, AuditSampleCommand.self, AuditReviewCommand.self,
            AuditSignOffCommand.self, AuditRulesCommand.self, AuditReportCommand.self,
        ])
}
