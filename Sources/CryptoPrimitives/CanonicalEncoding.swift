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
    package mutating func append(_ field: String) { append(Array(field.utf8)) }

    /// Appends an integer as 8 bytes, big endian.
    package mutating func append(_ field: UInt64) {
        append((0..<8).map { UInt8(truncatingIfNeeded: field >> UInt64(56 - $0 * 8)) })
    }

    /// Appends a digest as 32 bytes.
    package mutating func append(_ field: Digest) { append(field.bytes) }

    /// Appends a list as one field.
    package mutating func append(list elements: [[UInt8]]) {
        var field: [UInt8] = []
        Self.append(length: elements.count, to: &field)
        for element in elements {
            Self.append(length: element.count, to: &field)
            field.append(contentsOf: element)
        }
        append(field)
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
package struct CanonicalDecoder: Sendable {
    private let input: [UInt8]
    private var position: Int

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
        let expected = Array(label.utf8) + [0]
        guard input.starts(with: expected) else { throw .wrongLabel }
        self.input = input
        position = expected.count
    }

    /// The label of an encoding, without reading further; `nil` when there is none.
    package static func label(of input: [UInt8]) -> String? {
        guard let end = input.prefix(128).firstIndex(of: 0), end > 0 else { return nil }
        let label = input[..<end]
        guard label.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return nil }
        return String(decoding: label, as: UTF8.self)
    }

    /// Whether every field was read.
    package var isAtEnd: Bool { position == input.count }

    /// Reads a field of bytes.
    package mutating func bytes() throws(CanonicalEncodingError) -> [UInt8] {
        let length = try Self.length(in: input, at: &position)
        guard length <= input.count - position else { throw .truncated }
        defer { position += length }
        return Array(input[position..<position + length])
    }

    /// Reads a field that must have a known length.
    package mutating func bytes(count: Int) throws(CanonicalEncodingError) -> [UInt8] {
        let field = try bytes()
        guard field.count == count else { throw .invalidField }
        return field
    }

    /// Reads a text field; it must be valid UTF-8.
    package mutating func string(limit: Int = 4096) throws(CanonicalEncodingError) -> String {
        let field = try bytes()
        guard field.count <= limit, let text = String(validating: field, as: UTF8.self) else {
            throw .invalidField
        }
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
        try bytes(count: 8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Reads a digest of 32 bytes.
    package mutating func digest() throws(CanonicalEncodingError) -> Digest {
        guard let digest = Digest(try bytes()) else { throw .invalidField }
        return digest
    }

    /// Reads a list.
    package mutating func list(limit: Int = 4096) throws(CanonicalEncodingError) -> [[UInt8]] {
        let field = try bytes()
        var cursor = 0
        let count = try Self.length(in: field, at: &cursor)
        guard count <= limit else { throw .tooManyElements }
        var elements: [[UInt8]] = []
        elements.reserveCapacity(min(count, field.count / 4))
        for _ in 0..<count {
            let length = try Self.length(in: field, at: &cursor)
            guard length <= field.count - cursor else { throw .truncated }
            elements.append(Array(field[cursor..<cursor + length]))
            cursor += length
        }
        guard cursor == field.count else { throw .trailingBytes }
        return elements
    }

    /// Reads an optional field of bytes.
    package mutating func optional() throws(CanonicalEncodingError) -> [UInt8]? {
        try list(limit: 1).first
    }

    /// Ends the reading: nothing may be left.
    package func finish() throws(CanonicalEncodingError) {
        guard isAtEnd else { throw .trailingBytes }
    }

    private static func length(
        in bytes: [UInt8], at position: inout Int
    ) throws(CanonicalEncodingError) -> Int {
        guard bytes.count - position >= 4 else { throw .truncated }
        defer { position += 4 }
        return bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
