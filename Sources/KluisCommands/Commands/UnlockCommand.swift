internal import ArgumentParser
internal import CryptoPrimitives
internal import KeyAgent

/// `kluis unlock`: hands a member's keys to the agent.
struct UnlockCommand: KluisCommand {
    static let configuration = CommandConfiguration(
        "unlock", abstract: "Keep a member's keys unlocked for reading.",
        discussion: """
            An agent holds the keys and answers what reads. Statements, consents and sections that \
            are written still ask for the passphrase.
            """,
        examples: [
            ("kluis unlock --as els", "ask for the passphrase once"),
            ("kluis unlock --as els --idle 5", "forget the keys after 5 minutes without reading"),
        ])

    @Option(help: ArgumentHelp("Minutes without a request until it ends.", valueName: "minutes"))
    var idle: UInt64 = 15

    @Option(help: ArgumentHelp("Minutes until it ends in any case.", valueName: "minutes"))
    var longest: UInt64 = 480

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in context: CommandContext) throws -> CommandStatus {
        guard 1...1440 ~= idle, 1...1440 ~= longest else {
            throw CommandFailure(.usage, "an agent lives 1 to 1440 minutes")
        }
        let handle = try context.actingAs().handle
        let home = MemberHome(path: context.settings.home)
        let access = KeyAccess(home: home, context: context)
        let handover = try access.handover(of: handle, passphrase: context.passphrase)
        do throws(AgentError) {
            do throws(AgentError) {
                try AgentClient.unlock(path: home.agentPath, handover: handover)
            } catch {
                guard error == .notRunning else { throw error }
                try AgentProcess.start(
                    arguments: [
                        "agent-serve", "--home", home.path, "--idle", "\(idle)", "--longest",
                        "\(longest)",
                    ], handover: handover)
            }
        } catch {
            throw CommandFailure(.unavailable, "the agent does not take the keys: \(error)")
        }
        context.print(
            [("handle", .string(handle))], lines: ["unlocked \(handle); end it with `kluis lock`"])
        return .success
    }
}
