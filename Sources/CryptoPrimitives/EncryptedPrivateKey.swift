/// One private key of 32 bytes, encrypted under a passphrase: an `EncryptedPrivateKeyInfo` of
/// PKCS #8 (RFC 5958) with PBES2 (RFC 8018), scrypt (RFC 7914) and AES-256-CBC.
///
///     SEQUENCE {
///       SEQUENCE { PBES2, SEQUENCE {
///         SEQUENCE { scrypt, SEQUENCE { salt, N, r, p [, 32] } }
///         SEQUENCE { aes256-CBC, initial vector } } }
///       OCTET STRING encrypted OneAsymmetricKey (RFC 8410, section 7; 48 bytes in the clear) }
struct EncryptedPrivateKey: Hashable, Sendable {
    private let salt: [UInt8]
    private let parameters: Scrypt.Parameters
    private let initialVector: [UInt8]
    private let ciphertext: [UInt8]

    private static let pbes2: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d]
    private static let scrypt: [UInt8] = [0x2b, 0x06, 0x01, 0x04, 0x01, 0xda, 0x47, 0x04, 0x0b]
    private static let aes256CBC: [UInt8] = [
        0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2a,
    ]
    private static let keyByteCount = 32

    /// What a passphrase gives with a salt and parameters, so that two keys of one file can share
    /// the cost of one derivation.
    struct Derivation: Hashable, Sendable {
        /// Public and random.
        let salt: [UInt8]
        /// The cost.
        let parameters: Scrypt.Parameters

        /// The key that encrypts.
        ///
        /// - Throws: `unacceptableParameters`, before anything is computed.
        func key(from passphrase: borrowing SecretBytes) throws(CryptoError) -> SecretBytes {
            try Scrypt.deriveKey(
                from: passphrase, salt: salt, parameters: parameters, count: keyByteCount)
        }
    }

    /// How the key was derived.
    var derivation: Derivation { Derivation(salt: salt, parameters: parameters) }

    /// Encrypts the seed of a key.
    ///
    /// - Throws: `randomnessUnavailable`.
    init(
        _ kind: PrivateKeyHandle.Kind, seed: borrowing SecretBytes, derivation: Derivation,
        key: borrowing SecretBytes
    ) throws(CryptoError) {
        let prefix = Self.prefix(kind)
        let plaintext = unsafe SecretBytes(count: prefix.count + seed.count) { output in
            _ = unsafe output.update(fromContentsOf: prefix)
            unsafe seed.withUnsafeBytes { seed in
                _ = unsafe output.extracting(prefix.count...).update(fromContentsOf: seed)
            }
        }
        salt = derivation.salt
        parameters = derivation.parameters
        initialVector = try Randomness.bytes(count: AES256CBC.blockByteCount)
        ciphertext = try AES256CBC.encrypt(plaintext, key: key, initialVector: initialVector)
    }

    /// Reads the encoding; nothing is decrypted yet.
    ///
    /// - Throws: `invalidEncoding`; `unacceptableParameters` for a cost outside the limits.
    init(encoding: [UInt8]) throws(CryptoError) {
        var file = DER.Reader(encoding[...])
        var content = try file.sequence()
        try file.finish()
        var algorithm = try content.sequence()
        ciphertext = Array(try content.content(.octetString))
        try content.finish()
        try algorithm.expect(identifier: Self.pbes2)
        var scheme = try algorithm.sequence()
        try algorithm.finish()
        var function = try scheme.sequence()
        var cipher = try scheme.sequence()
        try scheme.finish()

        try function.expect(identifier: Self.scrypt)
        var cost = try function.sequence()
        try function.finish()
        salt = Array(try cost.content(.octetString))
        parameters = Scrypt.Parameters(
            cost: try cost.integer(), blockSize: try cost.integer(),
            parallelism: try cost.integer())
        if !cost.isAtEnd, try cost.integer() != UInt64(Self.keyByteCount) {
            throw CryptoError(.unacceptableParameters)
        }
        try cost.finish()

        try cipher.expect(identifier: Self.aes256CBC)
        initialVector = Array(try cipher.content(.octetString))
        try cipher.finish()

        guard initialVector.count == AES256CBC.blockByteCount, ciphertext.count == 64 else {
            throw CryptoError(.invalidEncoding)
        }
        guard parameters.isAcceptable, 8...64 ~= salt.count else {
            throw CryptoError(.unacceptableParameters)
        }
    }

    /// The encoding in DER.
    var encoding: [UInt8] {
        DER.sequence(
            DER.sequence(
                DER.element(.objectIdentifier, Self.pbes2),
                DER.sequence(
                    DER.sequence(
                        DER.element(.objectIdentifier, Self.scrypt),
                        DER.sequence(
                            DER.element(.octetString, salt), DER.integer(parameters.cost),
                            DER.integer(parameters.blockSize), DER.integer(parameters.parallelism))
                    ),
                    DER.sequence(
                        DER.element(.objectIdentifier, Self.aes256CBC),
                        DER.element(.octetString, initialVector)))),
            DER.element(.octetString, ciphertext))
    }

    /// Decrypts the seed with the key of ``derivation``.
    ///
    /// - Throws: `wrongPassphrase`, also when the file was changed or holds a key of another kind.
    func seed(
        of kind: PrivateKeyHandle.Kind, key: borrowing SecretBytes
    ) throws(CryptoError) -> SecretBytes {
        let plaintext = try AES256CBC.decrypt(ciphertext, key: key, initialVector: initialVector)
        let prefix = Self.prefix(kind)
        let isExpected =
            plaintext.count == prefix.count + Self.keyByteCount
            && plaintext.withBytes {
                constantTimeEqual($0.extracting(..<prefix.count), prefix.span)
            }
        guard isExpected else { throw CryptoError(.wrongPassphrase) }
        return plaintext.extracting(prefix.count..<plaintext.count)
    }

    /// What stands before the 32 bytes of a key in the clear.
    ///
    ///     SEQUENCE { INTEGER 0, SEQUENCE { algorithm }, OCTET STRING { OCTET STRING { seed } } }
    private static func prefix(_ kind: PrivateKeyHandle.Kind) -> [UInt8] {
        let algorithm: [UInt8] =
            switch kind {
            case .ed25519: [0x2b, 0x65, 0x70]
            case .x25519: [0x2b, 0x65, 0x6e]
            }
        return [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03] + algorithm
            + [0x04, 0x22, 0x04, 0x20]
    }
}
