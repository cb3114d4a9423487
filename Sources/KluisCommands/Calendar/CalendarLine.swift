/// A content line of an iCalendar file (RFC 5545, section 3.1).
///
/// Lines end with CRLF and have 75 octets at most, without it; a longer one goes on in the next, behind
/// a space. A character of several octets is never cut.
package enum CalendarLine {
    /// The most octets of a line.
    package static let maximumLength = 75

    /// A line whose value is text: `\`, `;`, `,` and line ends are escaped (section 3.3.11), other
    /// control characters are left out, as the grammar has none.
    package static func text(_ name: String, _ value: String) -> [UInt8] {
        var escaped = ""
        for character in value.replacing("\r\n", with: "\n").unicodeScalars {
            switch character {
            case "\\", ";", ",": escaped += "\\" + String(character)
            case "\n", "\r": escaped += "\\n"
            case "\t": escaped += "\t"
            case _ where character.value < 0x20 || character.value == 0x7f: break
            default: escaped.unicodeScalars.append(character)
            }
        }
        return plain(name, escaped)
    }

    /// A line whose value stands as it is: a date, a number, a word.
    package static func plain(_ name: String, _ value: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var length = 0
        for scalar in "\(name):\(value)".unicodeScalars {
            let octets = UTF8.encode(scalar).map(Array.init) ?? []
            if length + octets.count > maximumLength {
                bytes += [0x0d, 0x0a, 0x20]
                length = 1
            }
            bytes += octets
            length += octets.count
        }
        return bytes + [0x0d, 0x0a]
    }
}
