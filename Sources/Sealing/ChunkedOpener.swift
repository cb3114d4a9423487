package import CryptoPrimitives

/// Opens a message that comes in pieces of any size, with buffers that are used again.
///
/// Every chunk is authenticated before its plaintext is lent out. Until ``finish(emit:)`` returned,
/// what was lent out is the beginning of the message and may be less than the whole: who acts on
/// the message waits for the end. After an error an opener refuses everything.
package struct ChunkedOpener: ~Copyable {
    private let keys: ChunkKeys
    private let hashesChunks: Bool
    private var cipher: AES256GCMContext
    private var tree = ChunkTree()
    private var index: UInt64 = 0
    /// Why a chunk did not open; no later one may be taken for it.
    private var failure: CryptoError?
    private var nonce = [UInt8](repeating: 0, count: AES256GCM.nonceByteCount)
    private var pending: [UInt8] = []
    private var plaintext = SecretBuffer(capacity: ChunkedEncryption.chunkByteCount)

    /// Takes the header and checks its commitment.
    ///
    /// - Parameters:
    ///   - header: The first 56 bytes of the sealed form.
    ///   - key: The data key, 32 bytes.
    ///   - context: As it was sealed.
    ///   - hashesChunks: Whether ``finish(emit:)`` gives the root of the chunks.
    /// - Throws: `commitmentMismatch` for another key or context, `truncated` for a shorter header,
    ///   `invalidLength` for another size of key.
    package init(
        header: [UInt8], key: borrowing SecretBytes, context: [UInt8], hashesChunks: Bool = false
    ) throws(CryptoError) {
        let keys = try ChunkKeys.checked(header: header, inputKey: key, context: context)
        cipher = try AES256GCMContext(openingWith: keys.key)
        self.keys = keys
        self.hashesChunks = hashesChunks
        pending.reserveCapacity(ChunkedEncryption.sealedChunkByteCount)
    }

    /// Opens the next bytes of the sealed form, which follow the header.
    ///
    /// - Parameters:
    ///   - piece: Any number of bytes.
    ///   - emit: Called with the plaintext of every chunk that is authentic, in order; the bytes
    ///     are lent.
    /// - Throws: `authenticationFailed`, `messageTooLong`.
    package mutating func update(
        _ piece: borrowing Span<UInt8>, emit: (Span<UInt8>) -> Void
    ) throws(CryptoError) {
        if let failure { throw failure }
        let size = ChunkedEncryption.sealedChunkByteCount
        var position = 0
        while position < piece.count {
            let count = min(piece.count - position, size - pending.count)
            let part = piece.extracting(position..<position + count)
            position += count
            // A chunk of full size is never the last one, so it can be opened at once.
            if count == size {
                try open(part, emit: emit)
                continue
            }
            pending.append(copying: part)
            if pending.count == size { try openPending(emit: emit) }
        }
    }

    /// Opens the last chunk; the opener is then used up.
    ///
    /// - Parameter emit: Called once, with the end of the message, which may be empty.
    /// - Returns: What a manifest says of the message. Without `hashesChunks` its root is that of
    ///   no chunks.
    /// - Throws: `truncated` when the bytes end where no message ends, `authenticationFailed`.
    @discardableResult
    package mutating func finish(
        emit: (Span<UInt8>) -> Void
    ) throws(CryptoError) -> SealedSummary {
        if let failure { throw failure }
        guard pending.count >= AES256GCM.tagByteCount else { throw CryptoError(.truncated) }
        let length =
            index * UInt64(ChunkedEncryption.chunkByteCount)
            + UInt64(pending.count - AES256GCM.tagByteCount)
        try openPending(emit: emit)
        return SealedSummary(
            commitment: keys.commitment, chunkRoot: tree.root(), length: length)
    }

    private mutating func openPending(emit: (Span<UInt8>) -> Void) throws(CryptoError) {
        // Moved out and back, so that the chunk is not part of what is changed meanwhile.
        var chunk = exchange(&pending, with: [])
        try open(chunk.span, emit: emit)
        chunk.removeAll(keepingCapacity: true)
        pending = chunk
    }

    private mutating func open(
        _ chunk: borrowing Span<UInt8>, emit: (Span<UInt8>) -> Void
    ) throws(CryptoError) {
        do {
            try keys.nonce(of: index, into: &nonce)
            try cipher.open(chunk, nonce: nonce, into: &plaintext)
        } catch {
            failure = error
            throw error
        }
        if hashesChunks { tree.append(chunk) }
        index += 1
        plaintext.withBytes { emit($0) }
    }
}
