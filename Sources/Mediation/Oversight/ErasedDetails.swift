internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

/// The entries whose details were destroyed with their subject's keys, as the log vouches for them.
///
/// Each erasure leaves the list of its entries as an object, and its hash in the entry that says
/// that the erasure is done. A detail that lacks and is in no such list is missing.
struct ErasedDetails {
    private var indices: Set<UInt64> = []

    /// Reads the lists of all erasures.
    ///
    /// - Throws: ``MediatorError/damaged`` when a list is not the one whose hash was logged.
    init(_ rows: any RecordReading, log: LogReader) throws {
        guard let bytes = try rows.meta(.erasures) else { return }
        guard let done = try? ErasureIndex(canonical: bytes).doneAt else {
            throw MediatorError.damaged
        }
        for index in done {
            guard let leaf = try log.retainedLeaf(index) else { continue }
            guard let entry = try? LogEntry(line: leaf), entry.event == .endingDone,
                let hash = entry.object, let list = try rows.object(hash),
                let erased = try? ErasedEntries(canonical: list)
            else { throw MediatorError.damaged }
            indices.formUnion(erased.indices)
        }
    }

    /// Whether the detail of an entry was destroyed.
    func contains(_ index: UInt64) -> Bool { indices.contains(index) }
}

/// The entries that say that an erasure is done.
struct ErasureIndex: CanonicalRecord {
    static let label = "vault/v1/erasure-index"
    /// Their positions in the log, rising.
    let doneAt: [UInt64]

    init(doneAt: [UInt64]) { self.doneAt = doneAt }

    func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(list: doneAt.map(\.bigEndianBytes))
    }

    init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        doneAt = try decoder.indices(limit: 65_536)
    }
}

/// The entries whose details an erasure destroyed, as ranges: an object of the store.
struct ErasedEntries: CanonicalRecord {
    static let label = "vault/v1/erased-entries"
    /// Their positions in the log, rising.
    let indices: [UInt64]

    init(indices: [UInt64]) { self.indices = indices }

    func encode(to encoder: inout CanonicalEncoder) {
        encoder.append(list: indices.map(\.bigEndianBytes))
    }

    init(from decoder: inout CanonicalDecoder) throws(CanonicalEncodingError) {
        indices = try decoder.indices(limit: 1 << 20)
    }
}
