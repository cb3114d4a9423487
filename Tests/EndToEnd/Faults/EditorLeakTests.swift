import Foundation
import TestSupport
import Testing

/// What is left of a text that was edited, and of a process that held it.
@Suite("A text in the editor", .serialized) struct EditorLeakTests {
    private static let words = "edited words that nobody finds again"
    private let fault: FaultWorld

    /// Runs a command in a terminal of its own; what it says there is its output.
    private static let terminal = """
        import os, pty, signal, sys
        # The threads of a test hold signals back, and a child would inherit that.
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])) % 256)
        """

    init() throws { fault = try FaultWorld() }

    /// Writes a section with an editor that is a script; `$1` is the file, `$KLUIS` the process that
    /// waits for it.
    private func edit(_ script: String) throws -> (ended: BuiltProgram.Ended, process: String) {
        let world = fault.world
        let temporary = world.folder.path("temporary")
        try FileManager.default.createDirectory(
            atPath: temporary, withIntermediateDirectories: true)
        _ = try world.file(
            "filled.yaml",
            """
            examined-on: 2024-01-15
            findings: |-
              \(Self.words)
            capacities: |-
              geen
            decision: a

            """)
        let editor = try world.file(
            "editor.sh",
            """
            #!/bin/sh
            cd '\(world.folder.path)' || exit 1
            KLUIS=$PPID
            while [ "$(cat "/proc/$KLUIS/comm")" != kluis ]; do
                KLUIS=$(awk '{ print $4 }' "/proc/$KLUIS/stat")
            done
            echo "$KLUIS" >process
            \(script)

            """)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: editor)
        let ended = try world.attempt(
            "els", ["write", world.dossier, "medical-assessment", "--revise", "latest", "--edit"],
            under: ["python3", "-c", Self.terminal],
            environment: ["EDITOR": editor, "TMPDIR": temporary])
        let process = try String(contentsOfFile: world.folder.path("process"), encoding: .utf8)
        return (ended, process.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// The folders of editing in memory, of one process.
    private func folders(of process: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/dev/shm")
            .filter { $0.hasPrefix("kluis-edit-\(process)-") }
    }

    /// What should hold after each way in which editing ended.
    private func isClean(_ place: String) throws {
        let world = fault.world
        let temporary = try FileManager.default.contentsOfDirectory(
            atPath: world.folder.path("temporary"))
        #expect(temporary.isEmpty, "\(place): \(temporary)")
        let planted = PlantedValue("words", Self.words)
        for (path, bytes) in try world.storedFiles() {
            #expect(planted.found(in: Data(bytes)).isEmpty, "\(place): \(path)")
        }
    }

    @Test("is in a private folder in memory while it is edited, and nowhere afterwards")
    func edited() throws {
        let world = fault.world
        let (ended, process) = try edit(
            """
            stat -c '%a %u' "$(dirname "$1")" "$1" >modes
            touch "$1~" "$(dirname "$1")/.swap"
            cp filled.yaml "$1"
            """)
        #expect(ended.status == 0, "\(ended)")
        let modes = try String(contentsOfFile: world.folder.path("modes"), encoding: .utf8)
        #expect(modes == "700 \(getuid())\n600 \(getuid())\n")
        #expect(try folders(of: process).isEmpty)
        try isClean("edited")
        #expect(try world.run("els", Act.read.arguments(in: fault)).contains(Self.words))
    }

    @Test("is gone when the editor fails or is killed, and nothing is written")
    func failedEditor() throws {
        let versions = try fault.world.versionCount()
        for end in ["exit 3", "kill -9 $$", "kill -TERM $$"] {
            let (ended, process) = try edit("cp filled.yaml \"$1\"\n\(end)")
            #expect(ended.status == 69, "\(ended)")
            #expect(ended.output.contains("nothing was written"), "\(ended)")
            #expect(try folders(of: process).isEmpty, "\(end)")
            try isClean(end)
        }
        #expect(try fault.world.versionCount() == versions)
    }

    @Test("is gone when the command is told to end, and at the next editing when it was killed")
    func killedCommand() throws {
        let versions = try fault.world.versionCount()
        for signal in ["TERM", "HUP"] {
            let (ended, process) = try edit("cp filled.yaml \"$1\"\nkill -\(signal) \"$KLUIS\"")
            #expect(ended.status != 0, "\(ended)")
            #expect(try folders(of: process).isEmpty, "\(signal)")
            try isClean(signal)
        }
        let (killed, process) = try edit("cp filled.yaml \"$1\"\nkill -KILL \"$KLUIS\"")
        #expect(killed.status != 0, "\(killed)")
        try isClean("killed")
        #expect(try fault.world.versionCount() == versions)
        #expect(try folders(of: process).count == 1)
        _ = try edit("exit 1")
        #expect(try folders(of: process).isEmpty)
    }

    @Test("and its keys are in no core dump, and a passphrase is in no argument and no variable")
    func process() throws {
        let world = fault.world
        let (ended, _) = try edit(
            """
            tr '\\0' '\\n' <"/proc/$KLUIS/cmdline" >arguments
            tr '\\0' '\\n' <"/proc/$KLUIS/environ" >variables
            grep 'core file' "/proc/$KLUIS/limits" >limits
            exit 1
            """)
        #expect(ended.status == 69, "\(ended)")
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: world.folder.path(name), encoding: .utf8)
        }
        #expect(try text("arguments").contains("medical-assessment"))
        for name in ["arguments", "variables"] {
            #expect(try !text(name).contains("passphrase of"), "\(name)")
        }
        let limits = try text("limits").split(whereSeparator: \.isWhitespace).suffix(3)
        #expect(limits == ["0", "0", "bytes"])
    }
}
