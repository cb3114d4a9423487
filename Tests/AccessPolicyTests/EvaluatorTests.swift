import AccessPolicy
import Records
import TestSupport
import Testing

/// The semantics written down without a thought for speed: sets of words, one rule after another.
private struct SlowPolicy {
    let rules: [PolicyRule]

    private func contains<Word: PolicyWord>(_ set: WordSet<Word>, _ word: Word) -> Bool {
        set.words.map(\.rawValue).contains(word.rawValue)
    }

    private func matches(_ rule: PolicyRule, _ state: AccessState) -> Bool {
        contains(rule.roles, state.role) && contains(rule.actions, state.action)
            && contains(rule.kinds, state.kind) && contains(rule.purposes, state.purpose)
            && contains(rule.relations, state.relation) && contains(rule.consents, state.consent)
            && contains(rule.phases, state.phase) && contains(rule.glass, state.glass)
            && contains(rule.authorship, state.authorship)
    }

    func decide(_ state: AccessState) -> (permits: Bool, by: [String], duties: Set<Duty>) {
        if let refusal = Floor.refusals(of: state).first { return (false, [refusal.id], [.log]) }
        let matching = rules.filter { matches($0, state) }
        let prohibitions = matching.filter { $0.effect == .forbid }
        if !prohibitions.isEmpty { return (false, prohibitions.map(\.id), [.log]) }
        if matching.isEmpty { return (false, ["default"], [.log]) }
        let duties = matching.flatMap(\.duties.words) + Floor.duties(state).words
        return (true, matching.map(\.id), Set(duties))
    }
}

@Suite("Evaluator") struct EvaluatorTests {
    @Test("compiled masks decide as the obvious evaluator does", arguments: UInt64(0)..<40)
    func agreesWithSlowEvaluator(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let bundle = generator.bundle()
        let policy = try CompiledPolicy(bundle)
        let slow = SlowPolicy(rules: bundle.rules)
        for index in 0..<1200 {
            // Half uniform, half inside a rule, where decisions are made.
            var state = generator.accessState()
            if index % 2 == 0 {
                let rule = bundle.rules[index / 2 % bundle.rules.count]
                state.role = rule.roles.words[Int(generator.next() % UInt64(rule.roles.count))]
                state.action = rule.actions.words[0]
                state.kind = rule.kinds.words[Int(generator.next() % UInt64(rule.kinds.count))]
                state.relation = rule.relations.words[0]
                state.purpose = rule.purposes.words[0]
            }
            let decision = policy.decide(state)
            let expected = slow.decide(state)
            #expect(decision.isPermitted == expected.permits, "\(state)")
            #expect(decision.ruleIDs == expected.by, "\(state)")
            #expect(Set(decision.duties.words) == expected.duties, "\(state)")
        }
    }

    @Test(
        "the proof's sets of facts hold exactly the states that are decided one by one",
        arguments: UInt64(100)..<110)
    func setsAgreeWithStates(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let bundle = generator.bundle()
        let policy = try CompiledPolicy(bundle)
        for _ in 0..<40 {
            let head = generator.accessState()
            let permitted = policy.permitted(head, among: .all)
            var states: [AccessState] = []
            permitted.forEach(in: head) { states.append($0) }
            var expected: [AccessState] = []
            FactSet.all.forEach(in: head) { state in
                let matching = bundle.rules.filter { $0.matches(state) }
                if !matching.isEmpty, matching.allSatisfy({ $0.effect == .permit }) {
                    expected.append(state)
                }
            }
            #expect(states == expected)
        }
    }

    @Test(
        "the order of the rules changes no decision and no set of duties",
        arguments: UInt64(200)..<210)
    func orderIsFree(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let bundle = generator.bundle()
        let policy = try CompiledPolicy(bundle)
        let shuffled = try CompiledPolicy(
            AccessRules(
                name: "shuffled", rules: bundle.rules.shuffled(using: &generator)))
        for _ in 0..<500 {
            let state = generator.accessState()
            let (one, other) = (policy.decide(state), shuffled.decide(state))
            #expect(one.isPermitted == other.isPermitted)
            #expect(one.duties == other.duties)
            #expect(Set(one.ruleIDs) == Set(other.ruleIDs))
        }
    }

