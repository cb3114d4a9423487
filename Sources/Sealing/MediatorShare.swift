package import CryptoPrimitives

/// The share of a wrap that the mediator holds back until the access is in the log.
///
///     M = HKDF-Expand-SHA256(K_g, E("vault/v1/mshare", H(ctxW)), 32)
///
/// `K_g` is the grant's secret, 32 random bytes in the mediator's keystore. Every wrap has a share
/// of its own, so the release of one opens one section version only, and the deletion of `K_g` ends
/// every share of the grant.
package enum MediatorShare {
    /// The size of a grant's secret and of a share in bytes.
    package static let byteCount = 32

    /// Derives the share for one wrap.
    ///
    /// - Parameters:
    ///   - grantSecret: `K_g`, 32 bytes.
    ///   - contextHash: `H(ctxW)` of the wrap.
    /// - Returns: `M`, 32 bytes.
    /// - Throws: `invalidLength` for another size of secret.
    package static func derive(
        grantSecret: borrowing SecretBytes, contextHash: Digest
    ) throws(CryptoError) -> SecretBytes {
        guard grantSecret.count == byteCount else { throw CryptoError(.invalidLength) }
        var info = CanonicalEncoder("vault/v1/mshare")
        info.append(contextHash)
        return try HKDF.expand(grantSecret, info: info.bytes, count: byteCount)
    }
}
