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

            With --collective an employer opens a record of its own, about no worker: the text of \
            its collective policy, the organisation's lines of the checklist, the consultation of \
            the committee and the yearly evaluation (Codex I.4-79).
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
            (
                "kluis dossier open --collective --employer bakkerij --service dienst-noord "
                    + "--as hans",
                "the employer's record of its collective policy"
            ),
        ])

    @Option(help: ArgumentHelp("The worker.", valueName: "member"))
    var worker: String?

    @Flag(help: "The employer's own record of its collective policy, about no worker.")
    var collective = false

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

    func validate() throws {
        guard collective == (worker == nil) else {
            throw ValidationError(
                "name the worker with --worker, or open the employer's own record with --collective"
            )
        }
        guard !collective || fund == nil else {
            throw ValidationError("--fund is for the dossier of a worker")
        }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(DossierPlan.need)
            let lookup = Lookup(acting, connection)
            let regime = try governing(AdoptedData(acting.session), acting, connection, context)
            let plan = DossierPlan(
                worker: try worker.map { try lookup.member($0).id },
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
        if let regime {
            let named = try data.regime(regime)
            guard named.isCollective == collective else {
                throw CommandFailure(
                    .usage,
                    collective
                        ? "\(named.name) governs the dossiers of workers"
                        : "\(named.name) governs an employer's own record",
                    hint: collective ? "name the worker with --worker" : "add --collective")
            }
            return named
        }
        let regimes = try acting.session.adoptedRegimes().sorted().map(data.regime)
        let outcome = RegimeSelection.select(
            RegimeDates(incapacityStart: nil, requestReceived: connection.today),
            under: country.jurisdiction, for: collective ? .collectivePolicy : .reintegration,
            on: connection.today, among: regimes)
        switch outcome {
        case .governs(let regime): return regime
        case .unknown(let reason):
            throw CommandFailure(
                .noInput, reason[context.language], hint: "name one with --regime")
        }
    }
}
