package import Records
package import TransparencyLog

/// A decision about the log that stands on the oversight chain, as far as the review needs it.
package struct ApprovedDecision: Hashable, Sendable {
    /// The log index of its entry.
    package let index: UInt64
    /// What it allows.
    package let measure: LogDecision.Measure.Word
    /// From when on it allows nothing any more.
    package let expires: Instant

    /// Takes a decision.
    package init(index: UInt64, measure: LogDecision.Measure.Word, expires: Instant) {
        self.index = index
        self.measure = measure
        self.expires = expires
    }
}

/// Rule 14: what several people must approve was approved by fewer, or not at all.
///
/// Names behind tags, erasure, pruning and policies are decided by statements that others approve;
/// what is done on the strength of a decision names its entry. Alerts: fewer approvers beside the
/// one who stated it than the file asks for; no decision that allows it; one that has expired; one
/// to erase or to prune that was used before (names may be read until it expires). The approvers of
/// an entry are distinct and never the member who acted: the reader of a line refuses anything else.
package struct ApprovalsRule: DetectionRule {
    /// The thresholds.
    package struct Thresholds: Hashable, Sendable {
        /// For each event the least number of approvers beside the one who acts.
        package let approvers: [LogEntry.Event: Int]

        /// Takes thresholds.
        package init(approvers: [LogEntry.Event: Int]) { self.approvers = approvers }
    }

    private struct Use: Hashable {
        let event: LogEntry.Event
        let decision: UInt64
    }

    private let thresholds: Thresholds
    private let decisions: [UInt64: ApprovedDecision]
    private var used: Set<Use> = []

    /// Takes thresholds and the decisions of the oversight chain.
    init(_ thresholds: Thresholds, decisions: [ApprovedDecision]) {
        self.thresholds = thresholds
        self.decisions = Dictionary(decisions.map { ($0.index, $0) }) { first, _ in first }
    }

    mutating func observe(_ seen: Observation, _ alerts: inout AlertBook) {
        let entry = seen.row.entry
        guard entry.outcome == .allowed, let needed = thresholds.approvers[entry.event] else {
            return
        }
        if let fault = fault(seen, needed) {
            alerts.open(.approvals, seen, sentence: sentence(seen, fault))
        }
    }

    private enum Fault {
        case few(Int, Int)
        case noDecision, expired, used
    }

    private mutating func fault(_ seen: Observation, _ needed: Int) -> Fault? {
        let entry = seen.row.entry
        let measures = entry.event.decidedBy
        // An event that is its own decision, or the entry of a decision.
        if measures.isEmpty || decisions[seen.row.index] != nil {
            let found = entry.approvals.count
            return found >= needed ? nil : .few(found, needed)
        }
        guard let reference = entry.reference, let decision = decisions[reference],
            measures.contains(decision.measure)
        else { return .noDecision }
        guard Int64(entry.time.seconds) < decision.expires.seconds else { return .expired }
        guard entry.event != .logUnmasked else { return nil }
        let use = Use(event: entry.event, decision: reference)
        return used.insert(use).inserted ? nil : .used
    }

    private func sentence(_ seen: Observation, _ fault: Fault) -> LocalizedText {
        let event = seen.row.entry.event.rawValue
        let why =
            switch fault {
            case .few(let found, let needed):
                LocalizedText(
                    nl: "\(found) goedkeuringen van anderen waar er \(needed) nodig zijn",
                    fr: "\(found) approbations d’autres personnes au lieu de \(needed)",
                    de: "\(found) Genehmigungen anderer, wo \(needed) nötig sind",
                    en: "\(found) approvals by others where \(needed) are needed")
            case .noDecision:
                LocalizedText(
                    nl: "geen beslissing die het toelaat", fr: "aucune décision qui le permette",
                    de: "keine Entscheidung, die es erlaubt", en: "no decision that allows it")
            case .expired:
                LocalizedText(
                    nl: "de beslissing was verlopen", fr: "la décision avait expiré",
                    de: "die Entscheidung war abgelaufen", en: "the decision had expired")
            case .used:
                LocalizedText(
                    nl: "de beslissing was al gebruikt", fr: "la décision avait déjà servi",
                    de: "die Entscheidung war schon verwendet",
                    en: "the decision had been used before")
            }
        return LocalizedText(
            nl: "`\(event)` op \(seen.civilDay) door \(seen.member(.nl)): \(why.nl).",
            fr: "`\(event)` le \(seen.civilDay) par \(seen.member(.fr)) : \(why.fr).",
            de: "`\(event)` am \(seen.civilDay) durch \(seen.member(.de)): \(why.de).",
            en: "`\(event)` on \(seen.civilDay) by \(seen.member(.en)): \(why.en).")
    }
}

extension LogEntry.Event {
    /// The measures of which a decision must allow the event; empty when no decision is needed.
    var decidedBy: Set<LogDecision.Measure.Word> {
        switch self {
        case .logUnmasked: [.unmask, .staffNames]
        case .subjectErased: [.erase]
        case .logPruned: [.prune]
        default: []
        }
    }
}
