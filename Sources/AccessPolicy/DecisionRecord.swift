package import CryptoPrimitives
internal import Records

/// A decision as an entry keeps it: the state, and what was decided, so that anyone who has the
/// bundle that the entry names can decide again and must come to the same.
package struct DecisionRecord: CanonicalRecord {
    package static let label = "vault/v1/decision"
    /// The most rules that are kept: 16.
    package static let maximumRules = 16

    /// The regime whose policy decided.
    package let regime: String
    /// The state that was decided.
    package let state: AccessState
    /// Whether the policy permitted it; the duties and what comes after are not part of this.
    package let isPermit: Bool
    /// What decided, in the order of the policy; the first ``maximumRules`` of more.
    package let rules: [String]

    /// Keeps what a policy decides about a state.
    package init(_ state: AccessState, by policy: CompiledPolicy) {
        let decision = policy.decide(state)
        regime = policy.name
        self.state = state
        isPermit = decision.isPermitted
        rules = Array(decision.ruleIDs.prefix(Self.maximumRules))
    }

    /// Whether a policy decides now as it did then.
    package func agrees(with policy: CompiledPolicy) -> Bool {
        policy.name == regime && Self(state, by: policy) == self
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(regime)
        for (_, word) in state.words { encoder.append(word) }
        encoder.append(flag: isPermit)
        encoder.append(list: rules.map { Array($0.utf8) })
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        regime = try decoder.string(limit: 64)
        state = AccessState(
            role: try decoder.word(), action: try decoder.word(), kind: try decoder.word(),
            purpose: try decoder.word(), relation: try decoder.word(),
            consent: try decoder.word(), phase: try decoder.word(), glass: try decoder.word(),
            authorship: try decoder.word())
        isPermit = try decoder.flag()
        let ids = try decoder.list(limit: Self.maximumRules)
        rules = ids.compactMap { String(validating: $0, as: UTF8.self) }
        guard rules.count == ids.count else { throw .invalidField }
    }
}
