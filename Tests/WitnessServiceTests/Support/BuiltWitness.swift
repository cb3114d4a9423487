import CryptoPrimitives
import Foundation
import TestSupport
import Testing
import TransparencyLog

/// The built `kluis-witness`, and its files in a directory of a test.
final class BuiltWitness: Sendable {
    /// How a command ended.
    struct Ended: CustomStringConvertible {
        let status: Int32
        let output: String
        let errors: String

        var description: String { "status \(status)\n\(output)\(errors)" }

        /// What was printed with `--json`.
        func json() throws -> [String: Any] {
            try #require(
                JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any], "\(self)")
        }
    }

    /// The file: beside the one that `KLUIS_BINARY` names, else beside these tests.
    static let path: String = {
        let named = ProcessInfo.processInfo.environment["KLUIS_BINARY"] ?? ""
        let beside = named.isEmpty ? CommandLine.arguments[0] : named
        return URL(filePath: beside).deletingLastPathComponent().appending(path: "kluis-witness")
            .path
    }()

    let folder: TemporaryDirectory
    let name: String
    let vkey: VerifierKey

    /// Makes the files of a witness whose key is of a seed, at the least cost.
    init(_ name: String = "witness.example/w1", seed: UInt8 = 2) throws {
        folder = try TemporaryDirectory()
        self.name = name
        vkey = try TestKeys.cosigner(name, seed)
        let secret = SecretBytes(copying: Array("a passphrase".utf8))
        let text = try SigningKeyFile.encode(
            TestKeys.key(seed), passphrase: secret, parallelism: 1)
        try write("w.key", text, mode: 0o600)
        try write("w.key.vkey", "\(vkey)\n", mode: 0o644)
        try write("w.pass", "a passphrase\n", mode: 0o600)
        try FileManager.default.createDirectory(
            atPath: folder.path("state"), withIntermediateDirectories: false)
    }

    private func write(_ name: String, _ text: String, mode: Int) throws {
        try Data(text.utf8).write(to: URL(filePath: folder.path(name)))
        try FileManager.default.setAttributes(
            [.posixPermissions: mode], ofItemAtPath: folder.path(name))
    }

    /// The options for the key.
    var keyOptions: [String] {
        ["--key", folder.path("w.key"), "--passphrase-file", folder.path("w.pass")]
    }

    /// The options for key, state and logs.
    func options(_ logs: SampleDirectory...) -> [String] {
        keyOptions + ["--state", folder.path("state")]
            + logs.flatMap { ["--log", $0.key.description] }
    }

    /// The evidence that is kept, by kind and text.
    func evidence(of log: SampleDirectory) throws -> [String] {
        let path = stateFolder(of: log) + "/evidence"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    /// The files of a piece of evidence.
    func evidence(of log: SampleDirectory, _ name: String, _ file: String) throws -> [UInt8] {
        Array(
            try Data(
                contentsOf: URL(filePath: "\(stateFolder(of: log))/evidence/\(name)/\(file)")))
    }

    /// Where the witness remembers a log.
    func stateFolder(of log: SampleDirectory) -> String {
        folder.path("state/\(Checkpoint.directoryName(origin: log.origin))")
    }

    /// Runs a command.
    func run(
        _ arguments: [String], under wrapper: [String] = [], environment: [String: String] = [:]
    ) throws -> Ended {
        try Self.run(arguments, under: wrapper, environment: environment, in: folder)
    }

    /// Runs a command of the built program.
    static func run(
        _ arguments: [String], under wrapper: [String] = [], environment: [String: String] = [:],
        in folder: TemporaryDirectory
    ) throws -> Ended {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = wrapper + [path] + arguments
        var variables = environment
        variables["PATH"] = ProcessInfo.processInfo.environment["PATH"]
        process.environment = variables
        let name = UUID().uuidString
        let files = ["out", "err"].map { folder.path("\(name).\($0)") }
        defer { for file in files { try? FileManager.default.removeItem(atPath: file) } }
        for file in files { try Data().write(to: URL(filePath: file)) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: files[0]))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: files[1]))
        try process.run()
        process.waitUntilExit()
        func text(_ file: String) throws -> String {
            String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
        }
        let signalled = process.terminationReason == .uncaughtSignal
        return Ended(
            status: signalled ? -process.terminationStatus : process.terminationStatus,
            output: try text(files[0]), errors: try text(files[1]))
    }
}

/// A program that says on its first line where it listens, until the test lets go of it.
final class RunningServer {
    private let process = Process()
    private let lines: FileHandle
    /// The first line.
    let firstLine: String

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: The file.
    ///   - arguments: Its arguments.
    ///   - environment: Its environment, beside the path.
    ///   - readsErrors: Whether the line comes on standard error.
    /// - Throws: When it could not be started.
    init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:],
        readsErrors: Bool
    ) throws {
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        var variables = environment
        variables["PATH"] = ProcessInfo.processInfo.environment["PATH"]
        process.environment = variables
        let pipe = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = readsErrors ? FileHandle.nullDevice : pipe
        process.standardError = readsErrors ? pipe : FileHandle.nullDevice
        lines = pipe.fileHandleForReading
        try process.run()
        try pipe.fileHandleForWriting.close()
        var line: [UInt8] = []
        while let byte = try lines.read(upToCount: 1)?.first, byte != 0x0a { line.append(byte) }
        firstLine = String(decoding: line, as: UTF8.self)
    }

    /// What it says until it ends.
    func rest() throws -> String {
        String(decoding: try lines.readToEnd() ?? Data(), as: UTF8.self)
    }

    /// Sends a signal and waits for the end.
    ///
    /// - Returns: The exit status; for a signal, its number below 0.
    func end(_ signal: Int32) -> Int32 {
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal
            ? -process.terminationStatus : process.terminationStatus
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
}
