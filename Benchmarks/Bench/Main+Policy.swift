import AccessPolicy
import DataFiles
import Foundation
import Records
import VaultFixture

extension Main {
    /// Decisions by policies of every size, beside Cedar and Casbin; and what policies cost before
    /// and after they are adopted.
    static func policy(_ directory: String, _ rounds: Int, _ report: Report) throws {
        var generator = PolicyGenerator()
        try flatness(&generator, rounds, report)
        try peers(Peers(directory), directory, &generator, rounds, report)
        try adoption(rounds, report)
        try whyNot(rounds, report)
    }

    /// A complete decision: its rules, its duties in order, and its facts with their dimensions.
    private static func decide(_ states: [AccessState], by policy: CompiledPolicy) -> Double {
        var parts = 0
        let time = seconds {
            for state in states {
                let decision = policy.decide(state)
                parts += decision.ruleIDs.count + decision.duties.words.count
                parts += decision.state.words.count
            }
        }
        precondition(parts >= states.count * 11, "every decision has a rule, a duty and nine facts")
        return time / Double(states.count)
    }

    /// Ten rules beside the same ten among ten thousand; permits beside denials.
    private static func flatness(
        _ generator: inout PolicyGenerator, _ rounds: Int, _ report: Report
    ) throws {
        let small = try generator.policy(rules: 10)
        let large = try generator.policy(rules: 10_000, with: small.rules)
        let broad = try PolicyGenerator.broadPolicy()
        let few = generator.states(of: small, count: 4096)
        let states = generator.states(of: large, count: 4096)
        precondition(
            (few + states).allSatisfy { large.decide($0).ruleIDs.count == 1 }
                && states.allSatisfy { broad.decide($0).ruleIDs.count == 1 },
            "each is decided by one rule")
        let denied = states.map { state in
            var other = state
            other.phase =
                Phase.allCases.first { phase in
                    other.phase = phase
                    return large.decide(other).basis == .noPermit
                } ?? state.phase
            return other
        }.filter { large.decide($0).basis == .noPermit }
        let refused = states.map { state in
            var other = state
            other.relation = .lapsed
            return other
        }
        var flat = Comparison("policy: a complete decision by 10,000 rules, against by 10 of them")
        var spread = Comparison(
            "policy: the same states all over the domain by 10,000 narrow rules, against by 10 broad ones"
        )
        var byDefault = Comparison("policy: a denial because no rule permits, against a permit")
        var byFloor = Comparison("policy: a denial by the floor, against a permit")
        for _ in 0..<rounds {
            let permit = decide(states, by: large)
            flat.add(ours: decide(few, by: large), yardstick: decide(few, by: small))
            spread.add(ours: permit, yardstick: decide(states, by: broad))
            byDefault.add(ours: decide(denied, by: large), yardstick: permit)
            byFloor.add(ours: decide(refused, by: large), yardstick: permit)
        }
        flat.report(report, .must(1.2))
        spread.report(report, .must(1.2))
        // As fast, up to what one run differs from the next.
        byDefault.report(report, .must(1.1))
        byFloor.report(report, .must(1.1))
        report.say(
            "policy: \(Int(1 / median(spread.ours))) decisions a second on one core; against one million"
        )
        report.judge("policy: a million a second", ratio: median(spread.ours) / 1e-6, .must(1))
        let single = (0..<8).flatMap { _ in
            states.map { state in
                seconds {
                    let decision = large.decide(state)
                    precondition(decision.ruleIDs.count + decision.duties.words.count > 1)
                    precondition(decision.state.words.count == 9)
                }
            }
        }
        let slowest = quantile(0.99, of: single)
        report.say("policy: p99 of \(single.count) decisions \(format(slowest)); against 5 µs")
        report.judge("policy: p99", ratio: slowest / 5e-6, .must(1))
    }

    /// Cedar and Casbin on the same rules and requests; both must decide as ours does.
    private static func peers(
        _ peers: Peers, _ directory: String, _ generator: inout PolicyGenerator, _ rounds: Int,
        _ report: Report
    ) throws {
        for (count, limit) in [(10, 80.0), (1_000, 1_000.0)] {
            let policy = try generator.policy(rules: count)
            let states =
                generator.states(of: policy, count: 512)
                + generator.neighbours(of: policy, count: 512)
            let file = "\(directory)/policies-\(count).json"
            try PolicyGenerator.question(policy, states).write(to: URL(filePath: file))
            for engine in ["cedar", "casbin"] {
                var comparison = Comparison(
                    "policy: a complete decision by \(count) rules, against \(engine)")
                for _ in 0..<min(rounds, 5) {
                    comparison.add(
                        ours: decide(states, by: policy),
                        yardstick: try peers.policies(engine, file))
                }
                let (theirs, ours) = (median(comparison.yardstick), median(comparison.ours))
                report.say(
                    "policy: with \(count) rules \(Int(1 / theirs)) decisions a second by \(engine), "
                        + "\(Int(1 / ours)) by ours: \(Int(theirs / ours)) times as many; "
                        + "aim: \(Int(limit)) times")
                comparison.report(report, .goal(1 / limit))
            }
        }
    }

