internal import CryptoPrimitives

/// A short code in an entry: a role, a purpose, a relation, a source.
///
/// 1 to 32 of `a`–`z`, `0`–`9`, `-` and `.`, starting with a letter or a digit. The sets are closed
/// elsewhere; here is made sure that no code can carry a name, a sentence or an escape.
package struct LogToken: Hashable, Sendable, CustomStringConvertible {
    /// The code.
    package let description: String

    /// Takes a code; `nil` when it does not have the form.
    package init?(_ text: String) {
        let characters = Array(text.utf8)
        guard (1...32).contains(characters.count),
            let first = characters.first, first != 0x2d, first != 0x2e,
            characters.allSatisfy({
                (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d || $0 == 0x2e
            })
        else { return nil }
        description = text
    }
}

/// A 16-byte identifier that the log carries without knowing what it names.
///
/// Written as RFC 9562 writes a UUID, so that it cannot be taken for a ``LogTag``.
package struct LogIdentifier: Hashable, Sendable, CustomStringConvertible {
    /// The 16 bytes.
    package let bytes: [UInt8]

    /// Takes 16 bytes; `nil` for another length.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads the text form, in lower case and with its hyphens; `nil` for any other spelling.
    package init?(_ text: String) {
        guard text.utf8.count == 36 else { return nil }
        let digits = text.utf8.filter { $0 != 0x2d }
        guard let bytes = [UInt8](hex: String(decoding: digits, as: UTF8.self)) else { return nil }
        self.init(bytes)
        guard description == text else { return nil }
    }

    /// The text form: 8-4-4-4-12 lower-case hexadecimal digits.
    package var description: String {
        [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { Array(bytes[$0]).hex }.joined(separator: "-")
    }
}
