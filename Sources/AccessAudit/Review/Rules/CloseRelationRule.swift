internal import Records
internal import TransparencyLog

/// Rule 8: a member in the own dossier by another way than the worker's own view, in that of
/// somebody of the own household, or, unexplained, in a colleague's.
///
/// An explanation does not excuse the own dossier or the household. It does excuse a colleague's:
/// the employer's human resources see nobody else's.
struct CloseRelationRule: DetectionRule {
    private struct Key: Hashable {
        let pair: Observation.Pair
        let match: AccessFacts.Match
    }

    private var today: [Key: Int] = [:]

    mutating func observe(_ seen: Observation, _ alerts: inout AlertBook) {
        guard seen.isAccess, let pair = seen.pair, let match = match(seen) else { return }
        let key = Key(pair: pair, match: match)
        if let number = today[key] {
            alerts.extend(number, by: seen, sentence: Self.sentence(seen, match))
        } else {
            today[key] = alerts.open(
                .closeRelation, seen, sentence: Self.sentence(seen, match))
        }
    }

    mutating func endDay(_ day: Int, _ alerts: inout AlertBook) { today = [:] }

    private func match(_ seen: Observation) -> AccessFacts.Match? {
        let facts = seen.row.facts
        if facts.matches.contains(.same) {
            return seen.isWorkersSide ? nil : .same
        }
        if facts.matches.contains(.household) {
            // A legal representative often lives with the worker.
            return seen.isWorkersSide && seen.isExplained ? nil : .household
        }
        return facts.matches.contains(.coworker) && !seen.isExplained ? .coworker : nil
    }

    private static func sentence(
        _ seen: Observation, _ match: AccessFacts.Match
    ) -> LocalizedText {
        let relation =
            switch match {
            case .same:
                LocalizedText(
                    nl: "is die werknemer zelf", fr: "est ce travailleur même",
                    de: "ist dieser Arbeitnehmer selbst", en: "is that worker")
            case .household:
                LocalizedText(
                    nl: "deelt achternaam en adres met die werknemer",
                    fr: "partage nom et adresse avec ce travailleur",
                    de: "teilt Nachnamen und Anschrift mit diesem Arbeitnehmer",
                    en: "shares surname and address with that worker")
            case .coworker:
                LocalizedText(
                    nl: "hoort bij dezelfde werkgever, zonder andere reden",
                    fr: "relève du même employeur, sans autre raison",
                    de: "gehört zum selben Arbeitgeber, ohne anderen Grund",
                    en: "belongs to the same employer, with no other reason")
            }
        return LocalizedText(
            nl: "\(seen.member(.nl)) kwam op \(seen.civilDay) in het dossier van werknemer "
                + "\(seen.worker) en \(relation.nl).",
            fr: "\(seen.member(.fr)) a accédé le \(seen.civilDay) au dossier du travailleur "
                + "\(seen.worker) et \(relation.fr).",
            de: "\(seen.member(.de)) griff am \(seen.civilDay) auf das Dossier des Arbeitnehmers "
                + "\(seen.worker) zu und \(relation.de).",
            en: "\(seen.member(.en)) got into the dossier of worker \(seen.worker) on "
                + "\(seen.civilDay) and \(relation.en).")
    }
}
