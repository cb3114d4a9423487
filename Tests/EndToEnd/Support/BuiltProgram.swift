import Foundation
import TestSupport

/// The built `kluis`, run as a user runs it.
enum BuiltProgram {
    /// How a command ended.
    struct Ended: Sendable, CustomStringConvertible {
        let arguments: [String]
        let status: Int32
        let output: String
        let errors: String

        var description: String {
            "kluis \(arguments.joined(separator: " ")): status \(status)\n\(output)\(errors)"
        }
    }

    /// The file: what `KLUIS_BINARY` names, else the one that was built beside these tests.
    static let path: String = {
        if let named = ProcessInfo.processInfo.environment["KLUIS_BINARY"], !named.isEmpty {
            return named
        }
        return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "kluis").path
    }()

    /// The stranger's checker: what `KLUIS_VERIFY_BINARY` names, else the one beside `kluis`.
    static let verifier: String = {
        if let named = ProcessInfo.processInfo.environment["KLUIS_VERIFY_BINARY"], !named.isEmpty {
            return named
        }
        return URL(filePath: path).deletingLastPathComponent().appending(path: "kluis-verify").path
    }()

    /// The checkout.
    static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Runs `kluis`, or another program before it.
    ///
    /// - Parameters:
    ///   - arguments: The arguments of `kluis`.
    ///   - program: The file; a copy of it, or another program.
    ///   - wrapper: Another program with its arguments, which is given the command, as `faketime`
    ///     or `strace` are.
    ///   - environment: Variables beside `PATH`; nothing else is inherited.
    ///   - input: Standard input.
    ///   - scratch: A directory for what it prints: files, so that no size can block either side.
    /// - Returns: How it ended; a status other than 0 is a result, not an error.
    /// - Throws: When it could not be started.
    static func run(
        _ arguments: [String], of program: String = path, under wrapper: [String] = [],
        environment: [String: String],
        input: String = "", scratch: TemporaryDirectory
    ) throws -> Ended {
        let command = wrapper + [program] + arguments
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        var variables = environment
        variables["PATH"] = ProcessInfo.processInfo.environment["PATH"]
        process.environment = variables
        let name = UUID().uuidString
        let files = ["in", "out", "err"].map { scratch.path("\(name).\($0)") }
        defer { for file in files { try? FileManager.default.removeItem(atPath: file) } }
        try Data(input.utf8).write(to: URL(filePath: files[0]))
        for file in files.dropFirst() { try Data().write(to: URL(filePath: file)) }
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: files[0]))
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: files[1]))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: files[2]))
        try withoutBlockedSignals { try process.run() }
        process.waitUntilExit()
        func text(_ file: String) throws -> String {
            String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
        }
        let signalled = process.terminationReason == .uncaughtSignal
        return Ended(
            arguments: arguments,
            status: signalled ? -process.terminationStatus : process.terminationStatus,
            output: try text(files[1]), errors: try text(files[2]))
    }

    /// Starts something with no signal held back.
    ///
    /// Threads of a test's pool hold signals back, and what they start would do so too: a command
    /// that is told to end would go on.
    private static func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
        var none = sigset_t()
        var before = sigset_t()
        // SAFETY: the calls read and write locals of the right type.
        unsafe sigemptyset(&none)
        unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
        try body()
    }
}
