internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis consent receipt`: what the worker keeps of a statement.
struct ConsentReceiptCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "receipt", abstract: "Give the receipt of a consent, a refusal or a withdrawal again.",
        discussion: """
            A C2SP tlog-proof with the log entry in it, which `kluis log verify`, `kluis-verify` and \
            other programs check without the vault, and beside it, under the same name with \
            `.statement`, the signed statement, whose SHA-256 is the field `h` of the entry.
            """,
        examples: [
            (
                "kluis consent receipt K7QJ-2M4X 5M2A-90TX --output c2.tlog-proof --as wim",
                "of a consent, to c2.tlog-proof and c2.tlog-proof.statement"
            ),
            (
                "kluis consent receipt K7QJ-2M4X 5M2A-90TX --withdrawal --json --as wim",
                "of its withdrawal, for programs"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Argument(help: "The consent, as `kluis consent list` shows it.")
    var consent: String

    @Flag(name: .customLong("withdrawal"), help: "Of its withdrawal.")
    var isOfWithdrawal = false

    @Option(help: ArgumentHelp("A file that is not there yet.", valueName: "file"))
    var output: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try OpenedReport.check(output: output)
        return try context.withConnection { connection in
            let acting = try connection.session()
            let opened = try OpenConsents(dossier, acting, connection)
            let entry = try opened.entry(consent)
            guard let reference = isOfWithdrawal ? entry.withdrawal : entry.reference else {
                throw CommandFailure(
                    .noInput, "consent \(entry.consent.id.short) was not withdrawn")
            }
            let receipt = ConsentReceipt(try acting.session.receipt(of: reference))
            let text = ConsentText(of: entry.consent)
            var lines = [opened.words.line(.consent(entry.consent))] + text.lines + receipt.lines
            if let output { lines.append(try receipt.write(to: output)) }
            context.print(
                [("consent", .string(entry.consent.id.description))] + text.json + receipt.json,
                lines: lines)
            return .success
        }
    }
}
