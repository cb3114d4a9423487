/// The text that holds a member's two private keys under a passphrase.
///
/// Two blocks `ENCRYPTED PRIVATE KEY` (RFC 7468), first Ed25519 and then X25519, each of which
/// `openssl pkey` opens by itself. Both are encrypted under one key, made once from the passphrase,
/// each with an initial vector of its own. Files with two salts, as `openssl pkcs8` would write
/// them, are read too.
///
/// The format does not authenticate: a changed file can open as another key. So the public halves
/// must be compared with the registered ones before anything is signed or sealed.
package enum MemberKeyFile {
    /// The private keys of one member.
    package struct Keys: ~Copyable, Sendable {
        /// Signs.
        package let signing: Ed25519.PrivateKey
        /// Opens what is sealed to the member.
        package let agreement: X25519.PrivateKey

        /// Takes over the keys.
        package init(
            signing: consuming Ed25519.PrivateKey, agreement: consuming X25519.PrivateKey
        ) {
            self.signing = signing
            self.agreement = agreement
        }
    }

    /// The largest text that is read: 16 KiB.
    package static let maximumByteCount = 16 << 10

    private static let label = "ENCRYPTED PRIVATE KEY"

    /// Encrypts both keys.
    ///
    /// The cost is scrypt's N = 2¹⁴, r = 8: 16 MiB and, for p = 8, about 0.4 s.
    ///
    /// - Parameters:
    ///   - signing: The Ed25519 key.
    ///   - agreement: The X25519 key.
    ///   - passphrase: Any bytes but none at all.
    ///   - parallelism: scrypt's p, from 1 to 8.
    /// - Returns: The text of the file, lines ended by line feeds.
    /// - Throws: `invalidLength` for an empty passphrase, `unacceptableParameters`,
    ///   `randomnessUnavailable`.
    package static func encode(
        signing: borrowing Ed25519.PrivateKey, agreement: borrowing X25519.PrivateKey,
        passphrase: borrowing SecretBytes, parallelism: Int = 8
    ) throws(CryptoError) -> String {
        guard passphrase.count > 0 else { throw CryptoError(.invalidLength) }
        guard 1...8 ~= parallelism else { throw CryptoError(.unacceptableParameters) }
        let derivation = EncryptedPrivateKey.Derivation(
            salt: try Randomness.bytes(count: 16),
            parameters: Scrypt.Parameters(
                cost: 1 << 14, blockSize: 8, parallelism: UInt64(parallelism)))
        let key = try derivation.key(from: passphrase)
        let first = try signing.withSeed { (seed) throws(CryptoError) in
            try EncryptedPrivateKey(.ed25519, seed: seed, derivation: derivation, key: key)
        }
        let second = try agreement.withSeed { (seed) throws(CryptoError) in
            try EncryptedPrivateKey(.x25519, seed: seed, derivation: derivation, key: key)
        }
        return PEM.block(label, first.encoding) + PEM.block(label, second.encoding)
    }

    /// Decrypts both keys.
    ///
    /// The form and the cost of both blocks are checked before anything is computed from the
    /// passphrase.
    ///
    /// - Parameters:
    ///   - text: The text of the file.
    ///   - passphrase: The bytes that it was encrypted with.
    /// - Returns: The keys; compare their public halves with the registered ones.
    /// - Throws: `messageTooLong` above 16 KiB, `invalidEncoding`, `unacceptableParameters`,
    ///   `wrongPassphrase`.
    package static func decode(
        _ text: String, passphrase: borrowing SecretBytes
    ) throws(CryptoError) -> Keys {
        guard text.utf8.count <= maximumByteCount else { throw CryptoError(.messageTooLong) }
        let blocks = try PEM.blocks(label, in: text)
        guard blocks.count == 2 else { throw CryptoError(.invalidEncoding) }
        let first = try EncryptedPrivateKey(encoding: blocks[0])
        let second = try EncryptedPrivateKey(encoding: blocks[1])
        let key = try first.derivation.key(from: passphrase)
        let signing = try Ed25519.PrivateKey(seed: first.seed(of: .ed25519, key: key))
        let seed =
            if second.derivation == first.derivation {
                try second.seed(of: .x25519, key: key)
            } else {
                try second.seed(of: .x25519, key: second.derivation.key(from: passphrase))
            }
        return Keys(signing: signing, agreement: try X25519.PrivateKey(seed: seed))
    }
}
