internal import Records

/// A policy that was shown, over the whole domain, to stay within the floor and to let people work.
///
/// There is no way to make one except by the proof.
package struct Adoptable: Sendable {
    /// The policy.
    package let policy: CompiledPolicy
    /// The number of states of the domain over which it was proved.
    package let states: Int
    /// How many of them it permits.
    package let permitted: Int

    /// Proves a policy.
    ///
    /// Every state of the domain is put to the evaluator that decides, 70 combinations of consent,
    /// phase and glass at a time; what no permit names in one of the other dimensions is permitted
    /// by nothing and passed over. Every state that the rules permit is then put to the floor, which is written
    /// down without a thought for speed. Last, ``Liveness`` asks for what nobody may be denied.
    ///
    /// - Parameters:
    ///   - policy: The policy.
    ///   - progress: Is told now and then how many of the roles are done, and of how many.
    /// - Throws: ``PolicyViolation`` with the rule and a state that shows it.
    package init(
        proving policy: CompiledPolicy, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(PolicyViolation) {
        for rule in policy.rules where rule.effect == .permit {
            guard rule.duties.contains(.log) else {
                throw PolicyViolation(
                    .floor(.logging), rule: rule.id, example: PolicyViolation.example(of: rule))
            }
        }
        var permitted = 0
        let permits = policy.rules.filter { $0.effect == .permit }
        for (done, role) in Role.allCases.enumerated() {
            progress(done, Role.allCases.count)
            let own = permits.filter { $0.roles.contains(role) }
            let actions = own.reduce(WordSet<Action>([])) { $0.union($1.actions) }
            let kinds = own.reduce(WordSet<SectionKind>([])) { $0.union($1.kinds) }
            for action in actions.words {
                for kind in kinds.words where policy.hasPermit(role, action, kind) {
                    permitted += try Self.prove(policy, role, action, kind)
                }
            }
        }
        try Liveness.check(policy)
        self.policy = policy
        states = AccessState.domainSize
        self.permitted = permitted
    }

    /// Proves the states of one role, action and kind, and counts those that are permitted.
    private static func prove(
        _ policy: CompiledPolicy, _ role: Role, _ action: Action, _ kind: SectionKind
    ) throws(PolicyViolation) -> Int {
        let reach = policy.index.reach(role, action, kind)
        var count = 0
        for purpose in reach.purposes.words {
            for relation in reach.relations.words {
                for authorship in reach.authorship.words {
                    let head = AccessState(
                        role: role, action: action, kind: kind, purpose: purpose,
                        relation: relation, phase: .intake, authorship: authorship)
                    let facts = policy.permitted(head, among: .all)
                    count += facts.count
                    try facts.forEach(in: head) { (state) throws(PolicyViolation) in
                        guard let rule = Floor.refusal(of: state) else { return }
                        throw PolicyViolation(
                            .floor(rule), rule: policy.firstPermit(of: state), example: state)
                    }
                }
            }
        }
        return count
    }
}

/// Why a policy is not adopted: what it breaks, by which rule, and a state that shows it.
package struct PolicyViolation: Error, Hashable, Sendable {
    /// What a policy must keep.
    package enum Requirement: Hashable, Sendable {
        /// A rule of the floor: something is permitted that it refuses.
        case floor(FloorRule)
        /// A demand of liveness: something is denied that must be possible.
        case liveness(Liveness.Demand)

        /// Its name, such as `floor/F1` or `liveness/worker-reads`.
        package var id: String {
            switch self {
            case .floor(let rule): rule.id
            case .liveness(let demand): "liveness/\(demand.rawValue)"
            }
        }
    }

    /// What is broken.
    package let requirement: Requirement
    /// The rule that breaks it; `nil` when the lack of one does.
    package let rule: String?
    /// A state that shows it.
    package let example: AccessState

    init(_ requirement: Requirement, rule: String?, example: AccessState) {
        self.requirement = requirement
        self.rule = rule
        self.example = example
    }

    /// The first state that a rule matches.
    static func example(of rule: PolicyRule) -> AccessState {
        // A compiled rule has a word in every dimension.
        AccessState(
            role: rule.roles.words[0], action: rule.actions.words[0], kind: rule.kinds.words[0],
            purpose: rule.purposes.words[0], relation: rule.relations.words[0],
            consent: rule.consents.words[0], phase: rule.phases.words[0],
            glass: rule.glass.words[0], authorship: rule.authorship.words[0])
    }
}

extension PolicyViolation: CustomStringConvertible {
    /// `BE-10 meets floor/F1, e.g. {role: employer, …}`.
    package var description: String {
        switch requirement {
        case .floor: "\(rule ?? "the policy") meets \(requirement.id), e.g. \(example)"
        case .liveness: "\(requirement.id) is denied, e.g. \(example)"
        }
    }
}

extension CompiledPolicy {
    /// The first rule that permits a state.
    fileprivate func firstPermit(of state: AccessState) -> String? {
        rules.first { $0.effect == .permit && $0.matches(state) }?.id
    }
}
