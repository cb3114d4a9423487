internal import Foundation

/// A program of others that stays open and answers one line for each line that it is sent.
///
/// One process for many questions: starting an interpreter takes longer than most answers.
package final class OracleSession {
    /// The program ended, or could not be started.
    package struct Ended: Error {}

    private let process = Process()
    private let questions = Pipe()
    private let answers = Pipe()
    private var received: [UInt8] = []

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: The file.
    ///   - arguments: Its arguments.
    /// - Throws: What keeps it from starting.
    package init(_ program: String, _ arguments: [String]) throws {
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = questions
        process.standardOutput = answers
        try process.run()
    }

    /// Asks one question.
    ///
    /// - Parameter words: The words; none holds a tab or a line feed.
    /// - Returns: The answer, without its line feed.
    /// - Throws: What keeps it from answering.
    package func ask(_ words: String...) throws -> String {
        let line = words.joined(separator: "\t") + "\n"
        try questions.fileHandleForWriting.write(contentsOf: Data(line.utf8))
        while true {
            if let end = received.firstIndex(of: 0x0a) {
                let answer = String(decoding: received[..<end], as: UTF8.self)
                received.removeSubrange(...end)
                return answer
            }
            let more = answers.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Ended() }
            received += more
        }
    }

    deinit {
        try? questions.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}

/// pymerkle as a second independent verifier of what we publish (Tests/Tools/pymerkle-verify).
///
/// It needs `.venv` with the packages of scripts/python-test-tools.txt. Without it the tests are
/// skipped, loudly; in continuous integration that is a failure.
package enum PymerkleOracle {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let python = tests.deletingLastPathComponent()
        .appending(path: ".venv/bin/python").path
    private static let isInstalled: Bool = {
        guard FileManager.default.isExecutableFile(atPath: python) else { return false }
        return (try? GoOracle.run(URL(filePath: python), ["-c", "import pymerkle"]).status) == 0
    }()

    /// Whether the tests run: in continuous integration always, so that they fail without it.
    package static let runs: Bool = {
        if !isInstalled {
            print(
                "*** NOT CHECKED AGAINST PYMERKLE: run scripts/install-dependencies.sh --test ***")
        }
        return isInstalled || GoOracle.isContinuousIntegration
    }()

    /// Starts it.
    package static func session() throws -> OracleSession {
        try OracleSession(python, [tests.appending(path: "Tools/pymerkle-verify/main.py").path])
    }
}

extension GoOracle {
    /// Starts the verifier for many commands.
    package static func session() throws -> OracleSession {
        try OracleSession(program.get().path, ["batch"])
    }
}
