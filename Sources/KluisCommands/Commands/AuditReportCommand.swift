internal import AccessAudit
internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import TransparencyLog
internal import VaultClient

/// `kluis audit report`: the figures of a period, as a page.
struct AuditReportCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "report", abstract: "Write a report of a period as HTML, and as PDF where WeasyPrint is.",
        discussion: """
            One file that needs nothing else, in the language of --language, for screen, screen \
            reader and paper. Numbers about fewer than five workers are hidden, and with them those \
            from which they could be worked out. It names nobody.
            """,
        examples: [
            (
                "kluis audit report --from 2024-01-01 --until 2024-03-31 --output q1.html --as ada",
                "a quarter"
            ),
            (
                "kluis audit report --output month.html --pdf month.pdf --language fr --as ada",
                "the last month in French, as PDF too"
            ),
        ])

    @OptionGroup var period: ReviewPeriodOptions

    @Option(help: ArgumentHelp("The page; a file that is not there yet.", valueName: "file"))
    var output: String

    @Option(help: ArgumentHelp("A PDF of it; a file that is not there yet.", valueName: "file"))
    var pdf: String?

    @OptionGroup var rules: ReviewFileOption
    @OptionGroup var checkpoints: CheckpointOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let configuration = try rules.configuration(context)
        for file in [output, pdf] {
            try OpenedReport.check(output: file)
        }
        return try context.withConnection { connection in
            let acting = try connection.session(.overseers)
            let founding = try acting.session.founding()
            let heads = try checkpoints.verified(founding)
            let review = try LogReview(
                configuration, period.days(today: connection.today), checkpoints: heads, acting,
                connection)
            let report = AuditReport(
                vault: connection.vault.hex, firstDay: review.firstDay, lastDay: review.lastDay,
                now: connection.now, summary: review.summary, result: review.result,
                ledger: review.ledger,
                decisions: review.decisions.filter { review.result.period.contains($0.time) }
                    .map(\.approved),
                missed: try acting.session.missedDeadlines(on: review.lastDay),
                chain: try chain(founding, heads.last, acting.session),
                labels: AuditReport.Labels(
                    role: AuditLabels.role, reason: AuditLabels.reason,
                    category: AuditLabels.category),
                civilText: CivilTime.text)
            let page = AuditReportPage(report, language: context.language).bytes
            let paper = try pdf.map { _ in try PaperRenderer.pdf(of: page, at: connection.now) }
            try Files.create(page, at: output, mode: 0o600)
            if let pdf, let paper { try Files.create(paper, at: pdf, mode: 0o600) }
            context.print(
                [
                    ("output", .string(output)), ("pdf", .optional(pdf)),
                    ("sha256", .string(Digest(hashing: page).hex)),
                    ("rules", .string(configuration.hash.hex)),
                    ("open", .count(review.open.count)),
                ], lines: ["report in \(output)"] + (pdf.map { ["PDF in \($0)"] } ?? []))
            return .success
        }
    }

    /// The state of the log: the newest checkpoint that was given, else the head that the vault
    /// shows now.
    private func chain(
        _ founding: Founding, _ head: CheckpointOptions.Verified?, _ session: Session
    ) throws -> AuditReport.Chain {
        if let head {
            return AuditReport.Chain(
                origin: founding.origin, size: head.checkpoint.head.size,
                root: head.checkpoint.head.root, time: head.time, witnesses: head.witnesses,
                hasQuorum: head.hasQuorum)
        }
        let shown = try LogHead(session).head
        return AuditReport.Chain(
            origin: founding.origin, size: shown.size, root: shown.root, time: nil, witnesses: nil,
            hasQuorum: nil)
    }
}
