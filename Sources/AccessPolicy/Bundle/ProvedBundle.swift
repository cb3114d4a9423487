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
                    current.policies[entry.regime].map {
                        PolicyDiff(from: $0, to: policy).widensSecret
                    } ?? true
            }
        }
        self.bundle = bundle
        self.permitted = permitted
        self.widensSecret = widensSecret
        states = AccessState.domainSize
    }
}
