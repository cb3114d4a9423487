internal import CryptoPrimitives

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
    package var text: String { text(JSONWriter(isIndented: true)) }

    /// The text on one line.
    package var compactText: String { text(JSONWriter()) }

    private func text(_ writer: JSONWriter) -> String {
        var writer = writer
        write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func write(to json: inout JSONWriter) {
        switch self {
        case .null: json.null()
        case .bool(let flag): json.value(flag)
        case .integer(let number): json.value(number)
        case .string(let text): json.value(text)
        case .array(let values): json.array { json in values.forEach { $0.write(to: &json) } }
        case .object(let members):
            json.object { json in
                for (name, value) in members {
                    json.name(name)
                    value.write(to: &json)
                }
            }
        }
    }
}
