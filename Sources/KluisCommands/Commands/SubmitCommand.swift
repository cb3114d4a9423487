internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis submit`: states what a signed draft says.
struct SubmitCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "submit", abstract: "Submit a draft that carries all its signatures.",
        discussion: """
            One of those who signed it submits it. The signatures decide whether it may be stated.
            """,
        examples: [
            ("kluis submit admission.txt --as anna", "the draft that bert has signed"),
            ("kluis submit - --as anna < admission.txt", "from standard input"),
        ])

    @Argument(help: "The draft; - for standard input.")
    var file: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let draft = try DraftFile.read(file)
        return try context.withConnection { connection in
            let acting = try connection.session()
            guard draft.signers.contains(acting.session.member) else {
                throw CommandFailure(
                    .usage, "`\(acting.handle)` has not signed this draft",
                    hint: "one of those who signed it submits it; `kluis sign` adds a signature")
            }
            let words = StatementWords(
                directory: try acting.directory(
                    naming: draft.statements.flatMap(\.statement.body.holders)),
                book: AddressBook(home: connection.home))
            let outcome = StatementOutcome.logged(try acting.session.submit(draft))
            let stated = draft.statements.map { words.line($0.statement.body) }
            context.print(
                [("statements", .strings(stated))] + outcome.json,
                lines: outcome.lines(stated.joined(separator: "; ")))
            return .success
        }
    }
}
