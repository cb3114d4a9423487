internal import Records

/// A bundle whose policies all keep the floor, let people work and pass their cases.
///
/// There is no way to make one except by the proof.
package struct ProvedBundle: Sendable {
    /// The bundle.
    package let bundle: PolicyBundle
    /// The number of states of the domain over which each policy was proved.
    package let states: Int
    /// How many states its policies permit, together.
    package let permitted: Int
    /// Whether it opens anything secret that the bundle before it kept closed.
    package let widensSecret: Bool

    /// Proves a bundle.
    ///
    /// - Parameters:
    ///   - bundle: The bundle.
    ///   - current: The bundle in force, with which it is compared; `nil` for the first.
    ///   - progress: Is told how many of the policies' roles are done, and of how many.
    /// - Throws: ``BundleFault``.
    package init(
        proving bundle: PolicyBundle, beside current: PolicyBundle?,
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(BundleFault) {
        let manifest = bundle.manifest
        var permitted = 0
        var widensSecret = false
        for (number, entry) in manifest.entries.enumerated() {
            guard let policy = bundle.policies[entry.regime] else { throw .malformed }
            do throws(PolicyViolation) {
                let proved = try Adoptable(proving: policy) { done, total in
                    progress(number * total + done, manifest.entries.count * total)
                }
                permitted += proved.permitted
            } catch {
                throw .violation(regime: entry.regime, error)
            }
            let report = policy.run(bundle.cases[entry.regime]?.cases ?? [])
            if let failure = report.failures.first {
                throw .failure(regime: entry.regime, failure)
            }
            if let current, !widensSecret {
                widensSecret =
                    current.policies[entry.regime].map { policy.opensSecret(keptClosedBy: $0) }
                    ?? true
            }
        }
        self.bundle = bundle
        self.permitted = permitted
        self.widensSecret = widensSecret
        states = AccessState.domainSize
    }
}

extension CompiledPolicy {
    /// Whether these rules permit a state with a secret kind that others deny.
    package func opensSecret(keptClosedBy other: CompiledPolicy) -> Bool {
        for role in Role.allCases {
            for action in Action.allCases {
                for kind in SectionKind.allCases where kind.isSecret {
                    guard hasPermit(role, action, kind) else { continue }
                    if opens(role, action, kind, beyond: other) { return true }
                }
            }
        }
        return false
    }

    private func opens(
        _ role: Role, _ action: Action, _ kind: SectionKind, beyond other: CompiledPolicy
    ) -> Bool {
        for purpose in Purpose.allCases {
            for relation in Relation.allCases {
                for authorship in Authorship.allCases {
                    let head = AccessState(
                        role: role, action: action, kind: kind, purpose: purpose,
                        relation: relation, phase: .intake, authorship: authorship)
                    let more = permitted(head, among: .all)
                        .subtracting(other.permitted(head, among: .all))
                    var isOpened = false
                    more.forEach(in: head) { state in
                        isOpened = isOpened || Floor.refusal(of: state) == nil
                    }
                    if isOpened { return true }
                }
            }
        }
        return false
    }
}
