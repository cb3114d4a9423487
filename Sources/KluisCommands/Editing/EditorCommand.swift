/// Which editor is run, and how.
///
/// `KLUIS_EDITOR`, then `VISUAL`, then `EDITOR`, then `vi`. The value may hold arguments, as in
/// `code --wait`. Editors of the vi family are told to keep no swap file and no history of the
/// session, which would hold lines of the text.
package struct EditorCommand: Hashable, Sendable {
    /// The line for the shell; the file's path follows as `"$1"`.
    package let line: String

    /// Chooses by the environment.
    package init(environment: EnvironmentVariables) {
        let editor =
            environment.filled("KLUIS_EDITOR") ?? environment.filled("VISUAL")
            ?? environment.filled("EDITOR") ?? "vi"
        let program = editor.split(separator: " ").first.map(String.init) ?? editor
        let name = Files.name(of: program)
        let isVi = ["vi", "vim", "nvim", "view", "vim.basic", "vim.tiny", "vim.nox"].contains(name)
        line = isVi ? "\(editor) -n -i NONE \"$1\"" : "\(editor) \"$1\""
    }
}
