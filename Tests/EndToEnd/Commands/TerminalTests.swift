import Foundation
import TestSupport
import Testing

/// What is only for a person who looks on.
@Suite("Terminals") struct TerminalTests {
    private let world: World
    private let escape = "\u{1b}["

    init() throws {
        world = try World()
        // A doctor with something to say is what has colour.
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: world.kek)
    }

    @Test("there is colour on a terminal, unless somebody does not want it")
    func colour() throws {
        #expect(try world.onTerminal(nil, ["doctor"]).output.contains(escape))
        #expect(
            try world.onTerminal(nil, ["doctor"], environment: ["NO_COLOR": ""]).output
                .contains(escape))
        let plain = [
            try world.onTerminal(nil, ["doctor"], environment: ["NO_COLOR": "1"]),
            try world.onTerminal(nil, ["doctor"], environment: ["TERM": "dumb"]),
            try world.onTerminal(nil, ["doctor", "--no-color"]),
            try world.onTerminal(nil, ["doctor", "--json"]),
            try world.attempt(nil, ["doctor"], environment: ["TERM": "xterm"]),
        ]
        for ended in plain {
            #expect(ended.status == 20 && !ended.output.contains("\u{1b}"), "\(ended)")
        }
    }

    @Test("long work says how far it is on a terminal, and nowhere else")
    func progress() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: world.kek)
        let policy = BuiltProgram.repository.appending(path: "policies/access").path
        let shown = try world.onTerminal(nil, ["policy", "prove", policy])
        #expect(
            shown.status == 0 && shown.output.contains("proving the policies: 40 %"), "\(shown)")
        #expect(!shown.output.contains("\u{1b}"))
        let deep = try world.onTerminal(nil, ["doctor", "--deep", "--no-color"])
        #expect(deep.output.contains("recomputing everything: 50 %"), "\(deep)")
        let json = try world.onTerminal(nil, ["doctor", "--deep", "--json"])
        #expect(!json.output.contains("recomputing"), "\(json)")
        let quiet = try world.attempt(nil, ["doctor", "--deep"])
        #expect(quiet.errors.isEmpty, "\(quiet)")
    }

    @Test("a passphrase is asked for on a terminal only, and not with --no-input or --json")
    func prompts() throws {
        for option in ["--no-input", "--json"] {
            let ended = try world.onTerminal(nil, ["status", "--as", "els", option])
            #expect(ended.status == 78 && !ended.output.contains("passphrase of els:"), "\(ended)")
        }
    }
}
