internal import Records

/// Why a request could not be judged at all; a denial that is logged like any other.
package enum DecisionFault: String, CaseIterable, Hashable, Sendable {
    /// A fact that the decision needs is missing or contradicts itself.
    case facts
    /// The clock runs behind the log, or jumped.
    case clock
    /// No policy is in force on the day.
    case policy
}

/// The answer to a request, with everything that led to it.
///
/// A refusal is a value, not an error. Texts and lists are made when asked for: making a decision
/// allocates nothing.
package struct Decision: Sendable {
    /// What decided.
    package enum Basis: Hashable, Sendable {
        /// The floor refuses, whatever the rules say.
        case floor(FloorRule)
        /// A rule forbids, whatever others permit.
        case forbidden
        /// A rule permits and none forbids.
        case permitted
        /// No rule permits.
        case noPermit
        /// The enforcing side cannot do a duty.
        case duty(Duty)
        /// The request could not be judged.
        case fault(DecisionFault)
    }

    /// The facts that were judged.
    package let state: AccessState
    /// The policy that was asked.
    package let policy: CompiledPolicy
    /// What decided.
    package let basis: Basis
    /// What the act obliges to.
    ///
    /// For a permit the union over all rules that permit and the floor's own; for a denial its
    /// entry in the log.
    package let duties: DutySet

    fileprivate init(
        state: AccessState, policy: CompiledPolicy, basis: Basis, duties: DutySet = .logOnly
    ) {
        self.state = state
        self.policy = policy
        self.basis = basis
        self.duties = duties
    }

    /// Whether the act may go on, once its duties are done.
    package var isPermitted: Bool { basis == .permitted }

    /// What decided, by name: `BE-10`, `floor/F1`, `default`, `duty/text-guard`, `error/clock`.
    package var ruleIDs: [String] {
        switch basis {
        case .floor(let rule): [rule.id]
        case .forbidden, .permitted: rules { policy.ruleID(at: $0) }
        case .noPermit: ["default"]
        case .duty(let duty): ["duty/\(duty.rawValue)"]
        case .fault(let fault): ["error/\(fault.rawValue)"]
        }
    }

    /// The rules that decided, in the order of the policy: all permits, or all prohibitions.
    package var matchedRules: [PolicyRule] { rules { policy.rules[$0] } }

    /// What `element` gives for each rule that decided.
    private func rules<Element>(_ element: (Int) -> Element) -> [Element] {
        var elements: [Element] = []
        forEachRule { elements.append(element($0)) }
        return elements
    }

    /// Calls `body` with the position of each rule that decided, rising.
    ///
    /// The evaluator is asked once more, so that a decision carries no list of a size that only the
    /// policy knows.
    func forEachRule(_ body: (Int) -> Void) {
        let isPermit: Bool
        switch basis {
        case .permitted, .duty: isPermit = true
        case .forbidden: isPermit = false
        case .floor, .noPermit, .fault: return
        }
        policy.forEachMatch(state, FactSet(state)) { entry, _ in
            if entry.isPermit == isPermit { body(entry.rule) }
        }
    }

    /// This decision for one who can do only some duties: an unknown one makes it a denial.
    package func enforced(with capabilities: DutySet) -> Decision {
        guard isPermitted, let missing = duties.subtracting(capabilities).words.first else {
            return self
        }
        return Decision(state: state, policy: policy, basis: .duty(missing))
    }

    /// This decision refused by a rule of the floor that judges more than the state: F10 when no
    /// entry can be made, F11 between persons, F12 of a delegate.
    package func refused(by rule: FloorRule) -> Decision {
        Decision(state: state, policy: policy, basis: .floor(rule))
    }
}

extension CompiledPolicy {
    /// Decides a state: the floor first, then prohibitions, then permits; nothing is a denial.
    package func decide(_ state: AccessState) -> Decision {
        if let rule = Floor.refusal(of: state) {
            return Decision(state: state, policy: self, basis: .floor(rule))
        }
        var isPermitted = false
        var isForbidden = false
        var duties = Floor.duties(state).bits
        forEachMatch(state, FactSet(state)) { entry, _ in
            if entry.isPermit {
                isPermitted = true
                duties |= entry.duties
            } else {
                isForbidden = true
            }
        }
        if isForbidden { return Decision(state: state, policy: self, basis: .forbidden) }
        guard isPermitted else { return Decision(state: state, policy: self, basis: .noPermit) }
        return Decision(
            state: state, policy: self, basis: .permitted, duties: DutySet(masked: duties))
    }

    /// The denial of a request that could not be judged.
    ///
    /// - Parameters:
    ///   - state: The facts as far as they are known, the others at what permits least.
    ///   - fault: What was missing.
    /// - Returns: A denial by `error/…`.
    package func refuse(_ state: AccessState, because fault: DecisionFault) -> Decision {
        Decision(state: state, policy: self, basis: .fault(fault))
    }
}
