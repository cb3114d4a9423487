package import CryptoPrimitives

/// C2SP chunked encryption, Cobblestone-256 (c2sp.org/chunked-encryption): the one format for the
/// content of sections and for attachments.
///
///     sealed = salt (24) || commitment (32) || chunk 0 || … || chunk n
///     chunk  = AES-256-GCM(key, base nonce XOR k, 16 KiB of plaintext) || tag (16)
///     key (32) || base nonce (12) || commitment (32) = HKDF-Expand-SHA512(input key,
///         "c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM" || 0x00 || salt || context)
///
/// The last chunk is shorter than the others and may be empty, so a message that ends early does
/// not open. The commitment is checked, in constant time, before anything is decrypted: no sealed
/// content opens under two keys.
package enum ChunkedEncryption {
    /// The plaintext of every chunk but the last: 16 KiB.
    package static let chunkByteCount = 16 << 10
    /// Every chunk but the last, sealed.
    package static let sealedChunkByteCount = chunkByteCount + AES256GCM.tagByteCount
    /// The salt and the commitment.
    package static let headerByteCount = saltByteCount + Digest.byteCount
    /// The number of chunks that a message may not reach: 2³⁸.
    package static let chunkLimit: UInt64 = 1 << 38

    static let saltByteCount = 24

    /// The size of the sealed form.
    ///
    /// - Parameter count: The number of bytes of plaintext, below 4 PiB.
    /// - Returns: The number of bytes when sealed.
    package static func sealedByteCount(of count: UInt64) -> UInt64 {
        let tags = (count / UInt64(chunkByteCount) + 1) * UInt64(AES256GCM.tagByteCount)
        return UInt64(headerByteCount) + count + tags
    }

    /// The size of the plaintext, as claimed by the size of the sealed form.
    ///
    /// - Parameter sealedByteCount: The number of bytes when sealed.
    /// - Returns: The number of bytes of plaintext; true only once the last chunk was opened.
    /// - Throws: `truncated` for a size that no message has, `messageTooLong` from 4 PiB on.
    package static func byteCount(
        ofSealed sealedByteCount: UInt64
    ) throws(CryptoError) -> UInt64 {
        let (body, isTooShort) = sealedByteCount.subtractingReportingOverflow(
            UInt64(headerByteCount))
        let (chunks, rest) = body.quotientAndRemainder(dividingBy: UInt64(sealedChunkByteCount))
        guard !isTooShort, rest >= UInt64(AES256GCM.tagByteCount) else {
            throw CryptoError(.truncated)
        }
        guard chunks < chunkLimit else { throw CryptoError(.messageTooLong) }
        return chunks * UInt64(chunkByteCount) + rest - UInt64(AES256GCM.tagByteCount)
    }

    /// Seals a whole message.
    ///
    /// - Parameters:
    ///   - plaintext: The message.
    ///   - key: The data key, 32 random bytes.
    ///   - context: What the message is: a ``ContentContext``'s bytes.
    /// - Returns: The sealed bytes and what a manifest says of them.
    /// - Throws: `invalidLength` for another size of key, `randomnessUnavailable`.
    package static func seal(
        _ plaintext: [UInt8], key: borrowing SecretBytes, context: [UInt8]
    ) throws(CryptoError) -> SealedContent {
        try seal(
            plaintext, key: key, context: context, salt: Randomness.bytes(count: saltByteCount))
    }

    /// Seals under a given salt, which must never serve twice under one key.
    ///
    /// Not reachable from other modules: only known-answer tests bring their own salt.
    static func seal(
        _ plaintext: [UInt8], key: borrowing SecretBytes, context: [UInt8], salt: [UInt8]
    ) throws(CryptoError) -> SealedContent {
        var sealer = try ChunkedSealer(
            key: key, context: context, salt: salt, hashesChunks: true)
        var bytes = sealer.header
        bytes.reserveCapacity(Int(sealedByteCount(of: UInt64(plaintext.count))))
        try sealer.update(plaintext, into: &bytes)
        let summary = try sealer.finish(into: &bytes)
        return SealedContent(bytes: bytes, summary: summary)
    }

    /// Opens a whole message.
    ///
    /// - Parameters:
    ///   - sealed: The sealed bytes.
    ///   - key: The data key, 32 bytes.
    ///   - context: As it was sealed.
    /// - Returns: The message.
    /// - Throws: `commitmentMismatch` for another key or context, `authenticationFailed`,
    ///   `truncated`, `invalidLength` for another size of key.
    package static func open(
        _ sealed: [UInt8], key: borrowing SecretBytes, context: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        let count = try byteCount(ofSealed: UInt64(sealed.count))
        var opener = try ChunkedOpener(
            header: Array(sealed.prefix(headerByteCount)), key: key, context: context)
        var plaintext: [UInt8] = []
        plaintext.reserveCapacity(Int(count))
        try opener.update(
            sealed.span.extracting(headerByteCount...)
        ) { plaintext.append(copying: $0) }
        try opener.finish { plaintext.append(copying: $0) }
        return plaintext
    }

    /// Opens a whole message that must be the very bytes of which a manifest speaks.
    ///
    /// - Parameters:
    ///   - sealed: The sealed bytes.
    ///   - summary: What the signed manifest says of them.
    ///   - key: The data key, 32 bytes.
    ///   - context: As it was sealed.
    /// - Returns: The message.
    /// - Throws: As ``open(_:key:context:)``, and `commitmentMismatch` for other bytes, before
    ///   anything is decrypted.
    package static func open(
        _ sealed: [UInt8], matching summary: SealedSummary, key: borrowing SecretBytes,
        context: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        guard try SealedSummary(ofSealed: sealed) == summary else {
            throw CryptoError(.commitmentMismatch)
        }
        return try open(sealed, key: key, context: context)
    }
}
