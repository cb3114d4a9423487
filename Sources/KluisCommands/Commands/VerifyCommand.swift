internal import ArgumentParser
internal import CryptoPrimitives
internal import Documents
internal import LogVerification
internal import Records
internal import VaultClient

/// `kluis verify`: whether a letter or a receipt is what the vault says.
struct VerifyCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "verify", abstract: "Check a letter or receipt, HTML or PDF, against the vault.",
        discussion: """
            Finds in the file what it was made from, opens that (which the log tells, as a read), \
            makes the document again and compares every byte. So `genuine` proves that the whole \
            document is what the vault has, and who signed that in which role. For the worker it \
            proves too that the log tells of a copy for that role at that time. It does not say that \
            the content is true, nor who has the paper now.

            Who may not read the section learns only this: `changed` when an HTML page does not have \
            the content of its own hash, and otherwise that the text was not checked; who oversees \
            the log learns also whether it holds such a write. A PDF can be compared only where the \
            same WeasyPrint and fonts are.

            With --log, a published copy of the log is asked instead: no vault, no key and no right \
            are needed. It proves that the write and the copy that the document names did happen, in \
            which role and when. It proves nothing about the text, which the log does not hold: who \
            has one genuine paper can put other words under its number, so the status stays 77.

            Exit status: 0 genuine, 20 changed, 66 unknown, 77 not checked.
            """,
        examples: [
            ("kluis verify letter.html --as hans", "a letter that somebody handed over"),
            (
                "kluis verify plan.pdf --dossier K7QJ-2M4X --as ines --json",
                "a PDF, which must be of that dossier"
            ),
            (
                "kluis verify letter.html --log log --vkey log.vkey",
                "with nothing but the paper and the published log"
            ),
        ])

    @Argument(help: "The file: HTML or PDF.")
    var file: String

    @Option(help: ArgumentHelp("The dossier that it must be of.", valueName: "dossier"))
    var dossier: String?

    @Option(
        help: ArgumentHelp(
            "A published directory of the log, to ask instead of the vault.",
            valueName: "directory"))
    var log: String?

    @OptionGroup var trust: TrustOptions
    @OptionGroup var why: PurposeOption
    @OptionGroup var words: ReasonOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard log == nil || dossier == nil else {
            throw ValidationError("the published log names no dossier: give --log or --dossier")
        }
        guard log != nil || trust.vkey == nil && trust.policy == nil else {
            throw ValidationError("--vkey and --policy say whom to believe of --log")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        let document = try found()
        if let log {
            let log = LogProving(trust: try context.logTrust(trust, beside: log), directory: log)
            throw try LoggedDocument(document.ticket, in: log).verdict()
        }
        if document.format == .pdf { try PaperRenderer.check(environment: context.environment) }
        return try context.withConnection { connection in
            guard document.ticket.vault == connection.vault else {
                throw CommandFailure.unknownDocument
            }
            let acting = try connection.session()
            if let dossier {
                let wanted = try Lookup(acting, connection).dossier(dossier)
                guard document.ticket.dossier == wanted else {
                    throw CommandFailure.changed("it is no document of dossier \(wanted.short)")
                }
            }
            let finding = try DocumentCheck(document, acting, connection).finding(
                why, reason: words.reason)
            context.print(
                [
                    ("verdict", .string("genuine")), ("document", .string(document.ticket.code)),
                    ("format", .string(document.format.rawValue)),
                ] + finding.members, lines: finding.lines)
            return .success
        }
    }

    /// The document in the file, whose own hash is right where it can be computed.
    private func found() throws -> DocumentFile {
        let bytes = try Files.read(file, limit: DocumentFile.maximumSize)
        let document: DocumentFile
        do throws(DocumentFile.Fault) {
            document = try DocumentFile(bytes)
        } catch {
            switch error {
            case .contradictory: throw CommandFailure.changed("it says that it is two documents")
            case .noTicket: throw CommandFailure.unknownDocument
            }
        }
        guard document.format == .pdf || document.intactSeal != nil else {
            throw CommandFailure.changed("its content does not have its own hash")
        }
        return document
    }
}
