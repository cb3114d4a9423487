import AccessPolicy
import Records
import TestSupport
import Testing

@Suite("Difference of two policies") struct PolicyDiffTests {
    /// What a policy does with a state, written down without a thought for speed.
    private struct Outcome: Equatable {
        var isPermitted = false
        var duties = Set<Duty>()

        init(_ rules: [PolicyRule], _ state: AccessState) {
            let matching = rules.filter { $0.matches(state) }
            isPermitted = !matching.isEmpty && matching.allSatisfy { $0.effect == .permit }
            guard isPermitted else { return }
            duties = Set(matching.flatMap(\.duties.words) + Floor.duties(state).words)
        }
    }

    /// Rules over few words, so that their states can be enumerated one by one.
    private func bundle(_ generator: inout SeededGenerator, sharing shared: [PolicyRule] = [])
        -> AccessRules
    {
        func some<Word: PolicyWord>(of words: [Word]) -> WordSet<Word> {
            let chosen = words.filter { _ in generator.next() % 2 == 0 }
            return WordSet(chosen.isEmpty ? [words[0]] : chosen)
        }
        let rules = (0..<4).map { number -> PolicyRule in
            let forbids = generator.next() % 4 == 0
            return PolicyRule(
                id: "R-\(number)-\(generator.next() % 1000)", effect: forbids ? .forbid : .permit,
                roles: some(of: [.employer, .nurse]), actions: some(of: [.read, .write]),
                kinds: some(of: [.plan, .healthFile, .identity]),
                purposes: some(of: [.reintegration, .emergency]),
                relations: some(of: [.ownWorker, .assigned]), consents: some(of: [.none, .active]),
                phases: some(of: [.plan, .closed]), glass: some(of: Glass.allCases),
                authorship: some(of: Authorship.allCases),
                duties: forbids ? [] : some(of: [.log, .notifyWorker, .reason]), law: "none",
                label: Sample.label)
        }
        return Sample.bundle(shared + rules)
    }

    /// Every state of the words that ``bundle(_:sharing:)`` uses.
    private static let states: [AccessState] = {
        var states: [AccessState] = []
        for role in [Role.employer, .nurse] {
            for action in [Action.read, .write] {
                for kind in [SectionKind.plan, .healthFile, .identity] {
                    for purpose in [Purpose.reintegration, .emergency] {
                        for relation in [Relation.ownWorker, .assigned] {
                            for authorship in Authorship.allCases {
                                let head = AccessState(
                                    role: role, action: action, kind: kind, purpose: purpose,
                                    relation: relation, phase: .plan, authorship: authorship)
                                FactSet.all.forEach(in: head) { states.append($0) }
                            }
                        }
                    }
                }
            }
        }
        return states
    }()

