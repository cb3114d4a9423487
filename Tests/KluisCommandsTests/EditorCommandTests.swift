import KluisCommands
import Testing

@Suite("The editor")
struct EditorCommandTests {
    @Test(
        "the program's own variable comes first, then VISUAL, then EDITOR",
        arguments: [
            (["KLUIS_EDITOR": "a", "VISUAL": "b", "EDITOR": "c"], "a \"$1\""),
            (["VISUAL": "b", "EDITOR": "c"], "b \"$1\""),
            (["EDITOR": "c --wait"], "c --wait \"$1\""),
            ([:], "vi -n -i NONE \"$1\""),
            (["EDITOR": "/usr/bin/nvim"], "/usr/bin/nvim -n -i NONE \"$1\""),
        ])
    func choice(environment: [String: String], line: String) {
        #expect(EditorCommand(environment: EnvironmentVariables(environment)).line == line)
    }
}
