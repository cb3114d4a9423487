internal import Records

/// A policy with one small mistake in one rule: what its cases should notice.
package struct PolicyMutation: Hashable, Sendable {
    /// The mistake.
    package enum Mistake: Hashable, Sendable {
        /// A word is missing in a set.
        case dropped(PolicyDimension, word: String)
        /// A word stands in a set where it should not.
        case added(PolicyDimension, word: String)
        /// The rule is missing.
        case ruleDropped
        /// The rule permits what it should forbid, or the other way round.
        case turned
        /// A duty is missing.
        case dutyDropped(Duty)
    }

    /// The rule before.
    package let rule: PolicyRule
    /// The rule with the mistake; `nil` when it is missing.
    package let mistaken: PolicyRule?
    /// The mistake.
    package let mistake: Mistake
    /// Where the policy can decide otherwise: nowhere else does the rule match otherwise.
    let states: StateProduct

    /// Every mistake that is looked for in a rule.
    package static func all(of rule: PolicyRule) -> [PolicyMutation] {
        let product = StateProduct(rule)
        var found: [PolicyMutation] = []
        for dimension in PolicyDimension.allCases {
            let bits = product[dimension]
            for (code, word) in dimension.words.enumerated() {
                let bit = UInt64(1) << UInt64(code)
                guard bits != bit else { continue }
                var changed = product
                changed[dimension] = bits ^ bit
                var place = product
                place[dimension] = bit
                found.append(
                    PolicyMutation(
                        rule: rule, mistaken: rule.replacing(changed),
                        mistake: bits & bit == 0
                            ? .added(dimension, word: word) : .dropped(dimension, word: word),
                        states: place))
            }
        }
        found.append(
            PolicyMutation(rule: rule, mistaken: nil, mistake: .ruleDropped, states: product))
        found.append(
            PolicyMutation(rule: rule, mistaken: rule.turned, mistake: .turned, states: product))
        found += rule.duties.words.map { duty in
            PolicyMutation(
                rule: rule,
                mistaken: rule.replacing(product, duties: rule.duties.subtracting([duty])),
                mistake: .dutyDropped(duty), states: product)
        }
        return found
    }
}

extension PolicyMutation: CustomStringConvertible {
    /// One line in the words of the file, such as ``BE-40: role `nurse` added``.
    package var description: String {
        let change =
            switch mistake {
            case .dropped(let dimension, let word): "\(dimension.rawValue) `\(word)` left out"
            case .added(let dimension, let word): "\(dimension.rawValue) `\(word)` added"
            case .ruleDropped: "the rule left out"
            case .turned: rule.effect == .permit ? "forbids" : "permits"
            case .dutyDropped(let duty): "duty `\(duty.rawValue)` left out"
            }
        return "\(rule.id): \(change)"
    }
}

extension PolicyRule {
    /// The rule with other states, and other duties if they are given.
    fileprivate func replacing(
        _ states: StateProduct, effect: Effect? = nil, duties: DutySet? = nil
    ) -> PolicyRule {
        PolicyRule(
            id: id, effect: effect ?? self.effect, roles: states.roles, actions: states.actions,
            kinds: states.kinds, purposes: states.purposes, relations: states.relations,
            consents: states.consents, phases: states.phases, glass: states.glass,
            authorship: states.authorship, duties: duties ?? self.duties, law: law, note: note,
            label: label)
    }

    /// The rule with the other effect.
    fileprivate var turned: PolicyRule {
        effect == .permit
            ? replacing(StateProduct(self), effect: .forbid, duties: [])
            : replacing(StateProduct(self), effect: .permit, duties: .logOnly)
    }
}
