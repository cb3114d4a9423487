internal import CryptoPrimitives

/// Bytes that are sealed under a key of their own, which opens them in one way only.
///
///     seal key          = HKDF-Extract-SHA-256(salt = nonce, ikm = K)
///     key || commitment = HKDF-Expand-SHA-256(seal key, info = label, L = 64)
///     ciphertext        = AES-256-GCM(key, nonce = 0, content, aad)
///     stored            = nonce (16) || commitment (32) || ciphertext (content + 16)
///
/// With a nonce of 16 random bytes each has a key of its own, so the nonce of GCM is zero, and the
/// key of one can be given to somebody without the others. GCM does not commit to its key; the
/// commitment does, so that nobody can make bytes that open in two ways.
struct CommittingSeal: Hashable, Sendable {
    /// The size of the nonce in bytes.
    static let nonceByteCount = 16
    private static let zeroNonce = [UInt8](repeating: 0, count: AES256GCM.nonceByteCount)

    private let nonce: [UInt8]
    private let commitment: Digest
    private let ciphertext: [UInt8]

    /// Takes stored bytes; `nil` when they are shorter than nonce, commitment and tag, or hold more
    /// than `limit` bytes of content.
    init?(_ bytes: [UInt8], limit: Int) {
        let start = Self.nonceByteCount + Digest.byteCount
        let shortest = start + AES256GCM.tagByteCount
        guard bytes.count >= shortest, bytes.count <= shortest + limit,
            let commitment = Digest(bytes[Self.nonceByteCount..<start])
        else { return nil }
        nonce = Array(bytes[..<Self.nonceByteCount])
        self.commitment = commitment
        ciphertext = Array(bytes[start...])
    }

    /// Seals content.
    ///
    /// - Parameters:
    ///   - content: What to seal.
    ///   - label: For what it is sealed: it enters the derivation of the key.
    ///   - associated: What the seal is bound to.
    ///   - key: `K`: 32 bytes.
    ///   - nonce: 16 random bytes, new for each seal.
    /// - Throws: ``CryptoError``.
    init(
        _ content: [UInt8], label: String, authenticating associated: [UInt8],
        key: borrowing SecretBytes, nonce: [UInt8]
    ) throws(CryptoError) {
        precondition(nonce.count == Self.nonceByteCount, "a nonce has 16 bytes")
        let (key, commitment) = try Self.expand(
            Self.sealKey(of: nonce, from: key), label: label)
        self.nonce = nonce
        self.commitment = commitment
        ciphertext = try AES256GCM.seal(
            content, key: key.secret, nonce: Self.zeroNonce, authenticating: associated)
    }

    /// The stored bytes.
    var bytes: [UInt8] { nonce + commitment.bytes + ciphertext }

    /// Opens it with the key of this seal alone.
    ///
    /// - Throws: ``EntryError/wrongKey`` or ``EntryError/damagedDetail``.
    func open(
        label: String, authenticating associated: [UInt8], sealKey: borrowing SecretBytes
    ) throws(EntryError) -> [UInt8] {
        do {
            let (key, expected) = try Self.expand(sealKey, label: label)
            guard constantTimeEqual(expected, commitment) else { throw EntryError.wrongKey }
            return try AES256GCM.open(
                ciphertext, key: key.secret, nonce: Self.zeroNonce, authenticating: associated)
        } catch let error as EntryError {
            throw error
        } catch {
            throw .damagedDetail
        }
    }

    /// The key of this seal alone: 32 bytes from which `K` cannot be found.
    func sealKey(from key: borrowing SecretBytes) throws(CryptoError) -> SecretBytes {
        try Self.sealKey(of: nonce, from: key)
    }

    private static func sealKey(
        of nonce: [UInt8], from key: borrowing SecretBytes
    ) throws(CryptoError) -> SecretBytes {
        precondition(key.count == 32, "a key of seals has 32 bytes")
        return try HKDF.extract(salt: nonce, inputKey: key)
    }

    private static func expand(
        _ sealKey: borrowing SecretBytes, label: String
    ) throws(CryptoError) -> (SecretBox, Digest) {
        let derived = try HKDF.expand(sealKey, info: Array(label.utf8), count: 64)
        // The commitment is public: it stands beside the ciphertext.
        let commitment = derived.extracting(32..<64).withBytes { bytes in
            Digest(bytes.indices.map { bytes[$0] })
        }
        guard let commitment else { preconditionFailure("32 bytes were cut out") }
        return (SecretBox(derived.extracting(0..<32)), commitment)
    }
}
