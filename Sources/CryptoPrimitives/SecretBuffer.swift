internal import COpenSSL

/// Memory for plaintext that passes through in pieces; reused, and overwritten at the end.
@safe package struct SecretBuffer: ~Copyable, Sendable {
    // SAFETY: owned by this value alone; written only by its mutating functions.
    private nonisolated(unsafe) let memory: UnsafeMutableBufferPointer<UInt8>
    /// The number of bytes in use.
    package private(set) var count = 0

    /// Makes an empty buffer.
    ///
    /// - Parameter capacity: The most bytes that it ever holds; at least 1.
    package init(capacity: Int) {
        precondition(capacity > 0, "a buffer has room")
        unsafe memory = .allocate(capacity: capacity)
        unsafe memory.initialize(repeating: 0)
    }

    deinit {
        unsafe OPENSSL_cleanse(memory.baseAddress, memory.count)
        unsafe memory.deallocate()
    }

    /// How many bytes can still be appended.
    package var room: Int { unsafe memory.count - count }

    /// Appends `bytes`, which must fit.
    package mutating func append(_ bytes: borrowing Span<UInt8>) {
        precondition(bytes.count <= room, "the bytes fit")
        unsafe bytes.withUnsafeBufferPointer { bytes in
            _ = unsafe memory.extracting(count...).update(fromContentsOf: bytes)
        }
        count += bytes.count
    }

    /// Empties the buffer for its next use; the bytes are overwritten by that use or at the end.
    package mutating func removeAll() {
        count = 0
    }

    /// Lends the bytes in use to `body`.
    package borrowing func withBytes<Success: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Success
    ) throws(Failure) -> Success {
        try body(unsafe memory.span.extracting(0..<count))
    }

    /// Replaces the bytes in use by `count` bytes that `body` writes.
    @unsafe mutating func replace(
        count: Int, _ body: (UnsafeMutableBufferPointer<UInt8>) throws(CryptoError) -> Void
    ) throws(CryptoError) {
        precondition(unsafe count <= memory.count, "the bytes fit")
        self.count = 0
        try unsafe body(memory.extracting(0..<count))
        self.count = count
    }
}
