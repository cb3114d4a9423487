package import ArgumentParser

/// How a program says on its streams that a command failed.
package enum ProgramEnd {
    /// Writes a failure to standard error.
    package static func report(_ failure: CommandFailure, isJSON: Bool, console: Console) {
        if isJSON {
            console.note(JSONOutput.object([("error", failure.json)]).compactText)
        } else {
            failure.lines.forEach(console.note)
        }
    }

    /// Ends a program whose command line was not run: help and version go to standard output; what
    /// the parser refuses reads as our own errors.
    ///
    /// - Returns: The exit status.
    package static func status(
        of error: any Error, parsing root: any ParsableCommand.Type, isJSON: Bool, console: Console
    ) -> Int32 {
        let code = root.exitCode(for: error)
        guard code != .success else {
            console.print(root.fullMessage(for: error))
            do {
                try console.flush()
                return CommandStatus.success.rawValue
            } catch {
                return CommandStatus.inputOutput.rawValue
            }
        }
        report(
            CommandFailure(parserMessage: root.fullMessage(for: error)), isJSON: isJSON,
            console: console)
        return code.rawValue
    }
}
