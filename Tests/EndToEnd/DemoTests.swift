import Foundation
import TestSupport
import Testing

/// The demo, played by the built program in a directory of its own, and what the README says can
/// be done afterwards.
@Suite("The demo") struct DemoTests {
    /// The demo, once it has been played.
    private struct Played {
        let folder: TemporaryDirectory
        let status: Int32
        let text: String

        init() throws {
            folder = try TemporaryDirectory()
            let scripts = folder.path("scripts")
            try FileManager.default.createDirectory(
                atPath: scripts, withIntermediateDirectories: false)
            for script in ["demo.sh", "at-time.sh"] {
                try FileManager.default.copyItem(
                    atPath: BuiltProgram.repository.path + "/scripts/\(script)",
                    toPath: scripts + "/\(script)")
            }
            let ended = try Tool.run(
                "env",
                [
                    "KLUIS=\(BuiltProgram.path)", "bash", "-c", "exec \"$0\" 2>&1",
                    scripts + "/demo.sh",
                ])
            (status, text) = (ended.status, ended.text)
        }

        func file(_ name: String) throws -> String {
            String(
                decoding: try Data(contentsOf: URL(filePath: folder.path("demo/\(name)"))),
                as: UTF8.self)
        }
    }

    /// The demo stops at the first command that ends otherwise than it must: refusals included.
    @Test("it plays two dossiers to the changed bit, and the commands of the README work in it")
    func demo() throws {
        let played = try Played()
        try #require(played.status == 0, "\(played.text.suffix(3000))")
        try checkMilestones(of: played)
        try checkSeen(of: played)
        try checkReadme(in: played)
    }

    private func checkMilestones(of played: Played) throws {
        var rest = played.text[...]
        for milestone in [
            "ED25519 Public-Key", "proved against the floor",
            // The employer vouches for no worker's key.
            "authority/", "(refused with exit status 77",
            "request by the worker (request-by-worker, I.4-73 §1, R22-03)",
            "a step was taken", "invite the worker",
            "consents: Tom Voorbeeld", "lage rugpijn", "withdrew consent", "floor/F6",
            "the text guard stopped", "(refused with exit status 65",
            "decision A: the agreed work in time", "(the same hash at both)", "floor/F1",
            "deliver the reintegration plan", "state: plan runs",
            "decision B: definitively unfit", "by 2024-03-25: 21 calendar days",
            "decision B, open to appeal’ (I.4-74 §4)", "rule: R22-22",
            "state: ended by motivated report",
            "floor/F3", "opens a case on Bakkerij Voorbeeld", "elke post in de bakkerij",
            "floor/F8", "treating physician, ", "  read (medical)",
            "refused: This section is under professional secrecy",
            "refused: The employer's side can never use",
            "waiting: the witness works-council has not cosigned",
            "cosigned demo.invalid/access-log",
            "the log demo.invalid/access-log verifies", "cosigned by council.invalid/w1",
            "is not what was logged",
            "(refused with exit status 20", "chains reach the keystore's heads",
        ] {
            let found = rest.range(of: milestone)
            #expect(found != nil, "after what came before it there is no “\(milestone)”")
            if let found { rest = rest[found.upperBound...] }
        }
    }

    /// What each role saw is kept, and none of it is another role's.
    private func checkSeen(of played: Played) throws {
        let worker = try played.file("received/form-a-worker.txt")
        #expect(try worker == played.file("received/form-a-employer.txt"))
        #expect(worker.contains("niet tillen boven 5 kg"))
        let medical = ["rugpijn", "schouderklachten", "kinesitherapie"]
        for (role, words, secrets) in [
            ("worker", ["niet tillen boven 5 kg", "read (medical)"], []),
            ("employer", ["niet tillen boven 5 kg"], medical),
            ("treating-physician", ["lage rugpijn"], []),
            ("occupational-physician", ["examine"], []),
            ("inspector", ["motivated-report", "elke post in de bakkerij"], medical),
            ("auditor", ["section.read", "verifies"], medical + ["Wim", "Mia", "Bakkerij"]),
        ] {
            let seen = try played.file("seen/\(role).txt")
            for word in words { #expect(seen.contains(word), "\(role): \(word)") }
            for secret in secrets { #expect(!seen.contains(secret), "\(role): \(secret)") }
        }
        #expect(try played.file("log.vkey").hasPrefix("demo.invalid/access-log+"))
    }

    /// Runs the lines of the README as they stand there, from the directory of the demo.
    private func checkReadme(in played: Played) throws {
        let readme = try String(
            contentsOf: BuiltProgram.repository.appending(path: "README.md"), encoding: .utf8)
        let lines = readme.split(separator: "\n").filter { $0.hasPrefix("$ kluis") }
        try #require(lines.count == 10)
        let number = try #require(
            played.text.split(separator: "\n").first { $0.hasPrefix("opened dossier ") }?
                .split(separator: " ")[2])
        let program = URL(filePath: BuiltProgram.path).deletingLastPathComponent().path
        for line in lines {
            let command = line.dropFirst(2).replacing("NUMBER", with: number)
            let ended = try Tool.run(
                "bash",
                [
                    "-c",
                    """
                    cd "$0" && export KLUIS_HOME=$PWD/demo/home KLUIS_VAULT=$PWD/demo/vault \
                        PATH="$1:$PATH" && exec 2>&1 && \(command)
                    """, played.folder.path("."), program,
                ])
            #expect(
                ended.status == (command.contains("exit 77") ? 77 : 0), "\(command)\n\(ended.text)")
        }
    }
}
