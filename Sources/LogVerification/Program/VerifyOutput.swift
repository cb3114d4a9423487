internal import Glibc
internal import TransparencyLog

/// What `kluis-verify` writes: reports to standard output, the rest to standard error.
enum VerifyOutput {
    /// Prints a report.
    ///
    /// - Returns: The exit status: 74 when standard output cannot be written.
    static func print(_ report: LogReport, isJSON: Bool) -> Int32 {
        isJSON
            ? write(ReportText.object([("schemaVersion", .number(1))] + report.members) + "\n")
            : write(report.lines.map { ReportText.line($0) + "\n" }.joined())
    }

    /// Prints why there is no report.
    static func print(_ failure: CheckFailure, isJSON: Bool) {
        guard isJSON else {
            note("error: \(ReportText.line(failure.message))")
            for hint in failure.hints { note("hint: \(ReportText.line(hint))") }
            return
        }
        let error: [(String, ReportValue)] = [
            ("message", .string(failure.message)),
            ("hints", .list(failure.hints.map(ReportValue.string))),
            ("exitStatus", .number(UInt64(failure.status.rawValue))),
        ]
        note(
            ReportText.object([
                ("schemaVersion", .number(1)), ("error", .object(error + failure.members)),
            ]))
    }

    /// Writes a line to standard error.
    static func note(_ line: String) {
        // There is nowhere left to say that this failed.
        try? PlainFile.write(Array((line + "\n").utf8), to: 2)
    }

    /// Writes to standard output.
    static func write(_ text: String) -> Int32 {
        do {
            try PlainFile.write(Array(text.utf8), to: 1)
            return 0
        } catch {
            note("error: cannot write to standard output")
            return CheckFailure.Status.inputOutput.rawValue
        }
    }
}

extension CheckFailure {
    /// What the argument parser says, as one of our own failures.
    init(parserMessage text: String) {
        let lines = text.split(separator: "\n").map(String.init)
        var message = lines.first ?? "the command line is wrong"
        if message.hasPrefix("Error: ") { message.removeFirst("Error: ".count) }
        if message.hasSuffix(".") { message.removeLast() }
        message = message.prefix(1).lowercased() + message.dropFirst()
        let usage = lines.first { $0.hasPrefix("Usage: ") }
        self.init(
            .usage, message, hint: usage.map { "usage: \($0.dropFirst("Usage: ".count))" })
    }
}
