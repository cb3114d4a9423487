internal import ArgumentParser
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis dossier open`: a new dossier with its parties.
struct DossierOpenCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "open", abstract: "Open a dossier.",
        discussion: """
            The worker, the employer or the occupational service opens it, under the regime that \
            governs a request of today, unless --regime names another. Each party gets the \
            standing grants that the adopted policy gives its roles; what may be read at a moment \
            is decided then. The inspectorate gets plans and motivated reports, which it can open \
            only with a case on the employer.
            """,
        examples: [
            (
                "kluis dossier open --worker wim --employer bakkerij --service dienst-noord "
                    + "--as hans",
                "hans acts for the employer"
            ),
            (
                "kluis dossier open --worker wim --employer bakkerij --service dienst-noord "
                    + "--fund ziekenfonds --inspectorate toezicht --find-by Voorbeeld --as els",
                "with health fund and inspectorate, and findable by name for the service"
            ),
        ])

    @Option(help: ArgumentHelp("The worker.", valueName: "member"))
    var worker: String

    @Option(help: ArgumentHelp("The employer.", valueName: "organisation"))
    var employer: String

    @Option(help: ArgumentHelp("The occupational service.", valueName: "organisation"))
    var service: String

    @Option(
        help: ArgumentHelp(
            "Who insures the worker: the health fund, or UWV.", valueName: "organisation"))
    var fund: String?

    @Option(
        help: ArgumentHelp(
            "The inspectorate that is competent for the employer.", valueName: "organisation"))
    var inspectorate: String?

    @Option(help: "The regime; the one that governs now when left out.")
    var regime: String?

    @Option(help: "Whose law governs the employment: be or nl.")
    var country: RegimeGoverningCommand.Country = .be

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "A value by which your role finds it again; may be repeated.", valueName: "value"))
    var findBy: [String] = []

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(DossierPlan.need)
            let lookup = Lookup(acting, connection)
            let regime = try governing(AdoptedData(acting.session), acting, connection, context)
            let plan = DossierPlan(
                worker: try lookup.member(worker).id,
                employer: try lookup.organisation(employer).id,
                service: try lookup.organisation(service).id,
                fund: try fund.map { try lookup.organisation($0).id },
                inspectorate: try inspectorate.map { try lookup.organisation($0).id },
                regime: regime)
            let opening = try plan.opening(acting, today: connection.today)
            let outcome = StatementOutcome.logged(try acting.session.append([.dossier(opening)]))
            try lookup.book.add(.dossier, named: opening.id.short, opening.id)
            if !findBy.isEmpty { try acting.session.index(opening.id, by: findBy) }
            context.print(
                [
                    ("dossier", .string(opening.id.description)),
                    ("number", .string(opening.id.short)), ("regime", .string(regime.name.text)),
                ] + outcome.json,
                lines: outcome.lines("opened dossier \(opening.id.short) under \(regime.name)")
                    + ["next: kluis next \(opening.id.short)"])
            return .success
        }
    }

    /// The regime that is named, or the one that governs a request of today.
    private func governing(
        _ data: AdoptedData, _ acting: ActingSession, _ connection: Connection,
        _ context: CommandContext
    ) throws -> Regime {
        if let regime { return try data.regime(regime) }
        let regimes = try acting.session.adoptedRegimes().sorted().map(data.regime)
        let outcome = RegimeSelection.select(
            RegimeDates(incapacityStart: nil, requestReceived: connection.today),
            under: country.jurisdiction, on: connection.today, among: regimes)
        switch outcome {
        case .governs(let regime): return regime
        case .unknown(let reason):
            throw CommandFailure(
                .noInput, reason[context.language], hint: "name one with --regime")
        }
    }
}
