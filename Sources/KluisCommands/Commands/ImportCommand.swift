internal import ArgumentParser
internal import DataFiles
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis import`: an existing administration arrives.
struct ImportCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "import", abstract: "Bring an existing administration in, from CSV or JSON.",
        discussion: """
            Each row becomes a dossier with its absences, steps and the worker's identity, by what \
            `dossier open`, `absence`, `do` and `write` do: permitted, logged and signed like those. \
            All rows are checked first; when one has a problem nothing is done, and each problem is \
            told with its line and column, without what stands there. --dry-run only checks.

            A file beside the given one (.kluis-import) holds keyed hashes of the rows that are done. \
            After whatever stopped an import, the same command goes on with it; a row is never \
            brought in twice, from another file neither. docs/formats/import-file.md has the columns.
            """,
        examples: [
            (
                "kluis import cases.csv --dry-run --as hans",
                "what would be wrong, line by line"
            ),
            ("kluis import cases.json --format json --as hans", "bring it in, or go on with it"),
        ])

    /// The formats.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case csv, json
    }

    @Argument(help: "The file.")
    var file: String

    @Option(help: ArgumentHelp("csv or json.", valueName: "format"))
    var format = Format.csv

    @Flag(help: "Only check, and say what would be done.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let bytes = try Files.read(file, limit: CSVDocument.maximumSize)
        return try context.withConnection { connection in
            let acting = try connection.session(DossierPlan.need)
            try acting.checkReadsSections()
            let columns = ImportColumns(
                identity: try AdoptedData(acting.session).formFiles().form(named: "identity"))
            let table =
                switch format {
                case .csv: ImportTable(csv: bytes, isColumn: columns.contains)
                case .json: ImportTable(json: bytes, file: file, isColumn: columns.contains)
                }
            var check = ImportCheck(columns, acting, connection)
            // Rows under a heading that cannot be read would each have the same problem.
            let plans =
                table.problems.isEmpty ? try table.rows.compactMap { try check.plan($0) } : []
            let problems = (table.problems + check.problems).sorted()
            guard problems.isEmpty else { throw failure(problems) }
            if dryRun { return try tell(plans, acting, context) }
            return try carryOut(plans, acting, connection)
        }
    }

    private func failure(_ problems: [ImportTable.Problem]) -> CommandFailure {
        CommandFailure(
            .badData, "nothing was imported: \(problems.count) problems",
            hints: problems.map { problem in
                "\(file):\(problem.line): "
                    + (problem.column.isEmpty ? "" : "`\(problem.column)`: ") + problem.message
            })
    }

    private func tell(
        _ plans: [ImportPlan], _ acting: ActingSession, _ context: CommandContext
    ) throws -> CommandStatus {
        let done = try ImportJournal.standings(besideFile: file).values.count { $0 == .done }
        context.print(
            [
                ("rows", .count(plans.count)), ("done", .count(done)),
                ("steps", .count(plans.reduce(0) { $0 + $1.steps.count })),
                ("identities", .count(plans.count { $0.identity != nil })),
            ],
            lines: [
                "\(plans.count) rows have no problem; \(done) were imported before",
                "nothing was imported: this was a dry run",
            ])
        return .success
    }

    private func carryOut(
        _ plans: [ImportPlan], _ acting: ActingSession, _ connection: Connection
    ) throws -> CommandStatus {
        let context = connection.context
        let run = ImportRun(
            acting: acting, connection: connection, journal: try ImportJournal(besideFile: file))
        var dossiers: [DossierID] = []
        var earlier = 0
        for (index, plan) in plans.enumerated() {
            do {
                switch try run.carryOut(plan) {
                case .imported(let id): dossiers.append(id)
                case .wasDone: earlier += 1
                case .wasThere(let id):
                    earlier += 1
                    context.note(
                        "line \(plan.line): a dossier of this reference is there, "
                            + "\(id.short); it was left as it is")
                }
            } catch {
                context.note(
                    "line \(plan.line): stopped here; \(dossiers.count) dossiers were imported. "
                        + "The same command goes on with the rest")
                throw error
            }
            if (index + 1).isMultiple(of: 100) {
                context.note("\(index + 1) of \(plans.count) rows")
            }
        }
        context.print(
            [
                ("imported", .strings(dossiers.map(\.description))), ("earlier", .count(earlier)),
                ("rows", .count(plans.count)),
            ],
            lines: [
                "imported \(dossiers.count) dossiers; \(earlier) of \(plans.count) rows were "
                    + "there before"
            ])
        return .success
    }
}
