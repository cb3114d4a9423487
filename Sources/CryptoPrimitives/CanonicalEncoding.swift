/// The one encoding of everything that is signed or hashed.
///
///     E(label, f1, …, fn) = label || 0x00 || Σ (u32be length(fi) || fi)
///
/// A list is one field: `u32be count || Σ (u32be length || element)`. An integer is 8 bytes, big
/// endian, and counts below 2^63. An absent optional is a list of no elements, a present one a list of one. The encoding
/// is injective: two different sequences of fields never give the same bytes, because every field
/// carries its length and the label cannot hold a zero byte.
package struct CanonicalEncoder: Sendable {
    private var output: [UInt8]

    /// Starts an encoding.
    ///
    /// - Parameter label: What is encoded, such as `vault/v1/manifest`; printable ASCII.
    package init(_ label: String) {
        precondition(label.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }, "a label is printable ASCII")
        output = Array(label.utf8)
        output.append(0)
    }

    /// The encoding so far.
    package var bytes: [UInt8] { output }

    /// Appends a field of bytes.
    package mutating func append(_ field: some Collection<UInt8>) {
        Self.append(length: field.count, to: &output)
        output.append(contentsOf: field)
    }

    /// Appends a text field as UTF-8.
    package mutating func append(_ field: String) {
        Self.append(length: field.utf8.count, to: &output)
        output.append(contentsOf: field.utf8)
    }

    /// Appends an integer as 8 bytes, big endian.
    package mutating func append(_ field: UInt64) {
        Self.append(length: 8, to: &output)
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            output.append(UInt8(truncatingIfNeeded: field >> shift))
        }
    }

    /// Appends a digest as 32 bytes.
    package mutating func append(_ field: Digest) { append(field.bytes) }

    /// Appends a list as one field.
    package mutating func append(list elements: [[UInt8]]) {
        Self.append(length: elements.reduce(4) { $0 + 4 + $1.count }, to: &output)
        Self.append(length: elements.count, to: &output)
        for element in elements { append(element) }
    }

    /// Appends an optional field of bytes.
    package mutating func append(optional field: [UInt8]?) {
        append(list: field.map { [$0] } ?? [])
    }

    private static func append(length: Int, to output: inout [UInt8]) {
        precondition(length >= 0 && length <= Int(UInt32.max), "a field is shorter than 4 GiB")
        for shift in [24, 16, 8, 0] {
            output.append(UInt8(truncatingIfNeeded: length >> shift))
        }
    }
}

/// Why bytes are not a canonical encoding of what was expected.
package enum CanonicalEncodingError: Error, Hashable, Sendable {
    /// The bytes are larger than the reader allows.
    case tooLarge
    /// The label is another one, or missing.
    case wrongLabel
    /// The bytes end inside a field.
    case truncated
    /// Bytes follow the last field.
    case trailingBytes
    /// A list has more elements than the reader allows.
    case tooManyElements
    /// A field has the wrong length, is not UTF-8, or holds a value outside its range.
    case invalidField
}

