internal import COpenSSL

/// AES-256-GCM for many messages under one key, with one context and the caller's buffers.
///
/// The key is set once and each message starts with a new nonce, which resets counter, tag and
/// authenticated data. A context either seals or opens. Opening writes no byte of a message that is
/// not authentic: the buffer is overwritten with zeros before the error is thrown.
@safe package struct AES256GCMContext: ~Copyable {
    // SAFETY: owned by this value alone, which is neither copied nor shared; freed in `deinit`,
    // which also overwrites the key schedule.
    private let context: OpaquePointer
    private let seals: Bool

    /// Makes a context that seals.
    ///
    /// - Throws: `invalidLength` when the key does not have 32 bytes.
    package init(sealingWith key: borrowing SecretBytes) throws(CryptoError) {
        try self.init(key: key, seals: true)
    }

    /// Makes a context that opens.
    ///
    /// - Throws: `invalidLength` when the key does not have 32 bytes.
    package init(openingWith key: borrowing SecretBytes) throws(CryptoError) {
        try self.init(key: key, seals: false)
    }

    private init(key: borrowing SecretBytes, seals: Bool) throws(CryptoError) {
        guard key.count == AES256GCM.keyByteCount else { throw CryptoError(.invalidLength) }
        ERR_clear_error()
        guard let context = unsafe EVP_CIPHER_CTX_new() else { throw Libcrypto.failure() }
        let result = unsafe key.withUnsafeBytes { key in
            unsafe EVP_CipherInit_ex2(
                context, Libcrypto.shared.aes256GCM, key.baseAddress, nil, seals ? 1 : 0, nil)
        }
        guard result == 1 else {
            unsafe EVP_CIPHER_CTX_free(context)
            throw Libcrypto.failure()
        }
        unsafe self.context = context
        self.seals = seals
    }

    deinit {
        unsafe EVP_CIPHER_CTX_free(context)
    }

    /// Encrypts a message to `output` at `offset`: the ciphertext and then the tag of 16 bytes.
    ///
    /// - Throws: `invalidLength` when the nonce does not have 12 bytes.
    package mutating func seal(
        _ plaintext: borrowing Span<UInt8>, nonce: [UInt8], authenticating data: [UInt8] = [],
        into output: inout [UInt8], at offset: Int = 0
    ) throws(CryptoError) {
        let range = offset..<offset + plaintext.count + AES256GCM.tagByteCount
        precondition(offset >= 0 && range.upperBound <= output.count, "the output has room")
        try unsafe output.withUnsafeMutableBufferPointer { (output) throws(CryptoError) in
            try unsafe seal(
                plaintext, nonce: nonce.span, authenticating: data.span,
                into: output.extracting(range))
        }
    }

    /// Encrypts a message and appends to `output` the ciphertext and then the tag of 16 bytes.
    ///
    /// - Throws: `invalidLength` when the nonce does not have 12 bytes; nothing is then appended.
    package mutating func seal(
        _ plaintext: borrowing Span<UInt8>, nonce: [UInt8], authenticating data: [UInt8] = [],
        appendingTo output: inout [UInt8]
    ) throws(CryptoError) {
        let count = plaintext.count + AES256GCM.tagByteCount
        try output.append(addingCapacity: count) { (free) throws(CryptoError) in
            try unsafe free.withUnsafeMutableBufferPointer {
                (memory, initialized) throws(CryptoError) in
                // SAFETY: all `count` bytes are written when this returns, none when it throws.
                try unsafe seal(
                    plaintext, nonce: nonce.span, authenticating: data.span,
                    into: memory.extracting(initialized..<initialized + count))
                initialized += count
            }
        }
    }

    /// Decrypts `sealed`, the ciphertext and the tag, to `output` at `offset`.
    ///
    /// - Throws: `authenticationFailed`; the plaintext's place in `output` is then zero.
    ///   `invalidLength` when the nonce does not have 12 bytes.
    package mutating func open(
        _ sealed: borrowing Span<UInt8>, nonce: [UInt8], authenticating data: [UInt8] = [],
        into output: inout [UInt8], at offset: Int = 0
    ) throws(CryptoError) {
        guard sealed.count >= AES256GCM.tagByteCount else {
            throw CryptoError(.authenticationFailed)
        }
        let range = offset..<offset + sealed.count - AES256GCM.tagByteCount
        precondition(offset >= 0 && range.upperBound <= output.count, "the output has room")
        try unsafe output.withUnsafeMutableBufferPointer { (output) throws(CryptoError) in
            try unsafe open(
                sealed, nonce: nonce.span, authenticating: data.span,
                into: output.extracting(range))
        }
    }

    /// Decrypts `sealed`, the ciphertext and the tag, in place of what `output` held.
    ///
    /// - Throws: `authenticationFailed`; `output` is then empty. `invalidLength` when the nonce does
    ///   not have 12 bytes.
    package mutating func open(
        _ sealed: borrowing Span<UInt8>, nonce: [UInt8], authenticating data: [UInt8] = [],
        into output: inout SecretBuffer
    ) throws(CryptoError) {
        let count = sealed.count - AES256GCM.tagByteCount
        guard count >= 0 else { throw CryptoError(.authenticationFailed) }
        try unsafe output.replace(count: count) { (output) throws(CryptoError) in
            try unsafe open(
                sealed, nonce: nonce.span, authenticating: data.span, into: output)
        }
    }

    /// Seals to memory that has room for the plaintext and the tag.
    @unsafe mutating func seal(
        _ plaintext: borrowing Span<UInt8>, nonce: borrowing Span<UInt8>,
        authenticating data: borrowing Span<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) throws(CryptoError) {
        precondition(seals, "this context opens")
        try start(nonce: nonce, authenticating: data)
        let body = output.extracting(..<plaintext.count)
        try unsafe transform(plaintext, into: body)
        let tag = output.extracting(plaintext.count...)
        var unused: Int32 = 0
        // SAFETY: the end of GCM writes nothing; the tag's place has 16 bytes.
        try unsafe Libcrypto.check(EVP_CipherFinal_ex(context, tag.baseAddress, &unused))
        try unsafe Libcrypto.check(
            EVP_CIPHER_CTX_ctrl(
                context, EVP_CTRL_AEAD_GET_TAG, Int32(AES256GCM.tagByteCount), tag.baseAddress))
    }

    /// Opens to memory that has room for the plaintext, which `sealed` is known to have.
    @unsafe mutating func open(
        _ sealed: borrowing Span<UInt8>, nonce: borrowing Span<UInt8>,
        authenticating data: borrowing Span<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) throws(CryptoError) {
        precondition(!seals, "this context seals")
        let count = sealed.count - AES256GCM.tagByteCount
        do {
            try start(nonce: nonce, authenticating: data)
            try unsafe transform(sealed.extracting(..<count), into: output)
            let result = unsafe sealed.extracting(count...).withUnsafeBufferPointer { tag in
                // SAFETY: libcrypto copies the 16 bytes; its parameter is not const because other
                // commands write.
                unsafe EVP_CIPHER_CTX_ctrl(
                    context, EVP_CTRL_AEAD_SET_TAG, Int32(AES256GCM.tagByteCount),
                    UnsafeMutableRawPointer(mutating: tag.baseAddress))
            }
            try Libcrypto.check(result)
            var unused: Int32 = 0
            var end: UInt8 = 0
            try unsafe Libcrypto.check(
                EVP_CipherFinal_ex(context, &end, &unused), or: .authenticationFailed)
        } catch {
            unsafe OPENSSL_cleanse(output.baseAddress, output.count)
            throw error
        }
    }

    /// Starts a message: a new nonce, and the authenticated data.
    private mutating func start(
        nonce: borrowing Span<UInt8>, authenticating data: borrowing Span<UInt8>
    ) throws(CryptoError) {
        guard nonce.count == AES256GCM.nonceByteCount else { throw CryptoError(.invalidLength) }
        let result = unsafe nonce.withUnsafeBufferPointer { nonce in
            // The algorithm, the key and the direction stay; the nonce starts a new message.
            unsafe EVP_CipherInit_ex2(context, nil, nil, nonce.baseAddress, -1, nil)
        }
        try Libcrypto.check(result)
        guard data.count > 0 else { return }
        let count = try Self.length(data.count)
        var written: Int32 = 0
        let update = unsafe data.withUnsafeBufferPointer { data in
            unsafe EVP_CipherUpdate(context, nil, &written, data.baseAddress, count)
        }
        try Libcrypto.check(update)
    }

    /// Encrypts or decrypts all of `input` to `output`, which is as long.
    @unsafe private mutating func transform(
        _ input: borrowing Span<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) throws(CryptoError) {
        // Nothing to do; a null output would mean authenticated data.
        guard input.count > 0 else { return }
        let count = try Self.length(input.count)
        var written: Int32 = 0
        let result = unsafe input.withUnsafeBufferPointer { input in
            unsafe EVP_CipherUpdate(
                context, output.baseAddress, &written, input.baseAddress, count)
        }
        guard result == 1, written == count else { throw Libcrypto.failure() }
    }

    /// libcrypto takes up to 2³¹ - 1 bytes in a call, which is the most that one message has here.
    private static func length(_ count: Int) throws(CryptoError) -> Int32 {
        guard let count = Int32(exactly: count) else { throw CryptoError(.messageTooLong) }
        return count
    }
}
