package import CryptoPrimitives

/// Seals a message that comes in pieces of any size, with buffers that are used again.
///
///     var sealer = try ChunkedSealer(key: dataKey, context: context.bytes)
///     write(sealer.header)
///     for piece in pieces { try sealer.update(piece) { chunk in write(chunk) } }
///     let summary = try sealer.finish { chunk in write(chunk) }
///
/// A whole chunk inside a piece is sealed straight from there; nothing is allocated for it.
package struct ChunkedSealer: ~Copyable {
    /// The salt and the commitment: the first 56 bytes of the sealed form.
    package let header: [UInt8]

    private let keys: ChunkKeys
    private let hashesChunks: Bool
    private var cipher: AES256GCMContext
    private var tree = ChunkTree()
    private var index: UInt64 = 0
    private var nonce = [UInt8](repeating: 0, count: AES256GCM.nonceByteCount)
    // INVARIANT: `pending` holds less than a chunk between calls.
    private var pending = SecretBuffer(capacity: ChunkedEncryption.chunkByteCount)
    private var sealed = [UInt8](repeating: 0, count: ChunkedEncryption.sealedChunkByteCount)

    /// Starts a message under a new random salt.
    ///
    /// - Parameters:
    ///   - key: The data key, 32 random bytes.
    ///   - context: What the message is: a ``ContentContext``'s bytes.
    ///   - hashesChunks: Whether ``finish(emit:)`` gives the root of the chunks. Without it the
    ///     caller works it out from the sealed bytes, on another core for instance.
    /// - Throws: `invalidLength` for another size of key, `randomnessUnavailable`.
    package init(
        key: borrowing SecretBytes, context: [UInt8], hashesChunks: Bool = true
    ) throws(CryptoError) {
        try self.init(
            key: key, context: context,
            salt: Randomness.bytes(count: ChunkedEncryption.saltByteCount),
            hashesChunks: hashesChunks)
    }

    /// Starts a message under a given salt, which must never serve twice under one key.
    ///
    /// Not reachable from other modules: only known-answer tests bring their own salt.
    init(
        key: borrowing SecretBytes, context: [UInt8], salt: [UInt8], hashesChunks: Bool
    ) throws(CryptoError) {
        let keys = try ChunkKeys(inputKey: key, salt: salt, context: context)
        cipher = try AES256GCMContext(sealingWith: keys.key)
        header = salt + keys.commitment.bytes
        self.keys = keys
        self.hashesChunks = hashesChunks
    }

    /// Seals the next bytes of the message.
    ///
    /// - Parameters:
    ///   - piece: Any number of bytes.
    ///   - emit: Called with every chunk that became whole, in order; the bytes are lent.
    /// - Throws: `messageTooLong` at 4 PiB.
    package mutating func update(
        _ piece: borrowing Span<UInt8>, emit: (Span<UInt8>) -> Void
    ) throws(CryptoError) {
        var position = 0
        while position < piece.count {
            let count = min(piece.count - position, pending.room)
            let part = piece.extracting(position..<position + count)
            position += count
            if count == ChunkedEncryption.chunkByteCount {
                try seal(part, emit: emit)
                continue
            }
            pending.append(part)
            if pending.room == 0 { try sealPending(emit: emit) }
        }
    }

    /// Seals the next bytes of the message and appends the chunks that became whole to `output`.
    ///
    /// - Throws: `messageTooLong` at 4 PiB.
    package mutating func update(
        _ piece: [UInt8], into output: inout [UInt8]
    ) throws(CryptoError) {
        // Whole chunks are sealed where they are to stand; copying them would cost a fifth more.
        let size = ChunkedEncryption.chunkByteCount
        var position = pending.count == 0 ? 0 : min(piece.count, pending.room)
        try update(piece.span.extracting(..<position)) { output.append(copying: $0) }
        while piece.count - position >= size {
            let start = output.count
            try startChunk()
            try cipher.seal(
                piece.span.extracting(position..<position + size), nonce: nonce,
                appendingTo: &output)
            if hashesChunks { tree.append(output.span.extracting(start...)) }
            position += size
        }
        try update(piece.span.extracting(position...)) { output.append(copying: $0) }
    }

    /// Seals the last chunk, which may be empty; the sealer is then used up.
    ///
    /// - Parameter emit: Called once, with the last chunk.
    /// - Returns: What a manifest says of the message. Without `hashesChunks` its root is that of
    ///   no chunks.
    /// - Throws: `messageTooLong` at 4 PiB.
    package mutating func finish(
        emit: (Span<UInt8>) -> Void
    ) throws(CryptoError) -> SealedSummary {
        let length = index * UInt64(ChunkedEncryption.chunkByteCount) + UInt64(pending.count)
        try sealPending(emit: emit)
        return SealedSummary(
            commitment: keys.commitment, chunkRoot: tree.root(), length: length)
    }

    /// Seals the last chunk and appends it to `output`; the sealer is then used up.
    ///
    /// - Throws: `messageTooLong` at 4 PiB.
    package mutating func finish(into output: inout [UInt8]) throws(CryptoError) -> SealedSummary {
        try finish { output.append(copying: $0) }
    }

    private mutating func sealPending(emit: (Span<UInt8>) -> Void) throws(CryptoError) {
        var chunk = exchange(&sealed, with: [])
        defer { sealed = chunk }
        let count = pending.count
        try startChunk()
        try pending.withBytes { (bytes) throws(CryptoError) in
            try cipher.seal(bytes, nonce: nonce, into: &chunk)
        }
        pending.removeAll()
        emitSealed(chunk.span.extracting(..<(count + AES256GCM.tagByteCount)), emit: emit)
    }

    private mutating func seal(
        _ plaintext: borrowing Span<UInt8>, emit: (Span<UInt8>) -> Void
    ) throws(CryptoError) {
        var chunk = exchange(&sealed, with: [])
        defer { sealed = chunk }
        try startChunk()
        try cipher.seal(plaintext, nonce: nonce, into: &chunk)
        emitSealed(chunk.span, emit: emit)
    }

    /// Sets the nonce of the next chunk and uses it up at once.
    ///
    /// So a chunk that fails does not lend its nonce to the next one.
    private mutating func startChunk() throws(CryptoError) {
        try keys.nonce(of: index, into: &nonce)
        index += 1
    }

    private mutating func emitSealed(
        _ chunk: borrowing Span<UInt8>, emit: (Span<UInt8>) -> Void
    ) {
        if hashesChunks { tree.append(chunk) }
        emit(chunk)
    }
}
