package import Records

/// Adopting data after the vault was founded, and deciding again what was decided.
extension Session {
    /// Decides again what a run of entries says was decided, request after request.
    ///
    /// - Parameters:
    ///   - first: The first entry.
    ///   - last: The last entry; `nil` for the end of the log as it is at the start.
    ///   - progress: Is told how many entries were looked at, and of how many.
    /// - Returns: The figures of all requests together.
    /// - Throws: ``ClientError``.
    package func replayDecisions(
        from first: UInt64, through last: UInt64?,
        progress: (_ done: UInt64, _ total: UInt64) -> Void
    ) throws -> ReplayDecisions.Answer {
        var end = last.map { $0 + 1 } ?? .max
        var start = first
        var total = ReplayDecisions.Answer(
            size: 0, entries: 0, decided: 0, erased: 0, underOtherFloor: 0, disagreements: [])
        while start < end {
            let count = min(end - start, ReplayDecisions.maximumCount)
            let answer = try ask(.replayDecisions(ReplayDecisions(first: start, count: count)))
                .decode(ReplayDecisions.Answer.self)
            // Asking makes an entry: what comes after the first question is not chased.
            if total.size == 0 { end = min(end, answer.size) }
            total = ReplayDecisions.Answer(
                size: answer.size, entries: total.entries + answer.entries,
                decided: total.decided + answer.decided, erased: total.erased + answer.erased,
                underOtherFloor: total.underOtherFloor + answer.underOtherFloor,
                disagreements: total.disagreements + answer.disagreements)
            start += count
            progress(min(start, end) - first, end - min(first, end))
        }
        return total
    }
}
