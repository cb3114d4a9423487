internal import ArgumentParser
internal import CryptoPrimitives
internal import DataFiles
internal import Records
internal import Reintegration

/// `kluis regime check`: a regime file before its adoption.
struct RegimeCheckCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "check", abstract: "Read a regime file with its parts and check that it is a process.",
        discussion: """
            Parts lie in the directory `parts` beside the file. Every name that is used is declared, \
            every open state can be reached and left, each deadline has one rule under every reading, \
            and decisions, plans and answers belong to those who alone may write them. A fault is \
            told with file and line.
            """,
        examples: [
            (
                "kluis regime check policies/regimes/be-2026.yaml",
                "one of those that come with kluis"
            ),
            ("kluis regime check be-2031.yaml --json", "a draft of a later law, for programs"),
        ])

    @Argument(help: "The file.")
    var file: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        let regime = try RegimeSource.read(Files.read(file, limit: 1 << 20), file: file)
        let summary = RegimeSummary(regime)
        context.print(
            summary.json + [
                ("hash", .string(Digest(hashing: regime.canonicalBytes).hex))
            ], lines: [summary.line])
        return .success
    }
}

/// How much a regime holds.
struct RegimeSummary {
    let regime: Regime

    init(_ regime: Regime) { self.regime = regime }

    var json: [(String, JSONValue)] {
        [
            ("regime", .string(regime.name.text)), ("revision", .count(regime.revision)),
            ("tracks", .strings(regime.tracks.map(\.name.text))),
            ("states", .count(regime.states.count)), ("steps", .count(regime.steps.count)),
            ("deadlines", .count(Set(regime.deadlines.map(\.name)).count)),
            ("options", .count(regime.options.count)),
        ]
    }

    var line: String {
        "\(regime.name), revision \(regime.revision): \(regime.states.count) states in "
            + "\(regime.tracks.count) tracks, \(regime.steps.count) steps, "
            + "\(Set(regime.deadlines.map(\.name)).count) deadlines, "
            + "\(regime.options.count) options"
    }
}
