import Foundation
import TestSupport
import Testing

/// What holds for every command of `kluis-witness`, taken from what the program says of itself.
@Suite("Every command of the witness") struct WitnessDocumentationTests {
    private struct Help: Decodable {
        struct Command: Decodable {
            let commandName: String
            let abstract: String?
            let discussion: String?
            let subcommands: [Command]?
        }

        let command: Command
    }

    private static let page = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/witness.md")
    private let folder: TemporaryDirectory
    private let root: Help.Command

    init() throws {
        folder = try TemporaryDirectory()
        let told = try BuiltWitness.run(["--experimental-dump-help"], in: folder)
        root = try JSONDecoder().decode(Help.self, from: Data(told.output.utf8)).command
    }

    private var commands: [Help.Command] {
        (root.subcommands ?? []).filter { $0.commandName != "help" }
    }

    /// A command's discussion and its examples: each line with what it is for.
    private func parts(_ command: Help.Command) -> (text: String, examples: [(String, String)]) {
        let parts = (command.discussion ?? "").components(separatedBy: "EXAMPLES:\n")
        let lines = (parts.count == 2 ? parts[1] : "").split(separator: "\n").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        return (
            parts[0].trimmingCharacters(in: .whitespacesAndNewlines),
            stride(from: 0, to: lines.count - 1, by: 2).map { (lines[$0], lines[$0 + 1]) }
        )
    }

    @Test("docs/witness.md says what the help says; `make docs` writes it anew")
    func page() throws {
        var text = """
            # kluis-witness

            What `kluis-witness` does, command by command. How to be a witness and how to have some:
            [operations.md](operations.md). What is said and kept: [formats/witness.md](formats/witness.md).
            Exit codes are those of [kluis](commands.md).

            """
        for command in commands {
            let (discussion, examples) = parts(command)
            text += "\n## kluis-witness \(command.commandName)\n\n\(command.abstract ?? "")\n\n"
            text += discussion + "\n\n```\n"
            text += examples.map { "\($0.0)\n# \($0.1)\n" }.joined() + "```\n"
        }
        if ProcessInfo.processInfo.environment["KLUIS_RECORD_DOCS"] == "1" {
            try Data(text.utf8).write(to: Self.page)
        }
        #expect(try String(contentsOf: Self.page, encoding: .utf8) == text)
    }

    @Test("has two examples, which are understood and end with a reason where there are no files")
    func examples() throws {
        #expect(commands.map(\.commandName) == ["keygen", "cosign", "serve", "submit"])
        for command in commands {
            let examples = parts(command).examples
            #expect(examples.count >= 2, "\(command.commandName)")
            for (line, _) in examples {
                let words = line.split(separator: " ").map(String.init)
                #expect(words.first == "kluis-witness")
                let ended = try BuiltWitness.run(
                    Array(words.dropFirst()) + ["--json"],
                    under: ["setsid", "--wait", "env", "-C", folder.path], in: folder)
                #expect(
                    [66, 78].contains(ended.status) && ended.output.isEmpty, "\(line): \(ended)")
                try failure(ended)
            }
        }
    }

    @Test("says what it does not know in one line, and as JSON when that is asked for")
    func usage() throws {
        for command in commands.map({ [$0.commandName] }) + [[]] {
            let text = try BuiltWitness.run(command + ["--no-such-option"], in: folder)
            #expect(text.status == 64 && text.errors.hasPrefix("error: "), "\(text)")
            let json = try BuiltWitness.run(command + ["--no-such-option", "--json"], in: folder)
            #expect(json.status == 64)
            try failure(json)
            let help = try BuiltWitness.run(command + ["--help"], in: folder)
            #expect(help.status == 0 && help.output.contains("USAGE:") && help.errors.isEmpty)
        }
        #expect(try BuiltWitness.run(["--version"], in: folder).output.contains("."))
        for shell in ["bash", "zsh", "fish"] {
            let script = try BuiltWitness.run(["--generate-completion-script", shell], in: folder)
            #expect(script.status == 0)
            for command in commands { #expect(script.output.contains(command.commandName)) }
        }
    }

    /// A failure under `--json`: one line with its exit status.
    private func failure(_ ended: BuiltWitness.Ended) throws {
        let lines = ended.errors.split(separator: "\n")
        try #require(lines.count == 1, "\(ended)")
        let object =
            try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any]
        let error = try #require(object?["error"] as? [String: Any], "\(ended)")
        #expect(error["exitStatus"] as? Int == Int(ended.status), "\(ended)")
    }
}
