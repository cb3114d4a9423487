package import Foundation

/// Go's x/mod/sumdb as an independent verifier of what we publish (Tests/Tools/sumdb-verify).
///
/// It needs the packages golang-go and golang-golang-x-mod-dev. Without them the tests are skipped,
/// loudly; in continuous integration that is a failure.
package enum GoOracle {
    /// Why the verifier could not be built.
    package struct Failure: Error {
        /// What the compiler said.
        package let output: String
    }

    static let gopath = "/usr/share/gocode"
    static let isContinuousIntegration = ProcessInfo.processInfo.environment["CI"] == "true"
    static let isInstalled =
        FileManager.default.isExecutableFile(atPath: "/usr/bin/go")
        && FileManager.default.fileExists(atPath: "\(gopath)/src/golang.org/x/mod/sumdb/tlog")

    /// Whether the tests run: in continuous integration always, so that they fail when Go is missing.
    package static let runs: Bool = {
        if !isInstalled {
            print("*** NOT CHECKED AGAINST GO: install golang-go and golang-golang-x-mod-dev ***")
        }
        return isInstalled || isContinuousIntegration
    }()

    /// The verifier, built once a run.
    package static let program: Result<URL, any Error> = Result { try build("sumdb-verify") }

    /// Another witness, and another client of witnesses (Tests/Tools/tlog-witness), built once a run.
    package static let witness: Result<URL, any Error> = Result { try build("tlog-witness") }

    /// Builds a tool in the build folder, so that nothing is left elsewhere.
    private static func build(_ name: String) throws -> URL {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let source = tests.appending(path: "Tools/\(name)/main.go")
        let folder = tests.deletingLastPathComponent().appending(path: ".build/\(name)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let program = folder.appending(path: name)
        let (status, output) = try run(
            URL(filePath: "/usr/bin/go"), ["build", "-o", program.path, source.path],
            environment: [
                "GOPATH": gopath, "GO111MODULE": "off", "GOFLAGS": "",
                "GOCACHE": folder.appending(path: "cache").path, "PATH": "/usr/bin:/bin",
                "HOME": folder.path,
            ])
        guard status == 0 else { throw Failure(output: output) }
        return program
    }

    /// An empty folder, which the caller removes.
    package static func temporaryFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "kluis-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Runs a program; what it prints on either stream comes back as one text.
    package static func run(
        _ program: URL, _ arguments: [String], input: [UInt8] = [],
        environment: [String: String] = [:]
    ) throws -> (status: Int32, output: String) {
        let process = Process()
        let output = Pipe()
        let standardInput = Pipe()
        process.executableURL = program
        process.arguments = arguments
        process.environment = environment
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try standardInput.fileHandleForWriting.write(contentsOf: Data(input))
        try standardInput.fileHandleForWriting.close()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
