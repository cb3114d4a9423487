internal import ArgumentParser
internal import Glibc
internal import KeyAgent
internal import Records

/// The program `kluis`: reads the command line, runs one command, and says how it ended.
package enum KluisProgram {
    /// Runs the process's own command line and ends the process.
    ///
    /// Any command may hold keys or content: none leaves a core dump, or can be traced by others.
    package static func main() -> Never {
        ProcessProtection.forbidDumps()
        let status = run(
            Array(CommandLine.arguments.dropFirst()), environment: .process, console: .standard())
        exit(status)
    }

    /// Runs one command.
    ///
    /// - Parameters:
    ///   - arguments: The command line, without the program's name.
    ///   - environment: The variables of the environment.
    ///   - console: Where output goes.
    /// - Returns: The exit status.
    package static func run(
        _ arguments: [String], environment: EnvironmentVariables, console: Console
    ) -> Int32 {
        do {
            var command = try Kluis.parseAsRoot(arguments)
            guard let command = command as? any KluisCommand else {
                try command.run()
                return CommandStatus.success.rawValue
            }
            return run(command, environment: environment, console: console).rawValue
        } catch {
            return ProgramEnd.status(
                of: error, parsing: Kluis.self, isJSON: arguments.contains("--json"),
                console: console)
        }
    }

    private static func run(
        _ command: any KluisCommand, environment: EnvironmentVariables, console: Console
    ) -> CommandStatus {
        var language = Language.en
        do {
            let context = try CommandContext(
                options: command.global, environment: environment, console: console)
            language = context.language
            let status = try command.run(in: context)
            try console.flush()
            return status
        } catch {
            let failure = CommandFailure(describing: error, language: language)
            ProgramEnd.report(failure, isJSON: command.global.json, console: console)
            return failure.status
        }
    }

    /// The help of a command, such as `["dossier", "open"]`, 80 columns wide.
    package static func help(of path: [String]) -> String? {
        var command: any ParsableCommand.Type = Kluis.self
        for name in path {
            guard
                let next = command.configuration.subcommands.first(where: {
                    $0._commandName == name
                })
            else { return nil }
            command = next
        }
        return Kluis.helpMessage(for: command, columns: 80)
    }

    /// The paths of all commands, the root's empty path first.
    package static var commandPaths: [[String]] {
        func paths(_ command: any ParsableCommand.Type, _ path: [String]) -> [[String]] {
            [path]
                + command.configuration.subcommands.flatMap { paths($0, path + [$0._commandName]) }
        }
        return paths(Kluis.self, [])
    }
}
