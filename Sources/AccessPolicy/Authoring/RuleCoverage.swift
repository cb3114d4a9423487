internal import Records

/// What a rule that takes part in no case is there for.
package enum RuleCoverage: String, CaseIterable, Hashable, Sendable {
    /// It changes decisions, and no case shows which.
    case untested
    /// It forbids what the floor refuses anyway: a reader of the rules sees it, the evaluator never
    /// comes to it. It is no dead rule.
    case restatesFloor = "restates-floor"
    /// Without it every state is decided as with it.
    case redundant

    /// Says it of a rule that no case reached.
    package init(ofUnreached position: Int, in policy: CompiledPolicy) {
        let rule = policy.rules[position]
        guard let without = try? policy.replacing(position, nil) else {
            self = .untested
            return
        }
        let states = StateProduct(rule)
        let diff = PolicyDiff(from: policy, to: without, within: states)
        if diff.verdict != .same {
            // What only a permit below the floor makes different is refused by the proof.
            self = diff.changes.allSatisfy { $0.floor != nil } ? .restatesFloor : .untested
        } else if rule.effect == .forbid && Floor.refusesAll(of: states) {
            self = .restatesFloor
        } else {
            self = .redundant
        }
    }
}

extension Floor {
    /// Whether the floor refuses every state of a product.
    fileprivate static func refusesAll(of states: StateProduct) -> Bool {
        struct Found: Error {}
        do throws(Found) {
            try states.forEachState { (state) throws(Found) in
                if refusal(of: state) == nil { throw Found() }
            }
            return true
        } catch {
            return false
        }
    }
}
