package import Records
internal import TransparencyLog

/// What those who oversee the log do: look at it, review it, decide about it.
extension Session {
    /// A page of the log as those who oversee it see it.
    ///
    /// Rows carry index and leaf hash, not proofs of their own: who wants one proven asks for
    /// ``entry(at:)``, or checks the published log whole.
    ///
    /// - Parameter call: What is asked; a page after the first names the series.
    /// - Returns: The page, whose rows are in the order of the log and in its form.
    /// - Throws: ``ClientError``.
    package func audit(_ call: ReadAudit) throws -> ReadAudit.Answer {
        let answer = try ask(.readAudit(call)).decode(ReadAudit.Answer.self)
        var last: UInt64?
        for row in answer.entries {
            guard row.index >= call.start, last.map({ $0 < row.index }) ?? true,
                (try? LogEntry(line: row.line)) != nil
            else { throw ClientError.unverified(.entry) }
            last = row.index
        }
        guard answer.next.map({ $0 > last ?? call.start }) ?? true,
            call.series.map({ $0 == answer.series }) ?? true
        else { throw ClientError.unverified(.entry) }
        return answer
    }

    /// Goes through a view of the log, page by page, as one series.
    ///
    /// - Parameters:
    ///   - use: For what.
    ///   - selection: Which view.
    ///   - from: Not what happened before.
    ///   - until: Not what happened at or after.
    ///   - reason: Why, in own words; required for a worker and a dossier.
    ///   - body: Is given each page; it returns whether to go on.
    /// - Throws: ``ClientError``, or what `body` throws.
    package func forEachAuditPage(
        _ use: ReadAudit.Use, _ selection: ReadAudit.Selection = .all, from: Instant? = nil,
        until: Instant? = nil, reason: String = "",
        _ body: (ReadAudit.Answer) throws -> Bool
    ) throws {
        var start: UInt64 = 0
        var series: UInt64?
        while true {
            let page = try audit(
                ReadAudit(
                    use: use, selection: selection, from: from, until: until, start: start,
                    count: ReadAudit.maximumCount, series: series, reason: reason))
            guard try body(page), let next = page.next else { return }
            start = next
            series = page.series
        }
    }

    /// The legal terms that dossiers have missed on a day, counted without naming any.
    ///
    /// - Throws: ``ClientError``.
    package func missedDeadlines(on day: CivilDate) throws -> [MissedDeadline] {
        try ask(.countDeadlines(CountDeadlines(on: day)))
            .decode(CountDeadlines.Answer.self).missed
    }

    /// The figures of an employer and a year, in which nobody can be recognised.
    ///
    /// - Throws: ``ClientError``.
    package func figures(_ call: CountFigures) throws -> CountFigures.Answer {
        try ask(.countFigures(call)).decode(CountFigures.Answer.self)
    }

    /// The reviews and decisions of the oversight chain, each verified, with their signers.
    ///
    /// - Throws: ``ClientError``.
    package func oversight() throws -> Directory { try learn([.oversight]) }

    /// States what was found in a review.
    ///
    /// - Returns: The receipt, whose entry was verified.
    /// - Throws: ``ClientError``.
    package func record(_ review: Review) throws -> AppendReceipt {
        try append([.review(review)])
    }
}
