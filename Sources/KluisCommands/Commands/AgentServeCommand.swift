internal import ArgumentParser
internal import KeyAgent

/// `kluis agent-serve`: the agent itself, started by `kluis unlock`.
struct AgentServeCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        commandName: "agent-serve", abstract: "Hold keys that come on standard input.",
        shouldDisplay: false)

    @Option var idle: UInt64 = 15
    @Option var longest: UInt64 = 480
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        guard 1...1440 ~= idle, 1...1440 ~= longest else {
            throw CommandFailure(.usage, "an agent lives 1 to 1440 minutes")
        }
        do throws(AgentError) {
            try AgentProcess.serve(
                path: MemberHome(path: context.settings.home).agentPath,
                options: AgentServer.Options(
                    idleSeconds: idle * 60, absoluteSeconds: longest * 60))
        } catch {
            throw CommandFailure(.unavailable, "the agent cannot start: \(error)")
        }
        return .success
    }
}
