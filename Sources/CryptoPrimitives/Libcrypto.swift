internal import COpenSSL

/// The algorithms of libcrypto that the suite uses, looked up once.
///
/// libcrypto is initialised without reading a configuration file, so that neither the environment
/// nor a file can put another implementation in place of the built-in one. Looking an algorithm up
/// at each call would halve the speed of short hashes.
@safe struct Libcrypto: Sendable {
    // SAFETY: what these point to is made in `init`, never changed and never freed; libcrypto
    // counts references to it atomically.
    nonisolated(unsafe) let sha256: OpaquePointer
    nonisolated(unsafe) let aes256GCM: OpaquePointer
    nonisolated(unsafe) let aes256CBC: OpaquePointer
    nonisolated(unsafe) let hmacSHA256: OpaquePointer
    nonisolated(unsafe) let hmacSHA512: OpaquePointer
    /// A valid address for the start of no bytes at all.
    ///
    /// Some functions take a null pointer for "use the previous value" instead of for "empty".
    nonisolated(unsafe) let noBytes: UnsafePointer<UInt8>

    /// The one instance.
    static let shared = Self()

    private init() {
        let options = UInt64(OPENSSL_INIT_NO_LOAD_CONFIG)
        precondition(OPENSSL_init_crypto(options, nil) == 1, "libcrypto can be initialised")
        guard
            let sha256 = unsafe EVP_MD_fetch(nil, "SHA256", nil),
            let aes256GCM = unsafe EVP_CIPHER_fetch(nil, "AES-256-GCM", nil),
            let aes256CBC = unsafe EVP_CIPHER_fetch(nil, "AES-256-CBC", nil),
            let hmacSHA256 = unsafe Self.keyedTemplate(digest: "SHA256"),
            let hmacSHA512 = unsafe Self.keyedTemplate(digest: "SHA512")
        else { preconditionFailure("the suite's algorithms are part of every libcrypto") }
        unsafe self.sha256 = sha256
        unsafe self.aes256GCM = aes256GCM
        unsafe self.aes256CBC = aes256CBC
        unsafe self.hmacSHA256 = hmacSHA256
        unsafe self.hmacSHA512 = hmacSHA512
        let byte = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
        unsafe byte.initialize(to: 0)
        unsafe noBytes = UnsafePointer(byte)
    }

    /// An HMAC context that has its hash function; a copy of it needs only a key.
    private static func keyedTemplate(digest: String) -> OpaquePointer? {
        guard let algorithm = unsafe EVP_MAC_fetch(nil, "HMAC", nil) else { return nil }
        defer { unsafe EVP_MAC_free(algorithm) }
        guard let context = unsafe EVP_MAC_CTX_new(algorithm) else { return nil }
        var name = Array(digest.utf8CString)
        var key: UInt8 = 0
        // SAFETY: the parameter list and the name that it points to outlive the one call that
        // reads them.
        let result = unsafe name.withUnsafeMutableBufferPointer { name in
            let parameters = unsafe [
                OSSL_PARAM_construct_utf8_string("digest", name.baseAddress, 0),
                OSSL_PARAM_construct_end(),
            ]
            return unsafe EVP_MAC_init(context, &key, 1, parameters)
        }
        return result == 1 ? unsafe context : nil
    }

    /// Throws `code` unless `result` is 1, libcrypto's one value for success.
    ///
    /// The thread's error queue is emptied on failure, in the same synchronous call, so that no
    /// stale entry is read later.
    static func check(
        _ result: Int32, or code: CryptoError.Code = .libraryFailure,
        fileID: String = #fileID, line: Int = #line
    ) throws(CryptoError) {
        guard result == 1 else { throw failure(code, fileID: fileID, line: line) }
    }

    /// Empties the thread's error queue and makes the error to throw.
    static func failure(
        _ code: CryptoError.Code = .libraryFailure, fileID: String = #fileID, line: Int = #line
    ) -> CryptoError {
        ERR_clear_error()
        return CryptoError(code, fileID: fileID, line: line)
    }

    /// The address of the first byte, never null.
    @unsafe static func address(of bytes: UnsafeBufferPointer<UInt8>) -> UnsafePointer<UInt8> {
        unsafe bytes.baseAddress ?? shared.noBytes
    }
}
