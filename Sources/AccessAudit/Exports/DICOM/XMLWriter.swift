internal import CryptoPrimitives

/// Writes XML 1.0 on one line, as UTF-8 and without a declaration.
///
/// Texts keep white space: tab, line feed and carriage return are written as character references,
/// so that no parser turns them into spaces (XML 1.0, section 3.3.3). What XML cannot hold at all
/// (other control characters below U+0020, U+FFFE, U+FFFF; section 2.2) is shown as `\u{0}`.
struct XMLWriter: Sendable {
    private(set) var bytes: [UInt8] = []

    /// Writes an element.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - attributes: Its attributes, in their order; `nil` is left out.
    ///   - content: Writes what is in it.
    mutating func element(
        _ name: StaticString, _ attributes: [(name: StaticString, value: String?)] = [],
        _ content: ((inout Self) -> Void)? = nil
    ) {
        append("<\(name)")
        for (name, value) in attributes {
            guard let value else { continue }
            append(" \(name)=\"")
            text(value)
            append("\"")
        }
        guard let content else { return append("/>") }
        append(">")
        content(&self)
        append("</\(name)>")
    }

    /// Writes text, escaped for elements and attributes alike.
    mutating func text(_ text: String) {
        for scalar in text.showing({ !Self.isCharacter($0) }).unicodeScalars {
            switch scalar {
            case "<": append("&lt;")
            case ">": append("&gt;")
            case "&": append("&amp;")
            case "\"": append("&quot;")
            case "'": append("&apos;")
            case "\t", "\n", "\r", "\u{85}", "\u{2028}": append("&#\(scalar.value);")
            default:
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// The production Char of XML 1.0; Swift's scalars are never surrogates.
    private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xa, 0xd: true
        case 0x0...0x1f, 0xfffe, 0xffff: false
        default: true
        }
    }
}
