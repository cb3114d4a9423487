import Foundation
import Testing

/// The built program, driven as a user drives it.
@Suite("The built program") struct DemoTests {
    /// The demo stops at the first command that ends otherwise than it must: refusals included.
    @Test(
        "the demo plays from the founding to the changed bit",
        .enabled(if: ProcessInfo.processInfo.environment["KLUIS_BINARY"] != nil))
    func demo() throws {
        let repository = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = [repository.appending(path: "scripts/demo.sh").path]
        var environment = ProcessInfo.processInfo.environment
        environment["KLUIS"] = environment["KLUIS_BINARY"]
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text.suffix(2000))")
        #expect(text.contains("floor/F1"))
        #expect(text.contains("is not what was logged"))
    }
}
