internal import CryptoPrimitives
internal import Records
internal import RecordStore

/// A wrap as the store has it.
struct StoredWrap {
    /// The wrap.
    let signed: SignedWrap
    /// Whether a reader said that it does not open, and nobody mended it since.
    let isReported: Bool

    /// Opens a row; `nil` when it was changed or belongs elsewhere.
    init?(_ row: WrapRow, key: SecretBox) {
        let good = try? SealedRow.wrap(row.key).open(row.sealed, key: key)
        let bytes = good ?? (try? SealedRow.reportedWrap(row.key).open(row.sealed, key: key))
        guard let bytes, let signed = try? SignedWrap(canonical: bytes) else { return nil }
        self.signed = signed
        isReported = good == nil
    }

    /// The row of the wrap once a reader said that it does not open.
    func reported(at place: WrapKey, key: SecretBox) throws -> WrapRow {
        WrapRow(
            key: place,
            sealed: try SealedRow.reportedWrap(place).seal(signed.canonicalBytes, key: key))
    }
}
