internal import CryptoPrimitives

/// Takes encodings apart and puts others together, field by field.
enum EncodingFields {
    /// The fields of an encoding.
    static func fields(of bytes: [UInt8], label: String) throws -> [[UInt8]] {
        var decoder = try CanonicalDecoder(bytes, label: label)
        var fields: [[UInt8]] = []
        while !decoder.isAtEnd { fields.append(try decoder.bytes()) }
        return fields
    }

    /// The encoding of fields.
    static func join(_ label: String, _ fields: [[UInt8]]) -> [UInt8] {
        var encoder = CanonicalEncoder(label)
        for field in fields { encoder.append(field) }
        return encoder.bytes
    }

    /// The elements of a list field.
    static func elements(of field: [UInt8]) throws -> [[UInt8]] {
        var decoder = try CanonicalDecoder(join("x", [field]), label: "x")
        return try decoder.list()
    }

    /// A list field.
    static func list(_ elements: some Sequence<[UInt8]>) -> [UInt8] {
        var encoder = CanonicalEncoder("x")
        encoder.append(list: Array(elements))
        return Array(encoder.bytes.dropFirst(6))
    }

    /// A number field.
    static func number(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - $0 * 8)) }
    }
}
