import Foundation
import TestSupport
import Testing

/// SIGKILL at the system calls between a request and what it releases.
///
/// Each command is run once to see its calls; then it is killed before one of them, again and
/// again, and the vault must be whole each time.
@Suite("A command killed at any step", .serialized, .enabled(if: Machine.canTrace))
struct KillTests {
    /// What changes a file, a lock or an answer; here nearly every one is tried.
    private static let turning = [
        "fdatasync", "fsync", "rename", "unlink", "ftruncate", "flock", "write", "mkdir",
    ]
    /// What comes so often that a sample has to do.
    private static let frequent = ["pwrite64", "openat", "close", "mmap", "fcntl", "pread64"]

    @Test(
        "leaves no share without its entry, no entry lost or doubled, nothing half-written, and a vault that works",
        arguments: Act.allCases)
    func killed(_ act: Act) throws {
        let fault = try FaultWorld()
        let world = fault.world
        let story = try Story(of: act, in: fault)
        let points =
            Self.sample(story.clean.calls, of: Self.turning, count: Rounds.scaled(7))
            + Self.sample(story.clean.calls, of: Self.frequent, count: Rounds.scaled(4))
        #expect(points.count >= 9, "\(story.clean.text)")
        for point in points {
            try story.snapshot.restore()
            let injection = Trace.Injection(
                call: point.name, occurrence: point.occurrence, effect: "signal=KILL")
            let trace = try world.traced(
                act.actor, act.arguments(in: fault), watching: [point.name], injecting: injection)
            #expect(trace.wasKilled, "\(injection): \(trace.ended)")
            try story.check(after: trace.ended, "\(injection), \(point.line)")
        }
    }

    /// Evenly spread over the calls of some names.
    private static func sample(
        _ calls: [Trace.Call], of names: [String], count: Int
    ) -> [Trace.Call] {
        let calls = calls.filter { names.contains($0.name) }
        guard calls.count > count else { return calls }
        return (0..<count).map { calls[$0 * (calls.count - 1) / max(count - 1, 1)] }
    }

    /// A command, its state before, and its log when nothing goes wrong.
    struct Story {
        let act: Act
        let fault: FaultWorld
        let snapshot: Snapshot
        let clean: Trace
        /// The leaves before.
        private let before: [String]
        private let versions: Int
        /// The events of the command when it goes well.
        private let whole: [String]
        /// What there is to end, before and after.
        private let leftBefore: [String]
        private let leftAfter: [String]

        init(of act: Act, in fault: FaultWorld) throws {
            self.act = act
            self.fault = fault
            let world = fault.world
            snapshot = try Snapshot(of: world)
            before = try world.leaves()
            versions = try world.versionCount()
            leftBefore = try Self.left(in: world)
            clean = try world.traced(
                act.actor, act.arguments(in: fault),
                watching: KillTests.turning + KillTests.frequent)
            try #require(clean.ended.status == 0, "\(clean.ended)")
            whole = try World.events(world.leaves().dropFirst(before.count))
            try #require(!whole.isEmpty)
            leftAfter = try Self.left(in: world)
        }

        /// The wraps, the endings, and the size of the file with the grants' secrets.
        private static func left(in world: World) throws -> [String] {
            let secrets = try Data(
                contentsOf: URL(
                    filePath: world.folder.path(try MissingFileTests.dossierFile(world))))
            return try world.query("SELECT count(*) FROM wrap")
                + world.query("SELECT count(*) FROM ending") + ["\(secrets.count)"]
        }

        /// Looks at everything after a run that was interrupted.
        func check(after ended: BuiltProgram.Ended, _ place: String) throws {
            let world = fault.world
            // faketime's own word for what it saw is no answer.
            let answer = ended.output.replacing("Caught Killed\n", with: "")
            let wasAnswered = ended.status == 0 || !answer.isEmpty
            let doctor = try world.attempt(nil, ["doctor", "--deep"])
            #expect(doctor.status == 0, "\(place): \(doctor)")
            let read = try world.attempt("els", ["read", world.dossier, "medical-assessment"])
            #expect(read.status == 0, "\(place): \(read)")
            #expect(read.output.contains(FaultWorld.text), "\(place): \(read)")

            let leaves = try world.leaves()
            #expect(Array(leaves.prefix(before.count)) == before, "\(place): an entry was changed")
            var events = try World.events(leaves.dropFirst(before.count))
            #expect(events.popLast() == "section.read R allow", "\(place)")
            #expect(Array(whole.prefix(events.count)) == events, "\(place): \(events)")
            let hasActed = events.contains { !$0.hasPrefix("dossier.search") }
            if wasAnswered || act.isWhole && hasActed {
                #expect(events == whole, "\(place): \(ended)")
            }
            let written = events.count { $0.hasPrefix("section.write") }
            #expect(try world.versionCount() == versions + written, "\(place)")

            if act == .withdraw {
                let other = try world.attempt("tom", ["read", world.dossier, "medical-assessment"])
                #expect(other.status == (hasActed ? 77 : 0), "\(place): \(other)")
                // Entry, secrets, rows: all or nothing, whatever was cut off between them.
                #expect(try Self.left(in: world) == (hasActed ? leftAfter : leftBefore), "\(place)")
            }
            for (path, bytes) in try world.storedFiles() {
                let isLeftover =
                    path.hasSuffix(".tmp") || path.hasSuffix("-wal") || path.hasSuffix("-shm")
                    || path.hasSuffix("pending.sealed")
                // What another member's client left is removed when that member saves again.
                #expect(!isLeftover || path.hasPrefix("home/"), "\(place) left \(path)")
                #expect(
                    bytes.firstRange(of: Array(FaultWorld.text.utf8)) == nil,
                    "\(place): plaintext in \(path)")
            }
        }
    }
}

extension Act {
    /// Whether the entries of the act itself come in one transaction, or are completed at the next
    /// start; looking at the dossier before is an entry of its own.
    fileprivate var isWhole: Bool { self != .disclose }
}
