internal import ArgumentParser
internal import Records
internal import VaultClient

/// `kluis statistics`: the figures of an employer, in which nobody can be recognised.
struct StatisticsCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "statistics",
        abstract: "Figures of an employer by calendar year, in which nobody can be recognised.",
        discussion: """
            From the events of the dossiers: trajectories opened, steps, decisions, ends, terms that \
            passed, duties not done in time, and durations (median and quartiles), for the yearly \
            evaluation with the committee (Codex I.4-79). The mediator counts and hides what is about \
            fewer than five workers, and what it could be worked out from. --k raises the five.

            Only whole years of one employer are given, from the 1st of February after them, of what \
            was recorded until then: of two answers that overlap, the difference would tell what each \
            hides. For the same reason there is no running year, no period of one's own and no sum \
            over employers. --by divides a year into quarters or months: of a figure all parts are \
            told, or none where one of them is about too few.
            """,
        examples: [
            ("kluis statistics --year 2025 --as chris", "the own employer's year"),
            (
                "kluis statistics --from 2024-01-01 --until 2025-12-31 --regime be-2022 --csv "
                    + "--as hans", "two years of one regime, for a spreadsheet"
            ),
            ("kluis statistics --year 2025 --by quarter --as hans", "the same by quarter"),
            (
                "kluis statistics --year 2025 --employer bakkerij-voorbeeld --html --language fr "
                    + "--as els > figures.html", "a page in French, by the service's physician"
            ),
        ])

    @Option(help: "The calendar year.")
    var year: Int?

    @Option(help: ArgumentHelp("The first day, a 1st of January.", valueName: "date"))
    var from: CivilDate?

    @Option(help: ArgumentHelp("The last day, a 31st of December.", valueName: "date"))
    var until: CivilDate?

    @Option(help: "The employer; the own organisation when left out.")
    var employer: String?

    @Option(help: ArgumentHelp("Divide a year: quarter or month.", valueName: "part"))
    var by = FigureDivision.year

    @Option(help: "Only this regime.")
    var regime: String?

    @Option(
        help: ArgumentHelp(
            "Hide what is about fewer workers than this; 5 or more.", valueName: "number"))
    var k = SuppressedTable.usualThreshold

    @Flag(help: "Print comma-separated values.")
    var csv = false

    @Flag(help: "Print a page of HTML that needs nothing else.")
    var html = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard [csv, html, global.json].filter({ $0 }).count <= 1 else {
            throw ValidationError("choose one of --csv, --html and --json")
        }
        guard CountFigures.thresholds.contains(UInt64(clamping: k)) else {
            throw ValidationError(
                "--k is \(CountFigures.thresholds.lowerBound) to "
                    + "\(CountFigures.thresholds.upperBound): whoever could lower it would read "
                    + "what is hidden from others")
        }
        guard (year == nil) != (from == nil), (from == nil) == (until == nil) else {
            throw ValidationError("give --year, or --from and --until")
        }
        guard from.map({ $0.month == 1 && $0.day == 1 }) ?? true,
            until.map({ $0.month == 12 && $0.day == 31 }) ?? true
        else {
            throw ValidationError(
                "figures are given by whole calendar years: --from is a 1st of January, --until a "
                    + "31st of December")
        }
        guard let first = years.first, let last = years.last, years.count <= 100,
            CountFigures.years.contains(UInt64(clamping: first)),
            CountFigures.years.contains(UInt64(clamping: last))
        else { throw ValidationError("there is no such year, or there are more than 100") }
    }

    private var years: [Int] {
        if let year { return [year] }
        guard let from, let until, from <= until else { return [] }
        return Array(from.year...until.year)
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(.figures)
            let lookup = Lookup(acting, connection)
            let id = try lookup.ownOrganisation(orNamed: employer)
            let report = FigureReport(
                employer: try lookup.organisation(id.description), threshold: k, division: by,
                years: try years.map { year in
                    let call = CountFigures(
                        employer: id, year: UInt64(year), threshold: UInt64(k), division: by)
                    guard let call else {
                        throw CommandFailure(.usage, "there are no figures of \(year)")
                    }
                    return (year: year, answer: try acting.session.figures(call))
                }, regime: regime, language: context.language)
            if csv {
                context.console.print(bytes: report.csv)
            } else if html {
                context.console.print(bytes: FigurePage(report).bytes)
            } else {
                context.print(report.json, lines: report.lines)
            }
            return .success
        }
    }
}

extension FigureDivision: ExpressibleByArgument {}

extension ActingNeed {
    /// Who may get figures; which, the adopted policy says.
    fileprivate static let figures = roles([
        .employer, .hr, .committee, .occupationalPhysician, .preventionAdviser, .inspector,
        .physicianInspector,
    ])
}
