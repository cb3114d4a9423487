import Foundation

/// A strict reader of the Common Event Format, written from ArcSight's description of version 0.
///
/// No validator of CEF was found; this one knows nothing of how the product writes.
struct CEFLine: Hashable {
    /// Version, vendor, product, product's version, signature, name, severity.
    let header: [String]
    /// The extension.
    let fields: [String: String]

    enum Fault: Error, Hashable { case prefix, header, escape, pair, key, repeated, line }

    init(_ line: String) throws(Fault) {
        guard line.hasPrefix("CEF:0|") else { throw .prefix }
        // Whatever somebody takes for the end of a line.
        guard
            !line.unicodeScalars.contains(where: {
                $0.value < 0x20 || (0x7f...0x9f).contains($0.value) || $0.value == 0x2028
                    || $0.value == 0x2029
            })
        else { throw .line }
        var header: [String] = [""]
        var rest = line.dropFirst("CEF:".count).unicodeScalars
        while header.count < 8, let scalar = rest.popFirst() {
            switch scalar {
            case "|": header.append("")
            case "\\":
                guard let next = rest.popFirst(), next == "\\" || next == "|" else { throw .escape }
                header[header.count - 1].unicodeScalars.append(next)
            default: header[header.count - 1].unicodeScalars.append(scalar)
            }
        }
        guard header.count == 8, let severity = Int(header[6]), (0...10).contains(severity),
            header.dropLast().allSatisfy({ !$0.isEmpty })
        else { throw .header }
        self.header = Array(header.dropLast())
        fields = try Self.fields(String(rest))
    }

    /// A key is letters and digits and ends by an equals sign that nothing escapes; its value goes
    /// on until the space before the next key.
    private static func fields(_ text: String) throws(Fault) -> [String: String] {
        var fields: [String: String] = [:]
        var key: String?
        var value = String.UnicodeScalarView()
        var word = String.UnicodeScalarView()
        var rest = text.unicodeScalars
        func finish() throws(Fault) {
            guard let key else { return }
            guard fields.updateValue(String(value), forKey: key) == nil else { throw .repeated }
        }
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\\":
                guard let next = rest.popFirst() else { throw .escape }
                switch next {
                case "\\", "=": word.append(next)
                case "n": word.append("\n")
                case "r": word.append("\r")
                default: throw .escape
                }
            case "=":
                // What stands before it since the last space is the next key.
                guard !word.isEmpty,
                    word.allSatisfy({
                        $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))
                    })
                else { throw .key }
                if key != nil {
                    guard value.popLast() == " " else { throw .pair }
                }
                try finish()
                key = String(word)
                value = String.UnicodeScalarView()
                word = String.UnicodeScalarView()
            case " ":
                value.append(contentsOf: word)
                value.append(scalar)
                word = String.UnicodeScalarView()
            default: word.append(scalar)
            }
        }
        value.append(contentsOf: word)
        guard key != nil || text.isEmpty else { throw .pair }
        try finish()
        return fields
    }
}

/// A strict reader of a message of RFC 5424, section 6, written from its grammar.
struct SyslogLine: Hashable {
    let priority: Int
    let timestamp: String
    let hostname: String
    let application: String
    let process: String
    let message: String
    let identifier: String
    /// Structured data: element, then parameters in their order.
    let data: [String: [Parameter]]

    struct Parameter: Hashable {
        let name: String
        let value: String
    }

    enum Fault: Error, Hashable {
        case priority, version, timestamp, header, element, parameter, value, end, line
    }

    init(_ line: String) throws(Fault) {
        guard
            !line.unicodeScalars.contains(where: {
                $0.value < 0x20 || (0x7f...0x9f).contains($0.value) || $0.value == 0x2028
                    || $0.value == 0x2029
            })
        else { throw .line }
        var rest = line.unicodeScalars
        guard rest.popFirst() == "<" else { throw .priority }
        let digits = String(rest.prefix { $0 != ">" })
        guard let number = Int(digits), String(number) == digits, (0...191).contains(number) else {
            throw .priority
        }
        priority = number
        rest = rest.dropFirst(digits.count + 1).asView
        guard rest.popFirst() == "1", rest.popFirst() == " " else { throw .version }
        var header: [String] = []
        for limit in [40, 255, 48, 128, 32] {
            let part = String(rest.prefix { $0 != " " })
            guard (1...limit).contains(part.unicodeScalars.count),
                part.unicodeScalars.allSatisfy({ (0x21...0x7e).contains($0.value) })
            else { throw .header }
            header.append(part)
            rest = rest.dropFirst(part.unicodeScalars.count).asView
            guard rest.popFirst() == " " else { throw .header }
        }
        guard
            header[0].wholeMatch(
                of: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})/) != nil
        else { throw .timestamp }
        (timestamp, hostname, application) = (header[0], header[1], header[2])
        (process, identifier) = (header[3], header[4])
        data = try Self.elements(&rest)
        guard rest.isEmpty || rest.popFirst() == " " else { throw .end }
        message = String(rest)
    }

    private static func elements(
        _ rest: inout String.UnicodeScalarView
    ) throws(Fault) -> [String: [Parameter]] {
        if rest.first == "-" {
            rest.removeFirst()
            return [:]
        }
        var data: [String: [Parameter]] = [:]
        repeat {
            guard rest.popFirst() == "[" else { throw .element }
            let name = try self.name(&rest, .element)
            // A name without `@` is one of IANA's.
            guard name.wholeMatch(of: /[^@]+@[0-9]+(\.[0-9]+)*/) != nil, data[name] == nil else {
                throw .element
            }
            var parameters: [Parameter] = []
            while rest.first == " " {
                rest.removeFirst()
                let name = try self.name(&rest, .parameter)
                guard rest.popFirst() == "=", rest.popFirst() == "\"" else { throw .parameter }
                parameters.append(Parameter(name: name, value: try value(&rest)))
            }
            guard rest.popFirst() == "]" else { throw .element }
            data[name] = parameters
        } while rest.first == "["
        return data
    }

    /// SD-NAME: 1 to 32 printable characters without `=`, space, `]` and `"`.
    private static func name(
        _ rest: inout String.UnicodeScalarView, _ fault: Fault
    ) throws(Fault) -> String {
        let name = rest.prefix {
            (0x21...0x7e).contains($0.value) && $0 != "=" && $0 != "]" && $0 != "\""
        }
        guard (1...32).contains(name.count) else { throw fault }
        let text = String(name)
        rest = rest.dropFirst(name.count).asView
        return text
    }

    private static func value(_ rest: inout String.UnicodeScalarView) throws(Fault) -> String {
        var value = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"": return String(value)
            case "]": throw .value
            case "\\":
                guard let next = rest.popFirst() else { throw .value }
                // Before another character the backslash is one; this product writes no such pair.
                guard next == "\"" || next == "\\" || next == "]" else { throw .value }
                value.append(next)
            default: value.append(scalar)
            }
        }
        throw .value
    }
}

extension String.UnicodeScalarView {
    fileprivate mutating func popFirst() -> Unicode.Scalar? { isEmpty ? nil : removeFirst() }
    fileprivate mutating func popLast() -> Unicode.Scalar? { isEmpty ? nil : removeLast() }
}

extension Substring.UnicodeScalarView {
    fileprivate var asView: String.UnicodeScalarView { String.UnicodeScalarView(self) }
}
