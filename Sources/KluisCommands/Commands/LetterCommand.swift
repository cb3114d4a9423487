internal import AccessPolicy
internal import ArgumentParser
internal import CryptoPrimitives
internal import Documents
internal import Records
internal import TransparencyLog
internal import VaultClient

/// `kluis letter`: a section as a document for people.
struct LetterCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "letter", abstract: "Write a section as a letter: accessible HTML, or a tagged PDF.",
        discussion: """
            Carries the section out of the vault, which the policy must permit and the log tells: \
            the letter says for which role and by which entry of the log. It is one file that needs \
            nothing else, in the language of --language. Its footer has its number, a SHA-256 and a \
            QR code of both; `kluis verify` checks it.

            What the form lays down stands around what was filled in: sender and receivers, the \
            sentences of the law under the regime of the dossier, how a decision can be attacked, and \
            who signs. A form that is only a record has a heading. \
            A letter calls itself a model where its layout is not that of the official form. A PDF \
            takes WeasyPrint (sudo apt-get install weasyprint), which gets the page through a pipe.
            """,
        examples: [
            (
                "kluis letter K7QJ-2M4X assessment-form --language fr --output form.html --as hans",
                "the decision in French"
            ),
            (
                "kluis letter K7QJ-2M4X plan --version 1 --format pdf --output plan.pdf --as wim",
                "the first version of the plan as PDF"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Argument(help: "A kind of section for the newest of it, or a section's code or identifier.")
    var section: String

    @Option(help: ArgumentHelp("The version; the newest when left out.", valueName: "number"))
    var version: UInt64 = 0

    @Option(help: ArgumentHelp("html or pdf.", valueName: "format"))
    var format = PaperFormat.html

    @Option(
        help: ArgumentHelp(
            "A file that is not there yet; - for standard output.", valueName: "file"))
    var output: String

    @OptionGroup var why: PurposeOption
    @OptionGroup var words: ReasonOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard !global.json || output != "-" else {
            throw ValidationError("--json prints a summary: name a file for the letter")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try OpenedReport.check(output: output)
        if format == .pdf { try PaperRenderer.check(environment: context.environment) }
        return try context.withConnection { connection in
            let acting = try connection.session()
            let lookup = Lookup(acting, connection)
            let dossier = try lookup.dossier(dossier)
            let selector = try lookup.section(section, in: dossier)
            let view = try acting.session.show(dossier)
            let opened = try acting.session.open(
                dossier: dossier, section: selector, version: version,
                purpose: why.purpose(of: acting, reading: selector.kind), handling: .export,
                reason: words.reason)
            let copy = DocumentTicket.Copy(
                entry: opened.entry.index,
                time: Instant(seconds: Int64(opened.entry.entry.time.seconds)),
                role: acting.role ?? .worker)
            let maker = LetterMaker(opened, of: view, acting)
            let page = try maker.letter(copy, context.language).page()
            if let warning = ReadingWarning.text(for: opened.manifest.kind, role: acting.role) {
                context.warn(warning[context.language])
            }
            let code = maker.ticket(copy, context.language).code
            try context.put(
                format.bytes(of: page, at: copy.time), page, to: output,
                [
                    ("document", .string(code)), ("format", .string(format.rawValue)),
                    ("version", .index(opened.manifest.version)),
                    ("headVersion", .index(opened.headVersion)),
                    ("manifest", .string(opened.manifest.hash.hex)),
                    ("logEntry", .index(copy.entry)),
                ], saying: "letter \(code)")
            context.console.note(
                "this copy is log entry \(copy.entry) (\(opened.level.rawValue)); do not pass it on"
            )
            return .success
        }
    }
}