    @Test("what no rule permits is denied by default, and the denial is logged")
    func defaultDeny() throws {
        let rule = Sample.permit("A-1", [.employer], [.read], [.plan], relations: [.ownWorker])
        let policy = try CompiledPolicy(Sample.bundle([rule]))
        var state = AccessState(
            role: .employer, action: .read, kind: .plan, purpose: .reintegration,
            relation: .ownWorker, phase: .plan)
        #expect(policy.decide(state).isPermitted)
        state.kind = .absence
        let decision = policy.decide(state)
        #expect(!decision.isPermitted)
        #expect(decision.ruleIDs == ["default"])
        #expect(decision.duties == [.log])
    }

    @Test("a prohibition wins over any number of permits")
    func forbidWins() throws {
        let permits = (0..<5).map {
            Sample.permit("P-\($0)", [.employer], [.read], [.plan], relations: [.ownWorker])
        }
        let policy = try CompiledPolicy(
            Sample.bundle(permits + [Sample.forbid("N-1", [.employer], [.plan])]))
        let decision = policy.decide(
            AccessState(
                role: .employer, action: .read, kind: .plan, purpose: .reintegration,
                relation: .ownWorker, phase: .plan))
        #expect(decision.basis == .forbidden)
        #expect(decision.ruleIDs == ["N-1"])
    }

    @Test(
        "duties are the union over all permits that match, and a further permit never removes one")
    func dutiesUnite() throws {
        func rule(_ id: String, _ duties: DutySet) -> PolicyRule {
            Sample.permit(
                id, [.employer], [.read], [.workerStatement], relations: [.ownWorker],
                duties: duties)
        }
        let state = AccessState(
            role: .employer, action: .read, kind: .workerStatement, purpose: .reintegration,
            relation: .ownWorker, phase: .plan)
        let one = try CompiledPolicy(Sample.bundle([rule("A", [.log, .showWarning])]))
        let two = try CompiledPolicy(
            Sample.bundle([rule("A", [.log, .showWarning]), rule("B", [.log, .notifyWorker])]))
        #expect(one.decide(state).duties.words == [.log, .showWarning])
        #expect(two.decide(state).duties.words == [.log, .showWarning, .notifyWorker])
    }

    @Test("a duty that cannot be done makes a permit a denial")
    func unknownDuty() throws {
        let rule = Sample.permit(
            "A", [.employer], [.read], [.plan], relations: [.ownWorker],
            duties: [.log, .redactThirdParties])
        let policy = try CompiledPolicy(Sample.bundle([rule]))
        let decision = policy.decide(
            AccessState(
                role: .employer, action: .read, kind: .plan, purpose: .reintegration,
                relation: .ownWorker, phase: .plan))
        #expect(decision.enforced(with: [.log, .redactThirdParties]).isPermitted)
        let refused = decision.enforced(with: [.log, .notifyWorker])
        #expect(!refused.isPermitted)
        #expect(refused.ruleIDs == ["duty/redact-third-parties"])
        #expect(decision.enforced(with: [.redactThirdParties]).ruleIDs == ["duty/log"])
    }

    @Test(
        "a request that cannot be judged is denied and names the fault",
        arguments: DecisionFault.allCases)
    func faults(fault: DecisionFault) throws {
        var generator = SeededGenerator(seed: 7)
        let policy = try CompiledPolicy(generator.bundle())
        let decision = policy.refuse(generator.accessState(), because: fault)
        #expect(!decision.isPermitted)
        #expect(decision.ruleIDs == ["error/\(fault.rawValue)"])
        #expect(decision.duties == [.log])
    }
}
