package import CryptoPrimitives
package import Records
package import TransparencyLog

/// An entry that supports an alert; with a proof of the leaf hash anyone can check it.
package struct Evidence: Hashable, Sendable {
    /// The position in the log, from 0.
    package let index: UInt64
    /// The leaf hash.
    package let leafHash: Digest

    /// Names an entry.
    package init(index: UInt64, leafHash: Digest) {
        self.index = index
        self.leafHash = leafHash
    }
}

/// What a rule found.
package struct Alert: Hashable, Sendable {
    /// The most entries that one alert names: as many as one review may judge.
    package static let maximumEvidence = Review.maximumEntries

    /// The rule.
    package let rule: ReviewRule
    /// The hash of the review file whose thresholds were used.
    package let configuration: Digest
    /// Why, in one sentence that needs no other.
    package internal(set) var sentence: LocalizedText
    /// The entries that support it, rising by index; the first ``maximumEvidence`` of them.
    package internal(set) var evidence: [Evidence]
    /// How many entries support it.
    package internal(set) var count: Int
    /// Who acted, when one member did.
    package let actor: LogTag?
    /// The worker, when it is about one.
    package let subject: LogTag?
    /// The time of the first entry.
    package let first: LogTime
    /// The time of the last entry.
    package internal(set) var last: LogTime
}

/// Collects alerts while the rules run.
struct AlertBook {
    private(set) var alerts: [Alert] = []
    private let configuration: Digest

    init(configuration: Digest) { self.configuration = configuration }

    /// Opens an alert.
    ///
    /// - Returns: Its number, by which it can grow.
    @discardableResult
    mutating func open(
        _ rule: ReviewRule, _ evidence: [Evidence], count: Int? = nil, actor: LogTag? = nil,
        subject: LogTag? = nil, first: LogTime, last: LogTime, sentence: LocalizedText
    ) -> Int {
        alerts.append(
            Alert(
                rule: rule, configuration: configuration, sentence: sentence,
                evidence: Array(evidence.prefix(Alert.maximumEvidence)),
                count: count ?? evidence.count,
                actor: actor, subject: subject, first: first, last: last))
        return alerts.count - 1
    }

    /// Opens an alert of one entry.
    @discardableResult
    mutating func open(
        _ rule: ReviewRule, _ seen: Observation, sentence: LocalizedText
    ) -> Int {
        let entry = seen.row.entry
        return open(
            rule, [seen.evidence], actor: entry.actor, subject: entry.subject, first: entry.time,
            last: entry.time, sentence: sentence)
    }

    /// Adds an entry to an alert.
    mutating func extend(_ number: Int, by seen: Observation, sentence: LocalizedText) {
        let hasRoom = alerts[number].evidence.count < Alert.maximumEvidence
        if hasRoom { alerts[number].evidence.append(seen.evidence) }
        alerts[number].count += 1
        alerts[number].last = seen.row.entry.time
        alerts[number].sentence = sentence
    }

    /// How many entries support an alert.
    func count(_ number: Int) -> Int { alerts[number].count }
}
