internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import TransparencyLog

/// The removal of entries whose retention has passed (C2SP tlog-tiles, "Log pruning").
///
/// Whole bundles go, with the details and tags of their entries; tiles stay, so that every later
/// entry keeps its proofs. Entries on which rows rest that are still kept stay one by one.
struct LogPruning {
    /// The first entry that is kept whole: the first of a bundle.
    let minimumIndex: UInt64

    /// Prunes below an index, as far as whole bundles reach.
    init(below index: UInt64) { minimumIndex = index & ~255 }

    /// Removes the entries.
    ///
    /// - Throws: ``MediatorError/damaged`` when an entry that must be kept is not there.
    func run(in transaction: borrowing VaultTransaction) throws {
        let rows = transaction.rows
        let former = try rows.minimumIndex()
        guard minimumIndex > former else { return }
        let reader = LogReader(rows, size: transaction.log.size)
        // The entry of an erasure vouches for its list, which stays.
        let erasures = try rows.meta(.erasures).map { bytes in
            guard let index = try? ErasureIndex(canonical: bytes) else {
                throw MediatorError.damaged
            }
            return index.doneAt.filter { $0 < minimumIndex }
        }
        let claimed = try Set(rows.claimedEntries(below: minimumIndex) + (erasures ?? []))
        for index in claimed.sorted() where index >= former {
            try rows.insert(kept: reader.leaf(index), index: index)
        }
        try rows.removeDetails(below: minimumIndex)
        try rows.removeTags(below: minimumIndex)
        try rows.removeBundles(below: minimumIndex >> 8)
        let value = minimumIndex.bigEndianBytes
        if let old = try rows.meta(.minimumIndex) {
            try rows.replace(meta: .minimumIndex, old, with: value)
        } else {
            try rows.insert(value, meta: .minimumIndex)
        }
    }
}
