package import CommandSupport
internal import ArgumentParser
internal import CryptoPrimitives
internal import Glibc
internal import TransparencyLog

/// The program `kluis-witness`: reads the command line, runs one command, and says how it ended.
package enum WitnessProgram {
    /// Runs the process's own command line and ends the process.
    ///
    /// A command may hold the witness's key: none leaves a core dump, or can be traced by others.
    package static func main() async -> Never {
        ProcessProtection.forbidDumps()
        // Who went away shows as an error of the write.
        signal(SIGPIPE, SIG_IGN)
        let status = await run(
            Array(CommandLine.arguments.dropFirst()), environment: .process, console: .standard())
        exit(status)
    }

    /// Runs one command.
    ///
    /// - Returns: The exit status.
    package static func run(
        _ arguments: [String], environment: EnvironmentVariables, console: Console
    ) async -> Int32 {
        do {
            var command = try Witness.parseAsRoot(arguments)
            guard let command = command as? any WitnessCommand else {
                try command.run()
                return CommandStatus.success.rawValue
            }
            return await run(command, environment: environment, console: console).rawValue
        } catch {
            return ProgramEnd.status(
                of: error, parsing: Witness.self, isJSON: arguments.contains("--json"),
                console: console)
        }
    }

    private static func run(
        _ command: any WitnessCommand, environment: EnvironmentVariables, console: Console
    ) async -> CommandStatus {
        let context = WitnessContext(
            options: command.global, environment: environment, console: console)
        do {
            let status = try await command.run(in: context)
            try console.flush()
            return status
        } catch {
            let failure = failure(describing: error)
            ProgramEnd.report(failure, isJSON: command.global.json, console: console)
            return failure.status
        }
    }

    /// What went wrong, as a command reports it.
    static func failure(describing error: any Error) -> CommandFailure {
        switch error {
        case let error as CommandFailure: error
        case let error as FileFailure: error.asCommandFailure
        case let error as CryptoError:
            CommandFailure(.bug, "cryptography failed: \(error.code)")
        case let error as NoteError:
            CommandFailure(.badData, "a note or key is not what it should be: \(error)")
        default:
            CommandFailure(
                .bug, "this should not have happened: \(type(of: error))",
                hint: "tell the makers what you did")
        }
    }
}
