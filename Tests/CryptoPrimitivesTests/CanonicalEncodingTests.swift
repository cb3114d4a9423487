import CryptoPrimitives
import Testing
import TestSupport

@Suite("Canonical encoding") struct CanonicalEncodingTests {
    private static let label = "vault/v1/test"

    @Test("the layout is label, zero, and each field after its length")
    func layout() {
        var encoder = CanonicalEncoder("a/b")
        encoder.append([0xff, 0xfe] as [UInt8])
        encoder.append("é")
        encoder.append(0x0102 as UInt64)
        encoder.append(list: [[7], []])
        encoder.append(optional: nil)
        #expect(
            encoder.bytes.hex == "612f6200" + "00000002fffe" + "00000002c3a9"
                + "000000080000000000000102" + "0000000d" + "00000002" + "0000000107" + "00000000"
                + "00000004" + "00000000")
    }

    @Test("what was written is read back")
    func roundTrip() throws {
        let digest = Digest(hashing: [1])
        var encoder = CanonicalEncoder(Self.label)
        encoder.append([1, 2, 3] as [UInt8])
        encoder.append("text")
        encoder.append(UInt64(Int64.max))
        encoder.append(digest)
        encoder.append(list: [[1], [], [2, 3]])
        encoder.append(optional: [])
        encoder.append(optional: nil)
        var decoder = try CanonicalDecoder(encoder.bytes, label: Self.label)
        #expect(try decoder.bytes() == [1, 2, 3])
        #expect(try decoder.string() == "text")
        #expect(try decoder.integer() == UInt64(Int64.max))
        #expect(try decoder.digest() == digest)
        #expect(try decoder.list() == [[1], [], [2, 3]])
        #expect(try decoder.optional() == [])
        #expect(try decoder.optional() == nil)
        #expect(decoder.isAtEnd)
        try decoder.finish()
        #expect(CanonicalDecoder.label(of: encoder.bytes) == Self.label)
    }

    @Test("different sequences of fields have different encodings, prefixes of no other")
    func injective() {
        // All sequences of up to three fields from this list, in all their splits.
        let fields: [[UInt8]] = [[], [0], [0, 0], [1], [0, 0, 0, 0], [0, 0, 0, 1, 0]]
        var sequences: [[[UInt8]]] = [[]]
        for _ in 0..<3 {
            sequences += sequences.flatMap { sequence in fields.map { sequence + [$0] } }
        }
        var encodings: [[UInt8]: [[UInt8]]] = [:]
        for sequence in sequences {
            var encoder = CanonicalEncoder(Self.label)
            for field in sequence { encoder.append(field) }
            let known = encodings.updateValue(sequence, forKey: encoder.bytes)
            #expect(known == nil || known == sequence)
        }
        #expect(encodings.count == 1 + 6 + 36 + 216)
    }

    @Test("another label is refused, and so is one that only begins the same")
    func labels() {
        let encoding = CanonicalEncoder("vault/v1/tests").bytes
        for label in ["vault/v1/test", "vault/v1/tests2", "x"] {
            #expect(throws: CanonicalEncodingError.wrongLabel) {
                try CanonicalDecoder(encoding, label: label)
            }
        }
        #expect(throws: CanonicalEncodingError.wrongLabel) {
            try CanonicalDecoder([], label: Self.label)
        }
    }

    @Test("more than the limit is refused before it is read")
    func limits() throws {
        var encoder = CanonicalEncoder(Self.label)
        encoder.append(list: [[1], [2], [3]])
        let bytes = encoder.bytes
        #expect(throws: CanonicalEncodingError.tooLarge) {
            try CanonicalDecoder(bytes, label: Self.label, limit: bytes.count - 1)
        }
        var decoder = try CanonicalDecoder(bytes, label: Self.label, limit: bytes.count)
        #expect(throws: CanonicalEncodingError.tooManyElements) { try decoder.list(limit: 2) }
        var again = try CanonicalDecoder(bytes, label: Self.label)
        #expect(throws: CanonicalEncodingError.tooManyElements) { try again.optional() }
        // A count of 2³² - 1 with nothing behind it.
        var hostile = CanonicalEncoder(Self.label)
        hostile.append([0xff, 0xff, 0xff, 0xff] as [UInt8])
        var third = try CanonicalDecoder(hostile.bytes, label: Self.label)
        #expect(throws: CanonicalEncodingError.tooManyElements) { try third.list() }
    }

    @Test(
        "a count ends below 2^63; a bit pattern has all 64 bits",
        arguments: [0, 1, UInt64.max >> 1])
    func counts(distance: UInt64) throws {
        var encoder = CanonicalEncoder(Self.label)
        encoder.append(UInt64.max - distance)
        var count = try CanonicalDecoder(encoder.bytes, label: Self.label)
        var pattern = count
        #expect(throws: CanonicalEncodingError.invalidField) { try count.integer() }
        #expect(try pattern.bits() == .max - distance)
    }

    @Test("fields of a wrong size or form are refused")
    func wrongFields() throws {
        var encoder = CanonicalEncoder(Self.label)
        encoder.append([0xc3] as [UInt8])
        let bytes = encoder.bytes
        func decoder() throws -> CanonicalDecoder {
            try CanonicalDecoder(bytes, label: Self.label)
        }
        var text = try decoder()
        #expect(throws: CanonicalEncodingError.invalidField) { try text.string() }
        var integer = try decoder()
        #expect(throws: CanonicalEncodingError.invalidField) { try integer.integer() }
        var digest = try decoder()
        #expect(throws: CanonicalEncodingError.invalidField) { try digest.digest() }
        var fixed = try decoder()
        #expect(throws: CanonicalEncodingError.invalidField) { try fixed.bytes(count: 2) }
        let unread = try decoder()
        #expect(throws: CanonicalEncodingError.trailingBytes) { try unread.finish() }
        var list = try decoder()
        #expect(throws: CanonicalEncodingError.truncated) { try list.list() }
        var long = CanonicalEncoder(Self.label)
        long.append("12345")
        var limited = try CanonicalDecoder(long.bytes, label: Self.label)
        #expect(throws: CanonicalEncodingError.invalidField) { try limited.string(limit: 4) }
    }

    @Test("every prefix of an encoding is refused")
    func truncation() throws {
        let bytes = Self.sample
        for count in 0..<bytes.count {
            #expect(throws: CanonicalEncodingError.self) {
                try Self.read(Array(bytes.prefix(count)))
            }
        }
        #expect(try Self.read(bytes) == bytes)
    }

    @Test("whatever is read is written the same way again", arguments: 0..<20)
    func mutation(seed: UInt64) {
        var mutator = Mutator(seed: seed)
        for _ in 0..<Rounds.scaled(500) {
            let changed = mutator.mutation(of: Self.sample)
            // A changed field may be well formed; then it has this one encoding.
            guard let again = try? Self.read(changed) else { continue }
            #expect(again == changed)
        }
    }

    private static let sample: [UInt8] = {
        var encoder = CanonicalEncoder(label)
        encoder.append([1, 2, 3] as [UInt8])
        encoder.append("tekst")
        encoder.append(42 as UInt64)
        encoder.append(list: [[1], [2, 3]])
        encoder.append(optional: [9])
        return encoder.bytes
    }()

    /// Reads the fields of the sample and writes them again.
    private static func read(_ bytes: [UInt8]) throws -> [UInt8] {
        var decoder = try CanonicalDecoder(bytes, label: label)
        var encoder = CanonicalEncoder(label)
        encoder.append(try decoder.bytes())
        encoder.append(try decoder.string())
        encoder.append(try decoder.integer())
        encoder.append(list: try decoder.list())
        encoder.append(optional: try decoder.optional())
        try decoder.finish()
        return encoder.bytes
    }
}
