internal import CryptoPrimitives
package import Records
internal import TransparencyLog

/// A head of the log that was given out.
package struct PublishedHead: Hashable, Sendable {
    /// The number of entries.
    package let size: UInt64
    /// When it was cosigned, or given out; `nil` when nothing tells.
    package let time: Instant?
    /// Whether enough witnesses signed it; `nil` when no policy asks for any.
    package let hasQuorum: Bool?

    /// Takes a head.
    package init(size: UInt64, time: Instant?, hasQuorum: Bool?) {
        self.size = size
        self.time = time
        self.hasQuorum = hasQuorum
    }
}

/// What is known of the log's heads when it is reviewed.
package struct LogHeads: Hashable, Sendable {
    /// The heads that were given out, by size.
    package let heads: [PublishedHead]
    /// The moment of the review.
    package let now: Instant

    /// Takes heads in any order.
    package init(_ heads: [PublishedHead], now: Instant) {
        self.heads = heads.sorted {
            ($0.size, $0.time?.seconds ?? 0) < ($1.size, $1.time?.seconds ?? 0)
        }
        self.now = now
    }
}

/// Rule 15: entries that are missing, time that runs backwards, details that are gone although
/// nobody erased the worker, and heads that were given out too seldom or without their witnesses.
///
/// Of heads only what the reviewer has is judged: without any there is no alert about them.
package struct LogHealthRule: DetectionRule {
    /// The thresholds.
    package struct Thresholds: Hashable, Sendable {
        /// Hours between two heads that are not too many.
        package let headHours: Int

        /// Takes thresholds.
        package init(headHours: Int) { self.headHours = headHours }
    }

    private struct Missing {
        var evidence: [Evidence] = []
        var count = 0
        let seen: Observation
        var last: LogTime
    }

    private let thresholds: Thresholds
    private let heads: LogHeads?
    private var previous: Observation?
    private var erased: Set<Int> = []
    /// Entries whose details are gone, by worker; under -1 those about none.
    private var missing: [Int: Missing] = [:]
    /// The entries at which heads ended.
    private var ends: [UInt64: Observation] = [:]
    private let wanted: Set<UInt64>

    init(_ thresholds: Thresholds, heads: LogHeads?) {
        self.thresholds = thresholds
        self.heads = heads
        wanted = Set((heads?.heads ?? []).filter { $0.size > 0 }.map { $0.size - 1 })
    }

    mutating func observe(_ seen: Observation, _ alerts: inout AlertBook) {
        if let previous {
            if seen.row.index > previous.row.index + 1 {
                open(&alerts, previous, seen, Self.gapSentence(previous, seen))
            }
            if seen.seconds < previous.seconds {
                open(&alerts, previous, seen, Self.clockSentence(previous, seen))
            }
        }
        if seen.row.entry.event == .subjectErased, seen.row.entry.outcome == .allowed,
            let subject = seen.subject
        {
            erased.insert(subject)
        }
        if seen.row.facts.isDetailMissing { miss(seen) }
        if wanted.contains(seen.row.index) { ends[seen.row.index] = seen }
        previous = seen
    }

    mutating func finish(_ alerts: inout AlertBook) {
        for (subject, gone) in missing.sorted(by: {
            $0.value.seen.row.index < $1.value.seen.row.index
        })
        where !erased.contains(subject) {
            let entry = gone.seen.row.entry
            alerts.open(
                .logHealth, gone.evidence, count: gone.count, subject: entry.subject,
                first: entry.time, last: gone.last,
                sentence: Self.missingSentence(gone.seen, gone.count))
        }
        judgeHeads(&alerts)
    }

    private mutating func miss(_ seen: Observation) {
        let subject = seen.subject ?? -1
        var gone = missing[subject] ?? Missing(seen: seen, last: seen.row.entry.time)
        if gone.evidence.count < Alert.maximumEvidence { gone.evidence.append(seen.evidence) }
        gone.count += 1
        gone.last = seen.row.entry.time
        missing[subject] = gone
    }

    private func judgeHeads(_ alerts: inout AlertBook) {
        guard let heads else { return }
        let span = Int64(thresholds.headHours) * 3600
        var before: (time: Instant, seen: Observation)?
        for head in heads.heads {
            guard let seen = head.size > 0 ? ends[head.size - 1] : nil else { continue }
            if head.hasQuorum == false {
                alerts.open(.logHealth, seen, sentence: Self.quorumSentence(seen, head))
            }
            // What nobody timed is as old as its last entry.
            let time = head.time ?? Instant(seconds: Int64(seen.seconds))
            if let before, time.seconds - before.time.seconds > span {
                let hours = (time.seconds - before.time.seconds) / 3600
                open(&alerts, before.seen, seen, headGapSentence(seen, hours))
            }
            before = (time, seen)
        }
        if let before, heads.now.seconds - before.time.seconds > span {
            let hours = (heads.now.seconds - before.time.seconds) / 3600
            alerts.open(.logHealth, before.seen, sentence: staleSentence(before.seen, hours))
        }
    }

    private func open(
        _ alerts: inout AlertBook, _ before: Observation, _ seen: Observation,
        _ sentence: LocalizedText
    ) {
        let pair =
            before.row.index == seen.row.index
            ? [seen.evidence] : [before.evidence, seen.evidence]
        alerts.open(
            .logHealth, pair, first: min(before.row.entry.time, seen.row.entry.time),
            last: max(before.row.entry.time, seen.row.entry.time), sentence: sentence)
    }
}

