internal import CryptoPrimitives

/// What the chunks of one message are sealed with.
struct ChunkKeys: ~Copyable {
    /// The key of AES-256-GCM.
    let key: SecretBytes
    /// Commits to the input key, the salt and the context.
    let commitment: Digest
    private let baseNonce: [UInt8]

    private static let label = Array("c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM".utf8) + [0]

    /// Derives the keys.
    ///
    /// - Throws: `invalidLength` for another size of key or salt.
    init(
        inputKey: borrowing SecretBytes, salt: [UInt8], context: [UInt8]
    ) throws(CryptoError) {
        guard inputKey.count == AES256GCM.keyByteCount,
            salt.count == ChunkedEncryption.saltByteCount
        else { throw CryptoError(.invalidLength) }
        let derived = try HKDF.expand(
            inputKey, info: Self.label + salt + context, count: 32 + 12 + 32, hash: .sha512)
        let rest = derived.withBytes { [UInt8](copying: $0.extracting(32...)) }
        guard let commitment = Digest(rest.suffix(Digest.byteCount)) else {
            throw CryptoError(.libraryFailure)
        }
        key = derived.extracting(0..<32)
        baseNonce = Array(rest.prefix(AES256GCM.nonceByteCount))
        self.commitment = commitment
    }

    /// Derives the keys of a sealed message and checks the commitment in its header.
    ///
    /// - Throws: `commitmentMismatch`; `truncated` for a header of another size; `invalidLength`
    ///   for another size of key.
    static func checked(
        header: [UInt8], inputKey: borrowing SecretBytes, context: [UInt8]
    ) throws(CryptoError) -> ChunkKeys {
        guard header.count == ChunkedEncryption.headerByteCount else {
            throw CryptoError(.truncated)
        }
        let salt = Array(header.prefix(ChunkedEncryption.saltByteCount))
        let keys = try ChunkKeys(inputKey: inputKey, salt: salt, context: context)
        guard constantTimeEqual(keys.commitment.bytes, Array(header.suffix(Digest.byteCount)))
        else { throw CryptoError(.commitmentMismatch) }
        return keys
    }

    /// Writes the nonce of chunk `index` to 12 bytes: the base nonce XOR the number, big endian.
    ///
    /// - Throws: `messageTooLong` from 2³⁸ on.
    func nonce(of index: UInt64, into nonce: inout [UInt8]) throws(CryptoError) {
        guard index < ChunkedEncryption.chunkLimit else { throw CryptoError(.messageTooLong) }
        for position in 0..<AES256GCM.nonceByteCount { nonce[position] = baseNonce[position] }
        for position in 0..<5 {
            nonce[AES256GCM.nonceByteCount - 1 - position] ^=
                UInt8(truncatingIfNeeded: index >> UInt64(8 * position))
        }
    }
}
