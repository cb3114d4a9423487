internal import AccessPolicy
internal import ArgumentParser
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

    @Argument(help: "The policy file.")
    var file: String

    @Option(help: ArgumentHelp("The file of cases.", valueName: "file"))
    var cases: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
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
                ("policy", .string(policy.bundle.name)),
                ("rules", .count(policy.bundle.rules.count)),
                ("statesOfCases", .count(report?.states ?? 0)),
                ("rulesInNoCase", .strings(report?.unreached ?? [])),
            ],
            lines: [
                "\(policy.bundle.name): \(policy.bundle.rules.count) rules",
                report.map { "\($0.states) states of its cases are decided as they say" }
                    ?? "there are no cases beside it",
            ]
                + (report.map {
                    $0.unreached.isEmpty
                        ? [] : ["rules in no case: \($0.unreached.joined(separator: ", "))"]
                } ?? []))
        return .success
    }
}
