import Foundation
import TestSupport
import Testing

/// The agent that `kluis unlock` starts, as a process of its own.
@Suite("The agent of the built program") struct UnlockTests {
    private let world: World

    init() throws {
        world = try World()
        try world.run("els", "write", world.dossier, "medical-notes", "--file", "-", input: "een\n")
    }

    private var socket: String { "\(world.home)/agent/socket" }

    /// The agent's process, by its arguments.
    private func agentProcess() -> Int32? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap(Int32.init).first { pid in
            let line = try? Data(contentsOf: URL(filePath: "/proc/\(pid)/cmdline"))
            let words = (line ?? Data()).split(separator: 0).map {
                String(decoding: $0, as: UTF8.self)
            }
            return words.contains("agent-serve") && words.contains(world.home)
        }
    }

    /// Waits until a process has ended; `false` when that takes a minute.
    private func hasEnded(_ pid: Int32) throws -> Bool {
        try Tool.run("timeout", ["60", "tail", "--pid=\(pid)", "-f", "/dev/null"]).status == 0
    }

    private func reads() throws -> Bool {
        try world.withoutPassphrase(as: "els", "read", world.dossier, "medical-notes").status == 0
    }

    @Test("it reads without the passphrase, and states, writes and shares only with it")
    func readsOnly() throws {
        try world.run("els", "unlock")
        defer { _ = try? world.run(nil, "lock") }
        for arguments in [
            ["read", world.dossier, "medical-notes"], ["dossier", "list"], ["status"],
            ["dossier", "show", world.dossier], ["history", world.dossier], ["log", "mine"],
            ["deadlines"], ["consent", "list", world.dossier], ["next", world.dossier],
        ] {
            let ended = try world.attempt(nil, arguments + ["--as", "els"])
            #expect(ended.status == 0, "\(ended)")
        }
        let nina = ["appoint", "nina", "nurse@dienst-noord", "--end"]
        for arguments in [
            ["write", world.dossier, "medical-notes", "--file", "-"],
            [
                "consent", "record", world.dossier, "--to", "tom", "--role", "treating-physician",
                "--process", "C2", "--until", "2024-09-01", "--evidence", "x",
            ], nina, ["absence", "start", world.dossier],
            ["inspect", "open", "bakkerij-voorbeeld", "--reason", "x"],
        ] {
            let ended = try world.attempt(nil, arguments + ["--as", "els"], input: "x")
            #expect(ended.status == 78, "\(ended)")
            #expect(ended.errors.contains("the passphrase of `els` is needed"), "\(ended)")
        }
        try world.run("els", "write", world.dossier, "medical-notes", "--file", "-", input: "x")
    }

    @Test("its socket is private, its memory neither dumped nor inherited, and it ends by lock")
    func isPrivate() throws {
        let unlocked = try world.json("els", "unlock")
        #expect(try unlocked.text("handle") == "els")
        try world.run("wim", "unlock")
        let pid: Int32 = try #require(agentProcess())
        let files = FileManager.default
        let modes = try [socket, "\(world.home)/agent"].map {
            try files.attributesOfItem(atPath: $0)[.posixPermissions] as? Int
        }
        #expect(modes == [0o600, 0o700])
        let limits = try String(contentsOfFile: "/proc/\(pid)/limits", encoding: .utf8)
        let core = try #require(limits.split(separator: "\n").first { $0.contains("core file") })
        #expect(core.split(separator: " ").contains("0"))
        let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        let locked = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmLck:") })
        // Only root, or who has no limit, can lock all memory.
        #expect(geteuid() != 0 || !locked.split(separator: " ").contains("0"))
        let open = try files.contentsOfDirectory(atPath: "/proc/\(pid)/fd").compactMap {
            try? files.destinationOfSymbolicLink(atPath: "/proc/\(pid)/fd/\($0)")
        }
        #expect(
            open.allSatisfy {
                $0 == "/dev/null" || $0.hasPrefix("\(world.home)/agent") || $0.hasPrefix("socket:")
            }, "\(open)")

        #expect(try world.json(nil, "lock")["wasRunning"] as? Bool == true)
        #expect(try hasEnded(pid))
        #expect(!files.fileExists(atPath: socket))
        #expect(try world.run(nil, "lock") == "nothing was unlocked\n")
        #expect(try !reads())
    }

    @Test("a killed agent leaves nothing that opens, and the next one takes its place")
    func killed() throws {
        try world.run("els", "unlock")
        defer { _ = try? world.run(nil, "lock") }
        let pid: Int32 = try #require(agentProcess())
        kill(pid, SIGKILL)
        #expect(try hasEnded(pid))
        #expect(FileManager.default.fileExists(atPath: socket))
        #expect(try !reads())
        #expect(try world.run("els", "read", world.dossier, "medical-notes") == "een\n")
        #expect(try world.run(nil, "lock") == "nothing was unlocked\n")
        try world.run("els", "unlock")
        #expect(try reads())
    }

    @Test("it ends by itself, by its own clock")
    func time() throws {
        // A minute of the agent's clock passes in less than a second.
        let started = try world.attempt(
            nil,
            [
                "unlock", "--idle", "1", "--as", "els", "--passphrase-file",
                world.passphraseFile("els"),
            ], under: ["faketime", "-f", "@2024-01-08 09:00:00 x100"])
        #expect(started.status == 0, "\(started)")
        if let pid = agentProcess() { #expect(try hasEnded(pid)) }
        #expect(!FileManager.default.fileExists(atPath: socket))
        #expect(try !reads())
        for minutes in ["0", "1441", "soon"] {
            try world.refuse(64, "els", "unlock", "--idle", minutes, saying: "error:")
        }
    }

    @Test("another user reaches neither the socket nor the keys")
    func otherUser() throws {
        guard geteuid() == 0 else {
            let isRequired = ProcessInfo.processInfo.environment["CI"] == "true"
            #expect(!isRequired, "another user can only be tried by root")
            print("*** NOT TRIED AS ANOTHER USER: this needs root ***")
            return
        }
        try world.run("els", "unlock")
        defer { _ = try? world.run(nil, "lock") }
        for path in [world.folder.path, world.home] {
            try FileManager.default.setAttributes([.posixPermissions: 0o711], ofItemAtPath: path)
        }
        let other = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
        let ended = try world.attempt(nil, ["lock"], under: other)
        #expect(ended.status != 0, "\(ended)")
        let connected = try Tool.run(
            other[0],
            Array(other.dropFirst()) + [
                "python3", "-c",
                "import socket,sys; socket.socket(socket.AF_UNIX).connect(sys.argv[1])", socket,
            ])
        #expect(connected.status != 0)
        #expect(try reads())
    }
}
