internal import COpenSSL

/// Compares two byte strings in a time that depends on their length only.
///
/// For authentication codes and key commitments, where the place of the first difference would help
/// a guesser. The lengths are not secret: different lengths are unequal at once.
package func constantTimeEqual(_ left: borrowing Span<UInt8>, _ right: borrowing Span<UInt8>)
    -> Bool
{
    guard left.count == right.count else { return false }
    guard left.count > 0 else { return true }
    return unsafe left.withUnsafeBufferPointer { left in
        unsafe right.withUnsafeBufferPointer { right in
            // SAFETY: both buffers have `left.count` bytes.
            unsafe CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count) == 0
        }
    }
}

/// Compares two byte strings in a time that depends on their length only.
package func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    constantTimeEqual(left.span, right.span)
}

/// Compares two digests in constant time.
package func constantTimeEqual(_ left: Digest, _ right: Digest) -> Bool {
    left.withBytes { left in right.withBytes { right in constantTimeEqual(left, right) } }
}
