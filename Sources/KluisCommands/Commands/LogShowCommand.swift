internal import ArgumentParser
internal import Records
internal import TransparencyLog
internal import VaultClient

/// `kluis log show`: one entry, proven.
struct LogShowCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "show", abstract: "Show one entry of the log, proven; with its detail when it is yours.",
        examples: [
            ("kluis log show 42 --as wim", "an entry about the own dossier"),
            ("kluis log show 42 --as ada --json", "as an auditor, for programs"),
        ])

    @Argument(help: "The index of the entry.")
    var index: UInt64

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let entry = try acting.session.entry(at: index)
            let words = try LogWords([entry], acting, connection)
            context.print(
                [("entry", words.json(entry))],
                lines: [
                    words.line(OwnLogRow.each([entry])[0]),
                    "leaf: \(String(decoding: entry.leaf, as: UTF8.self))",
                    "proven to be in the log under its signed checkpoint",
                ])
            return .success
        }
    }
}