    @Test(
        "the rectangles hold exactly the states that differ one by one, each once",
        arguments: UInt64(0)..<24)
    func agreesWithStates(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let old = bundle(&generator)
        let new = bundle(&generator, sharing: seed % 2 == 0 ? Array(old.rules.prefix(2)) : [])
        let diff = PolicyDiff(from: try CompiledPolicy(old), to: try CompiledPolicy(new))
        var counts: [PolicyDiff.Direction: Int] = [:]
        for state in Self.states {
            let (before, after) = (Outcome(old.rules, state), Outcome(new.rules, state))
            let changes = diff.changes.filter { $0.states.contains(state) }
            guard before != after else {
                #expect(changes.isEmpty, "\(state)")
                continue
            }
            let change = try #require(changes.first, "\(state)")
            #expect(changes.count == 1)
            #expect(change.isSecret == (state.kind == .healthFile))
            counts[change.direction, default: 0] += 1
            switch (before.isPermitted, after.isPermitted) {
            case (false, true):
                #expect(change.direction == .wider)
                #expect(change.floor == Floor.refusals(of: state).first)
            case (true, false): #expect(change.direction == .narrower)
            default:
                #expect(change.direction == .dutiesChanged)
                #expect(Set(change.added.words) == after.duties.subtracting(before.duties))
                #expect(Set(change.dropped.words) == before.duties.subtracting(after.duties))
            }
            if change.direction != .wider { #expect(change.floor == nil) }
        }
        #expect(diff.counts == counts)
        #expect(diff.changes.reduce(0) { $0 + $1.states.count } == counts.values.reduce(0, +))
    }

    @Test("no two rectangles of one change could be one", arguments: UInt64(30)..<34)
    func rectanglesAreMaximal(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let (old, new) = (bundle(&generator), bundle(&generator))
        let diff = PolicyDiff(from: try CompiledPolicy(old), to: try CompiledPolicy(new))
        func sides(_ change: PolicyDiff.Change) -> [UInt64] {
            let states = change.states
            return [
                states.roles.bits, states.actions.bits, states.kinds.bits, states.purposes.bits,
                states.relations.bits, states.consents.bits, states.phases.bits, states.glass.bits,
                states.authorship.bits,
            ]
        }
        for (index, one) in diff.changes.enumerated() {
            for other in diff.changes[(index + 1)...]
            where one.direction == other.direction && one.floor == other.floor
                && one.isSecret == other.isSecret && one.added == other.added
                && one.dropped == other.dropped
            {
                #expect(zip(sides(one), sides(other)).count { $0 != $1 } > 1)
            }
        }
    }

    @Test(
        "two policies of which neither was made from the other are compared over the whole domain")
    func wholeDomain() throws {
        let policy = try PolicyFiles.be2022()
        let nothing = try CompiledPolicy(Sample.bundle([Sample.forbid("N", .all, .all)]))
        let proved = try Adoptable(proving: policy)
        let lost = PolicyDiff(from: policy, to: nothing)
        #expect(lost.counts == [.narrower: proved.permitted])
        #expect(lost.verdict == .narrower)
        let won = PolicyDiff(from: nothing, to: policy)
        #expect(won.counts == [.wider: proved.permitted])
        #expect(won.verdict == .widerInSecret && won.widensSecret && !won.reachesBelowFloor)
        #expect(won.changes.map(\.states) == lost.changes.map(\.states))
    }

    @Test("names, texts, order and the cutting up of rules are no difference")
    func textIsBlind() throws {
        let base = try PolicyFiles.be2022()
        var generator = SeededGenerator(seed: 3)
        let rules = base.rules.flatMap { rule -> [PolicyRule] in
            let words = rule.roles.words
            return words.indices.map {
                PolicyRule(
                    id: "\(rule.id)-\($0)", effect: rule.effect, roles: [words[$0]],
                    actions: rule.actions, kinds: rule.kinds, purposes: rule.purposes,
                    relations: rule.relations, consents: rule.consents, phases: rule.phases,
                    glass: rule.glass, authorship: rule.authorship, duties: rule.duties,
                    law: "another law", label: Sample.label)
            }
        }.shuffled(using: &generator)
        let other = try CompiledPolicy(AccessRules(name: "other", rules: rules))
        let diff = PolicyDiff(from: try PolicyFiles.be2022(), to: other)
        #expect(diff.verdict == .same && diff.changes.isEmpty && diff.counts.isEmpty)
    }

    @Test("each verdict has its change")
    func verdicts() throws {
        func policy(_ rules: PolicyRule...) throws -> CompiledPolicy {
            try CompiledPolicy(Sample.bundle(rules))
        }
        let plan = Sample.permit("A", [.employer], [.read], [.plan], relations: [.ownWorker])
        let told = Sample.permit(
            "A", [.employer], [.read], [.plan], relations: [.ownWorker],
            duties: [.log, .notifyWorker])
        let more = Sample.permit("B", [.hr], [.read], [.plan], relations: [.ownWorker])
        let secret = Sample.permit("C", [.nurse], [.read], [.healthFile], relations: [.assigned])
        let below = Sample.permit("D", [.auditor], [.read], [.plan], relations: [.assigned])
        func verdict(_ old: CompiledPolicy, _ new: CompiledPolicy) -> PolicyDiff.Verdict {
            PolicyDiff(from: old, to: new).verdict
        }
        #expect(verdict(try policy(plan), try policy(plan)) == .same)
        #expect(verdict(try policy(plan, more), try policy(plan)) == .narrower)
        #expect(verdict(try policy(plan), try policy(told)) == .dutiesChanged)
        #expect(verdict(try policy(plan, more), try policy(told)) == .dutiesChanged)
        #expect(verdict(try policy(plan), try policy(told, more)) == .wider)
        #expect(verdict(try policy(plan), try policy(plan, secret)) == .widerInSecret)
        #expect(verdict(try policy(plan, secret), try policy(plan)) == .narrower)
        let deep = PolicyDiff(from: try policy(plan), to: try policy(plan, below))
        #expect(deep.verdict == .widerInSecret && !deep.widensSecret && deep.reachesBelowFloor)
        #expect(deep.changes.map(\.floor) == [.oversight])
    }
}
