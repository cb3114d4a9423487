internal import Records
internal import TransparencyLog

/// Rule 4: more workers in one day than the member's own days, and than the role's days, account
/// for.
///
/// A day counts when the number of different workers is above `least`, above `factor` times the
/// member's own median, and above the role's percentile; both over the days with any access in the
/// `days` before. What the vault does by itself (reason `duty`) does not count.
package struct BreadthRule: DetectionRule {
    /// The thresholds.
    package struct Thresholds: Hashable, Sendable {
        /// Workers in one day that are never too many.
        package let least: Int
        /// How many times the own median.
        package let factor: Int
        /// Days over which median and percentile are taken.
        package let days: Int
        /// The percentile of the role's days, 1 to 100.
        package let percentile: Int

        /// Takes thresholds.
        package init(least: Int, factor: Int, days: Int, percentile: Int) {
            self.least = least
            self.factor = factor
            self.days = days
            self.percentile = percentile
        }
    }

    private struct Today {
        var subjects: Set<Int> = []
        var evidence: [Evidence] = []
        let seen: Observation
        var last: LogTime
    }

    private struct Past {
        let day: Int
        let count: Int
    }

    private let thresholds: Thresholds
    private var today: [Int: Today] = [:]
    private var ownDays: [Int: [Past]] = [:]
    private var roleDays: [Int: [Past]] = [:]

    init(_ thresholds: Thresholds) { self.thresholds = thresholds }

    mutating func observe(_ seen: Observation, _ alerts: inout AlertBook) {
        guard seen.isAccess, let pair = seen.pair else { return }
        var own = today[pair.actor] ?? Today(seen: seen, last: seen.row.entry.time)
        guard own.subjects.insert(pair.subject).inserted else { return }
        own.evidence.append(seen.evidence)
        own.last = seen.row.entry.time
        today[pair.actor] = own
    }

    mutating func endDay(_ day: Int, _ alerts: inout AlertBook) {
        // The days before are compared, so that one burst does not raise its own measure; members
        // in the order of their first access, so that the same log gives the same list.
        let members = today.sorted { $0.value.evidence[0].index < $1.value.evidence[0].index }
        for (actor, own) in members {
            let count = own.subjects.count
            let median = median(of: recent(ownDays[actor], before: day))
            let role = own.seen.role.flatMap { roleDays[$0] }
            let usual = percentile(of: recent(role, before: day))
            guard count > max(thresholds.least, thresholds.factor * median), count > usual else {
                continue
            }
            alerts.open(
                .breadth, own.evidence, actor: own.seen.row.entry.actor,
                first: own.seen.row.entry.time, last: own.last,
                sentence: sentence(own.seen, count, median, usual))
        }
        for (actor, own) in members {
            let past = Past(day: day, count: own.subjects.count)
            ownDays[actor] = recent(ownDays[actor], before: day) + [past]
            if let role = own.seen.role {
                roleDays[role] = recent(roleDays[role], before: day) + [past]
            }
        }
        today = [:]
    }

    private func recent(_ past: [Past]?, before day: Int) -> [Past] {
        (past ?? []).filter { $0.day + thresholds.days >= day }
    }

    /// The middle of the counts, the lower one of two; 0 of none.
    private func median(of past: [Past]) -> Int {
        let counts = past.map(\.count).sorted()
        return counts.isEmpty ? 0 : counts[(counts.count - 1) / 2]
    }

    /// The smallest count that the percentile of the days does not exceed (nearest rank); 0 of none.
    private func percentile(of past: [Past]) -> Int {
        let counts = past.map(\.count).sorted()
        guard !counts.isEmpty else { return 0 }
        let rank = (counts.count * thresholds.percentile + 99) / 100
        return counts[max(rank, 1) - 1]
    }

    private func sentence(
        _ seen: Observation, _ count: Int, _ median: Int, _ usual: Int
    ) -> LocalizedText {
        let share = thresholds.percentile
        return LocalizedText(
            nl: "\(seen.member(.nl)) kwam op \(seen.civilDay) in de dossiers van \(count) "
                + "werknemers; zelf doorgaans \(median) op een dag, en in deze rol op \(share) % "
                + "van de dagen ten hoogste \(usual).",
            fr: "\(seen.member(.fr)) a accédé le \(seen.civilDay) aux dossiers de \(count) "
                + "travailleurs ; d’habitude \(median) par jour, et dans ce rôle \(usual) au plus "
                + "pendant \(share) % des jours.",
            de: "\(seen.member(.de)) griff am \(seen.civilDay) auf die Dossiers von \(count) "
                + "Arbeitnehmern zu; selbst meist \(median) am Tag, und in dieser Rolle an "
                + "\(share) % der Tage höchstens \(usual).",
            en: "\(seen.member(.en)) got into the dossiers of \(count) workers on "
                + "\(seen.civilDay); usually \(median) in a day, and at most \(usual) on "
                + "\(share) % of the role's days.")
    }
}
