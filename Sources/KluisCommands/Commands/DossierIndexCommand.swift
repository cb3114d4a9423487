internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis dossier index`: makes a dossier findable.
struct DossierIndexCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "index", abstract: "Make a dossier findable by a name or a number.",
        discussion: """
            The value does not leave this machine: a keyed code is stored, which only the key of \
            your role can make again. Upper case, accents and punctuation do not matter.
            """,
        examples: [
            ("kluis dossier index K7QJ-2M4X 'Wim Voorbeeld'", "find it by name"),
            ("kluis dossier index K7QJ-2M4X 80051799999 A-1042", "find it by two numbers"),
        ])

    @Argument(help: "The dossier.")
    var dossier: String

    @Argument(help: "Names and numbers; 16 at most.")
    var values: [String]

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        guard values.count <= 16 else {
            throw CommandFailure(.usage, "16 values at most can be given at once")
        }
        return try context.withConnection { connection in
            let acting = try connection.session()
            try acting.checkReadsSections()
            let id = try Lookup(acting, connection).dossier(dossier)
            try acting.session.index(id, by: values)
            context.print(
                [("dossier", .string(id.description)), ("values", .count(values.count))],
                lines: ["dossier \(id.short) can be found by \(values.count) more"])
            return .success
        }
    }
}
