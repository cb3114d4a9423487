package import Records
internal import TransparencyLog

/// A review that stands on the oversight chain.
package struct PastReview: Hashable, Sendable {
    /// The log index of its entry.
    package let index: UInt64
    /// When it was recorded.
    package let time: Instant
    /// What was found.
    package let review: Review

    /// Takes a review.
    package init(index: UInt64, time: Instant, review: Review) {
        self.index = index
        self.time = time
        self.review = review
    }

    /// The rule that it judges, by its number or by its kind.
    package var rule: ReviewRule? {
        switch review.kind {
        case .emergency: .emergency
        case .sample: .sample
        case .alert: review.rule.flatMap(ReviewRule.init)
        case .signOff: nil
        }
    }
}

/// What has been reviewed so far.
package struct ReviewLedger: Sendable {
    /// The state of an alert.
    package enum State: Hashable, Sendable {
        /// Somebody has to look at it, until the moment.
        case open(due: Instant)
        /// It was judged in time or late.
        case judged(Review.Verdict, at: Instant, isLate: Bool)

        /// Whether somebody still has to look at it.
        package var isOpen: Bool {
            if case .open = self { true } else { false }
        }

        /// Whether it was due before a moment and is still open.
        package func isOverdue(at now: Instant) -> Bool {
            if case .open(let due) = self { due < now } else { false }
        }
    }

    /// How often a rule was right.
    package struct Precision: Hashable, Sendable {
        /// Judged alerts that had no good reason.
        package let unjustified: Int
        /// Judged alerts.
        package let reviewed: Int
    }

    private struct Key: Hashable {
        let rule: ReviewRule
        let index: UInt64
    }

    /// The sign-offs, oldest first.
    package let signOffs: [PastReview]
    private var latest: [Key: PastReview] = [:]

    /// Takes reviews in any order; where two judge one entry under one rule, the later counts.
    package init(_ reviews: [PastReview]) {
        let ordered = reviews.sorted { $0.index < $1.index }
        signOffs = ordered.filter { $0.review.kind == .signOff }
        for past in ordered {
            guard let rule = past.rule else { continue }
            for index in past.review.entries { latest[Key(rule: rule, index: index)] = past }
        }
    }

    /// The state of entries under a rule: judged when all of them are.
    ///
    /// - Parameters:
    ///   - evidence: The entries.
    ///   - rule: The rule.
    ///   - since: When they became known.
    ///   - days: Within how many days they have to be judged.
    /// - Returns: Whether they are judged, and how.
    package func state(
        of evidence: [Evidence], rule: ReviewRule, since: Instant, days: Int
    ) -> State {
        let due = since.adding(seconds: Int64(days) * 86_400)
        let judged = evidence.compactMap { latest[Key(rule: rule, index: $0.index)] }
        guard judged.count == evidence.count,
            let last = judged.max(by: { $0.index < $1.index })
        else { return .open(due: due) }
        return .judged(last.review.verdict, at: last.time, isLate: last.time > due)
    }

    /// The state of an alert.
    package func state(of alert: Alert, days: Int) -> State {
        state(
            of: alert.evidence, rule: alert.rule,
            since: Instant(seconds: Int64(alert.last.seconds)), days: days)
    }

    /// How often a rule was right, by the reviews that still count.
    package func precision(of rule: ReviewRule) -> Precision {
        let reviews = Set(latest.filter { $0.key.rule == rule }.values)
        return Precision(
            unjustified: reviews.count { $0.review.verdict == .unjustified },
            reviewed: reviews.count)
    }

    /// Whether a sign-off covers the whole of a period.
    package func isSignedOff(_ period: Range<Instant>) -> Bool {
        signOffs.contains { past in
            guard let from = past.review.from, let until = past.review.until else { return false }
            return from <= period.lowerBound && period.upperBound <= until
        }
    }
}
