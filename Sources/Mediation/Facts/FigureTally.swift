internal import Records

/// How often something happened in a year, about whom, and how long it took.
struct FigureTally {
    private struct Duration {
        let worker: MemberID
        let days: Int
    }

    private struct PartTally {
        var events = 0
        var workers: Set<MemberID> = []
    }

    /// How often.
    private(set) var events = 0
    /// About whom.
    private(set) var workers: Set<MemberID> = []
    private var parts: [Int: PartTally] = [:]
    private var durations: [Duration] = []

    /// Counts once.
    ///
    /// - Parameters:
    ///   - worker: About whom.
    ///   - part: In which part of the year, from 0.
    ///   - days: How long it took.
    mutating func add(_ worker: MemberID, in part: Int, days: Int? = nil) {
        events += 1
        workers.insert(worker)
        parts[part, default: PartTally()].events += 1
        parts[part]?.workers.insert(worker)
        if let days { durations.append(Duration(worker: worker, days: days)) }
    }

    /// Whether every part of the year is about so many workers at least.
    func isTold(_ threshold: Int, _ division: FigureDivision) -> Bool {
        division.parts > 0
            && (0..<division.parts).allSatisfy { parts[$0]?.workers.count ?? 0 >= threshold }
    }

    /// How often in each part of the year.
    func counts(_ division: FigureDivision) -> [UInt64] {
        (0..<division.parts).map { UInt64(parts[$0]?.events ?? 0) }
    }

    /// How long it took, as far as that is no single person's number: of each value so many workers had
    /// at most it, and so many at least.
    ///
    /// Quartiles are the values of the ranks ⌈n/4⌉ and ⌈3n/4⌉ of n; the median is the one in the middle, of
    /// two the mean, rounded down.
    func duration(threshold: Int) -> FigureDuration {
        let sorted = durations.sorted { $0.days < $1.days }
        guard !sorted.isEmpty else {
            return FigureDuration(lowerQuartile: nil, median: nil, upperQuartile: nil)
        }
        let count = sorted.count
        func told(_ low: Int, _ high: Int) -> UInt64? {
            let below = Set(sorted.filter { $0.days <= sorted[low].days }.map(\.worker))
            let above = Set(sorted.filter { $0.days >= sorted[high].days }.map(\.worker))
            guard below.count >= threshold, above.count >= threshold else { return nil }
            return UInt64(clamping: (sorted[low].days + sorted[high].days) / 2)
        }
        let lower = (count + 3) / 4 - 1
        let upper = (3 * count + 3) / 4 - 1
        return FigureDuration(
            lowerQuartile: told(lower, lower), median: told((count - 1) / 2, count / 2),
            upperQuartile: told(upper, upper))
    }
}
