package import AccessPolicy
internal import Records

/// The duties that mediator and client carry out; any other makes a permit a denial.
package enum EnforcedDuties {
    /// The duties that can be done in a state.
    ///
    /// `show-warning` is done by the actor's client. `accompanied` is done where the worker asked for
    /// the actor's assistance, which a consent that stands shows. `review` is done by another person
    /// with a statement of its own; until then it is listed as open. `redact-third-parties` cannot be
    /// done here, because the mediator sees no content.
    package static func all(in state: AccessState) -> DutySet {
        state.consent == .active ? always.union([.accompanied]) : always
    }

    private static let always: DutySet = [
        .log, .receipt, .deliverTogether, .reason, .textGuard, .showWarning, .notifyWorker, .expire,
        .review,
    ]
}
