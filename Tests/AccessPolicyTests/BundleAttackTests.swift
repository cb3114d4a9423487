import AccessPolicy
import Records
import TestSupport
import Testing

/// Ten thousand policies that nobody meant: whatever is adopted keeps the floor by ``ObviousFloor``.
@Suite("Random and mutated policies") struct BundleAttackTests {
    @Test("what the fourteen sentences forbid, the compiled floor refuses", arguments: 0..<8)
    func sentencesHold(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(4000 + seed))
        var broken = 0
        for round in 0..<6000 {
            var state = generator.accessState()
            // Half of them where permits usually are: in the role's usual relation, no emergency.
            if round % 2 == 0 {
                state.relation = FactResolver.usualRelation(of: state.role) ?? state.relation
                state.glass = .intact
                if state.purpose == .emergency { state.purpose = .reintegration }
            }
            let duties = Set(Floor.duties(state).words.map(\.rawValue))
            let sentences = ObviousFloor.broken(by: state, duties: duties)
            guard !sentences.isEmpty else { continue }
            broken += 1
            #expect(Floor.refusal(of: state) != nil, "\(state) breaks \(sentences)")
        }
        #expect(broken > 1000)
    }

    @Test("the sentences and the code mean the same kinds and sides by secret and employer's side")
    func sameWords() {
        for kind in SectionKind.allCases { #expect(kind.isSecret == ObviousFloor.isSecret(kind)) }
        for role in Role.allCases {
            #expect((role.side == .employer) == ObviousFloor.employerSide.contains(role.rawValue))
            #expect((role.side == .worker) == ObviousFloor.workerSide.contains(role.rawValue))
        }
        #expect(ObviousFloor.openKinds.allSatisfy { SectionKind(rawValue: $0) != nil })
    }

    /// 40 times 250 are 10,000.
    @Test(
        "each is refused by the proof, or keeps the floor in all that it permits", arguments: 0..<40
    )
    func bundles(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        var audit = Audit()
        var refusals: [String: Int] = [:]
        for number in 0..<250 {
            let rules = try audit.rules(&generator, mutations: 1 + number % 3)
            let policy = try CompiledPolicy(Sample.bundle(rules))
            do throws(PolicyViolation) {
                _ = try Adoptable(proving: policy)
            } catch {
                refusals[error.requirement.id, default: 0] += 1
                #expect(
                    !policy.decide(error.example).isPermitted || error.requirement.id == "floor/F10"
                )
                continue
            }
            try audit.examine(policy)
        }
        #expect(audit.adopted > 40)
        #expect(250 - audit.adopted > 40)
        #expect(refusals.keys.count > 5, "\(refusals)")
        #expect(refusals.keys.contains { $0.hasPrefix("liveness/") }, "\(refusals)")
    }

    /// Looks at what adopted policies permit, and remembers which permits it has seen whole.
    private struct Audit {
        private(set) var adopted = 0
        /// Permits of which every state keeps the floor, whatever else is in the policy: other rules
        /// only forbid, or add duties.
        private var seen: [PolicyRule] = []

        /// The rules of a small policy that lets people work, with some of them spoilt.
        func rules(
            _ generator: inout SeededGenerator, mutations: Int
        ) throws -> [PolicyRule] {
            var rules = Self.core
            for number in 0..<mutations {
                let place = Int(generator.next() % UInt64(rules.count))
                switch generator.next() % 8 {
                case 0: rules.remove(at: place)
                case 1, 2: rules.append(generator.narrowRule("R-\(number)"))
                case 3:
                    rules[place] = rules[place].changed(
                        effect: rules[place].effect == .permit ? .forbid : .permit)
                case 4:
                    let kept = rules[place].duties.words.filter { _ in generator.next() % 2 == 0 }
                    rules[place] = rules[place].changed(duties: DutySet(kept))
                case 5: rules[place] = generator.mutation(of: rules[place], adding: false)
                default: rules[place] = generator.mutation(of: rules[place], adding: true)
                }
            }
            return rules
        }

        /// Puts every state that the rules of an adopted policy permit to the sentences.
        mutating func examine(_ policy: CompiledPolicy) throws {
            adopted += 1
            let rules = policy.rules
            for rule in rules where rule.effect == .permit {
                let product = StateProduct(rule)
                let known = seen.filter { rule.duties.isSuperset(of: $0.duties) }.map(
                    StateProduct.init)
                if known.contains(where: { $0.holds(product) }) { continue }
                var isWhole = true
                product.forEachState { state in
                    guard !known.contains(where: { $0.contains(state) }) else { return }
                    let matching = rules.filter { $0.matches(state) }
                    guard matching.allSatisfy({ $0.effect == .permit }) else {
                        isWhole = false
                        return
                    }
                    let decision = policy.decide(state)
                    #expect(decision.isPermitted, "\(state)")
                    let duties = Set(decision.duties.words.map(\.rawValue))
                    let broken = ObviousFloor.broken(by: state, duties: duties)
                    #expect(broken == [], "\(rule.id) permits \(state)")
                }
                if isWhole { seen.append(rule) }
            }
            // F13: the worker is never shut out.
            if adopted % 16 == 1 {
                for state in ObviousFloor.workersStates() {
                    #expect(policy.decide(state).isPermitted, "\(state)")
                }
            }
        }

        /// What people need, and a few permits that lie close to the floor.
        private static let core: [PolicyRule] = {
            let workers = WordSet<SectionKind>.all.subtracting([
                .psychosocialThird, .coachingEmployer,
            ])
            return [
                Sample.permit(
                    "C-1", [.worker], [.read], workers, purposes: [.ownFile], relations: [.`self`]),
                Sample.permit(
                    "C-2", [.worker], [.manageConsent], workers, purposes: [.ownFile],
                    relations: [.`self`]),
                Sample.permit(
                    "C-3", [.occupationalPhysician], [.read, .write],
                    [.medicalAssessment, .consultation, .healthFile], relations: [.assigned],
                    consents: [.none], phases: [.assessment]),
                Sample.permit(
                    "C-4", [.occupationalPhysician], [.write, .release], [.assessmentForm],
                    relations: [.assigned], consents: [.none], phases: [.assessment]),
                Sample.permit(
                    "C-5", [.employer], [.read], [.assessmentForm, .plan, .motivatedReport],
                    relations: [.ownWorker], consents: [.none, .active], phases: [.plan, .closed]),
                Sample.permit(
                    "C-6", [.inspector, .physicianInspector], [.read], [.plan, .motivatedReport],
                    purposes: [.inspection], relations: [.competent], consents: [.none]),
                Sample.permit(
                    "C-7", [.treatingPhysician, .advisingPhysician], [.read], [.consultation],
                    purposes: [.care, .reintegration], relations: [.care, .assigned],
                    consents: [.active], phases: [.assessment]),
                Sample.permit(
                    "C-8", [.occupationalPhysician, .nurse], [.read], [.identity, .healthFile],
                    purposes: [.emergency], relations: [.none, .assigned], consents: [.none],
                    phases: [.plan], glass: [.declared], duties: [.log, .reason, .notifyWorker]),
                Sample.permit(
                    "C-9", [.controlPhysician], [.read], [.identity, .absence],
                    purposes: [.absenceControl], relations: [.assigned], consents: [.none],
                    phases: [.plan]),
                Sample.permit(
                    "C-10", [.physicianInspector], [.read], [.medicalAssessment],
                    purposes: [.appeal], relations: [.competent], consents: [.none],
                    phases: [.appeal]),
                Sample.permit(
                    "C-11", [.occupationalPhysician], [.recordConsent], [.consultation],
                    relations: [.assigned], consents: [.none], phases: [.plan]),
                Sample.permit(
                    "C-12", [.treatingPhysician], [.read, .write], [.exchange],
                    relations: [.care], consents: [.statutory], phases: [.assessment]),
                Sample.forbid(
                    "C-13", [.employer, .hr, .lineManager], [.healthFile, .medicalNotes]),
                Sample.forbid("C-14", [.auditor, .operator], [.plan, .identity]),
            ]
        }()
    }
}

