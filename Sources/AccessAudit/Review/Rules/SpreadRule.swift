internal import Records
internal import TransparencyLog

/// Rule 6: many members without a reason in one worker's dossier, as when a known person falls ill
/// (85 of a hospital's staff looked at one patient: AP, HagaZiekenhuis, 18 June 2019).
package struct SpreadRule: DetectionRule {
    /// The thresholds.
    package struct Thresholds: Hashable, Sendable {
        /// Unexplained members that are too many.
        package let actors: Int
        /// Days within which they count.
        package let days: Int

        /// Takes thresholds.
        package init(actors: Int, days: Int) {
            self.actors = actors
            self.days = days
        }
    }

    private struct Visitors {
        /// The latest access of each member that can still count.
        var latest: [Int: Observation] = [:]
        var alert: Int?
    }

    private let thresholds: Thresholds
    private var visitors: [Int: Visitors] = [:]

    init(_ thresholds: Thresholds) { self.thresholds = thresholds }

    mutating func observe(_ seen: Observation, _ alerts: inout AlertBook) {
        guard seen.isAccess, !seen.isExplained, let pair = seen.pair else { return }
        var all = visitors[pair.subject] ?? Visitors()
        all.latest = all.latest.filter { $0.value.day + thresholds.days > seen.day }
        if all.latest.isEmpty { all.alert = nil }
        let isNew = all.latest.updateValue(seen, forKey: pair.actor) == nil
        if let number = all.alert {
            if isNew {
                alerts.extend(number, by: seen, sentence: sentence(seen, all.latest.count))
            }
        } else if all.latest.count >= thresholds.actors {
            let rows = all.latest.values.sorted { $0.row.index < $1.row.index }
            all.alert = alerts.open(
                .spread, rows.map(\.evidence), subject: seen.row.entry.subject,
                first: rows[0].row.entry.time, last: seen.row.entry.time,
                sentence: sentence(seen, rows.count))
        }
        visitors[pair.subject] = all
    }

    mutating func endDay(_ day: Int, _ alerts: inout AlertBook) {
        visitors = visitors.filter { _, all in
            all.latest.values.contains { $0.day + thresholds.days > day }
        }
    }

    private func sentence(_ seen: Observation, _ actors: Int) -> LocalizedText {
        let days = thresholds.days
        return LocalizedText(
            nl:
                "\(actors) personen kwamen tot \(seen.civilDay) binnen \(days) dagen in het dossier "
                + "van werknemer \(seen.worker), zonder reden die de kluis kent.",
            fr: "\(actors) personnes ont accédé en \(days) jours, jusqu’au \(seen.civilDay), au "
                + "dossier du travailleur \(seen.worker), sans raison connue du coffre.",
            de: "\(actors) Personen griffen bis \(seen.civilDay) innerhalb von \(days) Tagen auf "
                + "das Dossier des Arbeitnehmers \(seen.worker) zu, ohne Grund, den der Tresor "
                + "kennt.",
            en: "\(actors) members got into the dossier of worker \(seen.worker) within \(days) "
                + "days until \(seen.civilDay), without a reason that the vault knows.")
    }
}
