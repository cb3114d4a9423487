import Foundation
import TestSupport
import Testing

/// `docs/commands.md` tells of each command what the program's help tells.
@Suite("The page of commands") struct DocumentationTests {
    private static let page = BuiltProgram.repository.appending(path: "docs/commands.md")

    /// The page's part for a command, as the help has it.
    private static func section(_ entry: HelpOfProgram.Entry) -> String {
        let mark = entry.path.count == 1 ? "##" : "###"
        var text = "\(mark) kluis \(entry.path.joined(separator: " "))\n\n\(entry.abstract)\n"
        if !entry.discussion.isEmpty { text += "\n\(entry.discussion)\n" }
        let lines = entry.examples.map { "\($0.line)\n# \($0.meaning)\n" }.joined()
        return text + "\n```\n\(lines)```\n"
    }

    /// What stands before the commands is written by hand; the rest comes from the help.
    @Test("it says what the help says; `make docs` writes it anew")
    func page() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let sections = HelpOfProgram.entries.map(Self.section)
        let first = try #require(sections.first)
        let start = try #require(
            text.range(of: String(first.prefix { $0 != "\n" }) + "\n"),
            "the first command is missing")
        let head = String(text[..<start.lowerBound])
        let wanted = head + sections.joined(separator: "\n")
        if ProcessInfo.processInfo.environment["KLUIS_RECORD_DOCS"] == "1" {
            try Data(wanted.utf8).write(to: Self.page)
        }
        for (section, entry) in zip(sections, HelpOfProgram.entries) where !text.contains(section) {
            Issue.record("docs/commands.md differs from `\(entry.testDescription) --help`")
        }
        #expect(text == wanted, "docs/commands.md has something that no command's help says")
    }
}
