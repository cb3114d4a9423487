/// The text that holds one Ed25519 private key under a passphrase.
///
/// One block `ENCRYPTED PRIVATE KEY` (RFC 7468), which `openssl pkey` opens: the form and the cost
/// of ``MemberKeyFile``. It does not authenticate: a changed file can open as another key, so the
/// public half must be compared with the known one before anything is signed.
package enum SigningKeyFile {
    /// The largest text that is read: 8 KiB.
    package static let maximumByteCount = 8 << 10

    private static let label = "ENCRYPTED PRIVATE KEY"

    /// Encrypts a key.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - passphrase: Any bytes but none at all.
    ///   - parallelism: scrypt's p, from 1 to 8; 8 takes about 0.4 s.
    /// - Returns: The text of the file, lines ended by line feeds.
    /// - Throws: `invalidLength` for an empty passphrase, `unacceptableParameters`,
    ///   `randomnessUnavailable`.
    package static func encode(
        _ key: borrowing Ed25519.PrivateKey, passphrase: borrowing SecretBytes,
        parallelism: Int = 8
    ) throws(CryptoError) -> String {
        guard passphrase.count > 0 else { throw CryptoError(.invalidLength) }
        guard 1...8 ~= parallelism else { throw CryptoError(.unacceptableParameters) }
        let derivation = EncryptedPrivateKey.Derivation(
            salt: try Randomness.bytes(count: 16),
            parameters: Scrypt.Parameters(
                cost: 1 << 14, blockSize: 8, parallelism: UInt64(parallelism)))
        let secret = try derivation.key(from: passphrase)
        let block = try key.withSeed { (seed) throws(CryptoError) in
            try EncryptedPrivateKey(.ed25519, seed: seed, derivation: derivation, key: secret)
        }
        return PEM.block(label, block.encoding)
    }

    /// Decrypts a key.
    ///
    /// The form and the cost are checked before anything is computed from the passphrase.
    ///
    /// - Parameters:
    ///   - text: The text of the file.
    ///   - passphrase: The bytes that it was encrypted with.
    /// - Returns: The key; compare its public half with the known one.
    /// - Throws: `messageTooLong` above 8 KiB, `invalidEncoding`, `unacceptableParameters`,
    ///   `wrongPassphrase`.
    package static func decode(
        _ text: String, passphrase: borrowing SecretBytes
    ) throws(CryptoError) -> Ed25519.PrivateKey {
        guard text.utf8.count <= maximumByteCount else { throw CryptoError(.messageTooLong) }
        let blocks = try PEM.blocks(label, in: text)
        guard blocks.count == 1 else { throw CryptoError(.invalidEncoding) }
        let block = try EncryptedPrivateKey(encoding: blocks[0])
        let key = try block.derivation.key(from: passphrase)
        return try Ed25519.PrivateKey(seed: block.seed(of: .ed25519, key: key))
    }
}
