import CryptoPrimitives
import Sealing
import TestSupport
import Testing

@Suite("Chunked encryption") struct ChunkedEncryptionTests {
    private static let context = Array("context".utf8)

    /// The lengths around the border of a chunk, and some between.
    static let lengths = [
        0, 1, 100, 16383, 16384, 16385, 20000, 32767, 32768, 32769, 100_000, 16384 * 7,
    ]

    private static func message(_ count: Int) -> [UInt8] {
        // The place of each byte can be read from it, so chunks cannot be swapped unseen.
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
    }

    @Test(
        "every Wycheproof vector gives its published result, whole and in pieces",
        .enabled(if: PublishedVectors.shouldRun))
    func wycheproof() throws {
        let vectors = try ChunkedVectors()
        var valid = 0
        for (vector, sealed) in vectors.all {
            let key = SecretBytes(copying: vector.key.bytes)
            let whole = Result {
                () throws(CryptoError) in
                try ChunkedEncryption.open(sealed, key: key, context: vector.ctx.bytes)
            }
            let streamed = Self.stream(sealed, key: key, context: vector.ctx.bytes)
            #expect((try? whole.get()) == (streamed.isWhole ? streamed.plaintext : nil))
            if vector.result == "valid" {
                valid += 1
                #expect(streamed.isWhole, "tcId \(vector.tcId)")
            } else {
                #expect(!streamed.isWhole, "tcId \(vector.tcId)")
            }
            // What comes out before the error is the longest authentic beginning, or all of it.
            let digest = try ChunkedVectors.sha512(streamed.plaintext)
            #expect(streamed.plaintext.count == vector.msgLength ?? 0, "tcId \(vector.tcId)")
            if let expected = vector.msgSha512 {
                #expect(digest == expected, "tcId \(vector.tcId)")
            }
            if vector.flags.contains("HeaderFailure") {
                #expect(streamed.failedInHeader, "tcId \(vector.tcId)")
            }
            try checkLength(vector, sealed)
        }
        #expect(vectors.all.count == 35 && valid == 10)
    }

