/// Text blocks around base64 (RFC 7468).
enum PEM {
    /// A block: lines of 64 characters between the two boundaries.
    static func block(_ label: String, _ bytes: [UInt8]) -> String {
        let characters = Array(Base64.encode(bytes).utf8)
        var text = "-----BEGIN \(label)-----\n"
        for start in stride(from: 0, to: characters.count, by: 64) {
            let line = characters[start..<min(start + 64, characters.count)]
            text += String(decoding: line, as: UTF8.self) + "\n"
        }
        return text + "-----END \(label)-----\n"
    }

    /// The content of every block of `text`, which must hold nothing else but blank lines.
    ///
    /// - Throws: `invalidEncoding` for another label, other text, an unfinished block or anything
    ///   that is not base64.
    static func blocks(_ label: String, in text: String) throws(CryptoError) -> [[UInt8]] {
        var blocks: [[UInt8]] = []
        var open: String?
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            switch (line, open) {
            case ("", nil): break
            case ("-----BEGIN \(label)-----", nil): open = ""
            case ("-----END \(label)-----", let characters?):
                guard let bytes = Base64.decode(characters) else {
                    throw CryptoError(.invalidEncoding)
                }
                blocks.append(bytes)
                open = nil
            case (_, let characters?) where 1...64 ~= line.utf8.count:
                open = characters + line
            default: throw CryptoError(.invalidEncoding)
            }
        }
        guard open == nil else { throw CryptoError(.invalidEncoding) }
        return blocks
    }
}
