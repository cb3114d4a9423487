internal import ArgumentParser

/// A command of the program.
///
/// Its discussion holds two examples at least, which the help snapshots show.
protocol KluisCommand: ParsableCommand {
    /// The options that every command has.
    var global: GlobalOptions { get }

    /// Does what the command is for.
    ///
    /// - Returns: How it ended; a failure is thrown.
    func run(in context: CommandContext) throws -> CommandStatus
}
