internal import Records
internal import TransparencyLog

/// Rule 5: one member in one worker's dossier on many days, unexplained.
package struct DepthRule: DetectionRule {
    /// The thresholds.
    package struct Thresholds: Hashable, Sendable {
        /// Days with an unexplained access that are too many.
        package let days: Int
        /// Days within which they count.
        package let within: Int

        /// Takes thresholds.
        package init(days: Int, within: Int) {
            self.days = days
            self.within = within
        }
    }

    private struct Visits {
        /// The first access of each day that can still count.
        var days: [Observation] = []
        var alert: Int?
    }

    private let thresholds: Thresholds
    private var visits: [Observation.Pair: Visits] = [:]

    init(_ thresholds: Thresholds) { self.thresholds = thresholds }

    mutating func observe(_ seen: Observation, _ alerts: inout AlertBook) {
        guard seen.isAccess, !seen.isExplained, let pair = seen.pair else { return }
        var own = visits[pair] ?? Visits()
        guard own.days.last?.day != seen.day else { return }
        own.days.removeAll { $0.day + thresholds.within <= seen.day }
        if own.days.isEmpty { own.alert = nil }
        own.days.append(seen)
        if let number = own.alert {
            let sentence = sentence(seen, alerts.count(number) + 1)
            alerts.extend(number, by: seen, sentence: sentence)
        } else if own.days.count >= thresholds.days {
            own.alert = alerts.open(
                .depth, own.days.map(\.evidence), actor: seen.row.entry.actor,
                subject: seen.row.entry.subject, first: own.days[0].row.entry.time,
                last: seen.row.entry.time, sentence: sentence(seen, own.days.count))
        }
        visits[pair] = own
    }

    mutating func endDay(_ day: Int, _ alerts: inout AlertBook) {
        visits = visits.filter { ($0.value.days.last?.day ?? 0) + thresholds.within > day }
    }

    private func sentence(_ seen: Observation, _ days: Int) -> LocalizedText {
        LocalizedText(
            nl: "\(seen.member(.nl)) kwam tot \(seen.civilDay) op \(days) dagen in het dossier van "
                + "werknemer \(seen.worker), zonder reden die de kluis kent.",
            fr: "\(seen.member(.fr)) a accédé pendant \(days) jours, jusqu’au \(seen.civilDay), au "
                + "dossier du travailleur \(seen.worker), sans raison connue du coffre.",
            de: "\(seen.member(.de)) griff bis \(seen.civilDay) an \(days) Tagen auf das Dossier "
                + "des Arbeitnehmers \(seen.worker) zu, ohne Grund, den der Tresor kennt.",
            en: "\(seen.member(.en)) got into the dossier of worker \(seen.worker) on \(days) days "
                + "until \(seen.civilDay), without a reason that the vault knows.")
    }
}
