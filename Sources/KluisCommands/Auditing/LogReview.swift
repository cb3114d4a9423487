internal import AccessAudit
internal import Records
internal import Reintegration
internal import TransparencyLog
internal import VaultClient

/// A review of a period, with everything that commands tell of it.
struct LogReview {
    /// The first day.
    let firstDay: CivilDate
    /// The last day.
    let lastDay: CivilDate
    /// What the rules found.
    let result: ReviewResult
    /// What the log holds.
    let summary: AccessSummary
    /// What was reviewed so far.
    let ledger: ReviewLedger
    /// The decisions on the oversight chain.
    let decisions: [Directory.DecisionEntry]

    /// Reads the log from the lead-in on and runs the rules.
    ///
    /// The checkpoints that were given out are judged by rule 15.
    init(
        _ configuration: ReviewConfiguration, _ days: (first: CivilDate, last: CivilDate),
        checkpoints: [CheckpointOptions.Verified], _ acting: ActingSession, _ connection: Connection
    ) throws {
        let period = ReviewPeriodOptions.period(days)
        let session = acting.session
        let directory = try session.oversight()
        let calendar = ReviewCalendar(holidays: configuration.holidays, offset: CivilTime.offset)
        let heads =
            checkpoints.isEmpty
            ? nil : LogHeads(checkpoints.map(\.published), now: connection.now)
        var reviewer = Reviewer(
            configuration, period: period, calendar: calendar,
            decisions: directory.decisions.map(\.approved), heads: heads,
            roleName: AuditLabels.role)
        var summary = AccessSummary(period: period, calendar: calendar)
        let start = CivilTime.start(of: days.first.adding(days: -configuration.leadInDays))
        try connection.context.withProgress("reviewing the log") { line in
            try session.forEachAuditPage(.review, from: start, until: period.upperBound) { page in
                for entry in page.entries {
                    guard let row = AuditRow(entry) else { continue }
                    reviewer.observe(row)
                    summary.observe(row)
                    line.update(row.index, of: nil)
                }
                return true
            }
        }
        firstDay = days.first
        lastDay = days.last
        result = reviewer.finish()
        self.summary = summary
        ledger = ReviewLedger(directory.reviews.map(\.past))
        decisions = directory.decisions
    }

    /// The state of an alert.
    func state(of alert: Alert) -> ReviewLedger.State {
        ledger.state(of: alert, days: result.configuration.reviewDays)
    }

    /// The alerts that somebody still has to look at.
    var open: [Alert] { result.alerts.filter { state(of: $0).isOpen } }
}

extension Directory.ReviewEntry {
    /// The review as the ledger takes it.
    var past: PastReview { PastReview(index: logIndex, time: time, review: review) }
}

extension Directory.DecisionEntry {
    /// The decision as the rules take it.
    var approved: ApprovedDecision {
        ApprovedDecision(
            index: logIndex, measure: decision.measure.word, expires: decision.expires)
    }
}

/// What codes of the log are called in reviews and reports.
enum AuditLabels {
    /// A role.
    static let role: RoleNaming = { code in
        Role(rawValue: code)?.label ?? same(code)
    }

    /// A reason.
    static let reason: RoleNaming = { code in
        LogEntry.Reason(rawValue: code).map(LogVocabulary.reason) ?? same(code)
    }

    /// A category.
    static let category: @Sendable (LogCategory) -> LocalizedText = { category in
        LogEntry.Category(rawValue: category.rawValue).map(LogVocabulary.category)
            ?? same(category.rawValue)
    }

    private static func same(_ text: String) -> LocalizedText {
        LocalizedText(nl: text, fr: text, de: text, en: text)
    }
}
