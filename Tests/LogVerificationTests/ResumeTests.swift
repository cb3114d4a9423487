import CryptoPrimitives
import Foundation
import TestSupport
import Testing
import TransparencyLog

/// A check that is ended midway goes on from where it was.
///
/// A bundle is a named pipe: whoever opens it waits until somebody writes, so the check stands still
/// at a place that is known, for as long as the test likes.
@Suite("An interrupted check", .serialized) struct ResumeTests {
    private static let log = Result { try SampleLog(size: 70_000) }
    /// In the third run of 64 bundles.
    private static let pipe = "tile/entries/150"

    private let folder: TemporaryDirectory
    private let directory: String
    private let resume: String
    private let arguments: [String]

    init() throws {
        folder = try TemporaryDirectory()
        directory = folder.path("log")
        resume = folder.path("progress")
        try Self.log.get().write(to: directory)
        arguments = [
            "directory", directory, "--vkey", try SampleLog.key().description, "--resume", resume,
            "--jobs", "1", "--json",
        ]
    }

    private func makePipe() throws {
        let path = "\(directory)/\(Self.pipe)"
        try FileManager.default.removeItem(atPath: path)
        // SAFETY: the path is lent for the call.
        try #require(unsafe mkfifo(path, 0o600) == 0)
    }

    private func restore() throws {
        try FileManager.default.removeItem(atPath: "\(directory)/\(Self.pipe)")
        try Self.log.get().write(to: directory)
    }

    /// Waits until the check has stored that two runs are verified; it stands at the pipe then.
    private func waitForProgress(_ running: BuiltVerifier.Running) throws {
        while running.process.isRunning {
            if let bytes = FileManager.default.contents(atPath: resume),
                try #require(VerificationProgress(Array(bytes))).frontier.size == 32_768
            {
                return
            }
            sched_yield()
        }
        Issue.record("the check ended at the pipe: \(try running.end())")
    }

    @Test("killed, it leaves a file that is whole, and the next check goes on from there")
    func killed() throws {
        try makePipe()
        let running = try BuiltVerifier.start(arguments)
        try waitForProgress(running)
        kill(running.process.processIdentifier, SIGKILL)
        #expect(try running.end().status == -SIGKILL)
        try restore()
        // What was verified is not read again: not even when it is gone.
        try FileManager.default.removeItem(atPath: directory + "/tile/entries/010")
        let ended = try BuiltVerifier.run(arguments)
        #expect(ended.status == 0, "\(ended)")
        let json = try ended.json()
        #expect(json["checkedFrom"] as? Int == 32_768 && json["entriesRead"] as? Int == 70_000)
        // Without the file everything is.
        try FileManager.default.removeItem(atPath: resume)
        #expect(try BuiltVerifier.run(arguments).status == 20)
    }

    @Test(
        "told to stop by SIGINT, it ends the run that it reads, says where it is, and goes on later"
    )
    func interrupted() throws {
        try makePipe()
        let running = try BuiltVerifier.start(arguments)
        try waitForProgress(running)
        kill(running.process.processIdentifier, SIGINT)
        // The signal is taken before the pipe is: the process has nothing else to do.
        while try pendingSignals(running) { sched_yield() }
        let bytes = try #require(try Self.log.get().files[Self.pipe])
        try Data(bytes).write(to: URL(filePath: "\(directory)/\(Self.pipe)"), options: [])
        let ended = try running.end()
        #expect(ended.status == -SIGINT && ended.output.isEmpty, "\(ended)")
        #expect(ended.errors.contains("stopped after 49152 entries"), "\(ended)")
        try restore()
        let later = try BuiltVerifier.run(arguments)
        #expect(later.status == 0, "\(later)")
        #expect(try later.json()["checkedFrom"] as? Int == 49_152)
    }

    /// Whether a signal waits to be taken, as the system tells.
    private func pendingSignals(_ running: BuiltVerifier.Running) throws -> Bool {
        let path = "/proc/\(running.process.processIdentifier)/status"
        let status = try String(contentsOfFile: path, encoding: .utf8)
        return status.split(separator: "\n").contains {
            ["SigPnd:", "ShdPnd:"].contains($0.prefix(7))
                && !$0.dropFirst(7).allSatisfy("\t0".contains)
        }
    }

    @Test("a log that has grown since is verified from there")
    func grown() throws {
        let log = try Self.log.get()
        let smaller = try SampleLog(entries: Array(log.entries[..<30_000]))
        let elsewhere = folder.path("elsewhere")
        try smaller.write(to: elsewhere)
        var before = arguments
        before[1] = elsewhere
        #expect(try BuiltVerifier.run(before).status == 0)
        let ended = try BuiltVerifier.run(arguments)
        #expect(ended.status == 0, "\(ended)")
        // The last full bundle of the smaller log.
        #expect(try ended.json()["checkedFrom"] as? Int == 29_952)
    }

    @Test("a file that does not fit the log is passed over, and one that is damaged is refused")
    func foreign() throws {
        let other = try SampleLog(size: 20_000, seed: 5)
        let elsewhere = folder.path("elsewhere")
        try other.write(to: elsewhere)
        var before = arguments
        before[1] = elsewhere
        #expect(try BuiltVerifier.run(before).status == 0)
        let ended = try BuiltVerifier.run(arguments)
        #expect(try ended.status == 0 && ended.json()["checkedFrom"] as? Int == 0, "\(ended)")

        let right = try Data(contentsOf: URL(filePath: resume))
        for position in stride(from: 0, to: right.count, by: 29) {
            var damaged = right
            damaged[position] ^= 1
            try damaged.write(to: URL(filePath: resume))
            let refused = try BuiltVerifier.run(arguments)
            #expect(refused.status == 65 && refused.errors.contains("is damaged"), "\(refused)")
            #expect(try Data(contentsOf: URL(filePath: resume)) == damaged)
        }
    }
}
