import AccessAudit
import CryptoPrimitives
import Records
import TestSupport
import TransparencyLog

/// A year of a vault's log: about 200,000 entries, the same in every run, with one or more cases
/// of each rule hidden in it.
///
/// Sixty members of six roles work in office hours, six nurses by night, for 3,000 workers with
/// whom each has relations. Most accesses have a reason that the vault knows, a few have none.
struct AuditYear {
    /// What was hidden for a rule to find.
    struct Planted {
        let rule: ReviewRule
        let name: String
        var entries: Set<UInt64> = []
    }

    static let days = 365
    static let workers = 3000
    /// The first day: 1 January 2026.
    static let firstDay = 20_454

    private struct Item {
        let second: UInt64
        let order: Int
        var entry: LogEntry
        var facts: AccessFacts
        var plant: Int?
        var skips = false
        var runsBack = false
    }

    private(set) var planted: [Planted] = []
    private(set) var count = 0
    private var generator: SeededGenerator
    private var index: UInt64 = 0
    private var items: [Item] = []
    private let members: [LogTag]
    private let subjects: [LogTag]
    private let source: LogToken
    private let purposes: [LogToken]

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        members = (0..<200).map { ReviewScenario.tag(1, $0) }
        subjects = (0..<Self.workers + 200).map { ReviewScenario.tag(2, $0) }
        guard let source = LogToken("mediator"), let work = LogToken("reintegration"),
            let own = LogToken("own-file"), let support = LogToken("support")
        else { preconditionFailure("tokens") }
        self.source = source
        purposes = [work, own, support]
    }

    static let decisions = [
        ApprovedDecision(
            index: 1, measure: .erase, expires: Instant(seconds: Int64(firstDay + 400) * 86_400))
    ]

    /// The members' roles: ten of each by day, six nurses by night from 60 on.
    static func role(_ member: Int) -> Role {
        let roles: [Role] = [
            .occupationalPhysician, .nurse, .hr, .employer, .advisingPhysician, .coach,
        ]
        return member < 60 ? roles[member / 10] : .nurse
    }

    /// Makes the year, or its first days, day by day, and hands each row to `body`.
    mutating func run(days: Int = days, _ body: (AuditRow) -> Void) {
        for day in 0..<days {
            items = []
            usual(day)
            plant(day)
            items.sort { ($0.second, $0.order) < ($1.second, $1.order) }
            for item in items {
                if item.skips { index += 1 }
                var entry = item.entry
                let seconds = UInt64(Self.firstDay + day) * 86_400 + item.second
                guard let time = LogTime(seconds: Int64(seconds) - (item.runsBack ? 7200 : 0))
                else {
                    preconditionFailure("a year of four digits")
                }
                entry.time = time
                if let plant = item.plant { planted[plant].entries.insert(index) }
                body(
                    AuditRow(
                        index: index, leafHash: Digest(hashing: index.bigEndianBytes), entry: entry,
                        facts: item.facts))
                index += 1
                count += 1
            }
        }
    }

    // MARK: What is usual

    private mutating func usual(_ day: Int) {
        let date = CivilDate(daysSinceEpoch: Self.firstDay + day)
        let isFree = date.weekday > 5
        if !isFree {
            for member in 0..<60 { shift(member, Array(8..<17), accesses: 12) }
        }
        for member in 60..<66 { shift(member, [0, 1, 2, 3, 4, 5, 22, 23], accesses: 5) }
        // Workers look into their own dossiers when they like.
        for _ in 0..<12 {
            let worker = number(Self.workers)
            add(
                at: number(24), .sectionRead, who: 100 + worker % 50, about: worker, .worker,
                purpose: 1,
                facts: ReviewScenario.facts([.own], matches: [.same]))
        }
    }

    private mutating func shift(_ member: Int, _ hours: [Int], accesses: Int) {
        let role = Self.role(member)
        for _ in 0..<accesses {
            let hour = hours[number(hours.count)]
            // Each member has a tenth of the workers.
            let worker = (member % 10) + 10 * number(Self.workers / 10)
            switch number(1000) {
            case 0..<8:
                add(at: hour, .sectionRead, who: member, about: worker, role, outcome: .denied)
            case 8..<20: add(at: hour, .sectionRead, who: member, about: number(Self.workers), role)
            case 20..<80: add(at: hour, .searched, who: member, about: nil, role)
            default:
                let explanations: [AccessFacts.Explanation] = [
                    .assignment, .assignment, .contact, .task, .author, .consent,
                ]
                let event: LogEntry.Event = number(4) == 0 ? .sectionWritten : .sectionRead
                let isEmployer = role == .hr || role == .employer
                add(
                    at: hour, event, who: member, about: worker, role,
                    facts: ReviewScenario.facts(
                        [explanations[number(explanations.count)]],
                        matches: isEmployer ? [.coworker] : []))
            }
        }
    }

    private mutating func number(_ limit: Int) -> Int {
        Int(generator.next() % UInt64(limit))
    }

    private mutating func add(
        at hour: Int, minute: Int? = nil, _ event: LogEntry.Event, who: Int?, about: Int?,
        _ role: Role, purpose: Int = 0, outcome: LogEntry.Outcome = .allowed,
        facts: AccessFacts = .none, plant: Int? = nil, change: (inout Item) -> Void = { _ in }
    ) {
        var entry = LogEntry(
            time: .latest, event: event, outcome: outcome,
            reason: outcome == .denied ? .noRelation : .assigned, source: source)
        entry.actor = who.map { members[$0] }
        entry.subject = about.map { subjects[$0] }
        entry.role = LogToken(role.rawValue)
        entry.purpose = purposes[purpose]
        entry.category = role.side == .employer ? .plan : .medical
        let second = UInt64(
            hour * 3600 + (minute ?? number(60)) * 60 + (minute == nil ? number(60) : 0))
        var item = Item(
            second: second, order: items.count, entry: entry, facts: facts, plant: plant)
        change(&item)
        items.append(item)
    }
}

