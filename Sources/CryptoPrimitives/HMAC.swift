internal import COpenSSL

/// The hash functions of the suite's key derivation.
package enum HashFunction: Sendable {
    /// SHA-256: 32 bytes.
    case sha256
    /// SHA-512: 64 bytes.
    case sha512

    /// The size of a hash in bytes.
    package var byteCount: Int {
        switch self {
        case .sha256: 32
        case .sha512: 64
        }
    }
}

/// HMAC-SHA-256 (RFC 2104, FIPS 198-1).
package enum HMACSHA256 {
    /// The authentication code of `message`: 32 bytes; compare it with ``constantTimeEqual(_:_:)``.
    package static func authenticate(_ message: [UInt8], key: borrowing SecretBytes) -> Digest {
        var context = HMACContext(.sha256, key: key)
        context.update(message.span)
        return unsafe Digest { output in
            // SAFETY: a digest has the 32 bytes that SHA-256 gives.
            unsafe context.finish(into: UnsafeMutableBufferPointer(start: output, count: 32))
        }
    }
}

/// HMAC-SHA-512 (RFC 2104, FIPS 198-1).
package enum HMACSHA512 {
    /// The authentication code of `message`: 64 bytes; compare it with ``constantTimeEqual(_:_:)``.
    package static func authenticate(_ message: [UInt8], key: borrowing SecretBytes) -> [UInt8] {
        var context = HMACContext(.sha512, key: key)
        context.update(message.span)
        return unsafe [UInt8](unsafeUninitializedCapacity: 64) { output, count in
            // SAFETY: the buffer has the 64 bytes that SHA-512 gives.
            unsafe context.finish(into: output.extracting(..<64))
            count = 64
        }
    }
}

/// One HMAC in the making, fed in parts so that secret parts are not joined in an array.
///
/// A failure of libcrypto here is want of memory and traps, as every allocation does.
@safe struct HMACContext: ~Copyable {
    // SAFETY: owned by this value alone, which is neither copied nor shared; freed in `deinit`.
    private let context: OpaquePointer

    init(_ hash: HashFunction, key: borrowing SecretBytes) {
        let template =
            switch hash {
            case .sha256: unsafe Libcrypto.shared.hmacSHA256
            case .sha512: unsafe Libcrypto.shared.hmacSHA512
            }
        // SAFETY: the template is only read; its copy belongs to this value.
        guard let context = unsafe EVP_MAC_CTX_dup(template) else {
            preconditionFailure("out of memory")
        }
        unsafe self.context = context
        // An empty key must not become a null pointer, which means "keep the template's key".
        let result = unsafe key.withUnsafeBytes { key in
            unsafe EVP_MAC_init(context, Libcrypto.address(of: key), key.count, nil)
        }
        precondition(result == 1, "HMAC takes any key")
    }

    deinit {
        unsafe EVP_MAC_CTX_free(context)
    }

    mutating func update(_ bytes: borrowing Span<UInt8>) {
        guard bytes.count > 0 else { return }
        unsafe bytes.withUnsafeBufferPointer { buffer in
            let result = unsafe EVP_MAC_update(context, buffer.baseAddress, buffer.count)
            precondition(result == 1, "HMAC takes any input")
        }
    }

    /// Writes the code, which has the size of the hash; the context is then used up.
    @unsafe mutating func finish(into output: UnsafeMutableBufferPointer<UInt8>) {
        var count = 0
        let result = unsafe EVP_MAC_final(context, output.baseAddress, &count, output.count)
        precondition(result == 1 && count == output.count, "HMAC gives a whole hash")
    }
}
