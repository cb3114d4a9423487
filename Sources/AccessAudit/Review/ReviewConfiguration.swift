package import CryptoPrimitives
package import Records
internal import TransparencyLog

/// The thresholds of the rules, as the review file sets them.
///
/// The file is docs/formats/review-file.md. Its hash goes with each alert, report and review, so
/// that nobody can widen the rules without that being seen.
package struct ReviewConfiguration: Hashable, Sendable {
    /// SHA-256 of the review file's bytes.
    package let hash: Digest
    /// Days within which an alert has to be reviewed.
    package let reviewDays: Int
    /// What counts as an explanation.
    package let explanations: Set<AccessFacts.Explanation>
    /// Days on which nobody is expected, beside Saturdays and Sundays.
    package let holidays: Set<CivilDate>
    /// Rule 2.
    package let emergency: EmergencyRule.Thresholds
    /// Rule 3.
    package let deniedBurst: DeniedBurstRule.Thresholds
    /// Rule 4.
    package let breadth: BreadthRule.Thresholds
    /// Rule 5.
    package let depth: DepthRule.Thresholds
    /// Rule 6.
    package let spread: SpreadRule.Thresholds
    /// Rule 7.
    package let afterHours: AfterHoursRule.Thresholds
    /// Rule 9.
    package let shielded: ShieldedRule.Thresholds
    /// Rule 11.
    package let ended: EndedDossierRule.Thresholds
    /// Rule 12.
    package let volume: VolumeRule.Thresholds
    /// Rule 13.
    package let dormant: DormantRule.Thresholds
    /// Rule 14.
    package let approvals: ApprovalsRule.Thresholds
    /// Rule 15.
    package let logHealth: LogHealthRule.Thresholds
    /// Rule 16: how many workers a month's sample has.
    package let sampleSize: Int

    /// Takes thresholds.
    package init(
        hash: Digest, reviewDays: Int, explanations: Set<AccessFacts.Explanation>,
        holidays: Set<CivilDate>,
        emergency: EmergencyRule.Thresholds, deniedBurst: DeniedBurstRule.Thresholds,
        breadth: BreadthRule.Thresholds, depth: DepthRule.Thresholds,
        spread: SpreadRule.Thresholds, afterHours: AfterHoursRule.Thresholds,
        shielded: ShieldedRule.Thresholds, ended: EndedDossierRule.Thresholds,
        volume: VolumeRule.Thresholds, dormant: DormantRule.Thresholds,
        approvals: ApprovalsRule.Thresholds, logHealth: LogHealthRule.Thresholds, sampleSize: Int
    ) {
        self.hash = hash
        self.reviewDays = reviewDays
        self.explanations = explanations
        self.holidays = holidays
        self.emergency = emergency
        self.deniedBurst = deniedBurst
        self.breadth = breadth
        self.depth = depth
        self.spread = spread
        self.afterHours = afterHours
        self.shielded = shielded
        self.ended = ended
        self.volume = volume
        self.dormant = dormant
        self.approvals = approvals
        self.logHealth = logHealth
        self.sampleSize = sampleSize
    }

    /// How many days before a period the rules have to see, to know habits and absences.
    package var leadInDays: Int {
        max(breadth.days, depth.within, spread.days, dormant.days + 1, 30)
    }

    /// The thresholds of a rule by the names of the review file.
    package func thresholds(of rule: ReviewRule) -> [(name: String, value: String)] {
        switch rule {
        case .unexplained:
            [("explanations", explanations.map(\.rawValue).sorted().joined(separator: ", "))]
        case .emergency:
            [("window-hours", "\(emergency.windowHours)")]
        case .deniedBurst:
            [
                ("refusals", "\(deniedBurst.refusals)"),
                ("refusal-minutes", "\(deniedBurst.refusalMinutes)"),
                ("subjects", "\(deniedBurst.subjects)"),
                ("subject-minutes", "\(deniedBurst.subjectMinutes)"),
                ("detour-hours", "\(deniedBurst.detourHours)"),
            ]
        case .breadth:
            [
                ("least", "\(breadth.least)"), ("factor", "\(breadth.factor)"),
                ("days", "\(breadth.days)"), ("percentile", "\(breadth.percentile)"),
            ]
        case .depth: [("days", "\(depth.days)"), ("within-days", "\(depth.within)")]
        case .spread: [("members", "\(spread.actors)"), ("within-days", "\(spread.days)")]
        case .afterHours:
            [
                ("opens", "\(afterHours.opens)"), ("closes", "\(afterHours.closes)"),
                ("percent", "\(afterHours.percent)"), ("history", "\(afterHours.history)"),
            ]
        case .shielded:
            [("roles", shielded.roles.map(\.rawValue).sorted().joined(separator: ", "))]
        case .ended: [("days", "\(ended.days)")]
        case .volume:
            [
                ("exports", "\(volume.exports)"), ("records", "\(volume.records)"),
                ("searches", "\(volume.searches)"),
            ]
        case .dormant:
            [("days", "\(dormant.days)"), ("onboarding-days", "\(dormant.onboardingDays)")]
        case .approvals:
            approvals.approvers.map { ($0.key.rawValue, "\($0.value)") }.sorted { $0.0 < $1.0 }
        case .logHealth: [("head-hours", "\(logHealth.headHours)")]
        case .sample: [("workers", "\(sampleSize)")]
        case .closeRelation, .categoryMismatch: []
        }
    }
}
