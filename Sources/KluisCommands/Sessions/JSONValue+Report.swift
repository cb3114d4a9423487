internal import CommandSupport
internal import LogVerification
internal import TransparencyLog

extension JSONValue {
    /// A value of a report about a log.
    init(_ value: ReportValue) {
        self =
            switch value {
            case .string(let text): .string(text)
            case .number(let number): .index(number)
            case .bool(let value): .bool(value)
            case .list(let values): .array(values.map { JSONValue($0) })
            case .object(let members): .object(members.map { ($0.0, JSONValue($0.1)) })
            }
    }
}

extension CommandContext {
    /// Prints what a check of a log has shown.
    func print(_ report: LogReport) {
        print(
            report.members.map { ($0.0, JSONValue($0.1)) }, lines: report.lines.map(ShownText.line))
    }
}
