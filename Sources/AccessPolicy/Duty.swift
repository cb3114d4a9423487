/// When a duty is done.
package enum DutyTiming: String, CaseIterable, Hashable, Sendable {
    /// Before anything is given: if it can't be done, nothing is.
    case before
    /// With the act, in the same transaction.
    case with
    /// After the act, as a durable task.
    case after
}

/// What a permit obliges the one who enforces it to do.
///
/// A duty that the enforcing side cannot do makes the permit a denial (XACML 3.0, section 7.18).
package enum Duty: String, CaseIterable, Hashable, Sendable {
    /// An access entry, durable before content is released (F10).
    case log
    /// The actor gets a receipt.
    case receipt
    /// All addressees get the same bytes at the same moment.
    case deliverTogether = "deliver-together"
    /// The actor states a reason, or the evidence on which a record rests.
    case reason
    /// The text guard runs on free text that leaves the medical side.
    case textGuard = "text-guard"
    /// Data of third parties are taken out first.
    case redactThirdParties = "redact-third-parties"
    /// The actor is shown what the section is and is not for.
    case showWarning = "show-warning"
    /// The worker is present, or has asked for the actor's assistance.
    case accompanied
    /// The worker is told.
    case notifyWorker = "notify-worker"
    /// Another person reviews the act.
    case review
    /// The permit ends by itself, whatever else is current.
    case expire

    /// When the duty is done.
    package var timing: DutyTiming {
        switch self {
        case .log, .receipt, .deliverTogether: .with
        case .reason, .textGuard, .redactThirdParties, .showWarning, .accompanied: .before
        case .notifyWorker, .review, .expire: .after
        }
    }

    /// The term in seconds: 72 hours for a review, 2 hours for an emergency permit.
    package var term: Int64? {
        switch self {
        case .review: 72 * 3600
        case .expire: 2 * 3600
        default: nil
        }
    }
}

extension Duty: PolicyWord {
    package var code: Int {
        switch self {
        case .log: 0
        case .receipt: 1
        case .deliverTogether: 2
        case .reason: 3
        case .textGuard: 4
        case .redactThirdParties: 5
        case .showWarning: 6
        case .accompanied: 7
        case .notifyWorker: 8
        case .review: 9
        case .expire: 10
        }
    }
}

/// The duties of a decision, in canonical order when listed.
package typealias DutySet = WordSet<Duty>

extension DutySet {
    /// The one duty of every decision, denials included.
    static let logOnly: DutySet = [.log]

    private static let order = Duty.allCases

    /// The duties in canonical order; made for every decision, so without looking the words up.
    package var words: [Duty] {
        var duties: [Duty] = []
        duties.reserveCapacity(count)
        for duty in Self.order where contains(duty) { duties.append(duty) }
        return duties
    }
}