// MARK: What is hidden

extension AuditYear {
    private mutating func hide(_ rule: ReviewRule, _ name: String) -> Int {
        planted.append(Planted(rule: rule, name: name))
        return planted.count - 1
    }

    /// Hides the cases of a day; workers from 3,000 on and members from 70 on have no other entries.
    private mutating func plant(_ day: Int) {
        let task = ReviewScenario.facts([.task])
        switch day {
        case 68:
            let plant = hide(.unexplained, "a look")
            add(at: 10, .sectionRead, who: 3, about: 3000, .occupationalPhysician, plant: plant)
        case 69:
            let plant = hide(.emergency, "a use")
            for minute in [5, 20] {
                add(
                    at: 11, minute: minute, .sectionRead, who: 12, about: 3001, .nurse, plant: plant
                ) {
                    $0.entry.isEmergency = true
                }
            }
        case 70:
            let plant = hide(.deniedBurst, "guessing")
            for minute in 0..<6 {
                add(
                    at: 14, minute: minute, .sectionRead, who: 22, about: 3002, .hr,
                    outcome: .denied, plant: plant)
            }
        case 71:
            let plant = hide(.deniedBurst, "trying doors")
            for (minute, worker) in [(1, 3003), (25, 3004), (50, 3005)] {
                add(
                    at: 14, minute: minute, .sectionRead, who: 23, about: worker, .hr,
                    outcome: .denied, plant: plant)
            }
        case 74:
            let plant = hide(.deniedBurst, "another path")
            add(at: 10, .sectionRead, who: 50, about: 3006, .coach, outcome: .denied, plant: plant)
            add(at: 15, .sectionRead, who: 50, about: 3006, .coach, purpose: 2, plant: plant)
        case 75:
            let plant = hide(.breadth, "a tour")
            for worker in 0..<60 {
                add(
                    at: 9 + worker / 10, .sectionRead, who: 4, about: 100 + worker * 10 + 4,
                    .occupationalPhysician, facts: task, plant: plant)
            }
        case 76, 78, 83, 90, 97:
            let plant = day == 76 ? hide(.depth, "coming back") : planted.count - 1
            add(at: 13, .sectionRead, who: 5, about: 3007, .occupationalPhysician, plant: plant)
        case 100, 102, 104:
            let plant = day == 100 ? hide(.spread, "a known name") : planted.count - 1
            for member in day == 100 ? [6, 16] : [day == 102 ? 26 : 46] {
                let role = Self.role(member)
                add(at: 12, .sectionRead, who: member, about: 3008, role, plant: plant)
            }
        case 111:
            let plant = hide(.afterHours, "by night")
            add(at: 3, .sectionRead, who: 7, about: 3009, .occupationalPhysician, plant: plant)
        case 115:
            let plant = hide(.afterHours, "a nurse of the night by day")
            add(at: 12, .sectionRead, who: 60, about: 3010, .coach, plant: plant)
        default: plantLater(day)
        }
    }

