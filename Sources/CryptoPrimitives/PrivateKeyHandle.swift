internal import COpenSSL

/// A private key of 32 bytes inside libcrypto, with its public half worked out once.
///
/// libcrypto overwrites the key when the handle ends.
@safe struct PrivateKeyHandle: ~Copyable, Sendable {
    // SAFETY: set once. After it is made a key is only read; libcrypto's own caches inside it are
    // behind its locks and reference counts.
    nonisolated(unsafe) let key: OpaquePointer

    /// The kinds of key of 32 bytes.
    enum Kind: Sendable {
        case ed25519, x25519

        /// libcrypto's name, and what it calls the type.
        var name: String {
            switch self {
            case .ed25519: "ED25519"
            case .x25519: "X25519"
            }
        }
    }

    static let byteCount = 32

    /// Takes over a key; `deinit` frees it.
    @unsafe private init(owning key: OpaquePointer) {
        unsafe self.key = key
    }

    /// Makes a key from its 32 bytes.
    ///
    /// - Throws: `invalidKey` for another length.
    init(_ kind: Kind, seed: borrowing SecretBytes) throws(CryptoError) {
        guard seed.count == Self.byteCount else { throw CryptoError(.invalidKey) }
        _ = Libcrypto.shared
        ERR_clear_error()
        let key = unsafe seed.withUnsafeBytes { seed in
            unsafe EVP_PKEY_new_raw_private_key_ex(
                nil, kind.name, nil, seed.baseAddress, seed.count)
        }
        guard let key = unsafe key else { throw Libcrypto.failure(.invalidKey) }
        unsafe self.init(owning: key)
    }

    deinit {
        unsafe EVP_PKEY_free(key)
    }

    /// Makes a new random key.
    ///
    /// - Throws: `randomnessUnavailable`.
    static func generate(_ kind: Kind) throws(CryptoError) -> PrivateKeyHandle {
        try PrivateKeyHandle(kind, seed: .random(count: byteCount))
    }

    /// The 32 bytes of the public half.
    func publicBytes() throws(CryptoError) -> [UInt8] {
        ERR_clear_error()
        var bytes = [UInt8](repeating: 0, count: Self.byteCount)
        var count = bytes.count
        let result = unsafe EVP_PKEY_get_raw_public_key(key, &bytes, &count)
        guard result == 1, count == Self.byteCount else { throw Libcrypto.failure() }
        return bytes
    }

    /// A copy of the 32 bytes of the private half.
    func seed() throws(CryptoError) -> SecretBytes {
        try unsafe SecretBytes(count: Self.byteCount) { (buffer) throws(CryptoError) in
            ERR_clear_error()
            var count = buffer.count
            let result = unsafe EVP_PKEY_get_raw_private_key(key, buffer.baseAddress, &count)
            guard result == 1, count == Self.byteCount else { throw Libcrypto.failure() }
        }
    }

    /// Lends a public key of 32 bytes to `body`; `nil` when libcrypto does not take the bytes.
    @unsafe static func withPublicKey<Success>(
        _ kind: Kind, _ bytes: [UInt8], _ body: (OpaquePointer) -> Success
    ) -> Success? {
        _ = Libcrypto.shared
        ERR_clear_error()
        let key = unsafe EVP_PKEY_new_raw_public_key_ex(nil, kind.name, nil, bytes, bytes.count)
        guard let key = unsafe key else {
            ERR_clear_error()
            return nil
        }
        defer { unsafe EVP_PKEY_free(key) }
        return unsafe body(key)
    }
}
