import Foundation
import TestSupport
import Testing

/// Files that are gone or cut off.
@Suite("Missing and truncated files", .serialized)
struct MissingFileTests {
    /// What happens to a file, and what the next read must say.
    private struct Loss {
        let line: String
        let statuses: [Int32]
        let words: String

        init(_ line: String, _ statuses: Int32..., saying words: String) {
            self.line = line
            self.statuses = statuses
            self.words = words
        }
    }

    /// `CHAIN` is the dossier's file in the keystore, `MEMBER` what els's client remembers.
    private static let losses = [
        Loss("rm vault/records.sqlite", 66, saying: "there is no vault"),
        Loss("rm -r vault", 66, saying: "there is no vault"),
        Loss("truncate -s 0 vault/records.sqlite", 20, saying: "not a record store"),
        Loss("truncate -s 100 vault/records.sqlite", 20, saying: "damaged"),
        Loss("truncate -s 8192 vault/records.sqlite", 20, saying: "damaged"),
        Loss("truncate -s 200000 vault/records.sqlite", 20, saying: "damaged"),
        Loss("truncate -s -4096 vault/records.sqlite", 20, 69, saying: "error: "),
        Loss("rm -r vault-keystore", 66, saying: "keystore, directory: not found"),
        Loss("rm vault-keystore/vault.sealed", 66, saying: "vault's secrets: not found"),
        Loss("rm vault-keystore/head.sealed", 66, saying: "last head of the log: not found"),
        Loss("rm CHAIN", 69, saying: "nothing was changed"),
        Loss("rm -r vault-keystore/chains", 69, 66, saying: "error: "),
        Loss("truncate -s 0 vault-keystore/vault.sealed", 20, saying: "cut off"),
        Loss("truncate -s 50 vault-keystore/head.sealed", 20, saying: "cut off"),
        Loss("truncate -s 0 vault-keystore/head.sealed", 20, saying: "cut off"),
        Loss("truncate -s 120 CHAIN", 69, saying: "nothing was changed"),
        Loss("truncate -s 0 CHAIN", 69, saying: "nothing was changed"),
        Loss("rm vault-keystore.key", 66, saying: "key-encryption key: not found"),
        Loss("truncate -s 0 vault-keystore.key", 20, saying: "cut off"),
        Loss("truncate -s 60 vault-keystore.key", 20, saying: "cut off"),
        Loss("chmod 644 vault-keystore.key", 78, saying: "other users can reach it"),
        Loss("chmod 755 vault-keystore", 78, saying: "other users can reach it"),
        Loss("chmod 640 CHAIN", 69, saying: "nothing was changed"),
        Loss("rm home/members/els.pem", 66, saying: "is missing"),
        Loss("truncate -s 0 home/members/els.pem", 65, saying: "key file"),
        Loss("truncate -s 200 home/members/els.pem", 65, saying: "key file"),
        Loss("chmod 644 home/members/els.pem", 78, saying: "others may read"),
        Loss("rm home/members/els.id", 78, saying: "no member `els`"),
        Loss("truncate -s 30 home/members/els.id", 78, saying: "not what it should be"),
        Loss("truncate -s 20 home/state/*-founding", 20, saying: "what this machine remembers"),
        Loss("truncate -s 20 home/state/*-checkpoint", 20, saying: "what this machine remembers"),
        Loss("truncate -s 20 MEMBER", 20, saying: "what this machine remembers"),
        Loss("truncate -s 0 MEMBER", 20, saying: "what this machine remembers"),
    ]

