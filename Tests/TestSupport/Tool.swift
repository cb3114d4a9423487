internal import Foundation

/// A program of the machine, run to check our results against those of others.
package enum Tool {
    /// How a program ended.
    package struct Result: Sendable {
        /// The exit code.
        package let status: Int32
        /// What it wrote to its standard output.
        package let output: [UInt8]

        /// The output as text.
        package var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// Whether a program is installed; where `CI` is set, its absence is a failure.
    package static func isThere(_ name: String) -> Bool {
        let isThere = (try? run("which", [name]).status) == 0
        if !isThere {
            print("*** NOT CHECKED BY \(name): scripts/install-dependencies.sh --test ***")
        }
        return isThere || ProcessInfo.processInfo.environment["CI"] == "true"
    }

    /// Runs `name` with `arguments`; `input` is its standard input.
    package static func run(
        _ name: String, _ arguments: [String], input: [UInt8] = []
    ) throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [name] + arguments
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "kluis-tool-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files instead of pipes: no size can block either side.
        let source = folder.appending(path: "input")
        let sink = folder.appending(path: "output")
        try Data(input).write(to: source)
        try Data().write(to: sink)
        process.standardInput = try FileHandle(forReadingFrom: source)
        process.standardOutput = try FileHandle(forWritingTo: sink)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: Array(try Data(contentsOf: sink)))
    }
}
