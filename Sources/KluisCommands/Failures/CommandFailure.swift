package import LogVerification
package import Records

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
    /// What a check of a log found; `nil` for every other failure.
    package let check: CheckFailure?

    /// Makes a failure.
    package init(
        _ status: CommandStatus, _ message: String, hints: [String] = [], rules: [String] = [],
        entry: UInt64? = nil, check: CheckFailure? = nil
    ) {
        self.status = status
        self.message = message
        self.hints = hints
        self.rules = rules
        self.entry = entry
        self.check = check
    }

    /// Makes a failure with one hint.
    package init(_ status: CommandStatus, _ message: String, hint: String) {
        self.init(status, message, hints: [hint])
    }

    /// A refusal by the mediator, in the reader's language.
    ///
    /// - Parameters:
    ///   - refusal: What the mediator said.
    ///   - entry: The index of the entry that the refusal left in the log.
    ///   - language: The reader's language.
    package init(_ refusal: Refusal, entry: UInt64?, language: Language) {
        let position = Language.allCases.firstIndex(of: language) ?? 0
        let reason = refusal.reasons.indices.contains(position) ? refusal.reasons[position] : ""
        self.init(
            .refused, reason.isEmpty ? "refused" : reason,
            hints: refusal.hint.isEmpty ? [] : [refusal.hint], rules: refusal.rules, entry: entry)
    }

    /// The same with more that helps.
    package func adding(hints more: [String]) -> Self {
        Self(status, message, hints: hints + more, rules: rules, entry: entry, check: check)
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
            ] + (check?.members ?? []).map { ($0.0, JSONValue($0.1)) })
    }
}
