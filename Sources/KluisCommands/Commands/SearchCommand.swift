internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis search`: finds dossiers by a name or a number.
struct SearchCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "search", abstract: "Find dossiers by a name or a number.",
        discussion: """
            Finds what your role made findable. The value does not leave this machine; the search \
            itself stands in the log. Upper case, accents and punctuation do not matter.
            """,
        examples: [
            ("kluis search 'wim voorbeeld' --as els", "by name"),
            ("kluis search 80.05.17-999.99 --as els", "by number"),
        ])

    @Argument(help: "The name or the number.")
    var value: String

    @OptionGroup var why: PurposeOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            try acting.checkReadsSections()
            let found = try acting.session.search(
                value, purpose: why.purpose(of: acting, reading: .identity))
            let book = AddressBook(home: connection.home)
            try book.add(dossiers: found)
            context.print(
                [("dossiers", .strings(found.map(\.description)))],
                lines: found.isEmpty ? ["no dossier found"] : found.map { "\($0.short)  \($0)" })
            return found.isEmpty ? .noInput : .success
        }
    }
}
