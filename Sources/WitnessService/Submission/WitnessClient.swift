internal import CommandSupport
internal import Foundation
internal import Glibc

/// Sends requests to witnesses over HTTP, with the program `curl`.
///
/// curl has the TLS, the certificates and the proxies of the machine; see docs/decisions/0008.
package struct WitnessClient: Sendable {
    /// The most bytes of an answer: as many as a note may have.
    static let maximumAnswer = 1 << 20

    private let timeout: Int

    /// Waits so many seconds at most for an answer.
    init(timeout: Int) { self.timeout = timeout }

    /// An answer.
    package struct Answer: Hashable, Sendable {
        /// The HTTP status.
        package let status: Int
        /// The type of the body; empty when there is none.
        package let contentType: String
        /// The body.
        package let body: [UInt8]

        /// Reads what curl writes: the body, a line feed, the status, a space and the type.
        package init?(_ output: [UInt8]) {
            guard let end = output.lastIndex(of: 0x0a),
                let line = String(validating: output[(end + 1)...], as: UTF8.self)
            else { return nil }
            let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            guard words.count == 2, let status = Int(words[0]), 100...599 ~= status,
                words[0].utf8.count == 3
            else {
                return nil
            }
            self.status = status
            contentType = String(words[1])
            body = Array(output[..<end])
        }
    }

    /// Why there is no answer, in words.
    struct Failure: Error, Hashable, Sendable {
        let words: String
    }

    /// Posts a body.
    ///
    /// - Throws: ``Failure``.
    func post(_ body: [UInt8], to url: String) throws -> Answer {
        guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
            throw Failure(words: "`\(url)` is no http or https address")
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "curl", "--disable", "--silent", "--show-error", "--globoff", "--proto", "=http,https",
            "--connect-timeout", String(timeout), "--max-time", String(timeout),
            "--header", "Content-Type: text/plain; charset=utf-8", "--header", "Expect:",
            "--data-binary", "@-", "--output", "-",
            "--write-out", "\\n%{http_code} %{content_type}", "--url", url,
        ]
        let (input, output, errors) = (Pipe(), Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        do {
            try process.run()
        } catch {
            throw Failure(words: "cannot run curl")
        }
        // curl reads the whole body before it sends and writes, so neither side can block the other.
        try? input.fileHandleForWriting.write(contentsOf: Data(body))
        try? input.fileHandleForWriting.close()
        var bytes: [UInt8] = []
        while let piece = try? output.fileHandleForReading.read(upToCount: 64 << 10), !piece.isEmpty
        {
            bytes += piece
            guard bytes.count <= Self.maximumAnswer else {
                // It may wait for us to read on, and hold other signals back.
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                throw Failure(words: "the answer is too large")
            }
        }
        let said = (try? errors.fileHandleForReading.read(upToCount: 4096)) ?? Data()
        process.waitUntilExit()
        switch process.terminationStatus {
        case 0: break
        case 127: throw Failure(words: "the program `curl` is not installed")
        case let status:
            let line = String(decoding: said, as: UTF8.self).prefix { !$0.isNewline }
            throw Failure(words: line.isEmpty ? "curl ended with \(status)" : String(line))
        }
        guard let answer = Answer(bytes) else { throw Failure(words: "curl said nothing of use") }
        return answer
    }
}
