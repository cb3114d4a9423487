internal import Records
internal import TransparencyLog

/// Rule 1: every access that nothing explains; those of one member to one worker on one day are
/// one alert.
///
/// Explain first: more than nine in ten accesses have a simple reason (Fabbri and LeFevre, JAMIA
/// 2013), and only what is left is worth a person's time. A use of the emergency procedure is left
/// to ``EmergencyRule``, which asks for a review of each.
struct UnexplainedAccessRule: DetectionRule {
    private var today: [Observation.Pair: Int] = [:]

    mutating func observe(_ seen: Observation, _ alerts: inout AlertBook) {
        guard seen.isAccess, !seen.isExplained, !seen.row.entry.isEmergency, let pair = seen.pair
        else { return }
        if let number = today[pair] {
            let sentence = Self.sentence(seen, alerts.count(number) + 1)
            alerts.extend(number, by: seen, sentence: sentence)
        } else {
            today[pair] = alerts.open(.unexplained, seen, sentence: Self.sentence(seen, 1))
        }
    }

    mutating func endDay(_ day: Int, _ alerts: inout AlertBook) { today = [:] }

    private static func sentence(_ seen: Observation, _ count: Int) -> LocalizedText {
        LocalizedText(
            nl: "\(seen.member(.nl)) kwam op \(seen.civilDay) in het dossier van werknemer "
                + "\(seen.worker) (\(count)×) zonder toewijzing, taak, toestemming of andere reden "
                + "die de kluis kent.",
            fr: "\(seen.member(.fr)) a accédé le \(seen.civilDay) au dossier du travailleur "
                + "\(seen.worker) (\(count)×) sans attribution, tâche, consentement ni autre "
                + "raison connue du coffre.",
            de: "\(seen.member(.de)) griff am \(seen.civilDay) auf das Dossier des Arbeitnehmers "
                + "\(seen.worker) zu (\(count)×), ohne Zuweisung, Aufgabe, Einwilligung oder "
                + "anderen Grund, den der Tresor kennt.",
            en: "\(seen.member(.en)) got into the dossier of worker \(seen.worker) on "
                + "\(seen.civilDay) (\(count)×) without an assignment, task, consent or other "
                + "reason that the vault knows.")
    }
}
