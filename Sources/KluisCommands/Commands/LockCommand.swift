internal import ArgumentParser
internal import KeyAgent

/// `kluis lock`: makes the agent forget all keys and end.
struct LockCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "lock", abstract: "Forget all unlocked keys.",
        examples: [
            ("kluis lock", "before you leave the desk"),
            ("kluis lock --json", "for programs"),
        ])

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        var wasRunning = true
        do throws(AgentError) {
            try AgentClient.lock(path: MemberHome(path: context.settings.home).agentPath)
        } catch {
            guard error == .notRunning else {
                throw CommandFailure(.unavailable, "the agent cannot be reached: \(error)")
            }
            wasRunning = false
        }
        context.print(
            [("wasRunning", .bool(wasRunning))],
            lines: [wasRunning ? "locked" : "nothing was unlocked"])
        return .success
    }
}
