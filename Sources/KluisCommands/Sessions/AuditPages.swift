package import AccessAudit
package import Records

/// The entries that an auditor or data protection officer asked for, page by page.
///
/// The first page's own entry in the log is the number of the series: the pages after it name it,
/// and so get the same tags.
package struct AuditPages {
    /// Asks for the page that starts at an index.
    package typealias Read = (_ start: UInt64, _ series: UInt64?) throws -> ReadAudit.Answer

    private let read: Read

    /// Takes what asks for a page.
    package init(_ read: @escaping Read) { self.read = read }

    /// Reads all pages.
    ///
    /// - Parameter body: Takes the rows of a page, the series, and where the next page starts.
    /// - Returns: The series.
    /// - Throws: Status 20 for an answer that cannot be right; what `body` and reading throw.
    @discardableResult
    package func forEach(
        _ body: (_ rows: [AuditRow], _ series: UInt64, _ next: UInt64?) throws -> Void
    ) throws -> UInt64 {
        var start: UInt64 = 0
        var series: UInt64?
        while true {
            let answer = try read(start, series)
            guard series == nil || series == answer.series else {
                throw Self.wrong("the mediator changed the series of the pages")
            }
            series = answer.series
            var rows: [AuditRow] = []
            var least = start
            for entry in answer.entries {
                guard let row = AuditRow(entry), row.index >= least else {
                    throw Self.wrong("the mediator sent a row that is no entry, or out of order")
                }
                least = row.index + 1
                rows.append(row)
            }
            guard answer.next.map({ $0 >= least && $0 > start }) ?? true else {
                throw Self.wrong("the mediator sent a page that does not go on")
            }
            try body(rows, answer.series, answer.next)
            guard let next = answer.next else { return answer.series }
            start = next
        }
    }

    private static func wrong(_ message: String) -> CommandFailure {
        CommandFailure(.verificationFailed, message, hint: "do not use what was exported")
    }
}
