internal import CryptoPrimitives
internal import Records
internal import TransparencyLog

/// The tags of one series of pages: whoever holds the rows of two series cannot join them by tags.
///
///     series key = HMAC-SHA-256(mediator's index key,
///                    E("vault/v1/audit-series", log index of the first page's entry, reader))
struct AuditSeries {
    /// The log index of the entry of the first page.
    let index: UInt64
    private let key: SecretBox

    /// How long a series may be continued, in seconds: a day.
    static let longest: UInt64 = 86_400

    /// Derives the key of a series.
    init(startingAt index: UInt64, reader: MemberID, indexKey: SecretBox) throws {
        var encoder = CanonicalEncoder("vault/v1/audit-series")
        encoder.append(index)
        encoder.append(reader)
        self.index = index
        var bytes = HMACSHA256.authenticate(encoder.bytes, key: indexKey.secret).bytes
        key = SecretBox(SecretBytes(moving: &bytes))
    }

    /// The series' tag of what stands behind a tag of the log.
    ///
    /// - Parameters:
    ///   - purpose: What the tag stands for.
    ///   - chain: The chain behind it, so that a person has one tag in all years; `nil` where its
    ///     key is gone, and the tag of the log stands for itself.
    ///   - tag: The tag of the log.
    /// - Returns: The tag in this series.
    /// - Throws: ``CryptoError``.
    func tag(
        _ purpose: LogTag.Purpose, of chain: ChainID?, else tag: LogTag
    ) throws(CryptoError) -> LogTag {
        let about = chain.map { [1] + $0.bytes } ?? [0] + tag.bytes
        return try LogTag(key: key.secret, epoch: 0, purpose: purpose, about: about)
    }
}
