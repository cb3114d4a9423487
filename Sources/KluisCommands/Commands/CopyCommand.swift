internal import ArgumentParser
internal import CryptoPrimitives
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis copy`: the worker's copy of a dossier.
struct CopyCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "copy", abstract: "Make the copy of a dossier to which its worker is entitled.",
        discussion: """
            Takes every version of every section that you may take out, and, for the worker, every \
            entry of the log about the dossier, into one file: a page to read (html) or a file for \
            programs (json). Fields that their form marks as naming third parties are left out; so \
            is a text that names them, until an extract of it is made (`kluis extract`). What is \
            left out is listed with its reason and article.

            The worker makes it, or who answers the worker's request. Two terms are counted from \
            the day of the request: 15 days for the patient's file in Belgium, one month for all \
            personal data.
            """,
        examples: [
            ("kluis copy K7QJ-2M4X --output copy.html --as wim", "to read"),
            (
                "kluis copy K7QJ-2M4X --requested 2024-03-01 --format json --output copy.json "
                    + "--as els", "the answer to a request of 1 March"
            ),
        ])

    /// The formats.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case html, json
    }

    @Argument(help: "The dossier.")
    var dossier: String

    @Option(help: ArgumentHelp("The day of the request; today when left out.", valueName: "date"))
    var requested: CivilDate?

    @Option(help: ArgumentHelp("html or json.", valueName: "format"))
    var format = Format.html

    @Option(
        help: ArgumentHelp(
            "The file, which must not be there yet; - for standard output.", valueName: "file"))
    var output: String

    @OptionGroup var why: PurposeOption
    @OptionGroup var words: ReasonOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard !global.json || output != "-" else {
            throw ValidationError("--json prints a summary: name a file for the copy")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try OpenedReport.check(output: output)
        return try context.withConnection { connection in
            let acting = try connection.session()
            let day = requested ?? connection.today
            guard day <= connection.today else {
                throw CommandFailure(.usage, "the day of the request lies ahead")
            }
            let export = try DossierExport(
                of: Lookup(acting, connection).dossier(dossier),
                DossierExport.Extent(
                    numbers: .formatted, isScreened: true, includesOlderVersions: true, why: why,
                    reason: words.reason),
                acting, connection)
            let terms = CopyTerms(requested: day, regime: export.open.view.regime)
            let logWords =
                export.open.view.isOfWorker(acting)
                ? try LogWords(export.entries, acting, connection) : nil
            let told = terms.json(on: export.today, in: context.language)
            let bytes: [UInt8]
            switch format {
            case .json:
                let members = export.json(
                    vault: connection.vault, logWords: logWords, [("copy", told)])
                bytes = Array((JSONValue.object(members).text + "\n").utf8)
            case .html:
                bytes = Array(
                    DossierCopyPage(export: export, terms: terms, logWords: logWords).html.utf8)
            }
            try context.withOutput(output) { try $0(bytes) }
            export.report(
                of: bytes, in: output, context, [("copy", told)],
                lines: terms.lines(on: export.today, in: context.language))
            return .success
        }
    }
}
