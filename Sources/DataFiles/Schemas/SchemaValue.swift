internal import CryptoPrimitives

/// A value of a JSON Schema; members keep their order.
indirect enum SchemaValue {
    case object([(String, SchemaValue)])
    case array([SchemaValue])
    case text(String)
    case number(Int64)
    case flag(Bool)

    /// The whole text, indented.
    var text: String {
        var writer = JSONWriter(isIndented: true)
        write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }

    private func write(to json: inout JSONWriter) {
        switch self {
        case .text(let text): json.value(text)
        case .number(let number): json.value(number)
        case .flag(let flag): json.value(flag)
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

extension SchemaValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral text: String) { self = .text(text) }
    init(booleanLiteral flag: Bool) { self = .flag(flag) }
    init(integerLiteral number: Int64) { self = .number(number) }
    init(arrayLiteral values: SchemaValue...) { self = .array(values) }
    init(dictionaryLiteral members: (String, SchemaValue)...) { self = .object(members) }

    /// A list of texts.
    static func texts(_ texts: [String]) -> Self { .array(texts.map(Self.text)) }

    /// A reference to a definition of the same schema.
    static func reference(_ name: String) -> Self { ["$ref": .text("#/$defs/\(name)")] }
}
