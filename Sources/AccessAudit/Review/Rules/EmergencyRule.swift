internal import Records
internal import TransparencyLog

/// Rule 2: every use of the emergency procedure, until somebody else has reviewed it.
///
/// A use begins with its declaration, or with the first access of a member to a worker under it,
/// and holds for a window. An access after the window of a declared use is an alert of its own.
package struct EmergencyRule: DetectionRule {
    /// The thresholds.
    package struct Thresholds: Hashable, Sendable {
        /// Hours that a use lasts.
        package let windowHours: Int

        /// Takes thresholds.
        package init(windowHours: Int) { self.windowHours = windowHours }
    }

    private struct Use {
        let alert: Int
        let start: UInt64
        let isDeclared: Bool
    }

    private let window: UInt64
    private var uses: [Observation.Pair: Use] = [:]

    init(_ thresholds: Thresholds) { window = UInt64(thresholds.windowHours) * 3600 }

    mutating func observe(_ seen: Observation, _ alerts: inout AlertBook) {
        let entry = seen.row.entry
        guard entry.outcome == .allowed, let pair = seen.pair else { return }
        let isDeclaration = entry.event == .emergencyDeclared
        guard isDeclaration || (entry.isEmergency && seen.isAccess) else { return }
        if !isDeclaration, let use = uses[pair] {
            if seen.elapsed(since: use.start) <= window {
                let sentence = Self.sentence(seen, alerts.count(use.alert) + 1)
                alerts.extend(use.alert, by: seen, sentence: sentence)
                return
            }
            if use.isDeclared {
                alerts.open(.emergency, seen, sentence: lateSentence(seen))
                return
            }
        }
        uses[pair] = Use(
            alert: alerts.open(.emergency, seen, sentence: Self.sentence(seen, 1)),
            start: seen.seconds, isDeclared: isDeclaration)
    }

    private static func sentence(_ seen: Observation, _ count: Int) -> LocalizedText {
        LocalizedText(
            nl: "\(seen.member(.nl)) gebruikte op \(seen.civilDay) de noodprocedure voor werknemer "
                + "\(seen.worker) (\(count) regels); een ander moet dit beoordelen.",
            fr: "\(seen.member(.fr)) a utilisé le \(seen.civilDay) la procédure d’urgence pour le "
                + "travailleur \(seen.worker) (\(count) lignes) ; une autre personne doit "
                + "l’examiner.",
            de: "\(seen.member(.de)) nutzte am \(seen.civilDay) das Notfallverfahren für "
                + "Arbeitnehmer \(seen.worker) (\(count) Einträge); eine andere Person muss es "
                + "prüfen.",
            en: "\(seen.member(.en)) used the emergency procedure for worker \(seen.worker) on "
                + "\(seen.civilDay) (\(count) entries); somebody else has to review it.")
    }

    private func lateSentence(_ seen: Observation) -> LocalizedText {
        let hours = window / 3600
        return LocalizedText(
            nl:
                "\(seen.member(.nl)) kwam op \(seen.civilDay) onder de noodprocedure in het dossier "
                + "van werknemer \(seen.worker), meer dan \(hours) uur nadat de nood was "
                + "aangegeven.",
            fr: "\(seen.member(.fr)) a accédé le \(seen.civilDay) en urgence au dossier du "
                + "travailleur \(seen.worker), plus de \(hours) heures après la déclaration de "
                + "l’urgence.",
            de: "\(seen.member(.de)) griff am \(seen.civilDay) im Notfallverfahren auf das Dossier "
                + "des Arbeitnehmers \(seen.worker) zu, mehr als \(hours) Stunden nachdem der "
                + "Notfall erklärt worden war.",
            en: "\(seen.member(.en)) got into the dossier of worker \(seen.worker) under the "
                + "emergency procedure on \(seen.civilDay), more than \(hours) hours after the "
                + "emergency was declared.")
    }
}
