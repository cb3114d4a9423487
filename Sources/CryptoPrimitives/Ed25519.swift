internal import COpenSSL

/// Ed25519 signatures (RFC 8032): keys of 32 bytes, signatures of 64.
package enum Ed25519 {
    /// The size of a signature in bytes.
    package static let signatureByteCount = 64

    /// A public key that was checked to be fit for registration.
    package struct PublicKey: Hashable, Sendable {
        /// The 32 bytes: y, little endian, and in the highest bit the sign of x.
        package let bytes: [UInt8]

        /// Checks the bytes.
        ///
        /// The eight points of small order are refused in each of their encodings, and so is every
        /// y that is not below 2²⁵⁵ - 19. libcrypto takes them all; with the neutral element as
        /// key, one signature fits every message, and its owner could deny any of them. (Chalkias,
        /// Garillot, Nikolaenko: Taming the many EdDSAs, section 5.) That the bytes are a point of
        /// the curve shows when a signature is checked: none fits a key that is not.
        ///
        /// - Throws: `invalidKey`.
        package init(_ bytes: [UInt8]) throws(CryptoError) {
            guard bytes.count == 32, Ed25519KeyCheck.accepts(bytes) else {
                throw CryptoError(.invalidKey)
            }
            self.bytes = bytes
        }

        /// Whether `signature` is this key's signature of `message` (RFC 8032, section 5.1.7).
        ///
        /// A signature of another length, or with S not below the group's order, is not valid.
        package func isValidSignature(_ signature: [UInt8], for message: [UInt8]) -> Bool {
            guard signature.count == Ed25519.signatureByteCount else { return false }
            let result = unsafe PrivateKeyHandle.withPublicKey(.ed25519, bytes) { key -> Int32 in
                guard let context = unsafe EVP_MD_CTX_new() else { return 0 }
                defer { unsafe EVP_MD_CTX_free(context) }
                guard unsafe EVP_DigestVerifyInit_ex(context, nil, nil, nil, nil, key, nil) == 1
                else { return 0 }
                return unsafe message.withUnsafeBufferPointer { message in
                    unsafe EVP_DigestVerify(
                        context, signature, signature.count, Libcrypto.address(of: message),
                        message.count)
                }
            }
            ERR_clear_error()
            return result == 1
        }

        /// Checks a signature and throws when it is not valid.
        ///
        /// - Throws: `invalidSignature`.
        package func verify(
            _ signature: [UInt8], for message: [UInt8]
        ) throws(CryptoError) {
            guard isValidSignature(signature, for: message) else {
                throw CryptoError(.invalidSignature)
            }
        }
    }

    /// A private key; it is overwritten when its owner lets go of it.
    package struct PrivateKey: ~Copyable, Sendable {
        private let handle: PrivateKeyHandle
        /// The public half.
        package let publicKey: PublicKey

        /// Makes a key from the 32 bytes that RFC 8032 calls the private key.
        ///
        /// - Throws: `invalidKey` for another length.
        package init(seed: borrowing SecretBytes) throws(CryptoError) {
            let handle = try PrivateKeyHandle(.ed25519, seed: seed)
            publicKey = try PublicKey(handle.publicBytes())
            self.handle = handle
        }

        /// Makes a new random key.
        ///
        /// - Throws: `randomnessUnavailable`.
        package static func generate() throws(CryptoError) -> PrivateKey {
            try PrivateKey(seed: .random(count: PrivateKeyHandle.byteCount))
        }

        /// The signature of `message`: 64 bytes, always the same for the same message.
        ///
        /// - Throws: `libraryFailure`.
        package func sign(_ message: [UInt8]) throws(CryptoError) -> [UInt8] {
            ERR_clear_error()
            guard let context = unsafe EVP_MD_CTX_new() else { throw Libcrypto.failure() }
            defer { unsafe EVP_MD_CTX_free(context) }
            try unsafe Libcrypto.check(
                EVP_DigestSignInit_ex(context, nil, nil, nil, nil, handle.key, nil))
            var signature = [UInt8](repeating: 0, count: Ed25519.signatureByteCount)
            var count = signature.count
            let result = unsafe message.withUnsafeBufferPointer { message in
                unsafe EVP_DigestSign(
                    context, &signature, &count, Libcrypto.address(of: message), message.count)
            }
            guard result == 1, count == Ed25519.signatureByteCount else {
                throw Libcrypto.failure()
            }
            return signature
        }

        /// Lends the 32 bytes of the seed to `body`.
        ///
        /// - Throws: `libraryFailure`, or what `body` throws.
        package borrowing func withSeed<Success: ~Copyable>(
            _ body: (borrowing SecretBytes) throws(CryptoError) -> Success
        ) throws(CryptoError) -> Success {
            let seed = try handle.seed()
            return try body(seed)
        }
    }
}
