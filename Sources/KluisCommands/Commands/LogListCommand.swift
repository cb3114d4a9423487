internal import AccessAudit
internal import CryptoPrimitives
internal import ArgumentParser
internal import Records
internal import TransparencyLog
internal import VaultClient

/// `kluis log list`: the log as those who oversee it see it.
struct LogListCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "list", abstract: "Look at the log, as an auditor or data protection officer.",
        discussion: """
            All of it, one day, one employee, one worker or one dossier. People stand there as tags \
            that are made for this list alone; names take a decision (`kluis log decide unmask`). \
            Looking is itself an entry; who looks at one worker's entries says why, and the worker \
            reads it.
            """,
        examples: [
            ("kluis log list --day 2024-03-04 --as ada", "the day overview"),
            (
                "kluis log list --dossier 018e2c5a-… --reason 'complaint 12' --as ada --json",
                "one dossier, for programs"
            ),
        ])

    @OptionGroup var view: AuditOptions

    @Option(help: ArgumentHelp("The newest so many entries of the view.", valueName: "number"))
    var count: Int = 50

    @Flag(help: "All entries of the view, oldest first.")
    var all = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard 1...100_000 ~= count else { throw ValidationError("--count is 1 to 100000") }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(.overseers)
            var rows: [AuditRow] = []
            try context.withProgress("reading the log") { line in
                try acting.session.forEachAuditPage(
                    .view, view.selection(acting, connection), from: view.period.start,
                    until: view.period.end, reason: view.reason
                ) { page in
                    rows += page.entries.compactMap { AuditRow($0) }
                    if !all { rows = rows.suffix(count) }
                    line.update(page.entries.last?.index ?? 0, of: nil)
                    return true
                }
            }
            var table = Table(
                "INDEX", "TIME", "EVENT", "RESULT", "WHY", "ROLE", "FOR", "DATA", "WHO", "SUBJECT")
            for row in rows {
                let entry = row.entry
                table.add(
                    String(row.index), entry.time.description,
                    entry.event.rawValue + (entry.isEmergency ? " !" : ""),
                    entry.outcome.rawValue, entry.reason.rawValue, entry.role?.description ?? "",
                    entry.purpose?.description ?? "", entry.category?.rawValue ?? "",
                    String(entry.actor?.description.prefix(8) ?? ""),
                    String(entry.subject?.description.prefix(8) ?? ""))
            }
            context.print([("rows", .array(try rows.map(Self.json)))], lines: table.lines)
            return .success
        }
    }

    private static func json(_ row: AuditRow) throws -> JSONValue {
        .object([
            ("index", .index(row.index)), ("leafHash", .string(row.leafHash.hex)),
            ("line", .string(String(decoding: try row.entry.line(), as: UTF8.self))),
        ])
    }
}
