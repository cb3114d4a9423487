import Foundation
import TestSupport
import Testing

/// The pages of commands tell of each command what the program's help tells.
@Suite("The pages of commands") struct DocumentationTests {
    /// The page's part for a command, as the help has it.
    private static func section(_ entry: HelpOfProgram.Entry) -> String {
        let mark = entry.path.count == 1 ? "##" : "###"
        var text = "\(mark) \(entry.testDescription)\n\n\(entry.abstract)\n"
        if !entry.discussion.isEmpty { text += "\n\(entry.discussion)\n" }
        let lines = entry.examples.map { "\($0.line)\n# \($0.meaning)\n" }.joined()
        return text + "\n```\n\(lines)```\n"
    }

    /// What stands before the commands is written by hand; the rest comes from the help.
    @Test(
        "they say what the help says; `make docs` writes them anew",
        arguments: [
            ("docs/commands.md", HelpOfProgram.entries),
            ("docs/kluis-verify.md", HelpOfProgram.verifierEntries),
        ])
    func page(name: String, entries: [HelpOfProgram.Entry]) throws {
        let page = BuiltProgram.repository.appending(path: name)
        let text = try String(contentsOf: page, encoding: .utf8)
        let sections = entries.map(Self.section)
        let first = try #require(sections.first)
        let start = try #require(
            text.range(of: String(first.prefix { $0 != "\n" }) + "\n"),
            "the first command is missing")
        let head = String(text[..<start.lowerBound])
        let wanted = head + sections.joined(separator: "\n")
        if ProcessInfo.processInfo.environment["KLUIS_RECORD_DOCS"] == "1" {
            try Data(wanted.utf8).write(to: page)
        }
        for (section, entry) in zip(sections, entries) where !text.contains(section) {
            Issue.record("\(name) differs from `\(entry.testDescription) --help`")
        }
        #expect(text == wanted, "\(name) has something that no command's help says")
    }
}
