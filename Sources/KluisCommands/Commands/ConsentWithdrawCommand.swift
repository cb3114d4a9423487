internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis consent withdraw`: a consent ends at once.
struct ConsentWithdrawCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "withdraw", abstract: "Withdraw a consent; it works at once.",
        discussion: """
            What was read stays read; what was not opened yet stays closed. What else still opens the \
            same to the same recipient is shown: other consents, the law, rules of the policy.
            """,
        examples: [
            ("kluis consent withdraw K7QJ-2M4X 5M2A-90TX --as wim", "as the worker"),
            (
                "kluis consent withdraw K7QJ-2M4X 5M2A-90TX --evidence 'by telephone' --as els",
                "as the physician who records it"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Argument(help: "The consent, as `kluis consent list` shows it.")
    var consent: String

    @Option(help: "How the worker withdrew it, when the physician records it.")
    var evidence = ""

    @Option(
        help: ArgumentHelp(
            "Write the receipt here: a proof for others, and the statement beside it.",
            valueName: "file"))
    var receipt: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try OpenedReport.check(output: receipt)
        return try context.withConnection { connection in
            let acting = try connection.session(
                ActingNeed(
                    roles: [.occupationalPhysician, .legalRepresentative, .employer, .hr],
                    allowsPerson: true))
            let opened = try OpenConsents(dossier, acting, connection)
            let found = try opened.entry(consent).consent
            let appended = try acting.session.append([
                .withdrawal(of: found.id, evidence: evidence, in: opened.view.id)
            ])
            let outcome = StatementOutcome.logged(appended)
            let others = opened.otherOpenings(than: found)
            var lines = outcome.lines("withdrew consent \(found.id.short)")
            lines += others.lines(context.language)
            if let receipt, let statement = try appended.receipts().first {
                lines.append(try ConsentReceipt(statement).write(to: receipt))
            }
            context.print(
                [("consent", .string(found.id.description)), ("stillOpens", others.json)]
                    + outcome.json, lines: lines)
            return .success
        }
    }
}
