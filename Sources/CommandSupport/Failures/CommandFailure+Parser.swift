extension CommandFailure {
    /// What the argument parser says, as one of our own failures: its first line is the message, and
    /// what follows helps.
    ///
    /// - Parameter text: The parser's full message: `Error: …`, perhaps with the words that are
    ///   possible, then the usage and where to find more.
    package init(parserMessage text: String) {
        var lines = text.split(separator: "\n").map(String.init)
        let first = lines.isEmpty ? "the command line is wrong" : lines.removeFirst()
        let message = first.hasPrefix("Error: ") ? String(first.dropFirst("Error: ".count)) : first
        var hints: [String] = []
        var words: [String] = []
        for line in lines {
            if line.hasPrefix("  - ") {
                words.append(String(line.dropFirst("  - ".count)))
            } else if let usage = line.after("Usage: ") {
                hints.append("usage: \(usage)")
            } else if let help = line.after("  See '"), let end = help.firstIndex(of: "'") {
                hints.append("`\(help[..<end])` tells more")
            } else if line.after("Help:") == nil, !line.allSatisfy(\.isWhitespace) {
                // The parser breaks a usage that is longer than the terminal is wide.
                let rest = String(line.drop(while: \.isWhitespace))
                if hints.isEmpty {
                    hints.append(rest)
                } else {
                    hints[hints.count - 1] += " " + rest
                }
            }
        }
        if !words.isEmpty { hints.insert("one of \(words.joined(separator: ", "))", at: 0) }
        let lead = " Please provide one of the following:"
        let shown = message.hasSuffix(lead) ? String(message.dropLast(lead.count)) : message
        self.init(.usage, Self.asMessage(shown), hints: hints)
    }

    /// Lower case and without a full stop, as messages are.
    private static func asMessage(_ text: String) -> String {
        let text = text.hasSuffix(".") ? text.dropLast() : text[...]
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}

extension String {
    fileprivate func after(_ prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
