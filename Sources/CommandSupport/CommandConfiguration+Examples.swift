package import ArgumentParser

extension CommandConfiguration {
    /// A command with examples in its help.
    ///
    /// - Parameters:
    ///   - name: The word of the command line.
    ///   - abstract: What it does, in one line.
    ///   - discussion: What one has to know; may be empty.
    ///   - examples: Lines as one would type them, each with what it is for.
    ///   - subcommands: The commands below.
    package init(
        _ name: String, abstract: String, discussion: String = "",
        examples: [(line: String, meaning: String)], subcommands: [any ParsableCommand.Type] = []
    ) {
        let lines = examples.map { "  \($0.line)\n      \($0.meaning)" }
        let text = (discussion.isEmpty ? "" : discussion + "\n\n") + "EXAMPLES:\n"
        self.init(
            commandName: name, abstract: abstract,
            discussion: text + lines.joined(separator: "\n"), subcommands: subcommands)
    }
}
