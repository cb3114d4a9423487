package import Records
internal import TransparencyLog

/// Names a role, given its code in the log, in the four languages.
package typealias RoleNaming = @Sendable (String) -> LocalizedText

/// A row as the rules see it: with civil time, and with small numbers in the place of tags.
struct Observation {
    let row: AuditRow
    /// The number of the member's tag in this review.
    let actor: Int?
    /// The number of the worker's tag in this review.
    let subject: Int?
    /// The number of the role in this review.
    let role: Int?
    /// The civil day, in days since 1970-01-01.
    let day: Int
    /// The civil hour, 0 to 23.
    let hour: Int
    /// Whether the day is one on which nobody is expected.
    let isFreeDay: Bool
    /// Whether content of a worker's dossier was opened, written or given on, by a person.
    let isAccess: Bool
    /// Whether the vault knows a reason.
    let isExplained: Bool
    /// What roles are called.
    let roleName: RoleNaming

    var seconds: UInt64 { row.entry.time.seconds }
    /// Seconds since an earlier row; 0 where the clock ran backwards.
    func elapsed(since earlier: UInt64) -> UInt64 { seconds > earlier ? seconds - earlier : 0 }
    var evidence: Evidence { Evidence(index: row.index, leafHash: row.leafHash) }
    var civilDay: CivilDate { CivilDate(daysSinceEpoch: day) }
    /// The hour as people read it: `03:00`.
    var clock: String { (hour < 10 ? "0" : "") + "\(hour):00" }

    /// Whether it is the worker's own view, or the legal representative's.
    var isWorkersSide: Bool {
        row.entry.role.flatMap { Role(rawValue: $0.description) }?.side == .worker
    }

    /// The member in a sentence, by tag and role: `3f2a1b4c (nurse)`.
    func member(_ language: Language) -> String {
        let tag = row.entry.actor.map { String($0.description.prefix(8)) } ?? "—"
        guard let role = row.entry.role else { return tag }
        return "\(tag) (\(roleName(role.description)[language]))"
    }

    /// The worker in a sentence, by tag: `9b1f0a2c`.
    var worker: String { row.entry.subject.map { String($0.description.prefix(8)) } ?? "—" }

    /// The member and the worker, when both are known.
    var pair: Pair? {
        guard let actor, let subject else { return nil }
        return Pair(actor: actor, subject: subject)
    }

    struct Pair: Hashable {
        let actor: Int
        let subject: Int
    }
}

extension LogEntry.Event {
    /// Whether content of a dossier is opened, written or given on.
    var isAccess: Bool {
        switch self {
        case .sectionRead, .sectionWritten, .sectionDisclosed, .sectionPrinted, .sectionExported:
            true
        default: false
        }
    }
}

/// Numbers tags in the order in which they come, so that rules count by small numbers.
struct TagNumbers<Tag: Hashable & Sendable>: Sendable {
    private var numbers: [Tag: Int] = [:]

    mutating func number(_ tag: Tag?) -> Int? {
        guard let tag else { return nil }
        if let number = numbers[tag] { return number }
        numbers[tag] = numbers.count
        return numbers.count - 1
    }
}

/// One part of what is reviewed, that sees every row once, in the order of the log.
protocol DetectionRule: Sendable {
    /// Takes the next row.
    mutating func observe(_ seen: Observation, _ alerts: inout AlertBook)
    /// Ends a civil day, before the first row of a later one and after the last row.
    mutating func endDay(_ day: Int, _ alerts: inout AlertBook)
    /// Ends the review.
    mutating func finish(_ alerts: inout AlertBook)
}

extension DetectionRule {
    mutating func endDay(_ day: Int, _ alerts: inout AlertBook) {}
    mutating func finish(_ alerts: inout AlertBook) {}
}
