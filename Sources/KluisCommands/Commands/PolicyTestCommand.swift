internal import AccessPolicy
internal import ArgumentParser
internal import DataFiles
internal import Records

/// `kluis policy test`: a policy case by case, and how much its cases notice.
struct PolicyTestCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "test", abstract: "Run the cases of a policy, and say what they do not cover.",
        discussion: """
            Each case is told with the number of its states, and the rules that take part in none: \
            untested ones, redundant ones that change no decision, and prohibitions that restate the \
            floor, which stay. With --mutations the policy is proved, every rule is spoilt in every \
            small way (a word more or less, a duty less, the rule gone or turned round), and the \
            mistakes that neither a case nor the proof notices are listed. A case that fails is exit \
            status 65.
            """,
        examples: [
            ("kluis policy test policies/access/be-common.yaml", "with the cases beside it"),
            (
                "kluis policy test policies/access/bundle.yaml --regime be-2022 --mutations "
                    + "--rule BE-24",
                "which mistakes in one rule nothing would notice"
            ),
        ])

    @Argument(help: "A file of rules, or a bundle.")
    var file: String

    @OptionGroup var source: PolicyCasesSource

    @Option(
        help: ArgumentHelp(
            "The regime whose policy of a bundle is meant; all of them when left out.",
            valueName: "name"))
    var regime: String?

    @Flag(help: "Make small mistakes in the rules, and list those that nothing notices.")
    var mutations = false

    @Option(help: ArgumentHelp("Only mistakes in this rule; can be repeated.", valueName: "id"))
    var rule: [String] = []

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard rule.isEmpty || mutations else { throw ValidationError("--rule needs --mutations") }
    }

    func run(in context: CommandContext) throws -> CommandStatus {
        let subjects = try source.subjects(file, regime: regime)
        for id in rule
        where !subjects.contains(where: { $0.policy.rules.contains { $0.id == id } }) {
            throw CommandFailure(.noInput, "there is no rule `\(id)` in \(file)")
        }
        let reports = try subjects.map { try report(of: $0, context) }
        context.print(
            [("policies", .array(reports.map { .object($0.members(context.language)) }))],
            lines: reports.flatMap { $0.lines(context.language) })
        return reports.allSatisfy(\.report.failures.isEmpty) ? .success : .badData
    }

    private func report(
        of subject: PolicyCasesSource.Subject, _ context: CommandContext
    ) throws -> PolicyTestReport {
        let policy = subject.policy
        let report = policy.run(subject.cases)
        let coverage = report.unreached.compactMap { id in
            policy.rules.firstIndex { $0.id == id }
                .map { (id, RuleCoverage(ofUnreached: $0, in: policy)) }
        }
        return PolicyTestReport(
            policy: policy.name, report: report, coverage: coverage,
            mutations: mutations && report.failures.isEmpty
                ? try mistakes(in: subject, context) : nil, place: subject.place)
    }

    private func mistakes(
        in subject: PolicyCasesSource.Subject, _ context: CommandContext
    ) throws -> MutationReport {
        let policy = subject.policy
        do throws(PolicyViolation) {
            _ = try Adoptable(proving: policy)
        } catch {
            throw CommandFailure(
                .badData, "\(policy.name) is not proved: \(error)",
                hint: "mistakes are looked for in a policy that could be adopted; name the bundle "
                    + "if \(file) is a part of one")
        }
        let all = policy.rules.filter { rule.isEmpty || rule.contains($0.id) }
            .flatMap(PolicyMutation.all)
        return context.withProgress("making mistakes in \(policy.name)") { line in
            MutationReport(all, of: policy, with: subject.cases) {
                line.update(UInt64($0), of: UInt64($1))
            }
        }
    }
}

/// Where the cases of a policy are.
struct PolicyCasesSource: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The file of cases; the one beside the file of rules when left out.",
            valueName: "file"))
    var cases: String?

    /// A policy with its cases.
    struct Subject {
        let policy: CompiledPolicy
        let cases: [PolicyCase]
        /// File and line of a case that fails.
        let place: (PolicyCaseFailure) -> String
    }

    /// The policies of a file or a bundle.
    ///
    /// - Throws: Status 66 when there are no cases, 65 with the line of what is wrong.
    func subjects(_ file: String, regime: String?) throws -> [Subject] {
        guard PolicySource.isBundle(file) else {
            let policy = try PolicySource.read(file)
            guard let cases = try read(for: file) else {
                throw CommandFailure(
                    .noInput, "there are no cases beside \(file)",
                    hint: "write them in \(Self.beside(file)), or give --cases FILE")
            }
            guard cases.policy == policy.name else {
                throw CommandFailure(
                    .badData, "\(cases.file):1: the cases are about `\(cases.policy)`")
            }
            return [
                Subject(policy: policy, cases: cases.cases) { failure in
                    let refusal = cases.refusal(failure)
                    return "\(refusal.file):\(refusal.line)"
                }
            ]
        }
        let source = try BundleSource.read(file).file
        let chosen = try regime.map { [try PolicySource.chosen($0, in: source.bundle)] }
        let regimes = chosen ?? source.bundle.policies.keys.sorted()
        return regimes.compactMap { name in
            source.bundle.policies[name].map { policy in
                Subject(policy: policy, cases: source.bundle.cases[name]?.cases ?? []) { failure in
                    let refusal = source.located(.failure(regime: name, failure))
                    return "\(refusal.file):\(refusal.line)"
                }
            }
        }
    }

    /// The name of the cases beside a policy file.
    static func beside(_ file: String) -> String {
        file.hasSuffix(".yaml") ? String(file.dropLast(5)) + ".cases.yaml" : file + ".cases"
    }

    /// The file of cases; `nil` when none is named and none is there.
    func path(for file: String) -> String? {
        let beside = Self.beside(file)
        return cases ?? (Files.status(beside) == nil ? nil : beside)
    }

    /// Reads the cases; `nil` when none are named and none are there.
    func read(for file: String) throws -> PolicyCasesFile? {
        guard let path = path(for: file) else { return nil }
        return try PolicyCasesFile(
            Files.read(path, limit: PolicyCasesFile.maximumSize), file: path)
    }
}
