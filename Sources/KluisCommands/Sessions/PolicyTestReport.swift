internal import AccessPolicy
internal import Records

/// What a test of a policy found, for people and for programs.
struct PolicyTestReport {
    let policy: String
    let report: PolicyCaseReport
    /// The rules that took part in no case.
    let coverage: [(rule: String, coverage: RuleCoverage)]
    let mutations: MutationReport?
    /// File and line of a case that fails.
    let place: (PolicyCaseFailure) -> String

    /// The lines of standard output.
    func lines(_ language: Language) -> [String] {
        let failed = report.failures.count
        var lines = report.results.flatMap { result -> [String] in
            guard let failure = result.failure else {
                return [ShownText.line("ok    \(result.name) (\(result.states) states)")]
            }
            return [
                ShownText.line("FAIL  \(result.name) (\(place(failure)))"),
                ShownText.line("      expected \(failure.expected), decided \(failure.decided)"),
                ShownText.line("      at \(failure.state)"),
            ]
        }
        lines.append(
            "\(policy): \(report.results.count) cases, \(failed) of them fail, "
                + "\(report.states) states")
        for kind in RuleCoverage.allCases {
            let rules = coverage.filter { $0.coverage == kind }.map(\.rule)
            if !rules.isEmpty {
                lines.append("\(Self.words(kind)): \(rules.joined(separator: ", "))")
            }
        }
        if coverage.isEmpty { lines.append("every rule takes part in a case") }
        guard let mutations else { return lines }
        lines += mutations.survivors.flatMap { mutation in
            ["unnoticed: \(mutation)"]
                + (mutation.mistaken.map {
                    [ShownText.line("      \(PolicySentence($0).text[language])")]
                } ?? [])
        }
        return lines + [
            "mistakes: \(mutations.noticed) noticed by a case, \(mutations.refused) refused by the "
                + "proof, \(mutations.survivors.count) unnoticed, \(mutations.equivalent.count) "
                + "without effect; score \(percent(mutations.score))"
        ]
    }

    /// The members of the JSON object.
    func members(_ language: Language) -> [(String, JSONValue)] {
        [
            ("policy", .string(policy)), ("states", .count(report.states)),
            ("failures", .count(report.failures.count)),
            ("cases", .array(report.results.map(json))),
            (
                "rulesInNoCase",
                .array(
                    coverage.map {
                        .object([
                            ("rule", .string($0.rule)), ("coverage", .string($0.coverage.rawValue)),
                        ])
                    })
            ),
            (
                "mutations",
                mutations.map { found in
                    .object([
                        ("noticed", .count(found.noticed)), ("refused", .count(found.refused)),
                        ("withoutEffect", .count(found.equivalent.count)),
                        ("unnoticed", .count(found.survivors.count)),
                        ("score", .string(percent(found.score))),
                        (
                            "survivors",
                            .array(
                                found.survivors.map { mutation in
                                    .object([
                                        ("rule", .string(mutation.rule.id)),
                                        ("mistake", .string(mutation.description)),
                                        (
                                            "sentence",
                                            .optional(
                                                mutation.mistaken.map {
                                                    PolicySentence($0).text[language]
                                                })
                                        ),
                                    ])
                                })
                        ),
                    ])
                } ?? .null
            ),
        ]
    }

    private func json(_ result: PolicyCaseReport.Result) -> JSONValue {
        .object([
            ("case", .string(result.name)), ("place", .optional(result.failure.map(place))),
            ("states", .count(result.states)), ("passes", .bool(result.failure == nil)),
            ("expected", .optional(result.failure?.expected)),
            ("decided", .optional(result.failure?.decided)),
            ("at", .optional(result.failure?.state.description)),
        ])
    }

    private static func words(_ coverage: RuleCoverage) -> String {
        switch coverage {
        case .untested: "rules in no case"
        case .restatesFloor: "in no case, for they restate the floor and stay"
        case .redundant: "in no case, and no decision would change without them"
        }
    }

    private func percent(_ share: Double) -> String {
        // Whole tenths, rounded down: 100 is all.
        let tenths = Int(share * 1000)
        return "\(tenths / 10).\(tenths % 10) %"
    }
}
