package import Records

/// A set of states with the decision that is expected of each: one sentence about a policy.
package struct PolicyCase: Hashable, Sendable {
    /// The sentence.
    package let name: String
    /// The roles.
    package let roles: WordSet<Role>
    /// The actions.
    package let actions: WordSet<Action>
    /// The kinds of sections.
    package let kinds: WordSet<SectionKind>
    /// The purposes.
    package let purposes: WordSet<Purpose>
    /// The relations.
    package let relations: WordSet<Relation>
    /// The consent verdicts.
    package let consents: WordSet<ConsentVerdict>
    /// The phases.
    package let phases: WordSet<Phase>
    /// Whether an emergency is declared.
    package let glass: WordSet<Glass>
    /// Whether the section is the own one.
    package let authorship: WordSet<Authorship>
    /// Whether a permit is expected.
    package let isPermit: Bool
    /// The ids of what decides, all of them in any order; `nil` when the case does not say.
    package let by: Set<String>?
    /// The duties, all of them; `nil` when the case does not say.
    package let duties: DutySet?

    /// Takes the parts.
    package init(
        name: String, roles: WordSet<Role>, actions: WordSet<Action>, kinds: WordSet<SectionKind>,
        purposes: WordSet<Purpose>, relations: WordSet<Relation>,
        consents: WordSet<ConsentVerdict>, phases: WordSet<Phase>, glass: WordSet<Glass>,
        authorship: WordSet<Authorship>, isPermit: Bool, by: Set<String>?, duties: DutySet?
    ) {
        self.name = name
        self.roles = roles
        self.actions = actions
        self.kinds = kinds
        self.purposes = purposes
        self.relations = relations
        self.consents = consents
        self.phases = phases
        self.glass = glass
        self.authorship = authorship
        self.isPermit = isPermit
        self.by = by
        self.duties = duties
    }

    /// The number of states.
    package var count: Int {
        [
            roles.count, actions.count, kinds.count, purposes.count, relations.count,
            consents.count, phases.count, glass.count, authorship.count,
        ].reduce(1, *)
    }
}

/// A state that was not decided as a case expects.
package struct PolicyCaseFailure: Hashable, Sendable {
    /// The case.
    package let name: String
    /// The first such state.
    package let state: AccessState
    /// What was expected there.
    package let expected: String
    /// What was decided.
    package let decided: String
}

/// What came of running cases.
package struct PolicyCaseReport: Sendable {
    /// The number of states decided.
    package let states: Int
    /// At most one failure a case.
    package let failures: [PolicyCaseFailure]
    /// The rules of the policy that took part in no case.
    package let unreached: [String]
}

extension CompiledPolicy {
    /// Decides every state of every case.
    package func run(_ cases: [PolicyCase]) -> PolicyCaseReport {
        var states = 0
        var failures: [PolicyCaseFailure] = []
        var reached = RuleSet()
        for policyCase in cases {
            states += policyCase.count
            if let failure = run(policyCase, &reached) { failures.append(failure) }
        }
        let positions = Set(reached.map { $0 })
        let unreached = rules.indices.filter { !positions.contains($0) }
        return PolicyCaseReport(
            states: states, failures: failures, unreached: unreached.map { rules[$0].id })
    }

    private func run(_ policyCase: PolicyCase, _ reached: inout RuleSet) -> PolicyCaseFailure? {
        let facts = FactSet(
            consents: policyCase.consents, phases: policyCase.phases, glass: policyCase.glass)
        var failure: PolicyCaseFailure?
        for role in policyCase.roles.words {
            for action in policyCase.actions.words {
                for kind in policyCase.kinds.words {
                    for purpose in policyCase.purposes.words {
                        for relation in policyCase.relations.words {
                            for authorship in policyCase.authorship.words {
                                let head = AccessState(
                                    role: role, action: action, kind: kind, purpose: purpose,
                                    relation: relation, phase: .intake, authorship: authorship)
                                facts.forEach(in: head) { state in
                                    guard failure == nil else { return }
                                    let decision = decide(state)
                                    decision.addRules(to: &reached)
                                    failure = policyCase.mismatch(decision)
                                }
                            }
                        }
                    }
                }
            }
        }
        return failure
    }
}

extension PolicyCase {
    /// How a decision differs from what is expected; `nil` when it does not.
    fileprivate func mismatch(_ decision: Decision) -> PolicyCaseFailure? {
        func word(_ isPermit: Bool) -> String { isPermit ? "permit" : "deny" }
        func failure(_ expected: String, _ decided: String) -> PolicyCaseFailure {
            PolicyCaseFailure(
                name: name, state: decision.state, expected: expected, decided: decided)
        }
        func list(_ ids: some Sequence<String>) -> String { ids.sorted().joined(separator: ", ") }
        if decision.isPermitted != isPermit {
            return failure(
                word(isPermit), "\(word(decision.isPermitted)) by \(list(decision.ruleIDs))")
        }
        if let by, Set(decision.ruleIDs) != by {
            return failure("by \(list(by))", "by \(list(decision.ruleIDs))")
        }
        if let duties, decision.duties != duties {
            return failure(
                "duties \(list(duties.words.map(\.rawValue)))",
                "duties \(list(decision.duties.words.map(\.rawValue)))")
        }
        return nil
    }
}
