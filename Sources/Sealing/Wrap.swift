package import CryptoPrimitives

/// A data key sealed to a role key and the mediator's share: it opens only with both.
///
///     HPKE.SealPSK(pk, info = "vault/v1/wrap" || H(ctxW), aad = H(ctxW), pt = DEK,
///                  psk = M, psk_id = hex(H(ctxW)))
///
/// 80 bytes: the encapsulated key (32), the ciphertext (32) and the tag (16). Each field of the
/// context is bound three times: in the share, the key schedule and the authenticated data.
package enum Wrap {
    /// The size of a wrap in bytes.
    package static let byteCount = 80
    /// The size of a data key in bytes.
    package static let dataKeyByteCount = 32

    private static let label = Array("vault/v1/wrap".utf8)

    /// Seals a data key.
    ///
    /// - Parameters:
    ///   - dataKey: The section version's key, 32 bytes.
    ///   - recipient: The role key.
    ///   - share: The mediator's share for this wrap, 32 bytes.
    ///   - contextHash: `H(ctxW)`, the hash of what this wrap is for; another module's knowledge.
    /// - Returns: 80 bytes.
    /// - Throws: `invalidLength` for another size of data key or share, `invalidKey` for a role key
    ///   of small order, `randomnessUnavailable`.
    package static func seal(
        dataKey: borrowing SecretBytes, to recipient: X25519.PublicKey,
        share: borrowing SecretBytes, contextHash: Digest
    ) throws(CryptoError) -> [UInt8] {
        guard dataKey.count == dataKeyByteCount, share.count == MediatorShare.byteCount else {
            throw CryptoError(.invalidLength)
        }
        return try HPKE.sealPSK(
            dataKey, to: recipient, info: label + contextHash.bytes,
            authenticating: contextHash.bytes, psk: share, pskID: Array(contextHash.hex.utf8)
        ).bytes
    }

    /// Opens a data key.
    ///
    /// - Parameters:
    ///   - wrap: 80 bytes.
    ///   - key: The role's private key.
    ///   - share: The mediator's share for this wrap.
    ///   - contextHash: `H(ctxW)` of this wrap.
    /// - Returns: The data key, 32 bytes.
    /// - Throws: `authenticationFailed`, whatever the reason.
    package static func open(
        _ wrap: [UInt8], with key: borrowing X25519.PrivateKey, share: borrowing SecretBytes,
        contextHash: Digest
    ) throws(CryptoError) -> SecretBytes {
        guard wrap.count == byteCount, share.count == MediatorShare.byteCount else {
            throw CryptoError(.authenticationFailed)
        }
        return try HPKE.openPSK(
            HPKE.Sealed(bytes: wrap), with: key, info: label + contextHash.bytes,
            authenticating: contextHash.bytes, psk: share, pskID: Array(contextHash.hex.utf8))
    }
}
