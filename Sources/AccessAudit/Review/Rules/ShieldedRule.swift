package import Records
internal import TransparencyLog

/// Rule 9: an access to a shielded dossier; for the listed roles only an unexplained one.
package struct ShieldedRule: DetectionRule {
    /// The thresholds.
    package struct Thresholds: Hashable, Sendable {
        /// Roles whose explained accesses are let be.
        package let roles: Set<Role>

        /// Takes thresholds.
        package init(roles: Set<Role>) { self.roles = roles }
    }

    private let thresholds: Thresholds
    private var today: [Observation.Pair: Int] = [:]

    init(_ thresholds: Thresholds) { self.thresholds = thresholds }

    mutating func observe(_ seen: Observation, _ alerts: inout AlertBook) {
        guard seen.isAccess, seen.row.facts.isShielded, let pair = seen.pair else { return }
        let isListed = thresholds.roles.contains { $0.rawValue == seen.row.entry.role?.description }
        guard !(isListed && seen.isExplained) else { return }
        if let number = today[pair] {
            alerts.extend(number, by: seen, sentence: Self.sentence(seen))
        } else {
            today[pair] = alerts.open(.shielded, seen, sentence: Self.sentence(seen))
        }
    }

    mutating func endDay(_ day: Int, _ alerts: inout AlertBook) { today = [:] }

    private static func sentence(_ seen: Observation) -> LocalizedText {
        LocalizedText(
            nl: "\(seen.member(.nl)) kwam op \(seen.civilDay) in het afgeschermde dossier van "
                + "werknemer \(seen.worker).",
            fr: "\(seen.member(.fr)) a accédé le \(seen.civilDay) au dossier protégé du "
                + "travailleur \(seen.worker).",
            de: "\(seen.member(.de)) griff am \(seen.civilDay) auf das geschützte Dossier des "
                + "Arbeitnehmers \(seen.worker) zu.",
            en: "\(seen.member(.en)) got into the shielded dossier of worker \(seen.worker) on "
                + "\(seen.civilDay).")
    }
}
