import Foundation
import TestSupport
import Testing

@Suite("Completions") struct CompletionTests {
    @Test(
        "a shell reads them without an error, and they know every command",
        arguments: ["bash", "zsh", "fish"])
    func scripts(shell: String) throws {
        let scratch = try TemporaryDirectory()
        let made = try BuiltProgram.run(
            ["--generate-completion-script", shell], environment: [:], scratch: scratch)
        #expect(made.status == 0 && made.errors.isEmpty, "\(made.errors)")
        for entry in HelpOfProgram.entries {
            #expect(made.output.contains(entry.path.last ?? ""), "\(entry.path)")
        }
        guard try Tool.run("which", [shell]).status == 0 else {
            let isRequired = ProcessInfo.processInfo.environment["CI"] == "true"
            #expect(!isRequired, "\(shell) is not installed")
            print("*** COMPLETIONS NOT READ BY \(shell): install it ***")
            return
        }
        let file = scratch.path("completions")
        try Data(made.output.utf8).write(to: URL(filePath: file))
        let read = try Tool.run(shell, ["-n", file])
        #expect(read.status == 0, "\(read.text)")
    }
}
