internal import COpenSSL

/// X25519 key agreement (RFC 7748): keys and results of 32 bytes.
package enum X25519 {
    /// The size of a public key in bytes.
    package static let publicKeyByteCount = 32

    /// A public key.
    ///
    /// Any 32 bytes are one; the few that agree on nothing are refused when used.
    package struct PublicKey: Hashable, Sendable {
        /// The 32 bytes.
        package let bytes: [UInt8]

        /// Takes the bytes.
        ///
        /// - Throws: `invalidKey` for another length.
        package init(_ bytes: [UInt8]) throws(CryptoError) {
            guard bytes.count == X25519.publicKeyByteCount else { throw CryptoError(.invalidKey) }
            self.bytes = bytes
        }
    }

    /// A private key; it is overwritten when its owner lets go of it.
    package struct PrivateKey: ~Copyable, Sendable {
        private let handle: PrivateKeyHandle
        /// The public half.
        package let publicKey: PublicKey

        /// Makes a key from its 32 bytes, clamped when used (RFC 7748, section 5).
        ///
        /// - Throws: `invalidKey` for another length.
        package init(seed: borrowing SecretBytes) throws(CryptoError) {
            let handle = try PrivateKeyHandle(.x25519, seed: seed)
            publicKey = try PublicKey(handle.publicBytes())
            self.handle = handle
        }

        /// Makes a new random key.
        ///
        /// - Throws: `randomnessUnavailable`.
        package static func generate() throws(CryptoError) -> PrivateKey {
            try PrivateKey(seed: .random(count: PrivateKeyHandle.byteCount))
        }

        /// The 32 bytes on which the owners of both keys agree.
        ///
        /// They are not uniformly random: a key is derived from them, never taken from them.
        ///
        /// - Throws: `invalidKey` when the result is zero, because the other key has small order
        ///   (RFC 7748, section 6.1).
        package func sharedSecret(with other: PublicKey) throws(CryptoError) -> SecretBytes {
            try unsafe SecretBytes(
                count: PrivateKeyHandle.byteCount
            ) { (output) throws(CryptoError) in
                let isAgreed = unsafe PrivateKeyHandle.withPublicKey(.x25519, other.bytes) { peer in
                    guard let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, handle.key, nil)
                    else { return false }
                    defer { unsafe EVP_PKEY_CTX_free(context) }
                    var count = output.count
                    return unsafe EVP_PKEY_derive_init(context) == 1
                        && EVP_PKEY_derive_set_peer(context, peer) == 1
                        && EVP_PKEY_derive(context, output.baseAddress, &count) == 1
                        && count == output.count
                }
                guard isAgreed == true else { throw Libcrypto.failure(.invalidKey) }
            }
        }

        /// Lends the 32 bytes of the private key to `body`.
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
