package import Records
internal import TransparencyLog

/// What a period of the log holds, in counts.
///
/// Rows come once, in the order of the log; what is kept grows with days, roles and workers.
package struct AccessSummary: Sendable {
    /// Accesses to content, by role code and category.
    package private(set) var byRole = CountTable<String, LogCategory>()
    /// Accesses to content, in the one row 0, by the first civil day of each step of the period
    /// (days since 1970-01-01).
    package private(set) var byDay = CountTable<Int, Int>()
    /// Accesses to content, by day of the week, 1 (Monday) to 7, and hour.
    package private(set) var byHour = CountTable<Int, Int>()
    /// Refusals, in the one row 0, by reason code.
    package private(set) var denials = CountTable<Int, String>()
    /// How many entries the period has.
    package private(set) var entries = 0
    /// The last entry of the period; `nil` for none.
    package private(set) var lastIndex: UInt64?

    /// How many days a step of ``byDay`` has: 1, or 7 (from Monday on) in a long period.
    package let stepDays: Int
    /// The steps of the period, by their first day.
    package let steps: [Int]
    /// The longest period that is shown day by day, in days.
    package static let mostDays = 92

    private let period: Range<Instant>
    private let calendar: ReviewCalendar
    private var workers = TagNumbers<LogTag>()

    /// Prepares a summary of a period.
    package init(period: Range<Instant>, calendar: ReviewCalendar) {
        self.period = period
        self.calendar = calendar
        func day(_ moment: Instant) -> Int { calendar.place(UInt64(max(0, moment.seconds))).day }
        let first = day(period.lowerBound)
        let last = day(period.upperBound.adding(seconds: -1))
        stepDays = last - first < Self.mostDays ? 1 : 7
        let start = Self.start(of: first, stepDays)
        steps = Array(stride(from: start, through: max(start, last), by: stepDays))
    }

    /// The first day of the step in which a day lies.
    private static func start(of day: Int, _ stepDays: Int) -> Int {
        stepDays == 1 ? day : day - CivilDate(daysSinceEpoch: day).weekday + 1
    }

    /// Takes the next row of the log; one outside the period is left out.
    package mutating func observe(_ row: AuditRow) {
        let entry = row.entry
        guard period.contains(Instant(seconds: Int64(entry.time.seconds))) else { return }
        entries += 1
        lastIndex = row.index
        let worker = workers.number(entry.subject)
        if entry.outcome == .denied { denials.add(0, entry.reason.rawValue, worker: worker) }
        guard entry.outcome == .allowed, entry.event.isAccess, entry.reason != .duty,
            let role = entry.role, let category = entry.category
        else { return }
        let (day, hour) = calendar.place(entry.time.seconds)
        byRole.add(role.description, category.shown, worker: worker)
        byDay.add(0, Self.start(of: day, stepDays), worker: worker)
        byHour.add(CivilDate(daysSinceEpoch: day).weekday, hour, worker: worker)
    }
}

extension LogEntry.Category {
    /// The category as the vault's vocabulary has it.
    fileprivate var shown: LogCategory {
        switch self {
        case .medical: .medical
        case .functional: .functional
        case .plan: .plan
        case .administrative: .administrative
        }
    }
}

extension LogCategory: Comparable {
    package static func < (left: Self, right: Self) -> Bool { left.place < right.place }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
