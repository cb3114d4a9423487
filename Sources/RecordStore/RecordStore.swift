/// The place where everything that is not a secret of the mediator is kept.
///
/// A store is dumb: it holds random identifiers, keyed tags, counters and bytes that were sealed
/// or signed before they came. It decides nothing and opens nothing; what a changed, missing or
/// old row could do is stated, table by table, in `docs/formats/record-store.md`.
///
/// One object a file a process. A call made inside the body of another call to the same store is
/// a caller's mistake and stops the process.
package protocol RecordStore: AnyObject, Sendable {
    /// Reads one consistent state: nothing that is committed meanwhile is seen.
    ///
    /// - Parameter body: Reads; what it is given is valid until it returns.
    /// - Returns: What `body` returns.
    /// - Throws: ``RecordStoreError``, or what `body` throws.
    func read<T>(_ body: (any RecordReading) throws -> T) throws -> T

    /// Makes a change, whole or not at all.
    ///
    /// Writers of all processes take turns in the order in which they came. When this returns, the
    /// change is on stable storage. When it throws, nothing is changed.
    ///
    /// - Parameter body: Reads and changes; what it is given is valid until it returns.
    /// - Returns: What `body` returns.
    /// - Throws: ``RecordStoreError``, or what `body` throws.
    func write<T>(_ body: (any RecordWriting) throws -> T) throws -> T

    /// Moves everything out of the engine's journal, where deleted bytes live on, into the tables,
    /// where they were overwritten. Run after an erasure.
    ///
    /// - Throws: ``RecordStoreError/busy`` when another process is reading an older state.
    func scrub() throws

    /// Ends all use and leaves the files tidy; a process that stops without it makes the next one
    /// slower. Closing twice is not an error.
    func close() throws
}

extension RecordStore {
    /// Copies every row into an empty store, with one consistent state of this one as the source.
    ///
    /// The state of the log comes last, so that a copy that was cut off has none.
    ///
    /// - Parameters:
    ///   - target: A store without rows.
    ///   - batchBytes: How many bytes of rows, about, are written in one transaction.
    /// - Returns: The number of rows copied.
    /// - Throws: ``RecordStoreError``.
    @discardableResult
    package func copyRows(into target: any RecordStore, batchBytes: Int = 4 << 20) throws -> Int {
        try read { source in
            var batch: [RecordRow] = []
            var (size, copied) = (0, 0)
            func flush() throws {
                try target.write { target in
                    for row in batch { try target.insert(row) }
                }
                copied += batch.count
                batch.removeAll(keepingCapacity: true)
                size = 0
            }
            for table in RecordTable.allCases {
                try source.forEachRow(of: table) { row in
                    batch.append(row)
                    size += row.approximateSize
                    if size >= batchBytes { try flush() }
                }
            }
            try flush()
            return copied
        }
    }
}
