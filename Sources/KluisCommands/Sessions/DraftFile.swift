internal import CryptoPrimitives
internal import Records
internal import VaultClient

/// Statements that wait for signatures, as a text that fits in a letter.
///
///     -----BEGIN KLUIS DRAFT-----
///     <base64 of the draft's canonical encoding, 64 characters a line>
///     -----END KLUIS DRAFT-----
enum DraftFile {
    private static let opening = "-----BEGIN KLUIS DRAFT-----"
    private static let closing = "-----END KLUIS DRAFT-----"

    /// The text of a draft.
    static func text(of draft: StatementDraft) -> String {
        let characters = Array(Base64.encode(draft.canonicalBytes).utf8)
        var lines = [opening]
        for start in stride(from: 0, to: characters.count, by: 64) {
            let line = characters[start..<min(start + 64, characters.count)]
            lines.append(String(decoding: line, as: UTF8.self))
        }
        return (lines + [closing]).joined(separator: "\n") + "\n"
    }

    /// Reads a draft; the signatures are checked where they count.
    ///
    /// - Throws: Status 65 when the text is none.
    static func read(_ path: String) throws(CommandFailure) -> StatementDraft {
        let bytes: [UInt8]
        let name = path == "-" ? "standard input" : "`\(path)`"
        do throws(FileFailure) {
            bytes =
                path == "-"
                ? try Descriptor.readAll(0, limit: 4 << 20, path: "standard input")
                : try Files.read(path, limit: 4 << 20)
        } catch {
            throw error.asCommandFailure
        }
        guard let draft = parse(bytes) else {
            throw CommandFailure(.badData, "\(name) holds no draft")
        }
        return draft
    }

    /// Reads the text of a draft; `nil` when it is none.
    static func parse(_ text: [UInt8]) -> StatementDraft? {
        let lines = String(decoding: text, as: UTF8.self)
            .split(whereSeparator: \.isNewline).map(String.init)
        guard lines.first == opening, lines.last == closing,
            let decoded = Base64.decode(lines.dropFirst().dropLast().joined())
        else { return nil }
        return try? StatementDraft(canonical: decoded)
    }
}
