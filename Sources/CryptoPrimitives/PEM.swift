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
    /// Lines end in a line feed, with a carriage return before it or without, and are compared byte
    /// by byte: as texts, other characters would be equal to those of the boundaries.
    ///
    /// - Throws: `invalidEncoding` for another label, other text, an unfinished block or anything
    ///   that is not base64.
    static func blocks(_ label: String, in text: String) throws(CryptoError) -> [[UInt8]] {
        let begin = Array("-----BEGIN \(label)-----".utf8)
        let end = Array("-----END \(label)-----".utf8)
        var blocks: [[UInt8]] = []
        var open: [UInt8]?
        for line in Array(text.utf8).split(separator: 0x0a, omittingEmptySubsequences: false) {
            let line = Array(line.last == 0x0d ? line.dropLast() : line)
            if let characters = open {
                if line == end {
                    let text = String(decoding: characters, as: UTF8.self)
                    guard let bytes = Base64.decode(text) else {
                        throw CryptoError(.invalidEncoding)
                    }
                    blocks.append(bytes)
                    open = nil
                } else if 1...64 ~= line.count {
                    open = characters + line
                } else {
                    throw CryptoError(.invalidEncoding)
                }
            } else if line == begin {
                open = []
            } else if !line.isEmpty {
                throw CryptoError(.invalidEncoding)
            }
        }
        guard open == nil else { throw CryptoError(.invalidEncoding) }
        return blocks
    }
}
