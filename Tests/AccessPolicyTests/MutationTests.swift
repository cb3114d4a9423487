import AccessPolicy
import Records
import TestSupport
import Testing

@Suite("Mistakes in a policy, and cases that notice them") struct MutationTests {
    private static let rule = Sample.permit(
        "A", [.employer, .hr], [.read], [.plan], relations: [.ownWorker], consents: [.none],
        phases: [.plan], duties: [.log, .notifyWorker])

    private func policyCase(
        _ name: String, roles: WordSet<Role>, phases: WordSet<Phase> = [.plan], isPermit: Bool,
        duties: DutySet? = nil
    ) -> PolicyCase {
        PolicyCase(
            name: name, roles: roles, actions: [.read], kinds: [.plan],
            purposes: [.reintegration], relations: [.ownWorker], consents: [.none], phases: phases,
            glass: [.intact], authorship: .all, isPermit: isPermit, by: nil, duties: duties)
    }

    @Test("every word too few and too many, every duty, the rule and its effect are tried")
    func mistakes() {
        let all = PolicyMutation.all(of: Self.rule)
        let words = PolicyDimension.allCases.reduce(0) { $0 + $1.words.count }
        // The word of a set of one is not left out, for the rule could not be written: action,
        // section, purpose, relation, consent, phase and glass. Then the rule, its effect, two duties.
        #expect(all.count == words - 7 + 2 + 2)
        #expect(Set(all.map(\.description)).count == all.count)
        #expect(all.map(\.description).contains("A: role `nurse` added"))
        #expect(all.map(\.description).contains("A: role `hr` left out"))
        #expect(all.map(\.description).contains("A: duty `notify-worker` left out"))
        #expect(all.filter { $0.mistaken == nil }.count == 1)
        #expect(all.allSatisfy { $0.mistaken != Self.rule })
    }

