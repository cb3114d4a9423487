internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis sign`: adds a signature to a draft.
struct SignCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "sign", abstract: "Sign a draft as a further person.",
        discussion: """
            Shows what the draft states, and adds your signature to the file. A draft is refused \
            once a chain that it builds on has grown, and after 14 days.
            """,
        examples: [
            ("kluis sign admission.txt --as bert", "read it, then sign it"),
            ("kluis sign admission.txt --as bert --show", "only read it"),
        ])

    @Argument(help: "The draft.")
    var file: String

    @Flag(help: "Show what it states, and sign nothing.")
    var show = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let draft = try DraftFile.read(file)
        return try context.withConnection { connection in
            let acting = try connection.session(.registrar)
            let words = StatementWords(
                directory: try acting.session.knownDirectory(),
                book: AddressBook(home: connection.home))
            let stated = draft.statements.map { words.line($0.statement.body) }
            if !show {
                let signed = try acting.session.sign(draft)
                try Files.write(Array(DraftFile.text(of: signed).utf8), to: file)
            }
            context.print(
                [
                    ("statements", .strings(stated)), ("signed", .bool(!show)),
                    ("signatures", .count(draft.signers.count + (show ? 0 : 1))),
                ],
                lines: stated.map { "states: \(ShownText.line($0))" }
                    + (show ? [] : ["signed; next: kluis submit \(file)"]))
            return .success
        }
    }
}
