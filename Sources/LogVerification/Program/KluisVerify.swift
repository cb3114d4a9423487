internal import ArgumentParser
internal import Glibc
internal import TransparencyLog

/// The root of the command line of `kluis-verify`.
struct KluisVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kluis-verify",
        abstract: "Check a published access log, its proofs and its checkpoints.",
        discussion: """
            For who was given a log or a proof and need not trust who gave it. It reads files, asks \
            no network, holds no secret and changes nothing but the files that it is told to write. \
            `kluis log verify` gives the same verdicts.

            Exit status: 0 verified, 20 refused, 64 the command line is wrong, 65 a file is not what \
            it should be, 66 a file is not there, 73 and 74 a file cannot be made, written or read.

            EXAMPLES:
              kluis-verify directory log --vkey log.vkey
                  every entry and tile of a published log
              kluis-verify proof 42.tlog-proof --policy trust.policy
                  one entry, under a checkpoint that enough witnesses signed
            """,
        version: "0.1.0",
        subcommands: [
            DirectoryCommand.self, ProofCommand.self, ConsistencyCommand.self,
            CheckpointCommand.self,
        ])
}

/// The program `kluis-verify`.
package enum VerifyProgram {
    /// Runs the process's own command line and ends the process.
    package static func main() -> Never {
        exit(run(Array(CommandLine.arguments.dropFirst())))
    }

    private static func run(_ arguments: [String]) -> Int32 {
        let isJSON = arguments.contains("--json")
        do {
            var command = try KluisVerify.parseAsRoot(arguments)
            guard let command = command as? any VerifyCommand else {
                try command.run()
                return 0
            }
            do throws(CheckFailure) {
                let report = try command.check()
                return VerifyOutput.print(report, isJSON: command.output.json)
            } catch {
                VerifyOutput.print(error, isJSON: command.output.json)
                return error.status.rawValue
            }
        } catch {
            let text = KluisVerify.fullMessage(for: error)
            guard KluisVerify.exitCode(for: error) != .success else {
                return VerifyOutput.write(text + "\n")
            }
            VerifyOutput.print(CheckFailure(parserMessage: text), isJSON: isJSON)
            return CheckFailure.Status.usage.rawValue
        }
    }
}

/// A command of the program.
protocol VerifyCommand: ParsableCommand {
    /// How it prints.
    var output: OutputOptions { get }

    /// Makes the check.
    func check() throws(CheckFailure) -> LogReport
}
