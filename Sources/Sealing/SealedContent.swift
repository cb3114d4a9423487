package import CryptoPrimitives

/// What a manifest says of a sealed content: which bytes, under which key, of which length.
///
/// It can be made from the sealed bytes alone, without any key.
package struct SealedSummary: Hashable, Sendable {
    /// The 32 bytes in the header that commit to the key and the context.
    package let commitment: Digest
    /// The root of the RFC 6962 tree whose leaves are the sealed chunks.
    package let chunkRoot: Digest
    /// The number of bytes of plaintext.
    package let length: UInt64

    /// Takes the fields.
    package init(commitment: Digest, chunkRoot: Digest, length: UInt64) {
        self.commitment = commitment
        self.chunkRoot = chunkRoot
        self.length = length
    }

    /// Works it out from sealed bytes.
    ///
    /// - Throws: `truncated` for bytes that no message has.
    package init(ofSealed sealed: [UInt8]) throws(CryptoError) {
        var inspector = SealedContentInspector()
        try inspector.update(sealed.span)
        self = try inspector.finish()
    }
}

/// A sealed content in memory.
package struct SealedContent: Hashable, Sendable {
    /// The sealed bytes.
    package let bytes: [UInt8]
    /// What a manifest says of them.
    package let summary: SealedSummary

    /// Takes the parts.
    package init(bytes: [UInt8], summary: SealedSummary) {
        self.bytes = bytes
        self.summary = summary
    }

    /// The commitment to the key and the context.
    package var commitment: Digest { summary.commitment }
    /// The root of the tree over the sealed chunks.
    package var chunkRoot: Digest { summary.chunkRoot }
    /// The number of bytes of plaintext.
    package var length: UInt64 { summary.length }
}

/// Works out the ``SealedSummary`` of sealed bytes that pass in pieces of any size.
///
/// Memory stays at one chunk, whatever the length. The hashes of the chunks are kept only when asked
/// for (32 bytes for every 16 KiB): with them a ``ChunkedReader`` checks single chunks.
package struct SealedContentInspector: ~Copyable {
    private var header: [UInt8] = []
    private var pending: [UInt8] = []
    private var tree: ChunkTree

    /// Starts with nothing read.
    package init(keepingChunkHashes: Bool = false) {
        tree = ChunkTree(keepingLeaves: keepingChunkHashes)
        pending.reserveCapacity(ChunkedEncryption.sealedChunkByteCount)
    }

    /// The hashes of the chunks so far, if they are kept.
    package var chunkHashes: [Digest] { tree.leaves }

    /// Takes the next bytes of the sealed form, its header included.
    ///
    /// - Throws: `messageTooLong` at 2³⁸ chunks.
    package mutating func update(_ piece: borrowing Span<UInt8>) throws(CryptoError) {
        let inHeader = min(piece.count, ChunkedEncryption.headerByteCount - header.count)
        header.append(copying: piece.extracting(..<inHeader))
        var position = inHeader
        let size = ChunkedEncryption.sealedChunkByteCount
        while position < piece.count {
            let count = min(piece.count - position, size - pending.count)
            let part = piece.extracting(position..<position + count)
            position += count
            if count == size {
                try append(part)
                continue
            }
            pending.append(copying: part)
            guard pending.count == size else { continue }
            try appendPending()
        }
    }

    /// Ends the reading; the inspector is then used up.
    ///
    /// - Throws: `truncated` when the bytes end where no message ends.
    package mutating func finish() throws(CryptoError) -> SealedSummary {
        guard pending.count >= AES256GCM.tagByteCount,
            let commitment = Digest(header.dropFirst(ChunkedEncryption.saltByteCount))
        else { throw CryptoError(.truncated) }
        let length =
            tree.count * UInt64(ChunkedEncryption.chunkByteCount)
            + UInt64(pending.count - AES256GCM.tagByteCount)
        try appendPending()
        return SealedSummary(commitment: commitment, chunkRoot: tree.root(), length: length)
    }

    private mutating func appendPending() throws(CryptoError) {
        // Moved out and back, so that the chunk is not part of what is changed meanwhile.
        var chunk = exchange(&pending, with: [])
        try append(chunk.span)
        chunk.removeAll(keepingCapacity: true)
        pending = chunk
    }

    private mutating func append(_ chunk: borrowing Span<UInt8>) throws(CryptoError) {
        guard tree.count < ChunkedEncryption.chunkLimit else { throw CryptoError(.messageTooLong) }
        tree.append(chunk)
    }
}
