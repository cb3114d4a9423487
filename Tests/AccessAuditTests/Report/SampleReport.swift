import AccessAudit
import CryptoPrimitives
import Records
import TransparencyLog

/// A report of weeks of the year of ``AuditYear``.
enum SampleReport {
    static func make(
        vault: String = "vault.example/oefening", origin: String = "vault.example/log",
        days: Range<Int> = 61..<121, reviews: [PastReview] = [], rows: [AuditRow]? = nil,
        label: String? = nil
    ) -> AuditReport {
        func moment(_ day: Int) -> Instant {
            Instant(seconds: Int64(AuditYear.firstDay + day) * 86_400)
        }
        let period = moment(days.lowerBound)..<moment(days.upperBound)
        let calendar = ReviewCalendar(holidays: []) { _ in 0 }
        var reviewer = Reviewer(
            .shipped, period: period, calendar: calendar, decisions: AuditYear.decisions,
            heads: nil, roleName: ReviewScenario.roleName)
        var summary = AccessSummary(period: period, calendar: calendar)
        if let rows {
            for row in rows {
                reviewer.observe(row)
                summary.observe(row)
            }
        } else {
            var year = AuditYear(seed: 7)
            year.run(days: days.upperBound) { row in
                reviewer.observe(row)
                summary.observe(row)
            }
        }
        let names: RoleNaming = { code in
            let name = label ?? code
            return LocalizedText(nl: name, fr: name, de: name, en: name)
        }
        return AuditReport(
            vault: vault, firstDay: CivilDate(daysSinceEpoch: AuditYear.firstDay + days.lowerBound),
            lastDay: CivilDate(daysSinceEpoch: AuditYear.firstDay + days.upperBound - 1),
            now: moment(days.upperBound + 2), summary: summary, result: reviewer.finish(),
            ledger: ReviewLedger(reviews),
            decisions: [
                ApprovedDecision(index: 41, measure: .unmask, expires: moment(days.upperBound + 30))
            ],
            missed: [("signal", 7), ("plan", 2)].map { name, workers in
                MissedDeadline(
                    regime: "be-2022", name: name,
                    labels: Language.allCases.map { "\(label ?? name) \($0.rawValue)" },
                    article: "I.4-4", dossiers: workers)
            },
            chain: AuditReport.Chain(
                origin: origin, size: 66_000, root: Digest(hashing: [1]),
                time: moment(days.upperBound + 1), witnesses: 3, hasQuorum: true),
            labels: AuditReport.Labels(role: names, reason: names) { category in
                let name = label ?? category.rawValue
                return LocalizedText(nl: name, fr: name, de: name, en: name)
            },
            civilText: { String($0.rfc3339.prefix(16).replacing("T", with: " ")) })
    }
}
