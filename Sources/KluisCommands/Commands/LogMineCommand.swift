internal import ArgumentParser
internal import Records
internal import TransparencyLog
internal import VaultClient

/// `kluis log mine`: what was done with the own dossiers.
struct LogMineCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "mine", abstract: "Who did what with your dossiers, in plain words.",
        discussion: """
            Every line was proven to be in the log. Refused attempts are shown too. Dutch, French, \
            German and English: --language.
            """,
        examples: [
            ("kluis log mine --as wim --language nl", "in Dutch"),
            ("kluis log mine --as wim --from 2024-03-01 --refused", "refused attempts since a day"),
        ])

    @Option(help: ArgumentHelp("Not what happened before this day.", valueName: "date"))
    var from: CivilDate?

    @Flag(help: "Only refused attempts.")
    var refused = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            var entries: [VerifiedEntry] = []
            var next: UInt64? = 0
            while let index = next {
                let rows = try acting.session.ownEntries(from: index)
                entries += rows.entries
                next = rows.next
            }
            let earliest = from.map(CivilTime.start(of:))
            let shown = entries.filter { entry in
                let isLate = earliest.map { $0.seconds <= Int64(entry.entry.time.seconds) } ?? true
                return isLate && (!refused || entry.entry.outcome == .denied)
            }
            let words = try LogWords(shown, acting, connection)
            context.print(
                [("entries", .array(shown.map(words.json)))],
                lines: shown.isEmpty ? ["no entries"] : shown.map { words.line($0) })
            return .success
        }
    }
}
