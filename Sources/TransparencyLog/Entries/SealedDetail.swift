package import CryptoPrimitives

/// The sealed detail of an entry.
///
///     detail key        = HKDF-Extract-SHA-256(salt = nonce, ikm = K)
///     key || commitment = HKDF-Expand-SHA-256(detail key, info = "vault/v1/detail", L = 64)
///     ciphertext        = AES-256-GCM(key, nonce = 0, detail, aad = the line without `d`)
///     stored            = nonce (16) || commitment (32) || ciphertext (detail + 16)
///     d                 = SHA-256(stored)
///
/// `K` is the subject's key of 32 bytes (``LogTag``). With a nonce of 16 random bytes each detail
/// has a key of its own, so the nonce of GCM is zero, and the key of one detail can be given to
/// somebody without the others. GCM does not commit to its key; the commitment does, so that
/// nobody can make a detail that opens in two ways. The line is bound in, so that a
/// detail serves no other entry. Details live beside the log: destroying `K` and the rows leaves
/// every proof valid.
package struct SealedDetail: Hashable, Sendable {
    /// The size of the nonce in bytes.
    package static let nonceByteCount = 16
    private static let info = Array("vault/v1/detail".utf8)
    private static let zeroNonce = [UInt8](repeating: 0, count: AES256GCM.nonceByteCount)

    private let nonce: [UInt8]
    private let commitment: Digest
    private let ciphertext: [UInt8]

    /// Takes stored bytes; `nil` when they are shorter than nonce, commitment and tag, or longer
    /// than any detail.
    package init?(_ bytes: [UInt8]) {
        let start = Self.nonceByteCount + Digest.byteCount
        let shortest = start + AES256GCM.tagByteCount
        guard bytes.count >= shortest, bytes.count <= shortest + LogDetail.maximumSize,
            let commitment = Digest(bytes[Self.nonceByteCount..<start])
        else { return nil }
        nonce = Array(bytes[..<Self.nonceByteCount])
        self.commitment = commitment
        ciphertext = Array(bytes[start...])
    }

    /// The stored bytes.
    package var bytes: [UInt8] { nonce + commitment.bytes + ciphertext }

    /// What stands in the entry as `d`.
    package var digest: Digest { Digest(hashing: nonce, commitment.bytes, ciphertext) }

    /// Seals a detail for an entry.
    fileprivate init(
        _ detail: LogDetail, line: [UInt8], key: borrowing SecretBytes, nonce: [UInt8]
    ) throws {
        precondition(nonce.count == Self.nonceByteCount, "a nonce has 16 bytes")
        let (key, commitment) = try Self.expand(Self.detailKey(of: nonce, subjectKey: key))
        self.nonce = nonce
        self.commitment = commitment
        ciphertext = try AES256GCM.seal(
            detail.encoded(), key: key.secret, nonce: Self.zeroNonce, authenticating: line)
    }

    /// Opens the detail of an entry.
    ///
    /// - Parameters:
    ///   - entry: The entry, which names this detail.
    ///   - key: The subject's key: 32 bytes.
    /// - Returns: The detail.
    /// - Throws: ``EntryError``: `otherDetail` when the entry does not name these bytes, `wrongKey`,
    ///   `damagedDetail`, or what ``LogDetail/init(_:)`` throws.
    package func open(
        for entry: LogEntry, key: borrowing SecretBytes
    ) throws(EntryError) -> LogDetail {
        // Deriving fails only for want of memory.
        guard let detailKey = try? SecretBox(detailKey(subjectKey: key)) else {
            throw .damagedDetail
        }
        return try open(for: entry, detailKey: detailKey.secret)
    }

    /// Opens the detail of an entry with the key of this one detail.
    ///
    /// - Parameters:
    ///   - entry: The entry, which names this detail.
    ///   - detailKey: What ``detailKey(subjectKey:)`` gave: 32 bytes.
    /// - Returns: The detail.
    /// - Throws: ``EntryError``, as with the subject's key.
    package func open(
        for entry: LogEntry, detailKey: borrowing SecretBytes
    ) throws(EntryError) -> LogDetail {
        guard entry.detail == digest else { throw .otherDetail }
        var bare = entry
        bare.detail = nil
        let line = try bare.line()
        let plaintext: [UInt8]
        do {
            let (key, expected) = try Self.expand(detailKey)
            guard constantTimeEqual(expected, commitment) else { throw EntryError.wrongKey }
            plaintext = try AES256GCM.open(
                ciphertext, key: key.secret, nonce: Self.zeroNonce, authenticating: line)
        } catch let error as EntryError {
            throw error
        } catch {
            throw .damagedDetail
        }
        return try LogDetail(plaintext)
    }

    /// The key of this detail alone: 32 bytes from which the subject's key cannot be found.
    ///
    /// - Parameter subjectKey: The subject's key: 32 bytes.
    /// - Returns: What opens this detail and no other.
    /// - Throws: ``CryptoError``.
    package func detailKey(
        subjectKey: borrowing SecretBytes
    ) throws(CryptoError) -> SecretBytes {
        try Self.detailKey(of: nonce, subjectKey: subjectKey)
    }

    private static func detailKey(
        of nonce: [UInt8], subjectKey: borrowing SecretBytes
    ) throws(CryptoError) -> SecretBytes {
        precondition(subjectKey.count == 32, "a subject's key has 32 bytes")
        return try HKDF.extract(salt: nonce, inputKey: subjectKey)
    }

    private static func expand(
        _ detailKey: borrowing SecretBytes
    ) throws(CryptoError) -> (SecretBox, Digest) {
        let derived = try HKDF.expand(detailKey, info: info, count: 64)
        // The commitment is public: it stands beside the ciphertext.
        let commitment = derived.extracting(32..<64).withBytes { bytes in
            Digest(bytes.indices.map { bytes[$0] })
        }
        guard let commitment else { preconditionFailure("32 bytes were cut out") }
        return (SecretBox(derived.extracting(0..<32)), commitment)
    }
}

extension LogEntry {
    /// Seals a detail for this entry and names it in ``detail``.
    ///
    /// All other fields must be set before: the detail is bound to them.
    ///
    /// - Parameters:
    ///   - detail: What to seal.
    ///   - key: The subject's key: 32 bytes.
    ///   - nonce: 16 random bytes, new for each detail.
    /// - Returns: The sealed detail, to be stored beside the entry.
    /// - Throws: ``EntryError`` when the entry or the detail is not valid, ``CryptoError``.
    package mutating func seal(
        _ detail: LogDetail, key: borrowing SecretBytes, nonce: [UInt8]
    ) throws -> SealedDetail {
        self.detail = nil
        let sealed = try SealedDetail(detail, line: line(), key: key, nonce: nonce)
        self.detail = sealed.digest
        return sealed
    }
}
