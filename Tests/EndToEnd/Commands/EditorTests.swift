import Foundation
import TestSupport
import Testing

/// A form that is filled in with an editor, on a terminal; the editor is a script.
@Suite("The editor") struct EditorTests {
    private let world: World
    private let seen: String

    init() throws {
        world = try World()
        seen = world.folder.path("seen")
        try FileManager.default.createDirectory(
            atPath: seen, withIntermediateDirectories: false)
    }

    /// An editor that notes what it sees, and then runs some lines of shell; `$1` is the file.
    private func editor(_ lines: String) throws -> [String: String] {
        let path = try world.file(
            "editor",
            """
            #!/bin/bash
            round=$(ls '\(seen)' | grep -c shown)
            cp "$1" '\(seen)/shown'$round
            stat -c '%a' "$(dirname "$1")" "$1" >'\(seen)/modes'
            stat -f -c '%T' "$1" >'\(seen)/type'
            dirname "$1" >'\(seen)/directory'
            \(lines)

            """)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return ["KLUIS_EDITOR": path]
    }

    private func noted(_ name: String) throws -> String {
        try String(contentsOfFile: "\(seen)/\(name)", encoding: .utf8)
    }

    private func write(_ environment: [String: String]) throws -> BuiltProgram.Ended {
        try world.onTerminal(
            "els", ["write", world.dossier, "medical-notes", "--edit"], environment: environment)
    }

    private func nothingIsLeft() throws -> Bool {
        try !FileManager.default.fileExists(atPath: noted("directory").trimmed)
    }

    @Test("what is typed lies in a private directory in memory, and is gone afterwards")
    func writes() throws {
        let ended = try write(editor("printf 'date: 2024-01-08\\ntext: getypt\\n' >\"$1\""))
        #expect(ended.status == 0 && ended.output.contains("wrote medical-notes"), "\(ended)")
        #expect(try noted("modes") == "700\n600\n" && noted("type") == "tmpfs\n")
        #expect(try noted("shown0").contains("date:"))
        #expect(try nothingIsLeft())
        #expect(try world.run("wim", "read", world.dossier, "medical-notes").contains("getypt"))
        let files = try Tool.run("grep", ["-rl", "getypt", world.folder.path])
        #expect(files.text.split(separator: "\n").map(String.init) == [world.folder.path("editor")])
    }

    @Test("a form that is left as it was writes nothing, and so does an editor that fails")
    func unchanged() throws {
        let before = try world.json("vera", "status").number("logSize")
        let left = try write(editor("true"))
        #expect(left.status == 66 && left.output.contains("left as it was"), "\(left)")
        #expect(try nothingIsLeft())
        let failed = try write(editor("exit 3"))
        #expect(failed.status == 69 && failed.output.contains("status 3"), "\(failed)")
        #expect(try nothingIsLeft())
        let rows = try world.json("vera", "log", "list", "--all").list("rows")
        #expect(rows.count >= before)
        let later = rows.filter { $0["index"] as? Int ?? 0 >= before }
        #expect(!"\(later)".contains("section.write"))
    }

    @Test("a mistake is shown above what was typed, which is not lost")
    func mistakes() throws {
        let ended = try write(
            editor(
                """
                case $round in
                    0) printf 'text: getypt\\n' >"$1" ;;
                    1) sed -i '$a date: 2024-01-08' "$1" ;;
                esac
                """))
        #expect(ended.status == 0, "\(ended)")
        let again = try noted("shown1")
        #expect(again.hasPrefix("#! error: the form `medical-notes` is not filled in"))
        #expect(again.contains("`date`") && again.hasSuffix("text: getypt\n"))
        #expect(try world.run("wim", "read", world.dossier, "medical-notes").contains("getypt"))

        let given = try write(editor("[ \"$round\" -gt 2 ] || printf 'text: x\\n' >\"$1\""))
        #expect(given.status == 65 && given.output.contains("`date`"), "\(given)")
        #expect(try nothingIsLeft())
    }

    @Test("the next version starts from what stands in the one before")
    func revise() throws {
        try world.run(
            "els", "write", world.dossier, "medical-notes", "--form", "-",
            input: "date: 2024-01-08\ntext: |-\n  eerst\n  daarna: meer\n")
        let ended = try world.onTerminal(
            "els", ["write", world.dossier, "medical-notes", "--revise", "latest", "--edit"],
            environment: editor("sed -i 's/eerst/nu/' \"$1\""))
        #expect(ended.status == 0 && ended.output.contains("version 2"), "\(ended)")
        #expect(try noted("shown0").contains("date: 2024-01-08\n"))
        let content = try world.json("wim", "read", world.dossier, "medical-notes")["content"]
        let fields = (content as? [String: Any])?["fields"] as? [String: Any]
        #expect(fields?["text"] as? String == "nu\ndaarna: meer")
        #expect(fields?["date"] as? String == "2024-01-08")
    }

    @Test("vi is told to keep no swap file and no history")
    func vi() throws {
        let folder = world.folder.path("bin")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let vi = "#!/bin/sh\nprintf '%s ' \"$@\" >'\(seen)/arguments'\n"
        try Data(vi.utf8).write(to: URL(filePath: folder + "/vi"))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder + "/vi")
        for variables in [
            ["EDITOR": folder + "/vi"], ["VISUAL": folder + "/vi", "EDITOR": "false"],
        ] {
            let ended = try write(variables)
            #expect(ended.status == 66, "\(ended)")
            #expect(try noted("arguments").hasPrefix("-n -i NONE /dev/shm/kluis-edit-"))
        }
    }

    @Test("a signal waits until the file is gone; what a kill leaves, the next edit removes")
    func signals() throws {
        let pid =
            "directory=$(dirname \"$1\"); pid=${directory#/dev/shm/kluis-edit-}; pid=${pid%-*}"
        let filled = "printf 'date: 2024-01-08\\ntext: getypt\\n' >\"$1\""
        let ended = try write(editor("\(pid); \(filled); kill -TERM \"$pid\""))
        #expect(ended.status != 0, "\(ended)")
        #expect(try nothingIsLeft())
        let killed = try write(editor("\(pid); \(filled); kill -KILL \"$pid\""))
        #expect(killed.status != 0, "\(killed)")
        let left = try noted("directory").trimmed
        #expect(FileManager.default.fileExists(atPath: left))
        _ = try write(editor("true"))
        #expect(!FileManager.default.fileExists(atPath: left))
        try world.refuse(66, "wim", "read", world.dossier, "medical-notes", saying: "error:")
    }

    @Test("without a terminal it is refused at once")
    func noTerminal() throws {
        try world.refuse(
            64, "els", "write", world.dossier, "medical-notes", "--edit", saying: "needs a terminal"
        )
    }
}
