import Foundation

/// The built `kluis-verify`, run as a stranger runs it.
enum BuiltVerifier {
    /// How it ended.
    struct Ended: CustomStringConvertible {
        let arguments: [String]
        /// The exit status; for a signal its number, negative.
        let status: Int32
        let output: String
        let errors: String

        var description: String {
            "kluis-verify \(arguments.joined(separator: " ")): \(status)\n\(output)\(errors)"
        }

        /// The object that it printed to standard output, or, when it failed, to standard error.
        func json() throws -> [String: Any] {
            let text = output.isEmpty ? errors : output
            let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
            guard let object = object as? [String: Any], object["schemaVersion"] as? Int == 1
            else { throw CocoaError(.coderInvalidValue) }
            return object["error"] as? [String: Any] ?? object
        }
    }

    /// The file: what `KLUIS_VERIFY_BINARY` names, else the one that was built beside these tests.
    static let path: String = {
        if let named = ProcessInfo.processInfo.environment["KLUIS_VERIFY_BINARY"], !named.isEmpty {
            return named
        }
        return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "kluis-verify").path
    }()

    /// Runs it to its end.
    static func run(_ arguments: [String]) throws -> Ended {
        try start(arguments).end()
    }

    /// Starts it.
    static func start(_ arguments: [String]) throws -> Running { try Running(arguments) }

    /// A run that has not ended.
    struct Running {
        let process = Process()
        private let output = Pipe()
        private let errors = Pipe()

        fileprivate init(_ arguments: [String]) throws {
            process.executableURL = URL(filePath: path)
            process.arguments = arguments
            process.environment = [:]
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = output
            process.standardError = errors
            // Threads of a test's pool hold signals back, and what they start would do so too.
            var none = sigset_t()
            var before = sigset_t()
            // SAFETY: the calls read and write locals of the right type.
            unsafe sigemptyset(&none)
            unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
            defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
            try process.run()
        }

        /// Waits for its end.
        func end() throws -> Ended {
            // What it prints is far less than a pipe holds.
            let printed = try output.fileHandleForReading.readToEnd() ?? Data()
            let said = try errors.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            let isSignal = process.terminationReason == .uncaughtSignal
            return Ended(
                arguments: process.arguments ?? [],
                status: isSignal ? -process.terminationStatus : process.terminationStatus,
                output: String(decoding: printed, as: UTF8.self),
                errors: String(decoding: said, as: UTF8.self))
        }
    }
}
