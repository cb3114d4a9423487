internal import Foundation

/// Validators and parsers from PyPI, written by others, in the virtual environment `.venv` that
/// `scripts/install-dependencies.sh --test` makes.
///
/// Without it the tests are skipped, loudly; in continuous integration that is a failure.
package enum PythonOracle {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let python = root.appending(path: ".venv/bin/python")

    /// Whether the tests run: in continuous integration always, so that they fail when it is missing.
    package static let runs: Bool = {
        let modules =
            "import cedarpy, dateutil, fhir.resources, holidays, icalendar, jsonschema, "
            + "ocsf_json_schema, pikepdf, stdnum, yaml"
        let isInstalled =
            FileManager.default.isExecutableFile(atPath: python.path)
            && (try? Tool.run(python.path, ["-c", modules]).status) == 0
        if !isInstalled {
            print("*** NOT CHECKED BY PYTHON TOOLS: scripts/install-dependencies.sh --test ***")
        }
        return isInstalled || ProcessInfo.processInfo.environment["CI"] == "true"
    }()

    /// Runs a program of Tests/Tools.
    ///
    /// - Parameters:
    ///   - script: The program's file name.
    ///   - arguments: Its arguments.
    ///   - input: Its standard input.
    /// - Returns: How it ended, and what it printed.
    /// - Throws: What kept it from starting.
    package static func run(
        _ script: String, _ arguments: [String], input: [UInt8]
    ) throws -> Tool.Result {
        let path = root.appending(path: "Tests/Tools/\(script)").path
        return try Tool.run(python.path, ["-B", path] + arguments, input: input)
    }
}
