internal import Records
internal import TransparencyLog

/// Rule 11: an access to a dossier long after its process ended, or to an erased worker's.
///
/// While a hold is on a worker, ended dossiers are let be; the worker's own view always is.
package struct EndedDossierRule: DetectionRule {
    /// The thresholds.
    package struct Thresholds: Hashable, Sendable {
        /// Days after the end from which on an access is late.
        package let days: Int

        /// Takes thresholds.
        package init(days: Int) { self.days = days }
    }

    private let thresholds: Thresholds
    private var erased: Set<Int> = []
    private var held: Set<Int> = []
    private var today: [Observation.Pair: Int] = [:]

    init(_ thresholds: Thresholds) { self.thresholds = thresholds }

    mutating func observe(_ seen: Observation, _ alerts: inout AlertBook) {
        let entry = seen.row.entry
        guard entry.outcome == .allowed, let subject = seen.subject else { return }
        switch entry.event {
        case .subjectErased: erased.insert(subject)
        case .holdPlaced: held.insert(subject)
        case .holdLifted: held.remove(subject)
        default: access(seen, subject, &alerts)
        }
    }

    mutating func endDay(_ day: Int, _ alerts: inout AlertBook) { today = [:] }

    private mutating func access(_ seen: Observation, _ subject: Int, _ alerts: inout AlertBook) {
        guard seen.isAccess, let pair = seen.pair else { return }
        let sentence: LocalizedText
        if erased.contains(subject) {
            sentence = Self.erasedSentence(seen)
        } else if let days = seen.row.facts.daysSinceEnd, days >= UInt64(thresholds.days),
            !held.contains(subject), !seen.isWorkersSide
        {
            sentence = Self.lateSentence(seen, days)
        } else {
            return
        }
        if let number = today[pair] {
            alerts.extend(number, by: seen, sentence: sentence)
        } else {
            today[pair] = alerts.open(.ended, seen, sentence: sentence)
        }
    }

    private static func lateSentence(_ seen: Observation, _ days: UInt64) -> LocalizedText {
        LocalizedText(
            nl: "\(seen.member(.nl)) kwam op \(seen.civilDay) in het dossier van werknemer "
                + "\(seen.worker), \(days) dagen nadat het traject was geëindigd.",
            fr: "\(seen.member(.fr)) a accédé le \(seen.civilDay) au dossier du travailleur "
                + "\(seen.worker), \(days) jours après la fin du trajet.",
            de: "\(seen.member(.de)) griff am \(seen.civilDay) auf das Dossier des Arbeitnehmers "
                + "\(seen.worker) zu, \(days) Tage nach dem Ende des Verfahrens.",
            en: "\(seen.member(.en)) got into the dossier of worker \(seen.worker) on "
                + "\(seen.civilDay), \(days) days after its process ended.")
    }

    private static func erasedSentence(_ seen: Observation) -> LocalizedText {
        LocalizedText(
            nl: "\(seen.member(.nl)) kwam op \(seen.civilDay) bij werknemer \(seen.worker), die "
                + "gewist is.",
            fr: "\(seen.member(.fr)) a accédé le \(seen.civilDay) au travailleur \(seen.worker), "
                + "qui est effacé.",
            de: "\(seen.member(.de)) griff am \(seen.civilDay) auf den Arbeitnehmer "
                + "\(seen.worker) zu, der gelöscht ist.",
            en: "\(seen.member(.en)) got at worker \(seen.worker) on \(seen.civilDay), who was "
                + "erased.")
    }
}
