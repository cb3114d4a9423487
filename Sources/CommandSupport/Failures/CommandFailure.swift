/// Why a command could not do what it was asked, in the words that a person reads.
///
/// Messages are lower case, without a full stop, with the user's own words in backticks; what helps
/// stands apart as a hint. They hold no content of sections and no secrets.
package struct CommandFailure: Error, Hashable, Sendable {
    /// How the command ends.
    package let status: CommandStatus
    /// What went wrong.
    package let message: String
    /// What helps; one line each.
    package let hints: [String]
    /// The rules that refuse, such as `floor/F1`; empty when it is no refusal.
    package let rules: [String]
    /// The index of the log entry that a refusal left.
    package let entry: UInt64?
    /// What else a program is told, such as what a check of a log found.
    package let members: [JSONMember]

    /// Makes a failure.
    package init(
        _ status: CommandStatus, _ message: String, hints: [String] = [], rules: [String] = [],
        entry: UInt64? = nil, members: [JSONMember] = []
    ) {
        self.status = status
        self.message = message
        self.hints = hints
        self.rules = rules
        self.entry = entry
        self.members = members
    }

    /// Makes a failure with one hint.
    package init(_ status: CommandStatus, _ message: String, hint: String) {
        self.init(status, message, hints: [hint])
    }

    /// The same with more that helps.
    package func adding(hints more: [String]) -> Self {
        Self(status, message, hints: hints + more, rules: rules, entry: entry, members: members)
    }

    /// The lines of standard error; text from outside is shown escaped.
    package var lines: [String] {
        var lines = ["error: \(ShownText.line(message))"]
        if !rules.isEmpty {
            lines.append("rule: \(rules.map(ShownText.line).joined(separator: ", "))")
        }
        if let entry { lines.append("log entry: \(entry)") }
        return lines + hints.map { "hint: \(ShownText.line($0))" }
    }

    /// The same for programs: one object on standard error.
    package var json: JSONValue {
        .object(
            [
                ("message", .string(message)),
                ("hints", .array(hints.map(JSONValue.string))),
                ("rules", .array(rules.map(JSONValue.string))),
                ("logEntry", entry.map { .integer(Int64(clamping: $0)) } ?? .null),
                ("exitStatus", .integer(Int64(status.rawValue))),
            ] + members.map { ($0.name, $0.value) })
    }
}
