import AccessAudit
import CryptoPrimitives
import Records
import TransparencyLog

/// Rows written by hand, and what the rules make of them.
struct ReviewScenario {
    private(set) var rows: [AuditRow] = []
    var decisions: [ApprovedDecision] = []
    var heads: LogHeads?

    /// The tag of a member or worker of the scenario.
    static func tag(_ kind: UInt8, _ number: Int) -> LogTag {
        let bytes = Digest(hashing: [
            kind, UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255),
        ]).bytes
        guard let tag = LogTag(Array(bytes[..<16]).hex) else { preconditionFailure("a tag is hex") }
        return tag
    }

    static func time(_ text: String) -> LogTime {
        guard let time = LogTime(text.replacing(" ", with: "T") + ":00Z") else {
            preconditionFailure("not a time: \(text)")
        }
        return time
    }

    static func instant(_ text: String) -> Instant { Instant(seconds: Int64(time(text).seconds)) }

    static func facts(
        _ explanations: Set<AccessFacts.Explanation> = [], matches: Set<AccessFacts.Match> = [],
        daysSinceEnd: UInt64? = nil, isShielded: Bool = false, isDetailMissing: Bool = false
    ) -> AccessFacts {
        AccessFacts(
            explanations: explanations, matches: matches, daysSinceEnd: daysSinceEnd,
            isShielded: isShielded, isDetailMissing: isDetailMissing)
    }

    /// Adds an entry; `at` is UTC, and the scenario's civil time is UTC.
    @discardableResult
    mutating func add(
        _ at: String, _ event: LogEntry.Event = .sectionRead, who: Int? = 1, about: Int? = 1,
        role: Role = .occupationalPhysician, purpose: String = "reintegration",
        outcome: LogEntry.Outcome = .allowed, reason: LogEntry.Reason? = nil,
        category: LogEntry.Category = .medical, isEmergency: Bool = false,
        approvals: [Int] = [], reference: UInt64? = nil, index: UInt64? = nil,
        facts: AccessFacts = .none
    ) -> UInt64 {
        guard let source = LogToken("mediator") else { preconditionFailure("a token") }
        var entry = LogEntry(
            time: Self.time(at), event: event, outcome: outcome,
            reason: reason ?? (outcome == .denied ? .noRelation : .assigned), source: source)
        entry.actor = who.map { Self.tag(1, $0) }
        entry.subject = about.map { Self.tag(2, $0) }
        entry.role = LogToken(role.rawValue)
        entry.purpose = LogToken(purpose)
        entry.category = category
        entry.isEmergency = isEmergency
        entry.approvals = Set(approvals.map { Self.tag(1, $0) })
        entry.reference = reference
        let index = index ?? rows.last.map { $0.index + 1 } ?? 0
        rows.append(
            AuditRow(
                index: index, leafHash: Digest(hashing: index.bigEndianBytes), entry: entry,
                facts: facts))
        return index
    }

    /// What the rules find from 2020 to 2030.
    func result(_ configuration: ReviewConfiguration = .shipped) -> ReviewResult {
        var reviewer = Reviewer(
            configuration,
            period: Self.instant("2020-01-01 00:00")..<Self.instant("2030-01-01 00:00"),
            calendar: ReviewCalendar(holidays: configuration.holidays) { _ in 0 },
            decisions: decisions, heads: heads, roleName: Self.roleName)
        for row in rows { reviewer.observe(row) }
        return reviewer.finish()
    }

    /// The entries of each alert of a rule.
    func alerts(_ rule: ReviewRule, _ configuration: ReviewConfiguration = .shipped) -> [[UInt64]] {
        result(configuration).alerts.filter { $0.rule == rule }.map { $0.evidence.map(\.index) }
    }

    static let roleName: RoleNaming = { code in
        LocalizedText(nl: code, fr: code, de: code, en: code)
    }
}

extension ReviewConfiguration {
    /// The thresholds of the shipped review file; that they are is tested where it is read.
    static let shipped = ReviewConfiguration(
        hash: Digest(hashing: []), reviewDays: 7,
        explanations: Set(AccessFacts.Explanation.allCases),
        holidays: Set([CivilDate("2026-05-01"), CivilDate("2026-12-25")].compactMap(\.self)),
        emergency: .init(windowHours: 24),
        deniedBurst: .init(
            refusals: 5, refusalMinutes: 10, subjects: 3, subjectMinutes: 60, detourHours: 24),
        breadth: .init(least: 10, factor: 3, days: 30, percentile: 95),
        depth: .init(days: 5, within: 30), spread: .init(actors: 4, days: 7),
        afterHours: .init(opens: 7, closes: 20, percent: 5, history: 40),
        shielded: .init(roles: [.worker, .legalRepresentative, .occupationalPhysician, .nurse]),
        ended: .init(days: 30), volume: .init(exports: 3, records: 500, searches: 60),
        dormant: .init(days: 60, onboardingDays: 14),
        approvals: .init(approvers: [
            .logUnmasked: 1, .subjectErased: 1, .logPruned: 1, .policyAdopted: 1,
        ]),
        logHealth: .init(headHours: 26), sampleSize: 20)
}
