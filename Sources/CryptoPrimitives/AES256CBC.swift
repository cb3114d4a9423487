internal import COpenSSL

/// AES-256-CBC with the padding of PKCS #7 (RFC 5652, section 6.3).
///
/// For the contents of PKCS #8 files only, whose format asks for it: it authenticates nothing.
enum AES256CBC {
    /// The size of a block and of an initial vector in bytes.
    static let blockByteCount = 16

    /// Encrypts; the result is one to sixteen bytes longer than the plaintext.
    static func encrypt(
        _ plaintext: borrowing SecretBytes, key: borrowing SecretBytes, initialVector: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        try plaintext.withBytes { (plaintext) throws(CryptoError) in
            let count = plaintext.count + blockByteCount - plaintext.count % blockByteCount
            // libcrypto may use a block more than it says in the end.
            var output = [UInt8](repeating: 0, count: count + blockByteCount)
            let written = try unsafe output.withUnsafeMutableBufferPointer {
                (output) throws(CryptoError) in
                try unsafe transform(
                    plaintext, key: key, initialVector: initialVector, encrypts: true, into: output)
            }
            guard written == count else { throw CryptoError(.libraryFailure) }
            return Array(output.prefix(count))
        }
    }

    /// Decrypts.
    ///
    /// - Throws: `wrongPassphrase` when the padding is not what the right key gives.
    static func decrypt(
        _ ciphertext: [UInt8], key: borrowing SecretBytes, initialVector: [UInt8]
    ) throws(CryptoError) -> SecretBytes {
        var written = 0
        let whole = try unsafe SecretBytes(
            count: ciphertext.count + blockByteCount
        ) { (output) throws(CryptoError) in
            written = try unsafe transform(
                ciphertext.span, key: key, initialVector: initialVector, encrypts: false,
                into: output)
        }
        return whole.extracting(0..<written)
    }

    /// Encrypts or decrypts to memory that has room for a block more than `input`.
    private static func transform(
        _ input: borrowing Span<UInt8>, key: borrowing SecretBytes, initialVector: [UInt8],
        encrypts: Bool, into output: UnsafeMutableBufferPointer<UInt8>
    ) throws(CryptoError) -> Int {
        precondition(key.count == 32 && initialVector.count == blockByteCount, "AES-256-CBC")
        ERR_clear_error()
        guard let context = unsafe EVP_CIPHER_CTX_new() else { throw Libcrypto.failure() }
        defer { unsafe EVP_CIPHER_CTX_free(context) }
        let start = unsafe key.withUnsafeBytes { key in
            unsafe EVP_CipherInit_ex2(
                context, Libcrypto.shared.aes256CBC, key.baseAddress, initialVector,
                encrypts ? 1 : 0, nil)
        }
        try Libcrypto.check(start)
        var first: Int32 = 0
        let update = unsafe input.withUnsafeBufferPointer { input in
            unsafe EVP_CipherUpdate(
                context, output.baseAddress, &first, Libcrypto.address(of: input),
                Int32(input.count))
        }
        try Libcrypto.check(update)
        var last: Int32 = 0
        // SAFETY: `first` bytes are written, at most `input.count`, and a block more is free.
        let rest = output.extracting(Int(first)...)
        try unsafe Libcrypto.check(
            EVP_CipherFinal_ex(context, rest.baseAddress, &last), or: .wrongPassphrase)
        return Int(first + last)
    }
}
