internal import ArgumentParser
internal import Documents
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

            With --format it is a document for people instead, in the language of --language, which \
            `kluis verify` checks.
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
            (
                "kluis consent receipt K7QJ-2M4X 5M2A-90TX --format pdf --output c2.pdf --as wim",
                "to read and to keep"
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

    @Option(
        help: ArgumentHelp(
            "With --output: a document for people, html or pdf.", valueName: "format"))
    var format: PaperFormat?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard format == nil || output != nil else {
            throw ValidationError("--format needs --output")
        }
        guard !global.json || output != "-" else {
            throw ValidationError("--json prints a summary: name a file for the receipt")
        }
    }

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
            let statement = try acting.session.receipt(of: reference)
            if let format, let output {
                let document = try ReceiptPage(
                    statement, isWithdrawal: isOfWithdrawal, of: entry, dossier: opened.view.id,
                    acting, connection
                ).document(context.language)
                let page = try document.page()
                try context.put(
                    format.bytes(of: page, at: statement.statement.statement.time), page,
                    to: output, [("consent", .string(entry.consent.id.description))],
                    saying: "receipt of log entry \(statement.entry.index)")
                return .success
            }
            let receipt = ConsentReceipt(statement)
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
