import Foundation
import TestSupport
import Testing

/// What holds for every command, taken from what the program says of itself.
@Suite("Every command") struct ConventionTests {
    private let scratch: TemporaryDirectory

    init() throws { scratch = try TemporaryDirectory() }

    /// Runs a command in an empty directory with an empty home, without a terminal.
    private func run(
        _ arguments: [String], environment: [String: String] = [:]
    ) throws -> BuiltProgram.Ended {
        let environment = environment.merging(["HOME": scratch.path]) { first, _ in first }
        return try BuiltProgram.run(
            arguments, under: ["setsid", "--wait", "timeout", "120", "env", "-C", scratch.path],
            environment: environment, scratch: scratch)
    }

    @Test("there are as many commands as the project promises, each with its help")
    func commands() {
        let names = Set(HelpOfProgram.entries.compactMap(\.path.first))
        let promised = [
            "absence", "appoint", "audit", "consent", "deadlines", "disclose", "do", "doctor",
            "dossier",
            "history", "init", "inspect", "lock", "log", "member", "next", "organisation",
            "policy", "read", "relation", "role-key", "search", "status", "unlock", "write",
        ]
        #expect(names.isSuperset(of: promised), "\(Set(promised).subtracting(names))")
    }

    @Test("its help has two examples at least", arguments: HelpOfProgram.entries)
    func examples(entry: HelpOfProgram.Entry) throws {
        #expect(entry.examples.count >= 2)
        let help = try run(entry.path + ["--help"])
        #expect(help.status == 0 && help.errors.isEmpty, "\(help)")
        #expect(help.output.contains("EXAMPLES:") && help.output.contains("USAGE:"), "\(help)")
        for example in entry.examples {
            #expect(example.line.hasPrefix("kluis "), "\(example.line)")
        }
    }

    @Test(
        "an option that does not exist ends with 64 and says so", arguments: HelpOfProgram.entries)
    func unknownOption(entry: HelpOfProgram.Entry) throws {
        let words =
            try entry.isGroup ? entry.path : arguments(of: #require(entry.examples.first).line)
        let text = try run(words + ["--no-such-option"])
        #expect(text.status == 64 && text.output.isEmpty, "\(text)")
        #expect(
            text.errors.hasPrefix("error: unknown option '--no-such-option'\nhint: "), "\(text)")
        let json = try run(words + ["--no-such-option", "--json"])
        #expect(json.status == 64 && json.output.isEmpty, "\(json)")
        #expect(try JSONLine(json.errors).exitStatus == 64, "\(json)")
    }

    /// Every example is given to the program where there is no vault and no key: it must be
    /// understood, and then end with a reason, never with a question or a crash.
    @Test(
        "its examples are understood, and without a vault end with a reason",
        arguments: HelpOfProgram.entries)
    func withoutVault(entry: HelpOfProgram.Entry) throws {
        for example in entry.examples {
            let ended = try run(arguments(of: example.line))
            #expect([0, 20, 65, 66, 69, 73, 78].contains(ended.status), "\(ended)")
            if example.line.contains("--json") {
                guard ended.status != 0, ended.status != 20 else { continue }
                #expect(try JSONLine(ended.errors).exitStatus == Int(ended.status), "\(ended)")
                continue
            }
            let lines = ended.errors.split(separator: "\n")
            #expect(
                lines.allSatisfy { line in
                    ["error: ", "hint: ", "note: "].contains { line.hasPrefix($0) }
                }, "\(ended)")
            guard ![0, 20].contains(ended.status) else { continue }
            #expect(ended.output.isEmpty, "\(ended)")
            #expect(lines.count { $0.hasPrefix("error: ") } == 1, "\(ended)")
            #expect(ended.status != 78 || lines.contains { $0.hasPrefix("hint: ") }, "\(ended)")
        }
    }

    @Test(
        "a failure under --json is one line of JSON on standard error",
        arguments: HelpOfProgram.entries.filter { !$0.isGroup })
    func failureAsJSON(entry: HelpOfProgram.Entry) throws {
        let example = try #require(entry.examples.first)
        let ended = try run(arguments(of: example.line) + ["--json"])
        guard ![0, 20].contains(ended.status) else {
            _ = try JSONObject(ended.output)
            return
        }
        #expect(ended.output.isEmpty, "\(ended)")
        let failure = try JSONLine(ended.errors)
        #expect(failure.exitStatus == Int(ended.status), "\(ended)")
        #expect(!failure.message.isEmpty, "\(ended)")
    }

    @Test("the version, and the help of the whole program")
    func program() throws {
        let version = try run(["--version"])
        #expect(version.status == 0 && version.output.contains("."), "\(version)")
        for arguments in [[], ["--help"], ["help"], ["help", "log", "verify"]] {
            let help = try run(arguments)
            #expect(help.status == 0 && help.output.contains("USAGE:"), "\(help)")
            #expect(help.errors.isEmpty, "\(help)")
        }
        #expect(try run(["no-such-command"]).status == 64)
    }

    @Test("a setting that is wrong ends with 64 on the command line, with 78 elsewhere")
    func settings() throws {
        #expect(try run(["status", "--language", "xx"]).status == 64)
        #expect(try run(["status"], environment: ["KLUIS_LANGUAGE": "xx"]).status == 78)
        #expect(try run(["status", "--as", "NOBODY"]).status == 64)
        #expect(try run(["status"], environment: ["KLUIS_AS": "els/baker@x"]).status == 78)
        let folder = scratch.path("config/kluis")
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try Data("vualt = x\n".utf8).write(to: URL(filePath: folder + "/config"))
        let ended = try run(["status"], environment: ["XDG_CONFIG_HOME": scratch.path("config")])
        #expect(ended.status == 78 && ended.errors.contains("line 1"), "\(ended)")
    }

    /// The words of an example; the mediators of other users and hosts are not run.
    private func arguments(of line: String) -> [String] {
        var words = Array(line.shellWords.dropFirst())
        if let place = words.firstIndex(of: "--mediator"), place + 1 < words.count {
            words[place + 1] = "false"
        }
        return words
    }
}
