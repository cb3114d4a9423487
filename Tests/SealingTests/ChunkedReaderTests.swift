import CryptoPrimitives
import Sealing
import TestSupport
import Testing

@Suite("Ranges of a sealed content") struct ChunkedReaderTests {
    private static let context = Array("context".utf8)

    /// A sealed content that remembers what was read of it.
    private final class Source {
        let bytes: [UInt8]
        private(set) var ranges: [Range<UInt64>] = []

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
        }

        func read(_ range: Range<UInt64>) -> [UInt8] {
            ranges.append(range)
            return Array(bytes[Int(range.lowerBound)..<Int(range.upperBound)])
        }
    }

    private static let message = (0..<16384 * 70 + 5).map {
        UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8)
    }

    private static func reader(
        _ bytes: [UInt8], key: borrowing SecretBytes
    ) throws -> ChunkedReader {
        try ChunkedReader(
            header: Array(bytes.prefix(56)), sealedByteCount: UInt64(bytes.count), key: key,
            context: context)
    }

    @Test(
        "a range gives its bytes and reads only the chunks that hold it",
        arguments: [
            (0..<1, 0..<1), (0..<16384, 0..<1), (16383..<16385, 0..<2), (16384..<16385, 1..<2),
            (20000..<60000, 1..<4), (16384 * 70..<16384 * 70 + 5, 70..<71),
            (16384 * 69 + 1..<16384 * 70 + 5, 69..<71), (5..<16384 * 70 + 5, 0..<71),
        ])
    func ranges(range: Range<Int>, chunks: Range<Int>) throws {
        let key = try SecretBytes.random(count: 32)
        let sealed = try ChunkedEncryption.seal(Self.message, key: key, context: Self.context)
        let source = Source(sealed.bytes)
        var reader = try Self.reader(sealed.bytes, key: key)
        let bytes = try reader.read(
            UInt64(range.lowerBound)..<UInt64(range.upperBound), reading: source.read)
        #expect(bytes == Array(Self.message[range]))
        let lower = UInt64(56 + chunks.lowerBound * 16400)
        let upper = min(UInt64(56 + chunks.upperBound * 16400), UInt64(sealed.bytes.count))
        #expect(source.ranges.first?.lowerBound == lower)
        #expect(source.ranges.last?.upperBound == upper)
        #expect(source.ranges.allSatisfy { $0.count <= 64 * 16400 })
        #expect(source.ranges.reduce(0) { $0 + $1.count } == Int(upper - lower))
    }

    @Test("an empty range reads nothing, one beyond the end is refused")
    func edges() throws {
        let key = try SecretBytes.random(count: 32)
        let sealed = try ChunkedEncryption.seal([1, 2, 3], key: key, context: Self.context)
        let source = Source(sealed.bytes)
        var reader = try Self.reader(sealed.bytes, key: key)
        #expect(try reader.read(2..<2, reading: source.read) == [])
        #expect(source.ranges.isEmpty)
        #expect(throws: CryptoError(.invalidLength)) {
            try reader.read(0..<4, reading: source.read)
        }
        #expect(try reader.verifyLength(reading: source.read) == 3)
        #expect(throws: CryptoError(.truncated)) {
            try reader.read(0..<3) { _ in [1] }
        }
        #expect(throws: CryptoError(.commitmentMismatch)) {
            _ = try Self.reader(sealed.bytes, key: .random(count: 32)).claimedLength
        }
    }

    @Test("a content cut between chunks is noticed when its length is verified")
    func cutContent() throws {
        let key = try SecretBytes.random(count: 32)
        let sealed = try ChunkedEncryption.seal(
            Array(Self.message.prefix(16384 * 3)), key: key, context: Self.context)
        // Two whole chunks and a piece of the third: a size that a message could have.
        let cut = Array(sealed.bytes.prefix(56 + 16400 * 2 + 16))
        let source = Source(cut)
        var reader = try Self.reader(cut, key: key)
        #expect(reader.claimedLength == 16384 * 2)
        #expect(try reader.read(0..<10, reading: source.read) == Array(Self.message.prefix(10)))
        #expect(throws: CryptoError(.authenticationFailed)) {
            try reader.verifyLength(reading: source.read)
        }
    }

    @Test("a chunk that another holder of the key wrote is refused by the author's summary")
    func forgedChunk() throws {
        let key = try SecretBytes.random(count: 32)
        let author = try ChunkedEncryption.seal(
            Array(Self.message.prefix(40000)), key: key, context: Self.context)
        var inspector = SealedContentInspector(keepingChunkHashes: true)
        try inspector.update(author.bytes.span)
        #expect(try inspector.finish() == author.summary)
        let hashes = inspector.chunkHashes
        #expect(hashes.count == 3)

        let header = Array(author.bytes.prefix(56))
        let source = Source(author.bytes)
        var reader = try ChunkedReader(
            header: header, matching: author.summary, chunkHashes: hashes, key: key,
            context: Self.context)
        #expect(
            try reader.read(0..<40000, reading: source.read) == Array(Self.message.prefix(40000)))

        // The whole is sealed again by someone else: authentic chunks, another header.
        let forger = try ChunkedEncryption.seal(
            [UInt8](repeating: 0, count: 40000), key: key, context: Self.context)
        #expect(throws: CryptoError(.authenticationFailed)) {
            try reader.read(0..<10, reading: Source(forger.bytes).read)
        }
        #expect(throws: CryptoError(.commitmentMismatch)) {
            _ = try ChunkedReader(
                header: Array(forger.bytes.prefix(56)), matching: author.summary,
                chunkHashes: hashes, key: key, context: Self.context
            ).claimedLength
        }
        #expect(throws: CryptoError(.commitmentMismatch)) {
            _ = try ChunkedReader(
                header: header, matching: author.summary, chunkHashes: Array(hashes.reversed()),
                key: key, context: Self.context
            ).claimedLength
        }
    }
}
