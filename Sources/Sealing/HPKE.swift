package import CryptoPrimitives

/// Hybrid public key encryption (RFC 9180) with DHKEM(X25519, HKDF-SHA256) 0x0020,
/// HKDF-SHA256 0x0001 and AES-256-GCM 0x0002, in the modes base (0) and PSK (1).
///
/// The modes that authenticate the sender by his key agreement key are left out: who can open such
/// a message can also forge it (RFC 9180, section 9.1.1), and authorship is shown by signatures.
package enum HPKE {
    /// One sealed message: what the recipient needs to agree on a key, and the ciphertext.
    package struct Sealed: Hashable, Sendable {
        /// The sender's ephemeral public key: 32 bytes.
        package let encapsulatedKey: [UInt8]
        /// The ciphertext and the tag: 16 bytes more than the plaintext.
        package let ciphertext: [UInt8]

        /// Takes the parts.
        package init(encapsulatedKey: [UInt8], ciphertext: [UInt8]) {
            self.encapsulatedKey = encapsulatedKey
            self.ciphertext = ciphertext
        }

        /// Takes the encapsulated key and the ciphertext, one after the other.
        ///
        /// - Throws: `invalidEncoding` below the 48 bytes that an empty message has.
        package init(bytes: [UInt8]) throws(CryptoError) {
            guard bytes.count >= HPKE.encapsulatedKeyByteCount + AES256GCM.tagByteCount else {
                throw CryptoError(.invalidEncoding)
            }
            encapsulatedKey = Array(bytes.prefix(HPKE.encapsulatedKeyByteCount))
            ciphertext = Array(bytes.dropFirst(HPKE.encapsulatedKeyByteCount))
        }

        /// The encapsulated key and then the ciphertext.
        package var bytes: [UInt8] { encapsulatedKey + ciphertext }
    }

    /// The size of an encapsulated key in bytes.
    package static let encapsulatedKeyByteCount = 32
    /// The least size of a pre-shared key in bytes (RFC 9180, section 9.5).
    package static let minimumPSKByteCount = 32

    /// Seals to a public key.
    ///
    /// - Parameters:
    ///   - plaintext: The message.
    ///   - recipient: Whose private key opens it.
    ///   - info: What the message is for; the recipient must give the same.
    ///   - data: Authenticated with the message; the recipient must give the same.
    /// - Returns: The sealed message, under an ephemeral key that exists no more.
    /// - Throws: `invalidKey` for a recipient's key of small order, `randomnessUnavailable`.
    package static func sealBase(
        _ plaintext: borrowing SecretBytes, to recipient: X25519.PublicKey, info: [UInt8],
        authenticating data: [UInt8] = []
    ) throws(CryptoError) -> Sealed {
        var sender = try Sender(to: recipient, info: info)
        return Sealed(
            encapsulatedKey: sender.encapsulatedKey,
            ciphertext: try sender.seal(plaintext, authenticating: data))
    }

    /// Seals bytes that are not kept in secret memory to a public key.
    ///
    /// - Throws: `invalidKey` for a recipient's key of small order, `randomnessUnavailable`.
    package static func sealBase(
        _ plaintext: [UInt8], to recipient: X25519.PublicKey, info: [UInt8],
        authenticating data: [UInt8] = []
    ) throws(CryptoError) -> Sealed {
        try sealBase(
            SecretBytes(copying: plaintext), to: recipient, info: info, authenticating: data)
    }

    /// Opens what ``sealBase(_:to:info:authenticating:)`` sealed.
    ///
    /// - Parameters:
    ///   - sealed: The sealed message.
    ///   - key: The recipient's private key.
    ///   - info: As it was sealed.
    ///   - data: As it was sealed.
    /// - Returns: The message.
    /// - Throws: `authenticationFailed`, whatever the reason.
    package static func openBase(
        _ sealed: Sealed, with key: borrowing X25519.PrivateKey, info: [UInt8],
        authenticating data: [UInt8] = []
    ) throws(CryptoError) -> SecretBytes {
        var recipient = try Recipient(
            encapsulatedKey: sealed.encapsulatedKey, with: key, info: info)
        return try recipient.open(sealed.ciphertext, authenticating: data)
    }

    /// Seals to a public key and a secret: it opens only with both.
    ///
    /// - Parameters:
    ///   - plaintext: The message.
    ///   - recipient: Whose private key is one of the two shares.
    ///   - info: What the message is for; the recipient must give the same.
    ///   - data: Authenticated with the message; the recipient must give the same.
    ///   - psk: The other share, at least 32 bytes that nobody can guess.
    ///   - pskID: Names the other share; not empty.
    /// - Returns: The sealed message, under an ephemeral key that exists no more.
    /// - Throws: `invalidKey` for a recipient's key of small order, `invalidLength` for a short
    ///   share or an empty name, `randomnessUnavailable`.
    package static func sealPSK(
        _ plaintext: borrowing SecretBytes, to recipient: X25519.PublicKey, info: [UInt8],
        authenticating data: [UInt8] = [], psk: borrowing SecretBytes, pskID: [UInt8]
    ) throws(CryptoError) -> Sealed {
        var sender = try Sender(to: recipient, info: info, psk: psk, pskID: pskID)
        return Sealed(
            encapsulatedKey: sender.encapsulatedKey,
            ciphertext: try sender.seal(plaintext, authenticating: data))
    }

    /// Opens what ``sealPSK(_:to:info:authenticating:psk:pskID:)`` sealed.
    ///
    /// - Parameters:
    ///   - sealed: The sealed message.
    ///   - key: The recipient's private key.
    ///   - info: As it was sealed.
    ///   - data: As it was sealed.
    ///   - psk: The other share.
    ///   - pskID: As it was sealed.
    /// - Returns: The message.
    /// - Throws: `authenticationFailed`, whatever the reason; `invalidLength` for a short share or
    ///   an empty name.
    package static func openPSK(
        _ sealed: Sealed, with key: borrowing X25519.PrivateKey, info: [UInt8],
        authenticating data: [UInt8] = [], psk: borrowing SecretBytes, pskID: [UInt8]
    ) throws(CryptoError) -> SecretBytes {
        var recipient = try Recipient(
            encapsulatedKey: sealed.encapsulatedKey, with: key, info: info, psk: psk, pskID: pskID)
        return try recipient.open(sealed.ciphertext, authenticating: data)
    }
}