    /// The shipped bundle from its files to proved, what a command needs of it, and a comparison.
    private static func adoption(_ rounds: Int, _ report: Report) throws {
        let path = TestVault.repository.appending(path: "policies/access/bundle.yaml")
        func read() throws -> BundleFile {
            try BundleFile([UInt8](Data(contentsOf: path)), file: path.path) { name in
                let beside = path.deletingLastPathComponent().appending(path: name)
                guard FileManager.default.fileExists(atPath: beside.path) else { return nil }
                return [UInt8](try Data(contentsOf: beside))
            }
        }
        let limit = Double(AccessState.domainSize) / 8e6
        let proofs = try (0..<5).map { _ in
            try seconds { _ = try ProvedBundle(proving: read().bundle, beside: nil) }
        }
        report.say(
            "policy: the shipped bundle read, compiled, proved and its cases run in "
                + "\(format(median(proofs))); against \(format(limit)) for \(AccessState.domainSize) states"
        )
        report.judge("policy: adoption", ratio: median(proofs) / limit, .must(1))
        let policies = try read().bundle.policies.sorted { $0.key < $1.key }.map(\.value)
        let loads = policies.map { policy in
            median(
                (0..<rounds).map { _ in
                    seconds { _ = try? CompiledPolicy(canonical: policy.canonicalBytes) }
                })
        }
        report.say(
            "policy: the adopted form of the largest regime is loaded in \(format(loads.max() ?? 0)); "
                + "against 2 ms")
        report.judge("policy: load of what is adopted", ratio: (loads.max() ?? 1) / 2e-3, .must(1))
        var slowest = 0.0
        for old in policies {
            for new in policies where old.name != new.name {
                slowest = max(slowest, seconds { _ = PolicyDiff(from: old, to: new) })
            }
        }
        report.say(
            "policy: the slowest comparison of two regimes takes \(format(slowest)); against 2 s")
        report.judge("policy: diff", ratio: slowest / 2, .must(1))
    }

    /// Why something is refused, as one types it.
    private static func whyNot(_ rounds: Int, _ report: Report) throws {
        let kluis = ProcessInfo.processInfo.environment["KLUIS"] ?? "kluis"
        let bundle = TestVault.repository.appending(path: "policies/access/bundle.yaml").path
        let command = [
            kluis, "policy", "why-not", "--role", "employer", "--section", "medical-assessment",
            "--policy", bundle, "--regime", "be-2022",
        ]
        let times = (0..<rounds).compactMap { _ in Commands.time(command) }
        guard times.count == rounds else { return report.fail("policy: why-not") }
        report.say(
            "policy: cold `kluis policy why-not` with the shipped files takes "
                + "\(format(median(times))); against 100 ms")
        report.judge("policy: why-not", ratio: median(times) / 0.1, .must(1))
    }
}

/// Policies of any size whose rules each permit one role, action, section, purpose, relation and
/// phase, all within the floor.
struct PolicyGenerator {
    private var random = SystemRandomNumberGenerator()

    /// A policy of distinct rules, some of them given.
    mutating func policy(
        rules count: Int, with given: [PolicyRule] = []
    ) throws -> CompiledPolicy {
        var rules = given
        var heads = Set(given.map(Self.state))
        while rules.count < count {
            let state = state()
            guard Floor.refusal(of: state) == nil, heads.insert(state).inserted else { continue }
            rules.append(Self.rule("R-\(rules.count)", StateProduct(state)))
        }
        return try CompiledPolicy(AccessRules(name: "generated", rules: rules))
    }

    /// Ten rules that permit everything, each to a tenth of the roles.
    static func broadPolicy() throws -> CompiledPolicy {
        let rules = (0..<10).map { tenth in
            rule(
                "R-\(tenth)",
                StateProduct(roles: WordSet(Role.allCases.filter { $0.code % 10 == tenth })))
        }
        return try CompiledPolicy(AccessRules(name: "broad", rules: rules))
    }

    /// States that rules permit, chosen at random.
    mutating func states(of policy: CompiledPolicy, count: Int) -> [AccessState] {
        (0..<count).map { _ in
            Self.state(of: policy.rules[Int.random(in: policy.rules.indices, using: &random)])
        }
    }

    /// States beside those that rules permit: the same with another purpose or phase.
    mutating func neighbours(of policy: CompiledPolicy, count: Int) -> [AccessState] {
        states(of: policy, count: count).map { state in
            var other = state
            if Bool.random(using: &random) {
                other.phase = word()
            } else {
                other.purpose = word()
            }
            return other
        }
    }

    /// Rules, requests and our decisions, as `Benchmarks/Peers/policies.py` reads them.
    static func question(_ policy: CompiledPolicy, _ states: [AccessState]) throws -> Data {
        func words(_ state: AccessState) -> [String] {
            [
                state.role.rawValue, state.action.rawValue, state.kind.rawValue,
                state.purpose.rawValue, state.relation.rawValue, state.phase.rawValue,
            ]
        }
        return try JSONSerialization.data(withJSONObject: [
            "rules": policy.rules.map { words(Self.state(of: $0)) },
            "requests": states.map(words),
            "permitted": states.map { policy.decide($0).isPermitted },
        ])
    }

    private static func rule(_ id: String, _ states: StateProduct) -> PolicyRule {
        PolicyRule(
            id: id, effect: .permit, roles: states.roles, actions: states.actions,
            kinds: states.kinds, purposes: states.purposes, relations: states.relations,
            phases: states.phases, duties: [.log, .notifyWorker], law: "none",
            label: LocalizedText(nl: "regel", fr: "règle", de: "Regel", en: "rule"))
    }

    private static func state(of rule: PolicyRule) -> AccessState {
        AccessState(
            role: rule.roles.words[0], action: rule.actions.words[0], kind: rule.kinds.words[0],
            purpose: rule.purposes.words[0], relation: rule.relations.words[0],
            phase: rule.phases.words[0], authorship: .own)
    }

    /// A state without consent, of an own section.
    private mutating func state() -> AccessState {
        AccessState(
            role: word(), action: word(), kind: word(), purpose: word(), relation: word(),
            phase: word(), authorship: .own)
    }

    private mutating func word<Word: PolicyWord>() -> Word {
        Word.allCases[Int.random(in: Word.allCases.indices, using: &random)]
    }
}
