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

    /// The states.
    package var states: StateProduct {
        StateProduct(
            roles: roles, actions: actions, kinds: kinds, purposes: purposes, relations: relations,
            consents: consents, phases: phases, glass: glass, authorship: authorship)
    }

    /// The number of states.
    package var count: Int { states.count }
}

/// A state that was not decided as a case expects.
package struct PolicyCaseFailure: Error, Hashable, Sendable {
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
    /// What came of one case.
    package struct Result: Hashable, Sendable {
        /// The case.
        package let name: String
        /// The number of its states.
        package let states: Int
        /// The first state that was not decided as expected; `nil` when all were.
        package let failure: PolicyCaseFailure?
    }

    /// One for each case, in the order of the cases.
    package let results: [Result]
    /// The rules of the policy that took part in no case.
    package let unreached: [String]

    /// The number of states decided.
    package var states: Int { results.reduce(0) { $0 + $1.states } }
    /// At most one failure a case.
    package var failures: [PolicyCaseFailure] { results.compactMap(\.failure) }
}

extension CompiledPolicy {
    /// Decides every state of every case.
    package func run(_ cases: [PolicyCase]) -> PolicyCaseReport {
        var reached = [Bool](repeating: false, count: rules.count)
        let results = cases.map { policyCase in
            let failure = firstFailure(of: policyCase, in: policyCase.states) { decision in
                decision.forEachRule { reached[$0] = true }
            }
            return PolicyCaseReport.Result(
                name: policyCase.name, states: policyCase.count, failure: failure)
        }
        let unreached = rules.indices.filter { !reached[$0] }
        return PolicyCaseReport(results: results, unreached: unreached.map { rules[$0].id })
    }

    /// Decides states of a case up to the first that is not decided as expected.
    ///
    /// - Parameters:
    ///   - policyCase: What is expected.
    ///   - states: Some of its states, or all.
    ///   - look: Sees every decision.
    /// - Returns: The first failure.
    func firstFailure(
        of policyCase: PolicyCase, in states: StateProduct, _ look: (Decision) -> Void = { _ in }
    ) -> PolicyCaseFailure? {
        do throws(PolicyCaseFailure) {
            try states.forEachState { (state) throws(PolicyCaseFailure) in
                let decision = decide(state)
                look(decision)
                if let failure = policyCase.mismatch(decision) { throw failure }
            }
            return nil
        } catch {
            return error
        }
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
