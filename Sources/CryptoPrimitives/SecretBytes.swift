internal import COpenSSL

/// Bytes that must not outlive their use: a key, a shared secret, a passphrase.
///
/// Noncopyable, so that a secret has one owner and one end. The bytes are overwritten when that
/// owner lets go of them. They cannot be printed, compared or encoded; ``withBytes(_:)`` lends them
/// out for the length of a call. A copy is made only by ``duplicate()``, which says so.
@safe package struct SecretBytes: ~Copyable, Sendable {
    // SAFETY: the memory is written only in the initialisers and in `deinit`, so sharing a
    // SecretBytes between threads is reading it.
    private nonisolated(unsafe) let storage: UnsafeMutableBufferPointer<UInt8>

    /// Copies `bytes`, which stay where they are: prefer ``init(moving:)`` for an array that was
    /// made for this purpose.
    package init(copying bytes: [UInt8]) {
        self.init(copying: bytes.span)
    }

    /// Copies `bytes`, which stay where they are.
    package init(copying bytes: borrowing Span<UInt8>) {
        let storage = unsafe Self.allocate(bytes.count)
        unsafe bytes.withUnsafeBufferPointer { source in
            _ = unsafe storage.update(fromContentsOf: source)
        }
        unsafe self.storage = storage
    }

    /// Copies `bytes` and overwrites them with zeros.
    ///
    /// Only this array's own memory is overwritten: another variable that shares it keeps its bytes.
    package init(moving bytes: inout [UInt8]) {
        self.init(copying: bytes.span)
        unsafe bytes.withUnsafeMutableBufferPointer { source in
            unsafe OPENSSL_cleanse(source.baseAddress, source.count)
        }
        bytes = []
    }

    /// Makes `count` bytes that `fill` writes.
    ///
    /// The memory is zero before, and is overwritten again when `fill` throws.
    init<Failure: Error>(
        count: Int,
        filling fill: (UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        let storage = unsafe Self.allocate(count)
        do {
            try unsafe fill(storage)
        } catch {
            unsafe Self.release(storage)
            throw error
        }
        unsafe self.storage = storage
    }

    /// Makes `count` random bytes for use as a secret.
    ///
    /// - Throws: `randomnessUnavailable`.
    package static func random(count: Int) throws(CryptoError) -> SecretBytes {
        _ = Libcrypto.shared
        return try unsafe SecretBytes(count: count) { (buffer) throws(CryptoError) in
            guard buffer.count > 0 else { return }
            ERR_clear_error()
            // A generator apart from the one that makes public values such as nonces and salts.
            let result = unsafe RAND_priv_bytes(buffer.baseAddress, Int32(buffer.count))
            try Libcrypto.check(result, or: .randomnessUnavailable)
        }
    }

    deinit {
        unsafe Self.release(storage)
    }

    /// The number of bytes.
    package var count: Int { unsafe storage.count }

    /// Lends the bytes to `body`; the compiler keeps them from outliving the call.
    package borrowing func withBytes<Success: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Success
    ) throws(Failure) -> Success {
        try body(unsafe storage.span)
    }

    /// A second secret with the same bytes, with an end of its own.
    package borrowing func duplicate() -> SecretBytes {
        SecretBytes(copying: unsafe storage.span)
    }

    /// A secret of the bytes in `range`, copied.
    package borrowing func extracting(_ range: Range<Int>) -> SecretBytes {
        SecretBytes(copying: unsafe storage.span.extracting(range))
    }

    /// Lends the address to a call of libcrypto; it is never null and must not escape `body`.
    @unsafe borrowing func withUnsafeBytes<Success: ~Copyable, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Success
    ) throws(Failure) -> Success {
        try unsafe body(UnsafeBufferPointer(storage))
    }

    /// Zeroed memory of its own; one byte at least, so that there always is an address.
    private static func allocate(_ count: Int) -> UnsafeMutableBufferPointer<UInt8> {
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: max(count, 1))
        unsafe memory.initialize(repeating: 0, count: max(count, 1))
        return unsafe UnsafeMutableBufferPointer(start: memory, count: count)
    }

    private static func release(_ storage: UnsafeMutableBufferPointer<UInt8>) {
        unsafe OPENSSL_cleanse(storage.baseAddress, storage.count)
        unsafe storage.baseAddress?.deallocate()
    }
}

/// A secret that several copyable values hold together; the last one to let go ends it.
package final class SecretBox: Sendable {
    /// The secret.
    package let secret: SecretBytes

    /// Takes over `secret`.
    package init(_ secret: consuming SecretBytes) {
        self.secret = secret
    }
}
