internal import TransparencyLog

/// Reports as text: JSON (RFC 8259) for programs, and lines that are safe on a terminal.
enum ReportText {
    /// One object on one line, its members in order.
    static func object(_ members: [(String, ReportValue)]) -> String {
        "{" + members.map { "\(quoted($0.0)):\(json($0.1))" }.joined(separator: ",") + "}"
    }

    private static func json(_ value: ReportValue) -> String {
        switch value {
        case .string(let text): quoted(text)
        case .number(let number): String(number)
        case .bool(let value): value ? "true" : "false"
        case .list(let values): "[" + values.map(json).joined(separator: ",") + "]"
        case .object(let members): object(members)
        }
    }

    /// Everything but printable ASCII is escaped, so that any terminal and any parser takes it.
    private static func quoted(_ text: String) -> String {
        var output = "\""
        for unit in text.utf16 {
            switch unit {
            case 0x22: output += "\\\""
            case 0x5c: output += "\\\\"
            case 0x20...0x7e: output.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            default:
                let digits = String(unit, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return output + "\""
    }

    /// A line with everything but printable ASCII as `\u{…}`: what was logged comes from others.
    static func line(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            if (0x20...0x7e).contains(scalar.value) {
                output.unicodeScalars.append(scalar)
            } else {
                output += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return output
    }
}
