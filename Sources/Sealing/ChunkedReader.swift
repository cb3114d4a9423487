package import CryptoPrimitives

/// Opens any range of a sealed message, reading only the chunks that hold it.
///
/// Chunk k stands at byte 56 + 16400·k of the sealed form. Every chunk is authentic by itself, at
/// its number; that the message has the length that it claims is known only once its last chunk was
/// opened (``verifyLength(reading:)``, or any range that reaches the end).
package struct ChunkedReader: ~Copyable {
    /// The number of bytes of plaintext that the size of the sealed form claims.
    package let claimedLength: UInt64

    private let sealedByteCount: UInt64
    private let keys: ChunkKeys
    private let chunkHashes: [Digest]?
    private var cipher: AES256GCMContext
    private var nonce = [UInt8](repeating: 0, count: AES256GCM.nonceByteCount)
    private var plaintext = SecretBuffer(capacity: ChunkedEncryption.chunkByteCount)

    /// How many chunks are asked for at once: 1 MiB.
    private static let batch: UInt64 = 64

    /// Takes the header and checks its commitment.
    ///
    /// - Parameters:
    ///   - header: The first 56 bytes of the sealed form.
    ///   - sealedByteCount: The size of the sealed form.
    ///   - key: The data key, 32 bytes.
    ///   - context: As it was sealed.
    /// - Throws: `commitmentMismatch` for another key or context, `truncated` for a size that no
    ///   message has, `invalidLength` for another size of key.
    package init(
        header: [UInt8], sealedByteCount: UInt64, key: borrowing SecretBytes, context: [UInt8]
    ) throws(CryptoError) {
        try self.init(
            header: header, sealedByteCount: sealedByteCount, chunkHashes: nil, key: key,
            context: context)
    }

    /// Takes the header and the hashes of the chunks, and checks both against a manifest.
    ///
    /// Then a chunk that another holder of the data key put in place of the author's is refused.
    ///
    /// - Parameters:
    ///   - header: The first 56 bytes of the sealed form.
    ///   - summary: What the signed manifest says of the message.
    ///   - chunkHashes: The hashes of all chunks, from a ``SealedContentInspector``.
    ///   - key: The data key, 32 bytes.
    ///   - context: As it was sealed.
    /// - Throws: `commitmentMismatch` when header, hashes and summary do not fit together, or for
    ///   another key or context; `invalidLength` for another size of key.
    package init(
        header: [UInt8], matching summary: SealedSummary, chunkHashes: [Digest],
        key: borrowing SecretBytes, context: [UInt8]
    ) throws(CryptoError) {
        guard summary.length < ChunkedEncryption.chunkLimit << 14,
            ChunkTree.root(ofLeaves: chunkHashes) == summary.chunkRoot,
            UInt64(chunkHashes.count)
                == summary.length / UInt64(ChunkedEncryption.chunkByteCount) + 1,
            header.suffix(Digest.byteCount).elementsEqual(summary.commitment.bytes)
        else { throw CryptoError(.commitmentMismatch) }
        try self.init(
            header: header,
            sealedByteCount: ChunkedEncryption.sealedByteCount(of: summary.length),
            chunkHashes: chunkHashes, key: key, context: context)
    }

    private init(
        header: [UInt8], sealedByteCount: UInt64, chunkHashes: [Digest]?,
        key: borrowing SecretBytes, context: [UInt8]
    ) throws(CryptoError) {
        let length = try ChunkedEncryption.byteCount(ofSealed: sealedByteCount)
        let keys = try ChunkKeys.checked(header: header, inputKey: key, context: context)
        cipher = try AES256GCMContext(openingWith: keys.key)
        claimedLength = length
        self.sealedByteCount = sealedByteCount
        self.keys = keys
        self.chunkHashes = chunkHashes
    }

    /// Opens the last chunk, which proves the length.
    ///
    /// - Parameter source: Gives the bytes of a range of the sealed form.
    /// - Returns: The number of bytes of plaintext.
    /// - Throws: ``CryptoError``: `authenticationFailed`, `truncated` when `source` gives less;
    ///   what `source` throws.
    package mutating func verifyLength(
        reading source: (Range<UInt64>) throws -> [UInt8]
    ) throws -> UInt64 {
        let last = claimedLength / UInt64(ChunkedEncryption.chunkByteCount)
        try open(last...last, reading: source) { _, _ in }
        return claimedLength
    }

    /// Opens a range of the message.
    ///
    /// - Parameters:
    ///   - range: Which bytes of the plaintext, zero-based; must lie within ``claimedLength``.
    ///   - source: Gives the bytes of a range of the sealed form; asked for 64 chunks at most.
    /// - Returns: The bytes.
    /// - Throws: ``CryptoError``: `invalidLength` for a range outside, `authenticationFailed`,
    ///   `truncated` when `source` gives less; what `source` throws.
    package mutating func read(
        _ range: Range<UInt64>, reading source: (Range<UInt64>) throws -> [UInt8]
    ) throws -> [UInt8] {
        guard range.upperBound <= claimedLength else { throw CryptoError(.invalidLength) }
        guard !range.isEmpty else { return [] }
        let size = UInt64(ChunkedEncryption.chunkByteCount)
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        let chunks = range.lowerBound / size...(range.upperBound - 1) / size
        try open(chunks, reading: source) { index, bytes in
            let start = index * size
            let lower = max(range.lowerBound, start) - start
            let upper = min(range.upperBound, start + UInt64(bytes.count)) - start
            result.append(copying: bytes.extracting(Int(lower)..<Int(upper)))
        }
        return result
    }

    private mutating func open(
        _ chunks: ClosedRange<UInt64>, reading source: (Range<UInt64>) throws -> [UInt8],
        emit: (UInt64, Span<UInt8>) -> Void
    ) throws {
        var first = chunks.lowerBound
        while first <= chunks.upperBound {
            let end = min(first + Self.batch, chunks.upperBound + 1)
            let range = place(of: first).lowerBound..<place(of: end - 1).upperBound
            let bytes = try source(range)
            guard bytes.count == range.count else { throw CryptoError(.truncated) }
            for index in first..<end {
                let place = place(of: index)
                let lower = Int(place.lowerBound - range.lowerBound)
                try open(index, bytes.span.extracting(lower..<lower + place.count), emit: emit)
            }
            first = end
        }
    }

    private mutating func open(
        _ index: UInt64, _ chunk: borrowing Span<UInt8>, emit: (UInt64, Span<UInt8>) -> Void
    ) throws(CryptoError) {
        if let chunkHashes, ChunkTree.leaf(chunk) != chunkHashes[Int(index)] {
            throw CryptoError(.authenticationFailed)
        }
        try keys.nonce(of: index, into: &nonce)
        try cipher.open(chunk, nonce: nonce, into: &plaintext)
        plaintext.withBytes { emit(index, $0) }
    }

    /// Where a chunk stands in the sealed form.
    private func place(of index: UInt64) -> Range<UInt64> {
        let size = UInt64(ChunkedEncryption.sealedChunkByteCount)
        let start = UInt64(ChunkedEncryption.headerByteCount) + index * size
        return start..<min(start + size, sealedByteCount)
    }
}
