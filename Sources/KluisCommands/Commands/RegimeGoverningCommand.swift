internal import ArgumentParser
internal import Records
internal import Reintegration
internal import VaultClient

/// `kluis regime governing`: which regime governs a file.
struct RegimeGoverningCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "governing", abstract: "Which adopted regime governs a file, by its three dates.",
        discussion: """
            The start of the incapacity, the receipt of the request and the communication of the \
            decision decide together: a law can take over trajectories without a decision, or leave \
            them to the law before. Exit status 66 when no adopted regime governs.
            """,
        examples: [
            (
                "kluis regime governing --request 2026-02-02 --incapacity 2026-01-05 --as els",
                "a request that comes in now"
            ),
            (
                "kluis regime governing --request 2022-07-01 --decision 2022-09-15 --as els",
                "an older trajectory with a decision"
            ),
        ])

    enum Country: String, CaseIterable, ExpressibleByArgument {
        case be, nl

        var jurisdiction: Jurisdiction { self == .be ? .belgium : .netherlands }
    }

    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case reintegration
        case forceMajeure = "force-majeure"
    }

    @Option(help: ArgumentHelp("The day on which the request was received.", valueName: "day"))
    var request: CivilDate

    @Option(help: ArgumentHelp("The first day of the incapacity.", valueName: "day"))
    var incapacity: CivilDate?

    @Option(help: ArgumentHelp("The day on which the decision was communicated.", valueName: "day"))
    var decision: CivilDate?

    @Option(help: "Whose law governs the employment: be or nl.")
    var country: Country = .be

    @Option(help: "What is asked for: reintegration or force-majeure.")
    var procedure: Kind = .reintegration

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session()
            let data = AdoptedData(acting.session)
            let regimes = try acting.session.adoptedRegimes().sorted().map(data.regime)
            let outcome = RegimeSelection.select(
                RegimeDates(
                    incapacityStart: incapacity, requestReceived: request,
                    decisionCommunicated: decision),
                under: country.jurisdiction,
                for: procedure == .reintegration ? .reintegration : .forceMajeure,
                on: connection.today, among: regimes)
            switch outcome {
            case .governs(let regime):
                context.print(
                    [
                        ("regime", .string(regime.name.text)),
                        ("title", .string(regime.title[context.language])),
                        ("rule", .string(regime.applies.reference.rule.text)),
                        ("article", .string(regime.applies.reference.article)),
                    ],
                    lines: [
                        "\(regime.name): \(regime.title[context.language])",
                        regime.applies.reference.words,
                    ])
                return .success
            case .unknown(let reason):
                throw CommandFailure(
                    .noInput, reason[context.language],
                    hint: "`kluis adopt regime FILE` adopts one that governs it")
            }
        }
    }
}
