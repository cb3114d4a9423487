/// AES-256-GCM (NIST SP 800-38D) with 96-bit nonces and 128-bit tags.
///
/// The sealed form is the ciphertext, as long as the plaintext, and then the tag of 16 bytes; the
/// nonce is not part of it. A nonce must never serve twice under one key. GCM does not commit to
/// its key: one ciphertext can be made that opens under two keys. Who needs that it cannot, uses a
/// format with a commitment (the chunked encryption, or the sealed rows, of Sealing).
package enum AES256GCM {
    /// The size of a key in bytes.
    package static let keyByteCount = 32
    /// The size of a nonce in bytes.
    package static let nonceByteCount = 12
    /// The size of a tag in bytes.
    package static let tagByteCount = 16

    /// Encrypts and authenticates.
    ///
    /// - Parameters:
    ///   - plaintext: What is kept secret.
    ///   - key: 32 bytes.
    ///   - nonce: 12 bytes, new for each message under `key`.
    ///   - data: What is authenticated with it but not kept secret.
    /// - Returns: The ciphertext and the tag.
    /// - Throws: `invalidLength` for another size of key or nonce.
    package static func seal(
        _ plaintext: [UInt8], key: borrowing SecretBytes, nonce: [UInt8],
        authenticating data: [UInt8] = []
    ) throws(CryptoError) -> [UInt8] {
        try seal(plaintext.span, key: key, nonce: nonce, authenticating: data)
    }

    /// Encrypts and authenticates a secret.
    ///
    /// - Throws: `invalidLength` for another size of key or nonce.
    package static func seal(
        _ plaintext: borrowing SecretBytes, key: borrowing SecretBytes, nonce: [UInt8],
        authenticating data: [UInt8] = []
    ) throws(CryptoError) -> [UInt8] {
        try plaintext.withBytes { (plaintext) throws(CryptoError) in
            try seal(plaintext, key: key, nonce: nonce, authenticating: data)
        }
    }

    /// Encrypts and authenticates bytes that lie anywhere.
    ///
    /// - Throws: `invalidLength` for another size of key or nonce.
    package static func seal(
        _ plaintext: borrowing Span<UInt8>, key: borrowing SecretBytes, nonce: [UInt8],
        authenticating data: [UInt8] = []
    ) throws(CryptoError) -> [UInt8] {
        var context = try AES256GCMContext(sealingWith: key)
        var sealed = [UInt8](repeating: 0, count: plaintext.count + tagByteCount)
        try context.seal(plaintext, nonce: nonce, authenticating: data, into: &sealed)
        return sealed
    }

    /// Checks and decrypts.
    ///
    /// - Parameters:
    ///   - sealed: The ciphertext and the tag.
    ///   - key: 32 bytes.
    ///   - nonce: The 12 bytes that were used to seal.
    ///   - data: The data that were authenticated with it.
    /// - Returns: The plaintext.
    /// - Throws: `authenticationFailed`; `invalidLength` for another size of key or nonce.
    package static func open(
        _ sealed: [UInt8], key: borrowing SecretBytes, nonce: [UInt8],
        authenticating data: [UInt8] = []
    ) throws(CryptoError) -> [UInt8] {
        var context = try AES256GCMContext(openingWith: key)
        guard sealed.count >= tagByteCount else { throw CryptoError(.authenticationFailed) }
        var plaintext = [UInt8](repeating: 0, count: sealed.count - tagByteCount)
        try context.open(sealed.span, nonce: nonce, authenticating: data, into: &plaintext)
        return plaintext
    }

    /// Checks and decrypts to memory that is overwritten after use.
    ///
    /// - Throws: `authenticationFailed`; `invalidLength` for another size of key or nonce.
    package static func openSecret(
        _ sealed: [UInt8], key: borrowing SecretBytes, nonce: [UInt8],
        authenticating data: [UInt8] = []
    ) throws(CryptoError) -> SecretBytes {
        var context = try AES256GCMContext(openingWith: key)
        guard sealed.count >= tagByteCount else { throw CryptoError(.authenticationFailed) }
        return try unsafe SecretBytes(
            count: sealed.count - tagByteCount
        ) { (output) throws(CryptoError) in
            try unsafe context.open(
                sealed.span, nonce: nonce.span, authenticating: data.span, into: output)
        }
    }
}
