import Foundation
import TestSupport
import Testing

/// Copies of an earlier time, put back.
@Suite("Older copies that are put back", .serialized)
struct RestoredCopyTests {
    @Test("an older database is refused by every command, for the keystore remembers more")
    func olderDatabase() throws {
        let fault = try FaultWorld()
        let world = fault.world
        let snapshot = try Snapshot(of: world)
        try world.run("els", Act.read.arguments(in: fault))
        try snapshot.restore("vault")
        for act in [Act.read, .write, .withdraw] {
            let ended = try world.attempt(act.actor, act.arguments(in: fault))
            #expect(ended.status == 20 && ended.output.isEmpty, "\(ended)")
            #expect(ended.errors.contains("older than the keystore"), "\(ended)")
        }
        #expect(try world.attempt(nil, ["doctor"]).status == 20)
        #expect(try world.attempt(nil, ["doctor", "--deep"]).status == 20)
    }

    @Test(
        "an older keystore gives nobody back what was withdrawn since, and doctor says that it is behind"
    )
    func olderKeystore() throws {
        let fault = try FaultWorld()
        let world = fault.world
        let snapshot = try Snapshot(of: world)
        try world.run("wim", Act.withdraw.arguments(in: fault))
        let chain = try MissingFileTests.dossierFile(world)
        func size() throws -> Int {
            try Data(contentsOf: URL(filePath: world.folder.path(chain))).count
        }
        let ended = try size()
        try snapshot.restore("vault-keystore")
        try #require(try size() > ended)
        let doctor = try world.attempt(nil, ["doctor"])
        #expect(doctor.output.contains("warn  keystore-head: the keystore's head is"), "\(doctor)")
        let read = try world.attempt("tom", ["read", world.dossier, "medical-assessment"])
        #expect(read.status == 77 && read.output.isEmpty, "\(read)")
        // The secrets are deleted again before anyone is answered, and the worker can see it.
        #expect(try size() == ended)
        let mine = try world.run("wim", "log", "mine", "--language", "en")
        #expect(mine.contains("flagged an anomaly"), "\(mine)")
        #expect(try world.run(nil, "doctor", "--deep").contains("ok    log-head"))
    }

    @Test("both together are noticed by a client that saw more")
    func bothOlder() throws {
        let fault = try FaultWorld()
        let world = fault.world
        let snapshot = try Snapshot(of: world)
        try world.run("els", Act.read.arguments(in: fault))
        try snapshot.restore("vault", "vault-keystore")
        let ended = try world.attempt("els", Act.read.arguments(in: fault))
        #expect(ended.status == 20 && ended.output.isEmpty, "\(ended)")
        // It makes no entry that would hide the gap, and says so again.
        #expect(try world.attempt("els", Act.read.arguments(in: fault)).status == 20)
        #expect(try world.attempt("els", Act.disclose.arguments(in: fault)).status == 20)
    }
}
