/// A JSON value for output (RFC 8259); members keep their order.
package indirect enum JSONValue: Sendable {
    case object([(String, JSONValue)])
    case array([JSONValue])
    case string(String)
    case integer(Int64)
    case bool(Bool)
    case null

    /// An integer that counts something.
    package static func count(_ number: Int) -> Self { .integer(Int64(number)) }

    /// A log index or a size.
    package static func index(_ number: UInt64) -> Self { .integer(Int64(clamping: number)) }

    /// A text, or `null`.
    package static func optional(_ text: String?) -> Self { text.map(Self.string) ?? .null }

    /// Texts.
    package static func strings(_ texts: [String]) -> Self { .array(texts.map(Self.string)) }

    /// The text: objects and arrays over several lines, indented by two spaces.
    package var text: String {
        var output = ""
        write(to: &output, indentation: "\n")
        return output
    }

    /// The text on one line.
    package var compactText: String {
        var output = ""
        write(to: &output, indentation: nil)
        return output
    }

    private func write(to output: inout String, indentation: String?) {
        switch self {
        case .null: output += "null"
        case .bool(let value): output += value ? "true" : "false"
        case .integer(let value): output += String(value)
        case .string(let value): Self.write(value, to: &output)
        case .array(let values):
            Self.writeList(values, "[", "]", to: &output, indentation: indentation) {
                $0.write(to: &$1, indentation: $2)
            }
        case .object(let members):
            Self.writeList(members, "{", "}", to: &output, indentation: indentation) {
                Self.write($0.0, to: &$1)
                $1 += $2 == nil ? ":" : ": "
                $0.1.write(to: &$1, indentation: $2)
            }
        }
    }

    private static func writeList<Element>(
        _ elements: [Element], _ opening: String, _ closing: String, to output: inout String,
        indentation: String?, _ write: (Element, inout String, String?) -> Void
    ) {
        output += opening
        let inner = indentation.map { $0 + "  " }
        for (index, element) in elements.enumerated() {
            if index > 0 { output += "," }
            output += inner ?? ""
            write(element, &output, inner)
        }
        if !elements.isEmpty { output += indentation ?? "" }
        output += closing
    }

    /// Everything that is not printable ASCII but a letter of a language stays as it is; control
    /// characters, and those that ``ShownText`` hides, are escaped, so that a terminal is safe.
    private static func write(_ text: String, to output: inout String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\t": output += "\\t"
            case "\r": output += "\\r"
            case _ where ShownText.line(String(scalar)) != String(scalar):
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }
}
