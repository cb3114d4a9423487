internal import COpenSSL

/// One HMAC in the making, fed in parts so that secret parts are not joined in an array.
///
///     HMAC(K, m) = H(K' XOR 5c… || H(K' XOR 36… || m))              RFC 2104, section 2
///
/// K' is the key, or its hash when it is longer than a block, filled up with zeros to a block. Two
/// hashes in one context take a third of the time of libcrypto's own HMAC objects, which are made
/// anew for each key; deriving the keys of one wrap takes seven of these.
@safe struct HMACContext: ~Copyable {
    private let hasher: HashContext
    private let outerPad: SecretBytes

    /// Takes the key.
    ///
    /// - Throws: `libraryFailure`, for want of memory.
    init(_ hash: HashFunction, key: borrowing SecretBytes) throws(CryptoError) {
        let hasher = try HashContext(hash)
        let block = try unsafe SecretBytes(
            count: hash.blockByteCount
        ) { (block) throws(CryptoError) in
            guard key.count > hash.blockByteCount else {
                unsafe key.withUnsafeBytes { _ = unsafe block.update(fromContentsOf: $0) }
                return
            }
            try key.withBytes { (key) throws(CryptoError) in try hasher.update(key) }
            try unsafe hasher.finish(into: block.extracting(..<hash.byteCount))
        }
        let innerPad = Self.pad(block, 0x36)
        try innerPad.withBytes { (pad) throws(CryptoError) in try hasher.update(pad) }
        outerPad = Self.pad(block, 0x5c)
        self.hasher = hasher
    }

    /// Adds input.
    mutating func update(_ bytes: borrowing Span<UInt8>) throws(CryptoError) {
        try hasher.update(bytes)
    }

    /// Writes the code, which has the size of the hash; the context is then used up.
    @unsafe mutating func finish(
        into output: UnsafeMutableBufferPointer<UInt8>
    ) throws(CryptoError) {
        try unsafe hasher.finish(into: output)
        try outerPad.withBytes { (pad) throws(CryptoError) in try hasher.update(pad) }
        try unsafe hasher.update(output.span)
        try unsafe hasher.finish(into: output)
    }

    /// Writes the code of a whole message, which has the size of the hash.
    ///
    /// Want of memory traps here, as it does for every array.
    @unsafe static func authenticate(
        _ message: [UInt8], _ hash: HashFunction, key: borrowing SecretBytes,
        into output: UnsafeMutableBufferPointer<UInt8>
    ) {
        do {
            var context = try HMACContext(hash, key: key)
            try context.update(message.span)
            try unsafe context.finish(into: output)
        } catch {
            preconditionFailure("out of memory")
        }
    }

    /// The block with each byte XOR `byte`.
    private static func pad(_ block: borrowing SecretBytes, _ byte: UInt8) -> SecretBytes {
        unsafe SecretBytes(count: block.count) { pad in
            unsafe block.withUnsafeBytes { block in
                for index in block.indices { unsafe pad[index] = block[index] ^ byte }
            }
        }
    }
}

/// A hash in the making, of either function.
@safe private struct HashContext: ~Copyable {
    // SAFETY: owned by this value alone, which is neither copied nor shared; freed in `deinit`,
    // which also overwrites the state.
    private let context: OpaquePointer
    private let byteCount: Int

    init(_ hash: HashFunction) throws(CryptoError) {
        let algorithm =
            switch hash {
            case .sha256: unsafe Libcrypto.shared.sha256
            case .sha512: unsafe Libcrypto.shared.sha512
            }
        ERR_clear_error()
        guard let context = unsafe EVP_MD_CTX_new() else { throw Libcrypto.failure() }
        guard unsafe EVP_DigestInit_ex2(context, algorithm, nil) == 1 else {
            unsafe EVP_MD_CTX_free(context)
            throw Libcrypto.failure()
        }
        unsafe self.context = context
        byteCount = hash.byteCount
    }

    deinit {
        unsafe EVP_MD_CTX_free(context)
    }

    func update(_ bytes: borrowing Span<UInt8>) throws(CryptoError) {
        guard bytes.count > 0 else { return }
        let result = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
        }
        try Libcrypto.check(result)
    }

    /// Writes the hash and starts again with no input.
    @unsafe func finish(into output: UnsafeMutableBufferPointer<UInt8>) throws(CryptoError) {
        precondition(output.count == byteCount, "the output is a hash")
        try unsafe Libcrypto.check(EVP_DigestFinal_ex(context, output.baseAddress, nil))
        // No algorithm named: the context keeps its own and starts a new message.
        try unsafe Libcrypto.check(EVP_DigestInit_ex2(context, nil, nil))
    }
}
