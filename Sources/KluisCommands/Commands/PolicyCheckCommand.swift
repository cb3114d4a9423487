internal import AccessPolicy
internal import ArgumentParser
internal import CryptoPrimitives
internal import DataFiles
internal import Records

/// `kluis policy check`: a policy file and its cases.
struct PolicyCheckCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "check", abstract: "Read a policy file, compile it and run its cases.",
        discussion: """
            The cases are those of the file beside it whose name ends in `.cases.yaml`, or of \
            --cases. Each states what must be decided, with the rules that decide it.
            """,
        examples: [
            ("kluis policy check policies/access/be-2022.yaml", "with the cases beside it"),
            ("kluis policy check mine.yaml --cases mine.cases.yaml", "with other cases"),
        ])

    @Argument(help: "A file of rules, or a bundle.")
    var file: String

    @Option(help: ArgumentHelp("The file of cases.", valueName: "file"))
    var cases: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        if PolicySource.isBundle(file) { return try checkBundle(context) }
        let policy = try PolicySource.read(file)
        let beside =
            file.hasSuffix(".yaml") ? String(file.dropLast(5)) + ".cases.yaml" : file + ".cases"
        var report: PolicyCaseReport?
        if let cases = cases ?? (Files.status(beside) == nil ? nil : beside) {
            report = try PolicyCasesFile(Files.read(cases, limit: 1 << 20), file: cases)
                .check(policy)
        }
        context.print(
            [
                ("policy", .string(policy.name)),
                ("rules", .count(policy.rules.count)),
                ("statesOfCases", .count(report?.states ?? 0)),
                ("rulesInNoCase", .strings(report?.unreached ?? [])),
            ],
            lines: [
                "\(policy.name): \(policy.rules.count) rules",
                report.map { "\($0.states) states of its cases are decided as they say" }
                    ?? "there are no cases beside it",
            ]
                + (report.map {
                    $0.unreached.isEmpty
                        ? [] : ["rules in no case: \($0.unreached.joined(separator: ", "))"]
                } ?? []))
        return .success
    }

    /// Runs the cases of each policy of a bundle.
    private func checkBundle(_ context: CommandContext) throws -> CommandStatus {
        let source = try BundleSource.read(file).file
        var states = 0
        var lines: [String] = []
        for (regime, policy) in source.bundle.policies.sorted(by: { $0.key < $1.key }) {
            let report = policy.run(source.bundle.cases[regime]?.cases ?? [])
            if let failure = report.failures.first {
                throw source.located(.failure(regime: regime, failure))
            }
            states += report.states
            lines.append("  \(regime)  \(policy.rules.count) rules, \(report.states) states")
            if !report.unreached.isEmpty {
                lines.append("    rules in no case: \(report.unreached.joined(separator: ", "))")
            }
        }
        let manifest = source.bundle.manifest
        context.print(
            [
                ("bundle", .string(manifest.name)), ("revision", .index(manifest.revision)),
                ("hash", .string(manifest.hash.hex)), ("statesOfCases", .count(states)),
                ("policies", .strings(manifest.entries.map(\.regime))),
            ],
            lines: [
                "bundle \(manifest.name), revision \(manifest.revision), \(manifest.hash.hex)",
                "\(states) states of its cases are decided as they say:",
            ] + lines)
        return .success
    }
}