extension StateProduct {
    /// Whether every state of another product lies in this one.
    fileprivate func holds(_ other: Self) -> Bool {
        roles.isSuperset(of: other.roles) && actions.isSuperset(of: other.actions)
            && kinds.isSuperset(of: other.kinds) && purposes.isSuperset(of: other.purposes)
            && relations.isSuperset(of: other.relations)
            && consents.isSuperset(of: other.consents) && phases.isSuperset(of: other.phases)
            && glass.isSuperset(of: other.glass) && authorship.isSuperset(of: other.authorship)
    }
}

extension PolicyRule {
    /// The same rule with another effect, other duties or other states.
    func changed(
        effect: Effect? = nil, duties: DutySet? = nil, states: StateProduct? = nil
    ) -> PolicyRule {
        let states = states ?? StateProduct(self)
        let effect = effect ?? self.effect
        return PolicyRule(
            id: id, effect: effect, roles: states.roles, actions: states.actions,
            kinds: states.kinds, purposes: states.purposes, relations: states.relations,
            consents: states.consents, phases: states.phases, glass: states.glass,
            authorship: states.authorship,
            duties: effect == .forbid ? [] : duties ?? (self.duties.isEmpty ? [.log] : self.duties),
            law: law, label: label)
    }
}

extension SeededGenerator {
    /// A rule of one or two words a dimension, mostly where a role usually stands.
    mutating func narrowRule(_ id: String) -> PolicyRule {
        func few<Word: PolicyWord>(_: Word.Type = Word.self) -> WordSet<Word> {
            next() % 3 == 0 ? [word(), word()] : [word()]
        }
        let roles: WordSet<Role> = few()
        let usual = roles.words.compactMap(FactResolver.usualRelation)
        let isEmergency = next() % 8 == 0
        return PolicyRule(
            id: id, effect: next() % 6 == 0 ? .forbid : .permit, roles: roles, actions: few(),
            kinds: few(), purposes: isEmergency ? [.emergency] : few(),
            relations: usual.isEmpty || next() % 4 == 0 ? few() : WordSet(usual),
            consents: next() % 2 == 0 ? [.active] : few(), phases: few(),
            glass: isEmergency ? [.declared] : [.intact], authorship: few(), law: "none",
            label: Sample.label
        ).changed(duties: [.log])
    }

    /// A rule with one word more or less in one dimension.
    mutating func mutation(of rule: PolicyRule, adding: Bool) -> PolicyRule {
        var states = StateProduct(rule)
        func change<Word: PolicyWord>(_ words: WordSet<Word>) -> WordSet<Word> {
            if adding { return words.union([word()]) }
            let left = words.subtracting([words.words[Int(next() % UInt64(words.count))]])
            return left.isEmpty ? words : left
        }
        switch next() % 9 {
        case 0: states.roles = change(states.roles)
        case 1: states.actions = change(states.actions)
        case 2: states.kinds = change(states.kinds)
        case 3: states.purposes = change(states.purposes)
        case 4: states.relations = change(states.relations)
        case 5: states.consents = change(states.consents)
        case 6: states.phases = change(states.phases)
        case 7: states.glass = change(states.glass)
        default: states.authorship = change(states.authorship)
        }
        return rule.changed(states: states)
    }
}
