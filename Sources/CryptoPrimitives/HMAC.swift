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

    /// The size of the block that the function works on, in bytes.
    var blockByteCount: Int {
        switch self {
        case .sha256: 64
        case .sha512: 128
        }
    }
}

/// HMAC-SHA-256 (RFC 2104, FIPS 198-1).
package enum HMACSHA256 {
    /// The authentication code of `message`: 32 bytes; compare it with ``constantTimeEqual(_:_:)``.
    package static func authenticate(_ message: [UInt8], key: borrowing SecretBytes) -> Digest {
        unsafe Digest { output in
            // SAFETY: a digest has the 32 bytes that SHA-256 gives.
            unsafe HMACContext.authenticate(
                message, .sha256, key: key,
                into: UnsafeMutableBufferPointer(start: output, count: 32))
        }
    }
}

/// HMAC-SHA-512 (RFC 2104, FIPS 198-1).
package enum HMACSHA512 {
    /// The authentication code of `message`: 64 bytes; compare it with ``constantTimeEqual(_:_:)``.
    package static func authenticate(_ message: [UInt8], key: borrowing SecretBytes) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 64) { output, count in
            // SAFETY: the buffer has the 64 bytes that SHA-512 gives.
            unsafe HMACContext.authenticate(
                message, .sha512, key: key, into: output.extracting(..<64))
            count = 64
        }
    }
}
