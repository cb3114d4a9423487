internal import ArgumentParser
internal import Documents
internal import Records
internal import VaultClient

/// `kluis contacts`: who takes part, to print.
struct ContactsCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "contacts", abstract: "Tell who takes part in a dossier, and what may be shared with whom.",
        discussion: """
            Every actor with a part in the dossier: organisation and people as far as they are known \
            here, what the actor does and what may be shared, in the language of --language; then \
            the roles of the rules that nobody fills yet. It tells no more than `kluis relation \
            list`: the employer does not learn who treats or assists the worker.
            """,
        examples: [
            ("kluis contacts K7QJ-2M4X --language nl --as wim", "on the screen"),
            (
                "kluis contacts K7QJ-2M4X --format pdf --output contacts.pdf --as hans",
                "to print and to hand over"
            ),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Option(help: ArgumentHelp("text, html or pdf.", valueName: "format"))
    var format = ContactFormat.text

    @Option(
        help: ArgumentHelp(
            "A file that is not there yet; - for standard output.", valueName: "file"))
    var output = "-"

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard !global.json || output != "-" || format == .text else {
            throw ValidationError("--json prints a summary: name a file for the document")
        }
        guard !global.json || output == "-" || format != .text else {
            throw ValidationError("--json goes to standard output: leave --output out")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try OpenedReport.check(output: output)
        return try context.withConnection { connection in
            let acting = try connection.session()
            let id = try Lookup(acting, connection).dossier(dossier)
            let open = try OpenDossier(
                try acting.session.show(id), AdoptedData(acting.session), seenBy: acting.role)
            let list = try ContactList(open, acting, connection)
            guard let paper = format.paper else {
                let lines = list.lines(context.language)
                if output == "-" {
                    context.print(list.json(context.language), lines: lines)
                } else {
                    try Files.create(
                        Array((lines.joined(separator: "\n") + "\n").utf8), at: output,
                        mode: 0o600)
                    context.print([], lines: ["contacts of dossier \(id.short) in \(output)"])
                }
                return .success
            }
            let page = try list.document(context.language).page()
            try context.put(
                paper.bytes(of: page, at: connection.now), page, to: output,
                [("dossier", .string(id.description))],
                saying: "contacts of dossier \(id.short)")
            return .success
        }
    }
}

/// In what format contacts are given.
enum ContactFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case text, html, pdf

    /// The document; `nil` for text.
    var paper: PaperFormat? {
        switch self {
        case .text: nil
        case .html: .html
        case .pdf: .pdf
        }
    }
}
