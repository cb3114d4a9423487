internal import COpenSSL

extension Digest {
    /// Hashes the concatenation of `parts` with SHA-256 (FIPS 180-4).
    package init(hashing parts: [UInt8]...) {
        self.init(hashing: parts)
    }

    /// Hashes the concatenation of `parts` with SHA-256 (FIPS 180-4).
    package init(hashing parts: [[UInt8]]) {
        var hasher = SHA256Hasher()
        for part in parts { hasher.update(part) }
        self = hasher.finish()
    }
}

/// SHA-256 (FIPS 180-4) with one context for many messages.
///
/// A context is costlier to make than a short message is to hash: who hashes a tree keeps one of
/// these. A failure of libcrypto here is want of memory and traps, as every allocation does.
///
///     var hasher = SHA256Hasher()
///     let node = hasher.hash(prefix: 0x01, left: left, right: right)
@safe package struct SHA256Hasher: ~Copyable {
    // SAFETY: owned by this value alone, which is neither copied nor shared; freed in `deinit`.
    private let context: OpaquePointer

    /// Makes a hasher with no input.
    package init() {
        guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
        unsafe self.context = context
        let result = unsafe EVP_DigestInit_ex2(context, Libcrypto.shared.sha256, nil)
        precondition(result == 1, "SHA-256 is part of every libcrypto")
    }

    deinit {
        unsafe EVP_MD_CTX_free(context)
    }

    /// Adds input.
    package mutating func update(_ bytes: borrowing Span<UInt8>) {
        guard bytes.count > 0 else { return }
        unsafe bytes.withUnsafeBufferPointer { buffer in
            let result = unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
            precondition(result == 1, "SHA-256 takes any input")
        }
    }

    /// Adds input.
    package mutating func update(_ bytes: [UInt8]) {
        update(bytes.span)
    }

    /// Gives the hash of the input so far, and starts again with no input.
    package mutating func finish() -> Digest {
        let digest = unsafe Digest { output in
            // SAFETY: EVP_DigestFinal_ex writes 32 bytes for SHA-256; the digest has 32.
            let result = unsafe EVP_DigestFinal_ex(context, output, nil)
            precondition(result == 1, "SHA-256 gives 32 bytes")
        }
        // No algorithm named: the context keeps SHA-256 and starts a new message.
        let result = unsafe EVP_DigestInit_ex2(context, nil, nil)
        precondition(result == 1, "a context can be used again")
        return digest
    }

    /// Hashes one byte and then `entry`: a leaf of RFC 6962, section 2.1, for prefix 0.
    package mutating func hash(prefix: UInt8, entry: borrowing Span<UInt8>) -> Digest {
        // Two calls for a long entry; one for a short one, whose copy is cheaper than a call.
        guard entry.count <= Self.shortEntry else {
            unsafe withUnsafeBytes(of: prefix) { buffer in
                let result = unsafe EVP_DigestUpdate(context, buffer.baseAddress, 1)
                precondition(result == 1, "SHA-256 takes any input")
            }
            update(entry)
            return finish()
        }
        return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 + Self.shortEntry) {
            input in
            unsafe input.initializeElement(at: 0, to: prefix)
            unsafe entry.withUnsafeBufferPointer { entry in
                // SAFETY: `entry.count` is at most `shortEntry`, checked above.
                _ = unsafe input.extracting(1...).initialize(fromContentsOf: entry)
            }
            let result = unsafe EVP_DigestUpdate(context, input.baseAddress, 1 + entry.count)
            precondition(result == 1, "SHA-256 takes any input")
            return finish()
        }
    }

    /// Hashes one byte and then `entry`.
    package mutating func hash(prefix: UInt8, entry: [UInt8]) -> Digest {
        hash(prefix: prefix, entry: entry.span)
    }

    /// Hashes one byte and then two digests, 65 bytes: a node of RFC 6962, section 2.1, for prefix 1.
    package mutating func hash(prefix: UInt8, left: Digest, right: Digest) -> Digest {
        // SAFETY: a tuple of these three has the 65 bytes one after the other only if nothing pads
        // it, hence the copy to a buffer of bytes.
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 + 2 * Digest.byteCount) {
            input in
            unsafe input.initializeElement(at: 0, to: prefix)
            left.withBytes { bytes in
                unsafe bytes.withUnsafeBufferPointer { bytes in
                    _ = unsafe input.extracting(1..<33).initialize(fromContentsOf: bytes)
                }
            }
            right.withBytes { bytes in
                unsafe bytes.withUnsafeBufferPointer { bytes in
                    _ = unsafe input.extracting(33..<65).initialize(fromContentsOf: bytes)
                }
            }
            let result = unsafe EVP_DigestUpdate(context, input.baseAddress, input.count)
            precondition(result == 1, "SHA-256 takes any input")
            return finish()
        }
    }

    private static let shortEntry = 1023
}
