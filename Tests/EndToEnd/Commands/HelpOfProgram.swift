import Foundation
import TestSupport
import Testing

/// The commands of a built program, as its own description tells them: a new one is among them
/// by itself.
struct HelpOfProgram: Decodable, Sendable {
    /// A command with those below it.
    struct Command: Decodable, Sendable {
        let commandName: String
        let abstract: String?
        let discussion: String?
        let shouldDisplay: Bool?
        let subcommands: [Command]?
    }

    private let command: Command

    /// A command that a user sees.
    struct Entry: Sendable, CustomTestStringConvertible {
        /// The program's name.
        let program: String
        /// The words of the command line after the program's name.
        let path: [String]
        let abstract: String
        /// What stands above the examples.
        let discussion: String
        /// Each line as one types it, with what it is for.
        let examples: [(line: String, meaning: String)]
        /// Whether it only holds other commands.
        let isGroup: Bool

        var testDescription: String { ([program] + path).joined(separator: " ") }
    }

    /// All commands of `kluis`, the root left out, in the order of the help.
    static let entries = entries(of: BuiltProgram.path)

    /// All commands of `kluis-verify`.
    static let verifierEntries = entries(of: BuiltProgram.verifier)

    private static func entries(of program: String) -> [Entry] {
        do {
            let scratch = try TemporaryDirectory()
            let told = try BuiltProgram.run(
                ["--experimental-dump-help"], of: program, environment: [:], scratch: scratch)
            let help = try JSONDecoder().decode(Self.self, from: Data(told.output.utf8))
            let name = help.command.commandName
            return help.command.subcommands.map { $0.flatMap { Self.entries($0, [], name) } } ?? []
        } catch {
            Issue.record("the program does not describe itself: \(error)")
            return []
        }
    }

    private static func entries(
        _ command: Command, _ above: [String], _ program: String
    ) -> [Entry] {
        // `help` is the parser's own, and what is hidden is no command for users.
        guard command.shouldDisplay ?? true, command.commandName != "help" else { return [] }
        let path = above + [command.commandName]
        let parts = (command.discussion ?? "").components(separatedBy: "EXAMPLES:\n")
        let lines = (parts.count == 2 ? parts[1] : "").split(separator: "\n").map(String.init)
        let examples = stride(from: 0, to: lines.count - 1, by: 2).map { index in
            (line: lines[index].trimmed, meaning: lines[index + 1].trimmed)
        }
        let entry = Entry(
            program: program, path: path, abstract: command.abstract ?? "",
            discussion: parts[0].trimmed,
            examples: examples, isGroup: !(command.subcommands ?? []).isEmpty)
        return [entry] + (command.subcommands ?? []).flatMap { entries($0, path, program) }
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }

    /// The words of a line as a shell splits it.
    ///
    /// Quotes hold words together. What follows `<`, `>` or `|` is for the shell.
    var shellWords: [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in self {
            if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + [character] }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character == " " {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + [character]
            }
        }
        if let done = word { words.append(done) }
        return Array(words.prefix { !["<", ">", "|"].contains($0) })
    }
}
