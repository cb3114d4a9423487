import Foundation
import TestSupport
import Testing

@Suite("The page for the compliance officer") struct PolicyPageTests {
    private static let root = BuiltProgram.repository

    /// The lines of the blocks up to adopting, which needs a vault.
    private static func commands() throws -> [String] {
        let page = try String(contentsOf: root.appending(path: "docs/policy.md"), encoding: .utf8)
        let parts = try #require(page.components(separatedBy: "\n## Adopt").first)
            .components(separatedBy: "```\n")
        return parts.enumerated().filter { $0.offset % 2 == 1 }
            .flatMap { $0.element.split(separator: "\n").map(String.init) }
    }

    @Test("every command up to adopting works as it is written, in its order")
    func commands() throws {
        let folder = try TemporaryDirectory()
        try FileManager.default.copyItem(
            at: Self.root.appending(path: "policies"),
            to: URL(filePath: folder.path("policies")))
        let commands = try Self.commands()
        #expect(commands.count > 12)
        for line in commands {
            let program = BuiltProgram.path
            let ended = try Tool.run(
                "/usr/bin/env",
                [
                    "-C", folder.path, "HOME=\(folder.path)", "bash", "-c",
                    "kluis() { \"\(program)\" \"$@\"; }; \(line)",
                ])
            #expect(ended.status == 0, "\(line): \(ended)")
        }
        let page = try String(contentsOfFile: folder.path("access.html"), encoding: .utf8)
        #expect(page.contains("Catégories de personnes ayant accès"))
    }

    @Test("it tells of every command about policies")
    func complete() throws {
        let page = try String(
            contentsOf: Self.root.appending(path: "docs/policy.md"), encoding: .utf8)
        for entry in HelpOfProgram.entries where entry.path.first == "policy" {
            guard entry.path.count > 1, entry.path[1] != "replay" else { continue }
            #expect(page.contains(entry.path[1]), "\(entry.path)")
        }
    }
}
