import Foundation
import TestSupport
import Testing

/// System calls that fail, one at a time, as a full or a broken disk makes them fail.
@Suite("A disk that fails any step", .serialized, .enabled(if: Machine.canTrace))
struct FailingCallTests {
    /// What is made to fail, and how.
    private static let failures = [
        ("ENOSPC", ["pwrite64", "write", "ftruncate", "openat"], 5),
        ("EIO", ["fdatasync", "fsync", "rename", "write", "flock", "pwrite64"], 6),
        ("EROFS", ["openat", "rename"], 3),
    ]

    @Test(
        "gets a clear message and an exit status of the documentation, and loses nothing",
        arguments: [Act.read, .write, .withdraw])
    func failing(_ act: Act) throws {
        let fault = try FaultWorld()
        let world = fault.world
        let story = try KillTests.Story(of: act, in: fault)
        for (error, names, count) in Self.failures {
            let calls = story.clean.calls.filter { names.contains($0.name) && Self.writes($0) }
            for call in Self.spread(calls, Rounds.scaled(count)) {
                try story.snapshot.restore()
                let injection = Trace.Injection(
                    call: call.name, occurrence: call.occurrence, effect: "error=\(error)")
                let trace = try world.traced(
                    act.actor, act.arguments(in: fault), watching: [call.name],
                    injecting: injection)
                let place = "\(injection), \(call.line)"
                #expect(trace.wasInjected, "\(place)")
                Self.checkMessage(trace.ended, place)
                try story.check(after: trace.ended, place)
            }
        }
    }

    /// The flush that makes a commit durable fails: no share is released.
    @Test(
        "no share leaves when the log cannot be flushed, and the same mediator goes on with nothing"
    )
    func unflushed() throws {
        let fault = try FaultWorld()
        let world = fault.world
        let story = try KillTests.Story(of: .read, in: fault)
        let flushes = story.clean.calls.filter {
            $0.name == "fdatasync" && $0.line.contains("records.sqlite-wal")
        }
        #expect(flushes.count >= 2)
        // The first flush is of the journal's head, the second one of the commit.
        for flush in flushes.prefix(2) {
            try story.snapshot.restore()
            let trace = try world.traced(
                "els", Act.read.arguments(in: fault), watching: ["fdatasync"],
                injecting: Trace.Injection(
                    call: "fdatasync", occurrence: flush.occurrence, effect: "error=EIO"))
            #expect(trace.wasInjected)
            #expect(trace.ended.status == 74, "\(trace.ended)")
            #expect(trace.ended.output.isEmpty, "\(trace.ended)")
            #expect(trace.ended.errors.contains("a disk failed"), "\(trace.ended)")
        }
    }

    @Test(
        "a mediator whose commit the disk failed answers nothing more, though the disk then says that all is well"
    )
    func goesOnWithNothing() throws {
        let fault = try FaultWorld()
        let world = fault.world
        let story = try KillTests.Story(of: .read, in: fault)
        let flush = try #require(
            story.clean.calls.filter {
                $0.name == "fdatasync" && $0.line.contains("records.sqlite-wal")
            }.dropFirst().first)
        // The requests of a reading, as they go to the mediator.
        try story.snapshot.restore()
        let requests = world.folder.path("requests")
        let read = try world.attempt(
            "els", Act.read.arguments(in: fault),
            environment: ["KLUIS_MEDIATOR": "tee '\(requests)' | '\(BuiltProgram.path)' mediate"])
        try #require(read.status == 0, "\(read)")
        // The same mediator gets them twice.
        for isBroken in [false, true] {
            try story.snapshot.restore()
            let replies = world.folder.path("replies")
            let strace =
                "strace -f -o /dev/null -e trace=fdatasync"
                + (isBroken ? " -e inject=fdatasync:error=EIO:when=\(flush.occurrence)" : "")
            let ended = try BuiltProgram.run(
                [
                    "-c",
                    "cat '\(requests)' '\(requests)' | \(strace) '\(BuiltProgram.path)' mediate >'\(replies)'",
                ], of: "/bin/sh",
                under: [BuiltProgram.repository.path + "/scripts/at-time.sh", world.now],
                environment: world.environment, scratch: world.folder)
            #expect(ended.status == 0, "\(ended)")
            let bytes = try Data(contentsOf: URL(filePath: replies))
            let failures = bytes.ranges(of: Data("input-output".utf8)).count
            let answers = bytes.ranges(of: Data("opened-section".utf8)).count
            #expect(isBroken ? failures >= 2 : failures == 0, "\(failures)")
            #expect(isBroken ? answers == 0 : answers >= 2, "\(answers)")
        }
        try story.snapshot.restore()
        try world.run("els", Act.read.arguments(in: fault))
    }

    /// Calls that change something: an opening to read would only fail otherwise.
    private static func writes(_ call: Trace.Call) -> Bool {
        call.name != "openat" || call.line.contains("O_CREAT") || call.line.contains("O_RDWR")
    }

    private static func spread(_ calls: [Trace.Call], _ count: Int) -> [Trace.Call] {
        guard calls.count > count else { return calls }
        return (0..<count).map { calls[$0 * (calls.count - 1) / max(count - 1, 1)] }
    }

    /// What a command that failed says: one line, one that helps, a status of the documentation.
    static func checkMessage(_ ended: BuiltProgram.Ended, _ place: String) {
        guard ended.status != 0 else { return }
        #expect([20, 66, 69, 73, 74, 75, 78].contains(ended.status), "\(place): \(ended)")
        let lines = ended.errors.split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("error: ") } == 1, "\(place): \(ended)")
        let hasHint = lines.contains { $0.hasPrefix("hint: ") }
        #expect(
            hasHint || ended.errors.contains("standard output"), "\(place) has no hint: \(ended)")
    }
}