    @Test("each is named in one line, is never mended silently, and is no loss once it is back")
    func losses() throws {
        let fault = try FaultWorld()
        let world = fault.world
        // The pin has to be read: the id is not given.
        let read = Act.read.arguments(in: fault)
        try world.run("els", read)
        let chain = try Self.dossierFile(world)
        let member = try Self.stateFile(of: "els", in: world)
        let snapshot = try Snapshot(of: world)
        let before = try world.leaves()
        for loss in Self.losses {
            let line = loss.line.replacing("CHAIN", with: chain).replacing("MEMBER", with: member)
            try snapshot.restore()
            let broken = try Tool.run("sh", ["-c", "cd '\(world.folder.path)' && \(line)"])
            try #require(broken.status == 0, "\(line)")
            let files = try Self.contents(world)
            let ended = try world.attempt("els", read)
            #expect(loss.statuses.contains(ended.status), "\(line): \(ended)")
            #expect(ended.output.isEmpty, "\(line): \(ended)")
            #expect(ended.errors.contains(loss.words), "\(line): \(ended)")
            #expect(ended.errors.split(separator: "\n").count { $0.hasPrefix("error: ") } == 1)
            #expect(
                ended.errors.contains("hint: ") || ended.errors.contains("run `chmod"),
                "\(line): \(ended)")
            let doctor = try world.attempt(nil, ["doctor", "--deep"])
            if !line.contains("home/") {
                #expect(doctor.status != 0, "\(line): \(doctor)")
            }
            let after = try Self.contents(world)
            #expect(Set(after.keys) == Set(files.keys), "\(line): files were made or removed")
            #expect(after == files, "\(line): files were changed")
        }
        try snapshot.restore()
        #expect(try world.run("els", read).contains(FaultWorld.text))
        #expect(try world.leaves().count == before.count + 1)
    }

    @Test("a pin that is cut off is refused, and the id on paper sets it right")
    func pin() throws {
        let fault = try FaultWorld()
        let world = fault.world
        let read = Act.read.arguments(in: fault)
        try world.run("els", read)
        for line in ["truncate -s 20 home/pins/*", "truncate -s 0 home/pins/*"] {
            _ = try Tool.run("sh", ["-c", "cd '\(world.folder.path)' && \(line)"])
            let ended = try world.attempt("els", read, environment: ["KLUIS_VAULT_ID": ""])
            #expect(ended.status == 78, "\(ended)")
            #expect(ended.errors.contains("--vault-id"), "\(ended)")
            try world.run("els", read + ["--vault-id", world.vaultID])
            try #require(
                try world.attempt("els", read, environment: ["KLUIS_VAULT_ID": ""]).status == 0)
        }
    }

    @Test("lock files are made again, for they hold nothing")
    func locks() throws {
        let fault = try FaultWorld()
        let world = fault.world
        for name in ["vault/store.lock", "vault-keystore/keystore.lock"] {
            try FileManager.default.removeItem(atPath: world.folder.path(name))
            try world.run("els", Act.read.arguments(in: fault))
            #expect(FileManager.default.fileExists(atPath: world.folder.path(name)))
        }
    }

    /// The journal of a process that was killed after its commit.
    @Test(
        "a journal that is gone or cut off is noticed; its index is made again",
        .enabled(if: Machine.canTrace))
    func journal() throws {
        let fault = try FaultWorld()
        let world = fault.world
        let read = Act.read.arguments(in: fault)
        let before = try world.leaves()
        // Killed where the journal is about to be moved: entry and keystore are written. Both runs
        // start from the same files, so that the same call is meant.
        let start = try Snapshot(of: world)
        let clean = try world.traced("els", read, watching: ["pwrite64"])
        let move = try #require(clean.calls.first { $0.line.contains("/records.sqlite>") })
        try start.restore()
        let trace = try world.traced(
            "els", read, watching: ["pwrite64"],
            injecting: Trace.Injection(
                call: "pwrite64", occurrence: move.occurrence, effect: "signal=KILL"))
        try #require(trace.wasKilled)
        let snapshot = try Snapshot(of: world)
        let size = try Data(
            contentsOf: URL(filePath: world.vault + "/records.sqlite-wal")
        ).count
        try #require(size > 8192)
        for line in ["rm vault/records.sqlite-shm", "truncate -s 0 vault/records.sqlite-shm"] {
            try snapshot.restore()
            _ = try Tool.run("sh", ["-c", "cd '\(world.folder.path)' && \(line)"])
            try world.run("els", read)
            #expect(try world.leaves().count == before.count + 2, "\(line)")
        }
        for line in [
            "rm vault/records.sqlite-wal*", "truncate -s 0 vault/records.sqlite-wal",
            "truncate -s \(size / 2) vault/records.sqlite-wal",
        ] {
            try snapshot.restore()
            _ = try Tool.run("sh", ["-c", "cd '\(world.folder.path)' && \(line)"])
            let ended = try world.attempt("els", read)
            #expect(ended.status == 20 && ended.output.isEmpty, "\(line): \(ended)")
            #expect(ended.errors.contains("older than the keystore"), "\(line): \(ended)")
            #expect(try world.attempt(nil, ["doctor"]).status == 20, "\(line)")
        }
    }

    /// The file of the dossier's secrets.
    static func dossierFile(_ world: World) throws -> String {
        let id = try #require(try world.query("SELECT lower(hex(dossier)) FROM version").first)
        return "vault-keystore/chains/\(id.suffix(2))/\(id).sealed"
    }

    /// What a member's client remembers for every command.
    static func stateFile(of handle: String, in world: World) throws -> String {
        let text = try String(
            contentsOfFile: "\(world.home)/members/\(handle).id", encoding: .utf8)
        let member = try #require(text.split(separator: "\n").first?.split(separator: " ").last)
        let name = try FileManager.default.contentsOfDirectory(atPath: "\(world.home)/state")
            .first { $0.hasSuffix("-\(member)-own") }
        return "home/state/\(try #require(name))"
    }

    /// The files that hold something; not locks, nor what SQLite makes and removes.
    private static func contents(_ world: World) throws -> [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        for (path, bytes) in try world.storedFiles()
        where !path.hasSuffix(".lock") && !path.hasSuffix("-wal") && !path.hasSuffix("-shm") {
            contents[path] = bytes
        }
        contents["key"] = FileManager.default.contents(atPath: world.kek).map(Array.init)
        return contents
    }
}
