/// HKDF (RFC 5869) with SHA-256 or SHA-512.
package enum HKDF {
    /// Concentrates a secret of any form to a key of the size of the hash.
    ///
    ///     PRK = HMAC(salt, prefix || IKM)                RFC 5869, section 2.2
    ///
    /// - Parameters:
    ///   - salt: Public, or secret for a combination of two secrets; empty means no salt.
    ///   - prefix: Public bytes before the secret, as RFC 9180 labels them.
    ///   - inputKey: The secret.
    ///   - hash: The hash function.
    /// - Returns: A key of the size of the hash.
    /// - Throws: `libraryFailure`.
    package static func extract(
        salt: borrowing SecretBytes, prefix: [UInt8] = [], inputKey: borrowing SecretBytes,
        hash: HashFunction = .sha256
    ) throws(CryptoError) -> SecretBytes {
        var context = try HMACContext(hash, key: salt)
        try context.update(prefix.span)
        try inputKey.withBytes { (bytes) throws(CryptoError) in try context.update(bytes) }
        return try unsafe SecretBytes(count: hash.byteCount) { (output) throws(CryptoError) in
            try unsafe context.finish(into: output)
        }
    }

    /// Concentrates a secret of any form to a key, with a public salt.
    ///
    /// - Throws: `libraryFailure`.
    package static func extract(
        salt: [UInt8], inputKey: borrowing SecretBytes, hash: HashFunction = .sha256
    ) throws(CryptoError) -> SecretBytes {
        try extract(salt: SecretBytes(copying: salt), inputKey: inputKey, hash: hash)
    }

    /// Derives `count` bytes for the purpose that `info` names.
    ///
    ///     T(i) = HMAC(PRK, T(i - 1) || info || i)        RFC 5869, section 2.3
    ///
    /// - Parameters:
    ///   - key: A uniformly random secret, such as ``extract(salt:inputKey:hash:)`` gives.
    ///   - info: What the bytes are for.
    ///   - count: How many, up to 255 times the size of the hash.
    ///   - hash: The hash function.
    /// - Returns: `count` bytes.
    /// - Throws: `invalidLength` when `count` is negative or too large.
    package static func expand(
        _ key: borrowing SecretBytes, info: [UInt8], count: Int, hash: HashFunction = .sha256
    ) throws(CryptoError) -> SecretBytes {
        let step = hash.byteCount
        guard count >= 0, count <= 255 * step else { throw CryptoError(.invalidLength) }
        let blocks = (count + step - 1) / step
        let whole = try unsafe SecretBytes(count: blocks * step) { (output) throws(CryptoError) in
            for block in 0..<blocks {
                let place = block * step
                var context = try HMACContext(hash, key: key)
                if block > 0 {
                    try unsafe context.update(output.extracting(place - step..<place).span)
                }
                try context.update(info.span)
                try context.update([UInt8(truncatingIfNeeded: block + 1)].span)
                try unsafe context.finish(into: output.extracting(place..<place + step))
            }
        }
        return whole.count == count ? whole : whole.extracting(0..<count)
    }
}
