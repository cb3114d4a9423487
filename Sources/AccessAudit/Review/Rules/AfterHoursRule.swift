internal import Records
internal import TransparencyLog

/// Rule 7: an unexplained access at an hour at which neither the member nor the role is usually
/// there.
///
/// An hour is unusual when less than `percent` of the earlier accesses lie in it or in the hour
/// before or after it, on days of the same kind (working or free). A share and not an interval,
/// so that a night shift, which goes round midnight, has usual hours too. With fewer than
/// `history` earlier accesses nothing is usual yet: a member is then judged by the role alone, and
/// a role by the office hours of the file.
package struct AfterHoursRule: DetectionRule {
    /// The thresholds.
    package struct Thresholds: Hashable, Sendable {
        /// The first office hour, 0 to 23.
        package let opens: Int
        /// The first hour after the office hours, 1 to 24.
        package let closes: Int
        /// Below how many hundredths of the accesses an hour is unusual.
        package let percent: Int
        /// How many accesses make a habit.
        package let history: Int

        /// Takes thresholds.
        package init(opens: Int, closes: Int, percent: Int, history: Int) {
            self.opens = opens
            self.closes = closes
            self.percent = percent
            self.history = history
        }
    }

    /// How many accesses lay in each hour, working days first, then free days.
    private struct Hours {
        var counts = [UInt32](repeating: 0, count: 48)
        var total = 0

        mutating func add(_ hour: Int, _ isFreeDay: Bool) {
            counts[hour + (isFreeDay ? 24 : 0)] += 1
            total += 1
        }

        /// How many accesses lie in the hour and its neighbours on days of the kind.
        func around(_ hour: Int, _ isFreeDay: Bool) -> Int {
            [23, 0, 1].reduce(0) { sum, step in
                sum + Int(counts[(hour + step) % 24 + (isFreeDay ? 24 : 0)])
            }
        }
    }

    private let thresholds: Thresholds
    private var own: [Int: Hours] = [:]
    private var ofRole: [Int: Hours] = [:]
    private var today: [Observation.Pair: Int] = [:]

    init(_ thresholds: Thresholds) { self.thresholds = thresholds }

    mutating func observe(_ seen: Observation, _ alerts: inout AlertBook) {
        guard seen.isAccess, let pair = seen.pair else { return }
        if !seen.isExplained, isUnusual(seen, pair.actor) {
            if let number = today[pair] {
                alerts.extend(number, by: seen, sentence: Self.sentence(seen))
            } else {
                today[pair] = alerts.open(.afterHours, seen, sentence: Self.sentence(seen))
            }
        }
        own[pair.actor, default: Hours()].add(seen.hour, seen.isFreeDay)
        if let role = seen.role { ofRole[role, default: Hours()].add(seen.hour, seen.isFreeDay) }
    }

    mutating func endDay(_ day: Int, _ alerts: inout AlertBook) { today = [:] }

    private func isUnusual(_ seen: Observation, _ actor: Int) -> Bool {
        let isUnusualForRole =
            isUnusual(seen, among: seen.role.flatMap { ofRole[$0] })
            ?? (seen.isFreeDay || !(thresholds.opens..<thresholds.closes).contains(seen.hour))
        return isUnusualForRole && (isUnusual(seen, among: own[actor]) ?? true)
    }

    private func isUnusual(_ seen: Observation, among hours: Hours?) -> Bool? {
        guard let hours, hours.total >= thresholds.history else { return nil }
        let around = hours.around(seen.hour, seen.isFreeDay)
        return around * 100 < thresholds.percent * hours.total
    }

    private static func sentence(_ seen: Observation) -> LocalizedText {
        LocalizedText(
            nl: "\(seen.member(.nl)) kwam op \(seen.civilDay) om \(seen.clock) in het dossier van "
                + "werknemer \(seen.worker): een ongewoon uur voor persoon en rol, zonder reden "
                + "die de kluis kent.",
            fr: "\(seen.member(.fr)) a accédé le \(seen.civilDay) à \(seen.clock) au dossier du "
                + "travailleur \(seen.worker) : heure inhabituelle pour la personne et le rôle, "
                + "sans raison connue du coffre.",
            de:
                "\(seen.member(.de)) griff am \(seen.civilDay) um \(seen.clock) auf das Dossier des "
                + "Arbeitnehmers \(seen.worker) zu: eine für Person und Rolle ungewöhnliche "
                + "Stunde, ohne Grund, den der Tresor kennt.",
            en: "\(seen.member(.en)) got into the dossier of worker \(seen.worker) on "
                + "\(seen.civilDay) at \(seen.clock): an unusual hour for the member and the role, "
                + "without a reason that the vault knows.")
    }
}
