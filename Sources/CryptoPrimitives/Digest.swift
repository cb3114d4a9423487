/// A SHA-256 hash: 32 bytes.
///
/// Digests are public values; `==` takes as long as it takes. What must not be guessed byte by byte
/// (an authentication code, a key commitment) is compared with ``constantTimeEqual(_:_:)``.
package struct Digest: Hashable, Sendable {
    /// The 32 bytes as they lie in memory, whatever the byte order of the machine.
    private var words: SIMD4<UInt64>

    /// The size of a digest in bytes: 32.
    package static let byteCount = 32

    /// Takes the 32 bytes of a digest made elsewhere.
    ///
    /// The result is `nil` for any other number of bytes.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        words = SIMD4()
        unsafe withUnsafeMutableBytes(of: &words) { buffer in
            unsafe buffer.copyBytes(from: bytes)
        }
    }

    /// Copies 32 bytes.
    package init(copying bytes: borrowing Span<UInt8>) {
        precondition(bytes.count == Self.byteCount, "a digest has 32 bytes")
        words = SIMD4()
        unsafe withUnsafeMutableBytes(of: &words) { target in
            unsafe bytes.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
        }
    }

    /// Takes the 32 bytes that `body` writes.
    @unsafe init(
        writing body: (UnsafeMutablePointer<UInt8>) -> Void
    ) {
        words = SIMD4()
        unsafe withUnsafeMutableBytes(of: &words) { buffer in
            // SAFETY: the buffer is the 32 bytes of `words`.
            if let address = unsafe buffer.assumingMemoryBound(to: UInt8.self).baseAddress {
                unsafe body(address)
            }
        }
    }

    /// The 32 bytes.
    package var bytes: [UInt8] {
        unsafe withUnsafeBytes(of: words) { unsafe Array($0) }
    }

    /// Lends the 32 bytes to `body` without copying them to an array.
    package func withBytes<Success: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Success
    ) throws(Failure) -> Success {
        try unsafe withUnsafeBytes(of: words) { (buffer) throws(Failure) in
            try body(unsafe buffer.assumingMemoryBound(to: UInt8.self).span)
        }
    }

    /// The 64 lower-case hexadecimal digits.
    package var hex: String { bytes.hex }
}