    @Test("a case notices what it says, and what no case says survives with the rule and the word")
    func score() throws {
        // Liveness is not at stake here: the proof would refuse every change of such a policy.
        let policy = try CompiledPolicy(
            Sample.bundle(try PolicyFiles.be2022().rules + [Self.extra]))
        let cases = [
            PolicyCase(
                name: "the coach reads the report with a mandate", roles: [.coach],
                actions: [.read], kinds: [.workplaceReport], purposes: [.support],
                relations: [.mandated], consents: [.active], phases: [.plan], glass: [.intact],
                authorship: [.other], isPermit: true, by: nil, duties: [.log])
        ]
        #expect(policy.run(cases).failures == [])
        let mutations = PolicyMutation.all(of: Self.extra)
        let few = MutationReport(mutations, of: policy, with: [])
        let some = MutationReport(mutations, of: policy, with: cases)
        #expect(few.noticed == 0 && few.refused == some.refused && few.refused > 0)
        #expect(some.noticed > 0)
        #expect(some.noticed + some.survivors.count == few.survivors.count)
        #expect(some.score > few.score && some.score < 1)
        let survivors = some.survivors.map(\.description)
        // The case has one phase, so a second that goes is not noticed, and its own one is.
        #expect(survivors.contains("X: phase `closed` left out"))
        #expect(!survivors.contains("X: phase `plan` left out"))
        #expect(!survivors.contains("X: the rule left out"))
        #expect(!survivors.contains("X: duty `log` left out"))
        #expect(
            mutations.count == some.noticed + some.refused + some.equivalent.count
                + some.survivors.count)
    }

    private static let extra = Sample.permit(
        "X", [.coach], [.read], [.workplaceReport], purposes: [.support], relations: [.mandated],
        consents: [.active], phases: [.plan, .closed])

    @Test("what is judged where a rule changed is judged as over the whole domain")
    func shortcuts() throws {
        let base = try PolicyFiles.be2022()
        let policy = try PolicyFiles.be2022()
        var generator = SeededGenerator(seed: 11)
        var outcomes: [String: Int] = [:]
        for _ in 0..<24 {
            let position = Int(generator.next() % UInt64(base.rules.count))
            let rule = base.rules[position]
            let mutations = PolicyMutation.all(of: rule)
            let mutation = mutations[Int(generator.next() % UInt64(mutations.count))]
            let report = MutationReport([mutation], of: policy, with: [])
            let rules = base.rules.compactMap { $0.id == rule.id ? mutation.mistaken : $0 }
            let mutant = try CompiledPolicy(Sample.bundle(rules))
            let isSame = PolicyDiff(from: policy, to: mutant).verdict == .same
            #expect(isSame == (report.equivalent.count == 1), "\(mutation)")
            outcomes[isSame ? "same" : "other", default: 0] += 1
            guard !isSame else { continue }
            var isRefused = false
            do throws(PolicyViolation) {
                _ = try Adoptable(proving: mutant)
            } catch {
                isRefused = true
            }
            outcomes[isRefused ? "refused" : "proved", default: 0] += 1
            #expect(isRefused == (report.refused == 1), "\(mutation)")
        }
        #expect(Set(outcomes.keys) == ["same", "other", "refused", "proved"], "\(outcomes)")
    }

    @Test(
        "a shipped rule that is turned round is seen by the comparison, state by state",
        arguments: 0..<5)
    func diffNotices(policy number: Int) throws {
        let shipped = try ShippedPolicies.all()
        #expect(shipped.count == 6)
        let policy = shipped[number]
        let rules = policy.rules
        func isPermitted(_ state: AccessState, by rules: [PolicyRule]) -> Bool {
            let matching = rules.filter { $0.matches(state) }
            return !matching.isEmpty && matching.allSatisfy { $0.effect == .permit }
        }
        // What regimes share is looked at in the first of them.
        let seen = Set(shipped.prefix(number).flatMap(\.rules))
        for (position, rule) in rules.enumerated() where !seen.contains(rule) {
            var changed = rules
            // A prohibition is turned round in a corner of it: all of it are millions of states.
            changed[position] = rule.effect == .permit ? rule.turned : Self.corner(of: rule).turned
            let mutant = try CompiledPolicy(AccessRules(name: "x", rules: changed))
            let diff = PolicyDiff(from: policy, to: mutant)
            #expect(diff.verdict != .same, "\(rule.id)")
            let near = rules.filter { StateProduct($0).meets(StateProduct(rule)) }
            let nearChanged = changed.filter { StateProduct($0).meets(StateProduct(rule)) }
            for state in Self.firstStates(of: changed[position]) {
                let before = isPermitted(state, by: near)
                let after = isPermitted(state, by: nearChanged)
                let change = diff.changes.first { $0.states.contains(state) }
                let expected: PolicyDiff.Direction? =
                    before == after ? nil : after ? .wider : .narrower
                #expect(change?.direction == expected, "\(rule.id) \(state)")
            }
        }
    }

    /// The part of a rule with the first of its roles, actions, kinds, purposes and relations.
    private static func corner(of rule: PolicyRule) -> PolicyRule {
        var states = StateProduct(rule)
        states.roles = WordSet(rule.roles.words.prefix(1))
        states.actions = WordSet(rule.actions.words.prefix(1))
        states.kinds = WordSet(rule.kinds.words.prefix(1))
        states.purposes = WordSet(rule.purposes.words.prefix(1))
        states.relations = WordSet(rule.relations.words.prefix(1))
        return rule.changed(states: states)
    }

    /// The first two hundred states of a rule; of a prohibition all are millions.
    private static func firstStates(of rule: PolicyRule) -> [AccessState] {
        struct Enough: Error {}
        var states: [AccessState] = []
        do throws(Enough) {
            try StateProduct(rule).forEachState { (state) throws(Enough) in
                if states.count == 200 { throw Enough() }
                states.append(state)
            }
        } catch {}
        return states
    }

    @Test("a forbid that only the floor shadows restates it; a rule inside another is redundant")
    func coverage() throws {
        let plan = Sample.permit("A", [.employer], [.read], [.plan], relations: [.ownWorker])
        let inside = Sample.permit(
            "B", [.employer], [.read], [.plan], relations: [.ownWorker], phases: [.plan])
        let restated = Sample.forbid("C", [.employer, .hr], [.healthFile])
        let needed = Sample.permit("D", [.hr], [.read], [.plan], relations: [.ownWorker])
        let idle = Sample.forbid("E", [.nurse], [.plan])
        let policy = try CompiledPolicy(Sample.bundle([plan, inside, restated, needed, idle]))
        func coverage(_ position: Int) -> RuleCoverage {
            RuleCoverage(ofUnreached: position, in: policy)
        }
        #expect(coverage(1) == .redundant)
        #expect(coverage(2) == .restatesFloor)
        #expect(coverage(3) == .untested)
        #expect(coverage(4) == .redundant)
        #expect(policy.run([]).unreached == ["A", "B", "C", "D", "E"])
    }
}
