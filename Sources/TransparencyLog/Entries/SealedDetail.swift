package import CryptoPrimitives

/// The sealed detail of an entry.
///
/// A ``CommittingSeal`` under the subject's key `K` (``LogTag``), with the label `vault/v1/detail`,
/// of the ``LogDetail``; what is authenticated is the line without `d`, and `d` is the hash of the
/// stored bytes, so that a detail serves no other entry. Details live beside the log: destroying `K`
/// and the rows leaves every proof valid. The key of one detail can be given to somebody without
/// the others.
package struct SealedDetail: Hashable, Sendable {
    /// The size of the nonce in bytes.
    package static let nonceByteCount = CommittingSeal.nonceByteCount
    private static let label = "vault/v1/detail"

    private let seal: CommittingSeal

    /// Takes stored bytes; `nil` when they are shorter than nonce, commitment and tag, or longer
    /// than any detail.
    package init?(_ bytes: [UInt8]) {
        guard let seal = CommittingSeal(bytes, limit: LogDetail.maximumSize) else { return nil }
        self.seal = seal
    }

    /// The stored bytes.
    package var bytes: [UInt8] { seal.bytes }

    /// What stands in the entry as `d`.
    package var digest: Digest { Digest(hashing: seal.bytes) }

    /// Seals a detail for an entry.
    fileprivate init(
        _ detail: LogDetail, line: [UInt8], key: borrowing SecretBytes, nonce: [UInt8]
    ) throws {
        seal = try CommittingSeal(
            detail.encoded(), label: Self.label, authenticating: line, key: key, nonce: nonce)
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
        return try LogDetail(
            seal.open(label: Self.label, authenticating: bare.line(), sealKey: detailKey))
    }

    /// The key of this detail alone: 32 bytes from which the subject's key cannot be found.
    ///
    /// - Parameter subjectKey: The subject's key: 32 bytes.
    /// - Returns: What opens this detail and no other.
    /// - Throws: ``CryptoError``.
    package func detailKey(
        subjectKey: borrowing SecretBytes
    ) throws(CryptoError) -> SecretBytes {
        try seal.sealKey(from: subjectKey)
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
