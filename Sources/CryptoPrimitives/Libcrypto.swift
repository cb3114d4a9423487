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
    nonisolated(unsafe) let sha512: OpaquePointer
    nonisolated(unsafe) let aes256GCM: OpaquePointer
    nonisolated(unsafe) let aes256CBC: OpaquePointer
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
            let sha512 = unsafe EVP_MD_fetch(nil, "SHA512", nil),
            let aes256GCM = unsafe EVP_CIPHER_fetch(nil, "AES-256-GCM", nil),
            let aes256CBC = unsafe EVP_CIPHER_fetch(nil, "AES-256-CBC", nil)
        else { preconditionFailure("the suite's algorithms are part of every libcrypto") }
        unsafe self.sha256 = sha256
        unsafe self.sha512 = sha512
        unsafe self.aes256GCM = aes256GCM
        unsafe self.aes256CBC = aes256CBC
        let byte = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
        unsafe byte.initialize(to: 0)
        unsafe noBytes = UnsafePointer(byte)
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
