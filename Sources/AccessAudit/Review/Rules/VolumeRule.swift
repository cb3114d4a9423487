internal import Records
internal import TransparencyLog

/// Rule 12: more exports and prints, records, or searches of one member in a day than allowed.
///
/// What several people approved does not count.
/// The vault finds a dossier by an exact value under a key, so that a search with wildcards, which
/// other products have to watch for, does not exist; many exact searches do.
package struct VolumeRule: DetectionRule {
    /// The thresholds.
    package struct Thresholds: Hashable, Sendable {
        /// Exports and prints in a day that are not too many.
        package let exports: Int
        /// Records opened or given on in a day that are not too many.
        package let records: Int
        /// Searches in a day that are not too many.
        package let searches: Int

        /// Takes thresholds.
        package init(exports: Int, records: Int, searches: Int) {
            self.exports = exports
            self.records = records
            self.searches = searches
        }
    }

    private enum Kind: Int, CaseIterable {
        case exports, records, searches
    }

    private struct Key: Hashable {
        let actor: Int
        let kind: Kind
    }

    private struct Today {
        var count = 0
        var evidence: [Evidence] = []
        var alert: Int?
        let first: LogTime
    }

    private let thresholds: Thresholds
    private var today: [Key: Today] = [:]

    init(_ thresholds: Thresholds) { self.thresholds = thresholds }

    mutating func observe(_ seen: Observation, _ alerts: inout AlertBook) {
        let entry = seen.row.entry
        guard entry.outcome == .allowed, entry.reason != .duty, entry.approvals.isEmpty,
            let actor = seen.actor
        else { return }
        switch entry.event {
        case .sectionExported, .sectionPrinted, .logExported:
            count(seen, Key(actor: actor, kind: .exports), &alerts)
        case .searched: count(seen, Key(actor: actor, kind: .searches), &alerts)
        default: break
        }
        // An exported record is a record too.
        if seen.isAccess, entry.event != .sectionWritten {
            count(seen, Key(actor: actor, kind: .records), &alerts)
        }
    }

    mutating func endDay(_ day: Int, _ alerts: inout AlertBook) { today = [:] }

    private mutating func count(_ seen: Observation, _ key: Key, _ alerts: inout AlertBook) {
        var own = today[key] ?? Today(first: seen.row.entry.time)
        own.count += 1
        if let number = own.alert {
            alerts.extend(number, by: seen, sentence: sentence(seen, key.kind, own.count))
        } else {
            if own.evidence.count < Alert.maximumEvidence { own.evidence.append(seen.evidence) }
            if own.count > limit(key.kind) {
                own.alert = alerts.open(
                    .volume, own.evidence, count: own.count, actor: seen.row.entry.actor,
                    first: own.first, last: seen.row.entry.time,
                    sentence: sentence(seen, key.kind, own.count))
                own.evidence = []
            }
        }
        today[key] = own
    }

    private func limit(_ kind: Kind) -> Int {
        switch kind {
        case .exports: thresholds.exports
        case .records: thresholds.records
        case .searches: thresholds.searches
        }
    }

    private func sentence(_ seen: Observation, _ kind: Kind, _ count: Int) -> LocalizedText {
        let limit = limit(kind)
        let what =
            switch kind {
            case .exports:
                LocalizedText(
                    nl: "exports en afdrukken", fr: "exportations et impressions",
                    de: "Exporte und Ausdrucke", en: "exports and prints")
            case .records:
                LocalizedText(
                    nl: "geopende stukken", fr: "pièces ouvertes", de: "geöffnete Unterlagen",
                    en: "records opened")
            case .searches:
                LocalizedText(
                    nl: "zoekopdrachten", fr: "recherches", de: "Suchen", en: "searches")
            }
        return LocalizedText(
            nl: "\(seen.member(.nl)) kwam op \(seen.civilDay) tot \(count) \(what.nl), meer dan "
                + "\(limit).",
            fr: "\(seen.member(.fr)) est arrivé le \(seen.civilDay) à \(count) \(what.fr), plus de "
                + "\(limit).",
            de: "\(seen.member(.de)) kam am \(seen.civilDay) auf \(count) \(what.de), mehr als "
                + "\(limit).",
            en: "\(seen.member(.en)) came to \(count) \(what.en) on \(seen.civilDay), more than "
                + "\(limit).")
    }
}
