internal import ArgumentParser
internal import CryptoPrimitives
internal import Documents
internal import Records

/// How a document is written.
enum PaperFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case html, pdf

    /// The document as a file.
    ///
    /// - Parameters:
    ///   - page: The page.
    ///   - time: The time that a PDF names.
    /// - Returns: The bytes of the file.
    /// - Throws: Status 69 for a PDF where WeasyPrint is missing or fails.
    func bytes(of page: Document.Page, at time: Instant) throws -> [UInt8] {
        switch self {
        case .html: page.bytes
        case .pdf: try PaperRenderer.pdf(of: page.bytes, at: time)
        }
    }
}

extension CommandContext {
    /// Writes a document to a file that is not there yet, or to standard output for `-`, and says
    /// what it is.
    func put(
        _ bytes: [UInt8], _ page: Document.Page, to output: String,
        _ members: [(String, JSONValue)], saying what: String
    ) throws {
        guard output != "-" else {
            console.print(bytes: bytes)
            return
        }
        try Files.create(bytes, at: output, mode: 0o600)
        print(
            [("output", .string(output)), ("sha256", .string(page.hash.hex))] + members,
            lines: ["\(what) in \(output)"])
    }
}
