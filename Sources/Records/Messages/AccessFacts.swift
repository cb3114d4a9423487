package import CryptoPrimitives

/// What the vault knows of an access at the time of the access, in words of closed lists: the
/// rules of review need it, and it names nobody.
///
/// The mediator computes it when the entry is reviewed, from the dossier's own statements, because
/// an auditor can open none of them.
package struct AccessFacts: CanonicalRecord {
    package static let label = "vault/v1/access-facts"
    /// Says nothing.
    package static let none = Self(
        explanations: [], matches: [], daysSinceEnd: nil, isShielded: false, isDetailMissing: false)

    /// A relation that explains an access, whatever the policy said of it.
    ///
    /// Explanation-based auditing: Fabbri and LeFevre, JAMIA 2013.
    package enum Explanation: String, CaseIterable, Hashable, Sendable {
        /// A relation of the actor's holder to the worker stood at that time.
        case assignment
        /// The actor took a step of the process, or was asked for one, within seven days.
        case contact
        /// A step of the actor's role was open at that time.
        case task
        /// The actor wrote to the dossier before.
        case author
        /// A consent of the worker for the actor's holder stood at that time.
        case consent
        /// The worker, in the own dossier.
        case own
    }

    /// What the actor is to the worker.
    package enum Match: String, CaseIterable, Hashable, Sendable {
        /// The same person.
        case same
        /// Appointed at, or a worker of, the worker's employer.
        case coworker
        /// The same surname and address, by keyed index.
        case household
    }

    /// What explains it; empty when nothing does.
    package let explanations: Set<Explanation>
    /// What the actor is to the worker.
    package let matches: Set<Match>
    /// Whole days since the dossier's process ended; `nil` while it is open, or unknown.
    package let daysSinceEnd: UInt64?
    /// Whether the dossier is shielded: each access to it is looked at.
    package let isShielded: Bool
    /// Whether the entry names a detail that is gone.
    package let isDetailMissing: Bool

    /// Takes facts.
    package init(
        explanations: Set<Explanation>, matches: Set<Match>, daysSinceEnd: UInt64?,
        isShielded: Bool, isDetailMissing: Bool
    ) {
        self.explanations = explanations
        self.matches = matches
        self.daysSinceEnd = daysSinceEnd
        self.isShielded = isShielded
        self.isDetailMissing = isDetailMissing
    }

    package func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(words: explanations)
        encoder.append(words: matches)
        encoder.append(optional: daysSinceEnd.map(\.bigEndianBytes))
        encoder.append(flag: isShielded)
        encoder.append(flag: isDetailMissing)
    }

    package init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        explanations = try decoder.words()
        matches = try decoder.words()
        daysSinceEnd = try decoder.optionalInteger()
        isShielded = try decoder.flag()
        isDetailMissing = try decoder.flag()
    }
}
