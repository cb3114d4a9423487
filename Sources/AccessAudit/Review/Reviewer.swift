package import Records
internal import TransparencyLog

/// Runs the rules over the log.
///
/// Rows come once, in the order of the log, from ``ReviewConfiguration/leadInDays`` before the
/// period on, so that habits are known when it begins. What is kept grows with members, workers and
/// alerts, not with rows.
package struct Reviewer: Sendable {
    private let configuration: ReviewConfiguration
    private let period: Range<Instant>
    private let calendar: ReviewCalendar
    private let roleName: RoleNaming
    private var rules: [any DetectionRule]
    private var alerts: AlertBook
    private var actors = TagNumbers<LogTag>()
    private var subjects = TagNumbers<LogTag>()
    private var roles = TagNumbers<LogToken>()
    private var day: Int?
    private var explained = 0
    private var unexplained = 0

    /// Prepares a review.
    ///
    /// - Parameters:
    ///   - configuration: The thresholds.
    ///   - period: The period; alerts whose last entry lies in it are given.
    ///   - calendar: Civil time and holidays.
    ///   - decisions: What stands on the oversight chain.
    ///   - heads: The heads that were given out; `nil` when the reviewer has none.
    ///   - roleName: What roles are called in the sentences.
    package init(
        _ configuration: ReviewConfiguration, period: Range<Instant>, calendar: ReviewCalendar,
        decisions: [ApprovedDecision], heads: LogHeads?, roleName: @escaping RoleNaming
    ) {
        self.configuration = configuration
        self.period = period
        self.calendar = calendar
        self.roleName = roleName
        alerts = AlertBook(configuration: configuration.hash)
        rules = [
            UnexplainedAccessRule(), EmergencyRule(configuration.emergency),
            DeniedBurstRule(configuration.deniedBurst), BreadthRule(configuration.breadth),
            DepthRule(configuration.depth), SpreadRule(configuration.spread),
            AfterHoursRule(configuration.afterHours), CloseRelationRule(),
            ShieldedRule(configuration.shielded), CategoryMismatchRule(),
            EndedDossierRule(configuration.ended), VolumeRule(configuration.volume),
            DormantRule(configuration.dormant),
            ApprovalsRule(configuration.approvals, decisions: decisions),
            LogHealthRule(configuration.logHealth, heads: heads),
        ]
    }

    /// Takes the next row of the log.
    package mutating func observe(_ row: AuditRow) {
        let entry = row.entry
        let (rowDay, hour) = calendar.place(entry.time.seconds)
        // A clock that ran backwards does not open a day again.
        if let day, rowDay > day {
            for rule in rules.indices { rules[rule].endDay(day, &alerts) }
        }
        day = max(rowDay, day ?? rowDay)
        let isAccess =
            entry.event.isAccess && entry.outcome == .allowed && entry.reason != .duty
            && entry.actor != nil && entry.subject != nil
        let seen = Observation(
            row: row, actor: actors.number(entry.actor), subject: subjects.number(entry.subject),
            role: roles.number(entry.role), day: rowDay, hour: hour,
            isFreeDay: calendar.isFree(rowDay), isAccess: isAccess,
            isExplained: !row.facts.explanations.isDisjoint(with: configuration.explanations),
            roleName: roleName)
        if isAccess, isInPeriod(entry.time) {
            if seen.isExplained { explained += 1 } else { unexplained += 1 }
        }
        for rule in rules.indices { rules[rule].observe(seen, &alerts) }
    }

    /// Ends the review.
    ///
    /// - Returns: The alerts of the period, by their first entry and then by rule.
    package mutating func finish() -> ReviewResult {
        if let day {
            for rule in rules.indices { rules[rule].endDay(day, &alerts) }
        }
        day = nil
        for rule in rules.indices { rules[rule].finish(&alerts) }
        let found = alerts.alerts.filter { isInPeriod($0.last) }
            .sorted {
                ($0.evidence[0].index, $0.rule.rawValue) < ($1.evidence[0].index, $1.rule.rawValue)
            }
        return ReviewResult(
            configuration: configuration, period: period, alerts: found,
            explainedAccesses: explained, unexplainedAccesses: unexplained)
    }

    private func isInPeriod(_ time: LogTime) -> Bool {
        period.contains(Instant(seconds: Int64(time.seconds)))
    }
}

/// What a review of a period found.
package struct ReviewResult: Hashable, Sendable {
    /// The thresholds.
    package let configuration: ReviewConfiguration
    /// The period.
    package let period: Range<Instant>
    /// The alerts, by their first entry and then by rule.
    package let alerts: [Alert]
    /// How many accesses of the period something explains.
    package let explainedAccesses: Int
    /// How many accesses of the period nothing explains.
    package let unexplainedAccesses: Int
}
