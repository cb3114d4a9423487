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
            --cases. Each states what must be decided, with the rules that decide it. Everything \
            that is wrong is said at once, with file, line and the nearest word that would be right; \
            `kluis policy prove` holds the policy to the floor, and `kluis policy test` tells what \
            the cases do not cover.
            """,
        examples: [
            ("kluis policy check policies/access/be-2022.yaml", "with the cases beside it"),
            ("kluis policy check mine.yaml --cases mine.cases.yaml", "with other cases"),
        ])

    @Argument(help: "A file of rules, or a bundle.")
    var file: String

    @OptionGroup var source: PolicyCasesSource

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        if PolicySource.isBundle(file) { return try checkBundle(context) }
        let (policy, report) = try check(context)
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

    /// Reads both files, compiles and runs, as far as the one before lets the next begin.
    ///
    /// - Throws: Status 65 after everything that is wrong was told.
    private func check(
        _ context: CommandContext
    ) throws -> (CompiledPolicy, PolicyCaseReport?) {
        var (rules, problems) = PolicyFile.read(
            try Files.read(file, limit: PolicyFile.maximumSize), file: file)
        var cases: PolicyCasesFile?
        if let path = source.path(for: file) {
            let read = PolicyCasesFile.read(
                try Files.read(path, limit: PolicyCasesFile.maximumSize), file: path)
            cases = read.file
            problems += read.problems
        }
        var policy: CompiledPolicy?
        var report: PolicyCaseReport?
        do throws(DataFileError) {
            policy = try rules?.compiled()
            if let policy, let cases {
                let found = try cases.run(policy)
                problems += found.failures.map { cases.refusal($0) }
                report = found
            }
        } catch {
            problems.append(error)
        }
        guard let policy, problems.isEmpty else { throw Self.failure(problems, context) }
        return (policy, report)
    }

    /// All problems: one a line on standard error before the last word, or as members for programs.
    private static func failure(
        _ problems: [DataFileError], _ context: CommandContext
    ) -> any Error {
        guard let first = problems.first, problems.count > 1 else {
            return problems.first ?? DataFileError(file: "", line: 0, message: "no policy")
        }
        if !context.isJSON {
            for problem in problems { context.console.note(ShownText.line(problem.description)) }
        }
        return CommandFailure(
            .badData, "\(first.file): \(problems.count) problems",
            members: [
                JSONMember(
                    "problems",
                    .array(
                        problems.map {
                            .object([
                                ("file", .string($0.file)), ("line", .count($0.line)),
                                ("message", .string($0.message)), ("hint", .optional($0.hint)),
                            ])
                        }))
            ])
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
