package import CryptoPrimitives
package import Records

/// What a report of a period is made from; ``AuditReportPage`` writes it.
package struct AuditReport: Sendable {
    /// The state of the log's tree when the report was made.
    package struct Chain: Hashable, Sendable {
        /// The log's origin.
        package let origin: String
        /// The number of entries.
        package let size: UInt64
        /// The root.
        package let root: Digest
        /// When the head was cosigned; `nil` when nothing tells.
        package let time: Instant?
        /// How many witnesses signed it; `nil` when that is not known.
        package let witnesses: Int?
        /// Whether that is enough for the trust policy; `nil` when none was given.
        package let hasQuorum: Bool?

        /// Takes the state.
        package init(
            origin: String, size: UInt64, root: Digest, time: Instant?, witnesses: Int?,
            hasQuorum: Bool?
        ) {
            self.origin = origin
            self.size = size
            self.root = root
            self.time = time
            self.witnesses = witnesses
            self.hasQuorum = hasQuorum
        }
    }

    /// What codes are called.
    package struct Labels: Sendable {
        /// A role.
        package let role: RoleNaming
        /// A reason.
        package let reason: RoleNaming
        /// A category.
        package let category: @Sendable (LogCategory) -> LocalizedText

        /// Takes the labels.
        package init(
            role: @escaping RoleNaming, reason: @escaping RoleNaming,
            category: @escaping @Sendable (LogCategory) -> LocalizedText
        ) {
            self.role = role
            self.reason = reason
            self.category = category
        }
    }

    /// Whose log it is; any text.
    package let vault: String
    /// The first day.
    package let firstDay: CivilDate
    /// The last day.
    package let lastDay: CivilDate
    /// When the report was made.
    package let now: Instant
    /// What the log holds.
    package let summary: AccessSummary
    /// What the rules found.
    package let result: ReviewResult
    /// What was reviewed so far.
    package let ledger: ReviewLedger
    /// The decisions about the log that were made in the period.
    package let decisions: [ApprovedDecision]
    /// The legal terms that dossiers have missed and not made up for on the last day.
    package let missed: [MissedDeadline]
    /// The state of the log.
    package let chain: Chain
    /// What codes are called.
    package let labels: Labels
    /// A moment in civil time, such as `2024-01-15 10:30`.
    package let civilText: @Sendable (Instant) -> String

    /// Puts a report together.
    package init(
        vault: String, firstDay: CivilDate, lastDay: CivilDate, now: Instant,
        summary: AccessSummary, result: ReviewResult, ledger: ReviewLedger,
        decisions: [ApprovedDecision], missed: [MissedDeadline], chain: Chain, labels: Labels,
        civilText: @escaping @Sendable (Instant) -> String
    ) {
        self.vault = vault
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.now = now
        self.summary = summary
        self.result = result
        self.ledger = ledger
        self.decisions = decisions
        self.missed = missed
        self.chain = chain
        self.labels = labels
        self.civilText = civilText
    }

    /// The state of the alerts of one rule.
    struct RuleState {
        var alerts = 0
        var open = 0
        var overdue = 0
        var late = 0
    }

    /// The state of the alerts, by rule.
    var ruleStates: [ReviewRule: RuleState] {
        var states: [ReviewRule: RuleState] = [:]
        for alert in result.alerts {
            var state = states[alert.rule] ?? RuleState()
            state.alerts += 1
            let review = ledger.state(of: alert, days: result.configuration.reviewDays)
            if review.isOpen { state.open += 1 }
            if review.isOverdue(at: now) { state.overdue += 1 }
            if case .judged(_, _, isLate: true) = review { state.late += 1 }
            states[alert.rule] = state
        }
        return states
    }

    /// The alerts that somebody still has to look at, with the moment until which.
    var openAlerts: [(alert: Alert, due: Instant)] {
        result.alerts.compactMap { alert in
            guard
                case .open(let due) = ledger.state(
                    of: alert, days: result.configuration.reviewDays)
            else { return nil }
            return (alert, due)
        }.sorted {
            ($0.due.seconds, $0.alert.evidence[0].index) < (
                $1.due.seconds, $1.alert.evidence[0].index
            )
        }
    }
}
