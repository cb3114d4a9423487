internal import COpenSSL

/// Random bytes that may be seen: nonces, salts, identifiers.
///
/// A secret is made by ``SecretBytes/random(count:)`` instead, which never passes through an array.
package enum Randomness {
    /// Makes `count` random bytes.
    ///
    /// - Throws: `randomnessUnavailable`.
    package static func bytes(count: Int) throws(CryptoError) -> [UInt8] {
        guard count > 0 else { return [] }
        _ = Libcrypto.shared
        var bytes = [UInt8](repeating: 0, count: count)
        ERR_clear_error()
        // SAFETY: the array has `count` bytes and outlives the call.
        let result = unsafe RAND_bytes(&bytes, Int32(count))
        try Libcrypto.check(result, or: .randomnessUnavailable)
        return bytes
    }
}
