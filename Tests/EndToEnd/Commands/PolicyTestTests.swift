import Foundation
import TestSupport
import Testing

/// A policy, its cases and what they do not notice, by the built program.
@Suite("Testing policies, by the built program") struct PolicyTestTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func run(_ arguments: String...) throws -> BuiltProgram.Ended {
        try BuiltProgram.run(
            arguments, environment: ["HOME": folder.path("home")], scratch: folder)
    }

    private func write(_ name: String, _ text: String) throws -> String {
        let path = folder.path(name)
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    private static func rule(_ id: String, _ effect: String, _ sections: String) -> String {
        let isPermit = effect.hasPrefix("permit")
        let limits = isPermit ? "for: [reintegration], when: {relation: [own-worker]}, " : ""
        let duties = isPermit ? "duties: [log], " : ""
        return """
              - {id: \(id), \(effect), to: [read], sections: [\(sections)], \(limits)\(duties)law: x, \
            label: {nl: a, fr: b, de: c, en: d}}

            """
    }

    private static let head = """
        policy: mine
        vocabulary: 2
        rules:

        """

    private static func casesOf(_ decision: String) -> String {
        """
        policy: mine
        cases:
          - name: the employer reads the plan
            given: {role: employer, relation: own-worker}
            when: {action: read, section: plan, purpose: reintegration}
            then: {decision: \(decision)}
          - name: nobody else reads it
            given: {role: [nurse, coach], relation: "*", consent: "*"}
            when: {action: "*", section: plan, purpose: "*"}
            then: {decision: deny}
        """
    }

    private func policy(_ vocabulary: String) throws -> String {
        try write(
            "mine.yaml",
            Self.head.replacing("vocabulary: 2", with: vocabulary)
                + Self.rule("M-1", "permit: [employer]", "plan")
                + Self.rule("M-2", "permit: [employer]", "absence")
                + Self.rule("M-3", "forbid: [employer]", "health-file")
                + Self.rule("M-4", "forbid: [inspector]", "plan"))
    }

    /// The vocabulary that this program reads, as a shipped policy names it.
    private static func vocabulary() throws -> String {
        let shipped = BuiltProgram.repository.appending(path: "policies/access/be-common.yaml")
        let text = try String(contentsOf: shipped, encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.hasPrefix("vocabulary: ") }
        return String(try #require(line))
    }

    @Test("each case is told, and the rules in none: untested, restating the floor, redundant")
    func coverage() throws {
        let file = try policy(try Self.vocabulary())
        _ = try write("mine.cases.yaml", Self.casesOf("permit"))
        let ended = try run("policy", "test", file)
        #expect(ended.status == 0, "\(ended)")
        #expect(ended.output.contains("ok    the employer reads the plan (5 states)"))
        #expect(ended.output.contains("rules in no case: M-2\n"))
        #expect(ended.output.contains("restate the floor and stay: M-3\n"))
        #expect(ended.output.contains("no decision would change without them: M-4\n"))
        let report = try JSONObject(try run("policy", "test", file, "--json").output)
        let policies = try report.list("policies")
        let cases = try #require(policies[0]["cases"] as? [[String: Any]])
        #expect(cases.count == 2 && cases.allSatisfy { $0["passes"] as? Bool == true })
    }

    @Test("a case that fails is named with its line, what was expected and where, and is 65")
    func failure() throws {
        let file = try policy(try Self.vocabulary())
        let cases = try write("other.cases.yaml", Self.casesOf("deny"))
        let ended = try run("policy", "test", file, "--cases", cases)
        #expect(ended.status == 65, "\(ended)")
        #expect(ended.output.contains("FAIL  the employer reads the plan (\(cases):3)"))
        #expect(ended.output.contains("expected deny, decided permit by M-1"))
        #expect(ended.output.contains("at {role: employer, action: read, section: plan"))
        let none = try run("policy", "test", file)
        #expect(none.status == 66 && none.errors.contains("mine.cases.yaml"), "\(none)")
    }

    @Test("mistakes that nothing notices are listed with the rule, the word and the sentence")
    func mutations() throws {
        let access = BuiltProgram.repository.appending(path: "policies/access").path
        let ended = try run(
            "policy", "test", access + "/bundle.yaml", "--regime", "nl-poortwachter",
            "--mutations", "--rule", "NL-01")
        #expect(ended.status == 0, "\(ended)")
        let last = try #require(ended.output.split(separator: "\n").last)
        #expect(last.hasPrefix("mistakes: ") && last.contains("noticed by a case"), "\(ended)")
        let part = try policy(try Self.vocabulary())
        let cases = try write("mine.cases.yaml", Self.casesOf("permit"))
        let refused = try run("policy", "test", part, "--cases", cases, "--mutations")
        #expect(refused.status == 65 && refused.errors.contains("liveness/"), "\(refused)")
        #expect(try run("policy", "test", part, "--mutations", "--rule", "X").status == 66)
        #expect(try run("policy", "test", part, "--rule", "M-1").status == 64)
    }

    @Test("check says everything that is wrong at once, with lines and nearest words")
    func problems() throws {
        let text =
            Self.head.replacing("vocabulary: 2", with: try Self.vocabulary())
            + Self.rule("M-1", "permit: [employr, nurse, coch]", "plan, absense")
            + Self.rule("M-2", "permits: [employer]", "plan")
            + Self.rule("M-1", "permit: [employer]", "plan").replacing("law: x, ", with: "")
        let file = try write("wrong.yaml", text)
        _ = try write(
            "wrong.cases.yaml", Self.casesOf("permitt").replacing("[nurse, coach]", with: "nurze"))
        let ended = try run("policy", "check", file)
        #expect(ended.status == 65, "\(ended)")
        for words in [
            "wrong.yaml:4: unknown role `employr`; did you mean `employer`?",
            "wrong.yaml:4: unknown role `coch`; did you mean `coach`?",
            "wrong.yaml:4: unknown section `absense`; did you mean `absence`?",
            "wrong.yaml:5: unknown key `permits`; did you mean `permit`?",
            "wrong.yaml:6: the key `law` is missing",
            "wrong.cases.yaml:6: unknown decision `permitt`; did you mean `permit`?",
            "wrong.cases.yaml:8: unknown role `nurze`; did you mean `nurse`?",
        ] {
            #expect(ended.errors.contains(words), "\(words)\n\(ended)")
        }
        let machine = try run("policy", "check", file, "--json")
        let error = try #require(try JSONObject(machine.errors)["error"] as? [String: Any])
        let problems = try #require(error["problems"] as? [[String: Any]])
        #expect(problems.count >= 7 && machine.output.isEmpty)
        #expect(problems.contains { $0["line"] as? Int == 5 })
    }
}