/// Reads what ``CanonicalEncoder`` wrote, field by field, and refuses anything else.
///
/// An encoding within an encoding is read where it stands: only the bytes of a field that somebody
/// keeps are copied.
package struct CanonicalDecoder: Sendable {
    private let input: [UInt8]
    private var position: Int
    private let end: Int

    /// The largest message that is read at all: 16 MiB.
    package static let maximumSize = 16 << 20

    /// Checks the size and the label.
    ///
    /// - Parameters:
    ///   - input: The whole encoding.
    ///   - label: The label that must stand at its start.
    ///   - limit: The largest size in bytes.
    /// - Throws: ``CanonicalEncodingError``.
    package init(
        _ input: [UInt8], label: String, limit: Int = Self.maximumSize
    ) throws(CanonicalEncodingError) {
        guard input.count <= limit else { throw .tooLarge }
        try self.init(input, within: 0..<input.count, label: label)
    }

    private init(
        _ input: [UInt8], within range: Range<Int>, label: String
    ) throws(CanonicalEncodingError) {
        var position = range.lowerBound
        for byte in label.utf8 {
            guard position < range.upperBound, input[position] == byte else { throw .wrongLabel }
            position += 1
        }
        guard position < range.upperBound, input[position] == 0 else { throw .wrongLabel }
        self.input = input
        self.position = position + 1
        end = range.upperBound
    }

    /// The label of an encoding, without reading further; `nil` when there is none.
    package static func label(of input: [UInt8]) -> String? {
        guard let end = input.prefix(128).firstIndex(of: 0), end > 0 else { return nil }
        let label = input[..<end]
        guard label.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return nil }
        return String(decoding: label, as: UTF8.self)
    }

    /// Whether every field was read.
    package var isAtEnd: Bool { position == end }

    /// Reads a field of bytes.
    package mutating func bytes() throws(CanonicalEncodingError) -> [UInt8] {
        Array(input[try field()])
    }

    /// Reads a field that must have a known length.
    package mutating func bytes(count: Int) throws(CanonicalEncodingError) -> [UInt8] {
        let range = try field()
        guard range.count == count else { throw .invalidField }
        return Array(input[range])
    }

    /// Lends the bytes of a field to `body`, without a copy.
    package mutating func withField<Value>(
        _ body: (ArraySlice<UInt8>) throws(CanonicalEncodingError) -> Value
    ) throws(CanonicalEncodingError) -> Value {
        try body(input[try field()])
    }

    /// Reads a text field; it must be valid UTF-8.
    package mutating func string(limit: Int = 4096) throws(CanonicalEncodingError) -> String {
        let range = try field()
        guard range.count <= limit, let text = String(validating: input[range], as: UTF8.self)
        else { throw .invalidField }
        return text
    }

    /// Reads an integer of 8 bytes, big endian: a length, index, version or size.
    ///
    /// Below 2^63, so that it can be counted on, added to and stored in a database without a check
    /// at each place. No log and no chain gets that long.
    package mutating func integer() throws(CanonicalEncodingError) -> UInt64 {
        let integer = try bits()
        guard integer <= UInt64(Int64.max) else { throw .invalidField }
        return integer
    }

    /// Reads 8 bytes, big endian, that are no count: a bit pattern.
    package mutating func bits() throws(CanonicalEncodingError) -> UInt64 {
        let range = try field()
        guard range.count == 8 else { throw .invalidField }
        var value: UInt64 = 0
        for index in range { value = value << 8 | UInt64(input[index]) }
        return value
    }

    /// Reads a digest of 32 bytes.
    package mutating func digest() throws(CanonicalEncodingError) -> Digest {
        guard let digest = Digest(input[try field()]) else { throw .invalidField }
        return digest
    }

    /// Reads a field that is an encoding itself; nothing may be left of it.
    ///
    /// - Parameters:
    ///   - label: The label of the encoding.
    ///   - body: Reads its fields.
    /// - Returns: What `body` returns.
    /// - Throws: ``CanonicalEncodingError``.
    package mutating func nested<Value>(
        label: String, _ body: (inout Self) throws(CanonicalEncodingError) -> Value
    ) throws(CanonicalEncodingError) -> Value {
        var inner = try Self(input, within: try field(), label: label)
        let value = try body(&inner)
        try inner.finish()
        return value
    }

    /// Reads a list.
    package mutating func list(limit: Int = 4096) throws(CanonicalEncodingError) -> [[UInt8]] {
        let ranges = try elements(limit: limit)
        return ranges.map { Array(input[$0]) }
    }

    /// Reads a list of encodings with the same label.
    ///
    /// - Parameters:
    ///   - limit: The most elements.
    ///   - label: The label of every element.
    ///   - body: Reads the fields of an element.
    /// - Returns: What `body` returned for each.
    /// - Throws: ``CanonicalEncodingError``.
    package mutating func list<Element>(
        limit: Int = 4096, label: String,
        _ body: (inout Self) throws(CanonicalEncodingError) -> Element
    ) throws(CanonicalEncodingError) -> [Element] {
        let ranges = try elements(limit: limit)
        var values: [Element] = []
        values.reserveCapacity(ranges.count)
        for range in ranges {
            var inner = try Self(input, within: range, label: label)
            values.append(try body(&inner))
            try inner.finish()
        }
        return values
    }

    /// Reads an optional field of bytes.
    package mutating func optional() throws(CanonicalEncodingError) -> [UInt8]? {
        try list(limit: 1).first
    }

    /// Ends the reading: nothing may be left.
    package func finish() throws(CanonicalEncodingError) {
        guard isAtEnd else { throw .trailingBytes }
    }

    /// Where the next field stands; the reading goes on behind it.
    private mutating func field() throws(CanonicalEncodingError) -> Range<Int> {
        let range = try field(at: position, upTo: end)
        position = range.upperBound
        return range
    }

    private func field(at start: Int, upTo end: Int) throws(CanonicalEncodingError) -> Range<Int> {
        let first = start + 4
        let length = try number(at: start, upTo: end)
        guard length <= end - first else { throw .truncated }
        return first..<first + length
    }

    /// Where the elements of the next field, a list, stand.
    private mutating func elements(
        limit: Int
    ) throws(CanonicalEncodingError) -> [Range<Int>] {
        let range = try field()
        let count = try number(at: range.lowerBound, upTo: range.upperBound)
        guard count <= limit else { throw .tooManyElements }
        var elements: [Range<Int>] = []
        elements.reserveCapacity(min(count, range.count / 4))
        var cursor = range.lowerBound + 4
        for _ in 0..<count {
            let element = try field(at: cursor, upTo: range.upperBound)
            elements.append(element)
            cursor = element.upperBound
        }
        guard cursor == range.upperBound else { throw .trailingBytes }
        return elements
    }

    /// A number of 4 bytes, big endian.
    private func number(at start: Int, upTo end: Int) throws(CanonicalEncodingError) -> Int {
        guard end - start >= 4 else { throw .truncated }
        return Int(input[start]) << 24 | Int(input[start + 1]) << 16 | Int(input[start + 2]) << 8
            | Int(input[start + 3])
    }
}