    /// Opens the last chunk only: it succeeds for valid vectors and those said to have a valid one.
    private func checkLength(_ vector: ChunkedVectors.Vector, _ sealed: [UInt8]) throws {
        let isOpened: Bool
        do {
            var reader = try ChunkedReader(
                header: Array(sealed.prefix(56)), sealedByteCount: UInt64(sealed.count),
                key: SecretBytes(copying: vector.key.bytes), context: vector.ctx.bytes)
            _ = try reader.verifyLength { Array(sealed[Int($0.lowerBound)..<Int($0.upperBound)]) }
            isOpened = true
        } catch {
            isOpened = false
        }
        #expect(
            isOpened == (vector.result == "valid" || vector.flags.contains("ValidFinalChunk")),
            "tcId \(vector.tcId)")
    }

    private struct Streamed {
        var plaintext: [UInt8] = []
        var isWhole = false
        var failedInHeader = false
    }

    /// Opens in pieces of 7000 bytes, and checks that a failure stays one.
    private static func stream(
        _ sealed: [UInt8], key: borrowing SecretBytes, context: [UInt8]
    ) -> Streamed {
        var result = Streamed()
        result.failedInHeader = true
        do {
            var opener = try ChunkedOpener(
                header: Array(sealed.prefix(56)), key: key, context: context)
            result.failedInHeader = false
            var plaintext: [UInt8] = []
            var hasFailed = false
            for start in stride(from: 56, to: sealed.count, by: 7000) {
                let piece = Array(sealed[start..<min(start + 7000, sealed.count)])
                do {
                    try opener.update(piece.span) { plaintext.append(copying: $0) }
                    #expect(!hasFailed, "a failure stays one")
                } catch {
                    hasFailed = true
                }
            }
            let count = plaintext.count
            do {
                try opener.finish { plaintext.append(copying: $0) }
                result.isWhole = true
                #expect(!hasFailed)
            } catch {
                #expect(plaintext.count == count)
            }
            result.plaintext = plaintext
        } catch {}
        return result
    }

    @Test("a message opens to itself and has the size that was foretold", arguments: lengths)
    func roundTrip(count: Int) throws {
        let key = try SecretBytes.random(count: 32)
        let message = Self.message(count)
        let sealed = try ChunkedEncryption.seal(message, key: key, context: Self.context)
        #expect(UInt64(sealed.bytes.count) == ChunkedEncryption.sealedByteCount(of: UInt64(count)))
        #expect(
            try ChunkedEncryption.byteCount(ofSealed: UInt64(sealed.bytes.count)) == UInt64(count))
        #expect(sealed.length == UInt64(count))
        #expect(Array(sealed.bytes[24..<56]) == sealed.commitment.bytes)
        let opened = try ChunkedEncryption.open(sealed.bytes, key: key, context: Self.context)
        #expect(opened == message)
        let matching = try ChunkedEncryption.open(
            sealed.bytes, matching: sealed.summary, key: key, context: Self.context)
        #expect(matching == message)
    }

    @Test(
        "pieces of any size seal and open like the whole",
        arguments: [1, 1000, 16384, 16400, 40000]
    )
    func pieces(size: Int) throws {
        let key = try SecretBytes.random(count: 32)
        let message = Self.message(size == 1 ? 17000 : 100_000)
        var sealer = try ChunkedSealer(key: key, context: Self.context)
        var sealed = sealer.header
        for start in stride(from: 0, to: message.count, by: size) {
            try sealer.update(
                Array(message[start..<min(start + size, message.count)]), into: &sealed)
        }
        let summary = try sealer.finish(into: &sealed)
        #expect(try SealedSummary(ofSealed: sealed) == summary)
        #expect(try ChunkedEncryption.open(sealed, key: key, context: Self.context) == message)

        var opener = try ChunkedOpener(
            header: Array(sealed.prefix(56)), key: key, context: Self.context, hashesChunks: true)
        var inspector = SealedContentInspector()
        try inspector.update(sealed.span.extracting(..<56))
        var opened: [UInt8] = []
        for start in stride(from: 56, to: sealed.count, by: size) {
            let piece = Array(sealed[start..<min(start + size, sealed.count)])
            try opener.update(piece.span) { opened.append(copying: $0) }
            try inspector.update(piece.span)
        }
        #expect(try opener.finish { opened.append(copying: $0) } == summary)
        #expect(try inspector.finish() == summary)
        #expect(opened == message)
    }

    @Test("the root is that of RFC 6962 over the sealed chunks", arguments: 0..<20)
    func chunkRoot(chunks: Int) throws {
        let key = try SecretBytes.random(count: 32)
        let sealed = try ChunkedEncryption.seal(
            Self.message(chunks * 16384 + 5), key: key, context: Self.context)
        let body = sealed.bytes.dropFirst(56)
        let leaves = stride(from: body.startIndex, to: body.endIndex, by: 16400).map {
            Array(body[$0..<min($0 + 16400, body.endIndex)])
        }
        #expect(leaves.count == chunks + 1)
        #expect(sealed.chunkRoot == root(leaves[...]))
    }

    /// The recursive definition of RFC 6962, section 2.1.
    private func root(_ leaves: ArraySlice<[UInt8]>) -> Digest {
        guard leaves.count > 1 else { return Digest(hashing: [0], leaves.first ?? []) }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        return Digest(
            hashing: [1], root(leaves.prefix(split)).bytes, root(leaves.dropFirst(split)).bytes)
    }

    @Test("two sealings of one message differ, and each is bound to its context and key")
    func binding() throws {
        let key = try SecretBytes.random(count: 32)
        let other = try SecretBytes.random(count: 32)
        let first = try ChunkedEncryption.seal([1, 2, 3], key: key, context: Self.context)
        let second = try ChunkedEncryption.seal([1, 2, 3], key: key, context: Self.context)
        #expect(first.bytes != second.bytes)
        #expect(throws: CryptoError(.commitmentMismatch)) {
            try ChunkedEncryption.open(first.bytes, key: key, context: Self.context + [0])
        }
        #expect(throws: CryptoError(.commitmentMismatch)) {
            try ChunkedEncryption.open(first.bytes, key: other, context: Self.context)
        }
        #expect(throws: CryptoError(.commitmentMismatch)) {
            try ChunkedEncryption.open(
                first.bytes, matching: second.summary, key: key, context: Self.context)
        }
        for count in [0, 16, 31, 33] {
            let key = try SecretBytes.random(count: count)
            #expect(throws: CryptoError(.invalidLength)) {
                try ChunkedEncryption.seal([1], key: key, context: [])
            }
        }
    }

    @Test("a ciphertext cut anywhere is refused")
    func truncation() throws {
        let key = try SecretBytes.random(count: 32)
        let sealed = try ChunkedEncryption.seal(
            Self.message(16384 + 40), key: key, context: Self.context
        ).bytes
        for count in Array(0..<100) + Array(16380..<sealed.count) {
            #expect(throws: CryptoError.self) {
                try ChunkedEncryption.open(
                    Array(sealed.prefix(count)), key: key, context: Self.context)
            }
        }
    }

    @Test("a changed ciphertext is refused, never a crash", arguments: 0..<10)
    func mutation(seed: UInt64) throws {
        let key = try SecretBytes.random(count: 32)
        let sealed = try ChunkedEncryption.seal(
            Self.message(seed.isMultiple(of: 2) ? 16384 * 2 + 7 : 50), key: key,
            context: Self.context)
        var mutator = Mutator(seed: seed)
        for _ in 0..<Rounds.scaled(100) {
            let changed = mutator.mutation(of: sealed.bytes)
            #expect(throws: CryptoError.self) {
                try ChunkedEncryption.open(changed, key: key, context: Self.context)
            }
            #expect(throws: CryptoError.self) {
                try ChunkedEncryption.open(
                    changed, matching: sealed.summary, key: key, context: Self.context)
            }
        }
    }

    @Test("sizes that no message has are refused")
    func sizes() throws {
        for count: UInt64 in [0, 55, 56, 71, 56 + 16400, 56 + 16400 + 15] {
            #expect(throws: CryptoError(.truncated)) {
                try ChunkedEncryption.byteCount(ofSealed: count)
            }
        }
        #expect(try ChunkedEncryption.byteCount(ofSealed: 72) == 0)
        #expect(try ChunkedEncryption.byteCount(ofSealed: 56 + 16400 + 16) == 16384)
        let limit: UInt64 = 1 << 38
        let largest = 56 + (limit - 1) * 16400 + 16399
        #expect(try ChunkedEncryption.byteCount(ofSealed: largest) == (1 << 52) - 1)
        #expect(throws: CryptoError(.messageTooLong)) {
            try ChunkedEncryption.byteCount(ofSealed: 56 + limit * 16400 + 16)
        }
    }
}
