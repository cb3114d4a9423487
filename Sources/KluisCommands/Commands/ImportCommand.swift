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
            Each row becomes a dossier with its absences, steps, filled-in forms and the worker's \
            identity, by what `dossier open`, `absence`, `do` and `write` do: permitted, logged and \
            signed like those. All rows are checked first; when one has a problem nothing is done, \
            and each problem is told with its line and column, without what stands there. --dry-run \
            only checks.

            You bring in what your own role states and writes: an HR officer absences, requests and \
            plans, a physician invitations and assessments. The other side brings its rows into the \
            same dossiers: the column `dossier` has their number, or --join takes the only one of the \
            same worker, employer and service that none of your references names. Where steps take \
            turns, --wait-for-others leaves what the process does not allow yet for a later run of \
            the same command.

            A file beside the given one (.kluis-import) holds keyed hashes of the rows that are done. \
            After whatever stopped an import, the same command goes on with it; a row is never \
            brought in twice, from another file neither, and a row that has become longer adds what \
            its dossier lacks. Scanned papers come later, with `kluis write --attach`. \
            docs/formats/import-file.md has the columns.
            """,
        examples: [
            (
                "kluis import cases.csv --dry-run --as hans",
                "what would be wrong, line by line"
            ),
            ("kluis import cases.json --format json --as hans", "bring it in, or go on with it"),
            (
                "kluis import assessments.csv --join --wait-for-others --as els",
                "the service's part of the same cases"
            ),
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

    @Flag(
        help: ArgumentHelp(
            "Take a row to be about the only dossier of its worker, employer and service that no "
                + "reference of yours names."))
    var join = false

    @Flag(
        help: ArgumentHelp(
            "Leave steps that the process does not allow yet for a later run, when others have "
                + "brought theirs in."))
    var waitForOthers = false

    @OptionGroup var words: ReasonOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let bytes = try Files.read(file, limit: CSVDocument.maximumSize)
        return try context.withConnection { connection in
            let acting = try connection.session(DossierPlan.need)
            try acting.checkReadsSections()
            let forms = ImportForms(try AdoptedData(acting.session).formFiles())
            let columns = ImportColumns(forms: forms)
            let table =
                switch format {
                case .csv: ImportTable(csv: bytes, isColumn: columns.contains)
                case .json: ImportTable(json: bytes, file: file, isColumn: columns.contains)
                }
            var check = ImportCheck(
                parties: ImportParties(acting, connection),
                target: ImportTarget(
                    acting, isJoining: join,
                    standings: try ImportJournal.standings(besideFile: file)),
                items: ImportItems(forms, acting, connection),
                judge: ImportJudge(
                    acting, connection, reason: words.reason, isPatient: waitForOthers))
            // Rows under a heading that cannot be read would each have the same problem.
            let plans =
                table.problems.isEmpty ? try table.rows.compactMap { try check.plan($0) } : []
            let problems = (table.problems + check.problems.list).sorted()
            guard problems.isEmpty else { throw failure(problems) }
            check.problems.remarks.sorted().map(line).forEach(context.note)
            if dryRun { return try tell(plans, context) }
            return try carryOut(plans, acting, connection)
        }
    }

    private func line(_ problem: ImportTable.Problem) -> String {
        "\(file):\(problem.line): "
            + (problem.column.isEmpty ? "" : "`\(problem.column)`: ") + problem.message
    }

    private func failure(_ problems: [ImportTable.Problem]) -> CommandFailure {
        CommandFailure(
            .badData, "nothing was imported: \(problems.count) problems",
            hints: problems.map(line))
    }

    private func tell(_ plans: [ImportPlan], _ context: CommandContext) throws -> CommandStatus {
        func count(_ isOfKind: (ImportPlan) -> Bool) -> Int { plans.count(where: isOfKind) }
        let done = count { if case .done = $0.target { true } else { false } }
        let new = count { if case .new = $0.target { true } else { false } }
        let waiting = count { $0.isWaiting }
        let missing = plans.reduce(0) { $0 + $1.missing }
        context.print(
            [
                ("rows", .count(plans.count)), ("done", .count(done)), ("new", .count(new)),
                ("existing", .count(plans.count - done - new)), ("missing", .count(missing)),
                ("waiting", .count(waiting)),
                ("identities", .count(plans.count { $0.identity != nil })),
            ],
            lines: [
                "\(plans.count) rows have no problem; \(done) were imported before",
                "\(new) dossiers would be opened, \(plans.count - done - new) are there; "
                    + "\(missing) steps and sections would be added; \(waiting) rows would wait",
                "nothing was imported: this was a dry run",
            ])
        return .success
    }

    private func carryOut(
        _ plans: [ImportPlan], _ acting: ActingSession, _ connection: Connection
    ) throws -> CommandStatus {
        let context = connection.context
        let run = ImportRun(
            acting: acting, connection: connection, journal: try ImportJournal(besideFile: file),
            reason: words.reason)
        var imported: [DossierID] = []
        var added: [DossierID] = []
        var earlier = 0
        for (index, plan) in plans.enumerated() {
            do {
                switch try run.carryOut(plan) {
                case .imported(let id): imported.append(id)
                case .added(let id): added.append(id)
                case .wasDone: earlier += 1
                }
            } catch {
                context.note(
                    "line \(plan.line): stopped here; \(imported.count) dossiers were imported, "
                        + "\(added.count) were added to. The same command goes on with the rest")
                throw error
            }
            if (index + 1).isMultiple(of: 100) {
                context.note("\(index + 1) of \(plans.count) rows")
            }
        }
        let waiting = plans.count { $0.isWaiting }
        context.print(
            [
                ("imported", .strings(imported.map(\.description))),
                ("added", .strings(added.map(\.description))), ("earlier", .count(earlier)),
                ("waiting", .count(waiting)), ("rows", .count(plans.count)),
            ],
            lines: [
                "imported \(imported.count) dossiers, added to \(added.count); \(earlier) of "
                    + "\(plans.count) rows were there before"
            ] + (waiting > 0 ? ["\(waiting) rows wait for steps of others: run it again then"] : [])
        )
        return .success
    }
}
