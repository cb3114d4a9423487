internal import Records
internal import VaultClient

extension DecisionOptions {
    /// States a decision, or drafts it, and tells what became of it.
    ///
    /// - Parameters:
    ///   - done: What to say when it is logged.
    ///   - context: Where the command runs.
    ///   - measure: What is decided.
    /// - Returns: The status of the command.
    /// - Throws: What keeps the decision from being stated.
    func decide(
        _ done: String, in context: CommandContext,
        _ measure: (ActingSession, Connection) throws -> LogDecision.Measure
    ) throws -> CommandStatus {
        try context.withConnection { connection in
            let acting = try connection.session(.founder)
            let decision = LogDecision(
                try measure(acting, connection), reason: reason,
                expires: acting.session.now.adding(seconds: Int64(days) * 86_400))
            let outcome = try cosigning.state(
                [.decision(decision)], by: acting, connection, need: .founder)
            context.print(outcome.json, lines: outcome.lines(done))
            return .success
        }
    }
}

/// Positions in the log as they are typed.
enum EntryArguments {
    /// The positions in rising order, each once.
    ///
    /// - Throws: Status 64 for none or too many.
    static func sorted(_ entries: [UInt64]) throws -> [UInt64] {
        let sorted = Set(entries).sorted()
        guard 1...LogDecision.maximumEntries ~= sorted.count else {
            throw CommandFailure(
                .usage, "give 1 to \(LogDecision.maximumEntries) entries",
                hint: "`kluis log list` shows their indices")
        }
        return sorted
    }
}
