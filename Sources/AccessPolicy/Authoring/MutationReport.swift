internal import Records

/// How well the cases of a policy notice small mistakes in it.
package struct MutationReport: Sendable {
    /// Mistakes that some case notices.
    package private(set) var noticed = 0
    /// Mistakes that the proof refuses: below the floor, without an entry, or denying what nobody may
    /// be denied.
    package private(set) var refused = 0
    /// Mistakes after which every state is decided as before.
    package private(set) var equivalent: [PolicyMutation] = []
    /// Mistakes that nothing notices.
    package private(set) var survivors: [PolicyMutation] = []

    /// The share of the mistakes that matter which is noticed or refused; 1 when none matters.
    package var score: Double {
        let caught = noticed + refused
        let all = caught + survivors.count
        return all == 0 ? 1 : Double(caught) / Double(all)
    }

    /// Makes the mistakes one at a time.
    ///
    /// A mistake is judged only where its rule can match otherwise: there the states of each case are
    /// decided, and what is permitted anew is put to the floor.
    ///
    /// - Parameters:
    ///   - mutations: Mistakes in rules of the policy.
    ///   - policy: A policy that is proved and passes the cases.
    ///   - cases: The cases.
    ///   - progress: Is told how many mistakes are done, and of how many.
    package init(
        _ mutations: [PolicyMutation], of policy: CompiledPolicy, with cases: [PolicyCase],
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) {
        let positions = Dictionary(
            uniqueKeysWithValues: policy.rules.enumerated().map { ($1.id, $0) })
        for (done, mutation) in mutations.enumerated() {
            if done % 64 == 0 { progress(done, mutations.count) }
            guard let position = positions[mutation.rule.id] else { continue }
            judge(mutation, at: position, policy, cases)
        }
    }

    private mutating func judge(
        _ mutation: PolicyMutation, at position: Int, _ policy: CompiledPolicy,
        _ cases: [PolicyCase]
    ) {
        guard let mutant = try? policy.replacing(position, mutation.mistaken)
        else {
            refused += 1
            return
        }
        let diff = PolicyDiff(from: policy, to: mutant, within: mutation.states)
        if diff.verdict == .same {
            equivalent.append(mutation)
        } else if Self.isRefused(mutation, mutant, diff) {
            refused += 1
        } else if Self.isNoticed(mutation, mutant, cases) {
            noticed += 1
        } else {
            survivors.append(mutation)
        }
    }

    /// Whether the proof refuses a mutant of a proved policy: only what differs can be at fault.
    private static func isRefused(
        _ mutation: PolicyMutation, _ mutant: CompiledPolicy, _ diff: PolicyDiff
    ) -> Bool {
        if diff.reachesBelowFloor { return true }
        if let rule = mutation.mistaken, rule.effect == .permit, !rule.duties.contains(.log) {
            return true
        }
        guard diff.count(.narrower) > 0 else { return false }
        return Liveness.Demand.allCases.contains { Liveness.firstDenied($0, by: mutant) != nil }
    }

    private static func isNoticed(
        _ mutation: PolicyMutation, _ mutant: CompiledPolicy, _ cases: [PolicyCase]
    ) -> Bool {
        cases.contains { policyCase in
            guard let states = policyCase.states.intersection(mutation.states) else { return false }
            return mutant.firstFailure(of: policyCase, in: states) != nil
        }
    }
}

extension CompiledPolicy {
    /// The policy with another rule at a position, or none.
    func replacing(_ position: Int, _ rule: PolicyRule?) throws(PolicyFault) -> CompiledPolicy {
        var rules = rules
        rules.replaceSubrange(position...position, with: rule.map { [$0] } ?? [])
        return try CompiledPolicy(AccessRules(name: name, rules: rules))
    }
}
