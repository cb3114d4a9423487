internal import CryptoPrimitives
internal import Records
internal import RecordStore

/// What ends, as the row holds it until it is done: sealed, and bound to what the row shows of it.
protocol EndingRecord: CanonicalRecord {
    /// 16 bytes that name the ending.
    var id: [UInt8] { get }
    /// The index of the entry on which it rests.
    var startedAt: UInt64 { get }
    /// The moment from which on it is to be carried out.
    var due: Instant { get }
}

extension EndingRecord {
    /// The row of the ending.
    func row(key: SecretBox) throws -> EndingRow {
        EndingRow(
            id: id, sealed: try SealedRow.ending(id).seal(canonicalBytes, key: key),
            startedLogIndex: startedAt, due: due)
    }

    /// Opens a row; `nil` when it was changed, or is of another kind of ending.
    init?(_ row: EndingRow, key: SecretBox) {
        guard let bytes = try? SealedRow.ending(row.id).open(row.sealed, key: key),
            let ending = try? Self(canonical: bytes), ending.id == row.id,
            ending.startedAt == row.startedLogIndex, ending.due == row.due
        else { return nil }
        self = ending
    }
}
