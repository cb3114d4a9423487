internal import ArgumentParser
internal import CryptoPrimitives
internal import Documents
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

            Exit status: 0 genuine, 20 changed, 66 unknown, 77 not checked.
            """,
        examples: [
            ("kluis verify letter.html --as hans", "a letter that somebody handed over"),
            (
                "kluis verify plan.pdf --dossier K7QJ-2M4X --as ines --json",
                "a PDF, which must be of that dossier"
            ),
        ])

    @Argument(help: "The file: HTML or PDF.")
    var file: String

    @Option(help: ArgumentHelp("The dossier that it must be of.", valueName: "dossier"))
    var dossier: String?

    @OptionGroup var why: PurposeOption
    @OptionGroup var words: ReasonOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let document = try found()
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
