/// Writes JSON (RFC 8259) as UTF-8, member by member, in the order in which they are added.
///
/// The only writer of JSON for output: a tree of values is not needed, so that a million rows take
/// the memory of one. (The line of the log has its own form, which ``JSONWriter`` could only widen.)
///
///     var json = JSONWriter()
///     json.object { json in
///         json.member("index", 7)
///         json.member("who", nil)       // left out
///     }
///     // json.bytes: {"index":7}
///
/// In texts, `"`, `\` and everything that ``Swift/Unicode/Scalar/isUnsafeToShow`` names are escaped:
/// what reads the JSON gets the text as it was, and a terminal that shows the JSON is safe.
package struct JSONWriter: Sendable {
    /// What is written so far.
    package private(set) var bytes: [UInt8] = []
    private let isIndented: Bool
    private var depth = 0
    private var isFirst = true
    private var isAfterName = false

    /// Starts a text.
    ///
    /// - Parameter isIndented: Whether objects and arrays stand over several lines, indented by two
    ///   spaces; otherwise there is no white space.
    package init(isIndented: Bool = false) { self.isIndented = isIndented }

    /// Writes an object.
    package mutating func object(_ members: (inout Self) -> Void) {
        list("{", "}", members)
    }

    /// Writes an array.
    package mutating func array(_ elements: (inout Self) -> Void) {
        list("[", "]", elements)
    }

    /// Writes the name of a member; its value comes next.
    package mutating func name(_ name: String) {
        startValue()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        if isIndented { bytes.append(UInt8(ascii: " ")) }
        isAfterName = true
    }

    /// Writes a text.
    package mutating func value(_ text: String) {
        startValue()
        quote(text)
    }

    /// Writes an integer.
    package mutating func value(_ number: Int64) { literal(String(number)) }

    /// Writes a truth value.
    package mutating func value(_ flag: Bool) { literal(flag ? "true" : "false") }

    /// Writes `null`.
    package mutating func null() { literal("null") }

    private mutating func literal(_ text: String) {
        startValue()
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func list(
        _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, _ body: (inout Self) -> Void
    ) {
        startValue()
        bytes.append(UInt8(ascii: opening))
        isFirst = true
        depth += 1
        body(&self)
        depth -= 1
        if !isFirst { startLine() }
        isFirst = false
        bytes.append(UInt8(ascii: closing))
    }

    private mutating func startValue() {
        guard !isAfterName else { return isAfterName = false }
        guard depth > 0 else { return }
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        startLine()
    }

    private mutating func startLine() {
        guard isIndented else { return }
        bytes.append(0x0a)
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": bytes.append(contentsOf: [0x5c, 0x22])
            case "\\": bytes.append(contentsOf: [0x5c, 0x5c])
            case "\n": bytes.append(contentsOf: [0x5c, UInt8(ascii: "n")])
            case "\t": bytes.append(contentsOf: [0x5c, UInt8(ascii: "t")])
            case "\r": bytes.append(contentsOf: [0x5c, UInt8(ascii: "r")])
            case _ where scalar.isUnsafeToShow:
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                    let digits = String(unit, radix: 16)
                    bytes.append(contentsOf: [0x5c, UInt8(ascii: "u")])
                    bytes.append(contentsOf: repeatElement(0x30, count: 4 - digits.utf8.count))
                    bytes.append(contentsOf: digits.utf8)
                }
            default:
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension JSONWriter {
    /// Writes a member that is a text; none for `nil`.
    package mutating func member(_ name: String, _ text: String?) {
        guard let text else { return }
        self.name(name)
        value(text)
    }

    /// Writes a member that is an integer; none for `nil`.
    package mutating func member(_ name: String, _ number: Int64?) {
        guard let number else { return }
        self.name(name)
        value(number)
    }

    /// Writes a member that is an index or a size, at most 2⁶³ - 1; none for `nil`.
    package mutating func member(_ name: String, _ number: UInt64?) {
        member(name, number.map(Int64.init(clamping:)))
    }

    /// Writes a member that is a truth value.
    package mutating func member(_ name: String, _ flag: Bool) {
        self.name(name)
        value(flag)
    }

    /// Writes a member that is an array of texts; none for an empty one.
    package mutating func member(_ name: String, _ texts: [String]) {
        guard !texts.isEmpty else { return }
        self.name(name)
        array { json in texts.forEach { json.value($0) } }
    }

    /// Writes a member that is an object.
    package mutating func object(_ name: String, _ members: (inout Self) -> Void) {
        self.name(name)
        object(members)
    }

    /// Writes a member that is an array.
    package mutating func array(_ name: String, _ elements: (inout Self) -> Void) {
        self.name(name)
        array(elements)
    }
}