extension LogHealthRule {
    fileprivate static func gapSentence(
        _ before: Observation, _ seen: Observation
    ) -> LocalizedText {
        let (from, until) = (before.row.index, seen.row.index)
        return LocalizedText(
            nl: "Tussen regel \(from) en regel \(until) van het logboek ontbreken regels.",
            fr: "Il manque des lignes du journal entre la ligne \(from) et la ligne \(until).",
            de: "Zwischen Eintrag \(from) und Eintrag \(until) des Protokolls fehlen Einträge.",
            en: "Entries of the log are missing between entry \(from) and entry \(until).")
    }

    fileprivate static func clockSentence(
        _ before: Observation, _ seen: Observation
    ) -> LocalizedText {
        let (earlier, later) = (before.row.entry.time, seen.row.entry.time)
        return LocalizedText(
            nl: "De tijd loopt terug: regel \(seen.row.index) is van \(later), de regel ervoor van "
                + "\(earlier).",
            fr: "Le temps recule : la ligne \(seen.row.index) date du \(later), la précédente du "
                + "\(earlier).",
            de: "Die Zeit läuft rückwärts: Eintrag \(seen.row.index) ist von \(later), der davor "
                + "von \(earlier).",
            en: "Time runs backwards: entry \(seen.row.index) is of \(later), the one before it of "
                + "\(earlier).")
    }

    fileprivate static func missingSentence(_ seen: Observation, _ count: Int) -> LocalizedText {
        LocalizedText(
            nl: "Van \(count) regels over werknemer \(seen.worker) zijn de verzegelde details weg, "
                + "zonder dat de werknemer gewist is.",
            fr: "Les détails scellés de \(count) lignes sur le travailleur \(seen.worker) ont "
                + "disparu sans que le travailleur ait été effacé.",
            de: "Von \(count) Einträgen zu Arbeitnehmer \(seen.worker) fehlen die versiegelten "
                + "Einzelheiten, ohne dass der Arbeitnehmer gelöscht wurde.",
            en: "The sealed details of \(count) entries about worker \(seen.worker) are gone, "
                + "although the worker was not erased.")
    }

    fileprivate static func quorumSentence(
        _ seen: Observation, _ head: PublishedHead
    ) -> LocalizedText {
        LocalizedText(
            nl: "De stand van het logboek bij \(head.size) regels (\(seen.civilDay)) heeft niet "
                + "genoeg getuigen.",
            fr: "L’état du journal à \(head.size) lignes (\(seen.civilDay)) n’a pas assez de "
                + "témoins.",
            de: "Der Stand des Protokolls bei \(head.size) Einträgen (\(seen.civilDay)) hat nicht "
                + "genug Zeugen.",
            en: "The head of the log at \(head.size) entries (\(seen.civilDay)) lacks witnesses.")
    }

    fileprivate func headGapSentence(_ seen: Observation, _ hours: Int64) -> LocalizedText {
        let limit = thresholds.headHours
        return LocalizedText(
            nl: "Tot \(seen.civilDay) kwam \(hours) uur lang geen stand van het logboek buiten, "
                + "meer dan \(limit).",
            fr: "Jusqu’au \(seen.civilDay), aucun état du journal n’a été publié pendant \(hours) "
                + "heures, plus de \(limit).",
            de: "Bis \(seen.civilDay) wurde \(hours) Stunden lang kein Stand des Protokolls "
                + "veröffentlicht, mehr als \(limit).",
            en: "No head of the log was published for \(hours) hours until \(seen.civilDay), more "
                + "than \(limit).")
    }

    fileprivate func staleSentence(_ seen: Observation, _ hours: Int64) -> LocalizedText {
        let limit = thresholds.headHours
        return LocalizedText(
            nl: "De laatste stand van het logboek (tot regel \(seen.row.index)) is \(hours) uur "
                + "oud, meer dan \(limit).",
            fr: "Le dernier état du journal (jusqu’à la ligne \(seen.row.index)) date de \(hours) "
                + "heures, plus de \(limit).",
            de: "Der letzte Stand des Protokolls (bis Eintrag \(seen.row.index)) ist \(hours) "
                + "Stunden alt, mehr als \(limit).",
            en: "The last head of the log (up to entry \(seen.row.index)) is \(hours) hours old, "
                + "more than \(limit).")
    }
}