    private mutating func plantLater(_ day: Int) {
        let task = ReviewScenario.facts([.task])
        switch day {
        case 120:
            for match in AccessFacts.Match.allCases {
                let plant = hide(.closeRelation, match.rawValue)
                add(
                    at: 10, .sectionRead, who: 17, about: 3011, .nurse,
                    facts: ReviewScenario.facts(
                        match == .coworker ? [] : [.own], matches: [match]), plant: plant)
            }
        case 125:
            let plant = hide(.shielded, "a coach")
            add(
                at: 10, .sectionRead, who: 51, about: 3012, .coach,
                facts: ReviewScenario.facts([.consent], isShielded: true), plant: plant)
        case 130:
            let plant = hide(.categoryMismatch, "the employer")
            add(at: 10, .sectionRead, who: 30, about: 3013, .employer, facts: task, plant: plant) {
                $0.entry.category = .medical
            }
        case 135:
            let plant = hide(.ended, "late")
            add(
                at: 10, .sectionRead, who: 8, about: 3014, .occupationalPhysician,
                facts: ReviewScenario.facts([.author], daysSinceEnd: 45), plant: plant)
        case 140:
            add(at: 10, .subjectErased, who: 70, about: 3015, .dataProtectionOfficer) {
                $0.entry.approvals = [ReviewScenario.tag(1, 71), ReviewScenario.tag(1, 72)]
                $0.entry.reference = 1
            }
            let plant = hide(.ended, "erased")
            add(at: 11, .sectionRead, who: 8, about: 3015, .nurse, facts: task, plant: plant)
        case 145:
            let exports = hide(.volume, "exports")
            for minute in 0..<4 {
                add(
                    at: 10, minute: minute, .sectionExported, who: 40, about: minute * 10,
                    .advisingPhysician, facts: task, plant: exports)
            }
            let searches = hide(.volume, "searches")
            for minute in 0..<61 {
                add(
                    at: 10 + minute / 60, minute: minute % 60, .searched, who: 41, about: nil,
                    .advisingPhysician, plant: searches)
            }
            let records = hide(.volume, "records")
            for record in 0..<501 {
                add(
                    at: 9 + record / 100, .sectionRead, who: 42, about: 20 + record % 9,
                    .advisingPhysician, facts: task, plant: records)
            }
        case 20: add(at: 10, .sectionRead, who: 80, about: 80, .coach, facts: task)
        case 150:
            let plant = hide(.dormant, "back after 130 days")
            add(at: 10, .sectionRead, who: 80, about: 80, .coach, facts: task, plant: plant)
        default: plantOversight(day)
        }
    }

    private mutating func plantOversight(_ day: Int) {
        switch day {
        case 160:
            let plant = hide(.approvals, "alone")
            add(at: 10, .policyAdopted, who: 71, about: nil, .policyApprover, plant: plant)
        case 165:
            let plant = hide(.approvals, "erased without a decision")
            add(at: 10, .subjectErased, who: 70, about: 3016, .dataProtectionOfficer, plant: plant)
            {
                $0.entry.approvals = [ReviewScenario.tag(1, 71), ReviewScenario.tag(1, 72)]
            }
        case 170:
            let plant = hide(.logHealth, "a gap")
            add(at: 10, .logRead, who: 73, about: nil, .auditor, plant: plant) { $0.skips = true }
        case 175:
            let plant = hide(.logHealth, "time that runs backwards")
            add(at: 12, .logRead, who: 73, about: nil, .auditor, plant: plant) {
                $0.runsBack = true
            }
        case 180:
            let plant = hide(.logHealth, "a detail that is gone")
            add(
                at: 10, .sectionRead, who: 9, about: 3017, .occupationalPhysician,
                facts: ReviewScenario.facts([.assignment], isDetailMissing: true), plant: plant)
        case 185:
            // The erased worker's details are gone too, as they should be: nothing to find.
            add(
                at: 10, .sectionRead, who: 9, about: 3016, .occupationalPhysician, outcome: .denied,
                facts: ReviewScenario.facts(isDetailMissing: true))
        default: break
        }
    }
}
