package import CryptoPrimitives
package import Records

/// What can be asked of one consistent state of a store.
///
/// Every question costs the answer and a walk down a tree, whatever the store's size; only
/// ``count(of:)`` and ``forEachRow(of:_:)`` go through whole tables.
package protocol RecordReading {
    /// A fact about the vault; `nil` when it is not there.
    func meta(_ key: MetaKey) throws(RecordStoreError) -> [UInt8]?

    /// An object by its hash; `nil` when it is not there.
    ///
    /// - Throws: ``RecordStoreError/damaged`` when the bytes have another hash.
    func object(_ hash: Digest) throws(RecordStoreError) -> [UInt8]?

    /// The last statement of a chain, named by 16 bytes; `nil` for a chain without statements.
    func lastStatement(of chain: [UInt8]) throws(RecordStoreError) -> StatementRow?

    /// The statements of a chain in order, after a place or from the first.
    func statements(
        of chain: [UInt8], after sequence: UInt64?, limit: Int
    ) throws(RecordStoreError) -> [StatementRow]

    /// The latest version of each section of a dossier, in the order of section identifiers.
    func latestVersions(of dossier: DossierID) throws(RecordStoreError) -> [VersionRow]

    /// The latest version of a section.
    func latestVersion(
        of section: SectionID, in dossier: DossierID
    ) throws(RecordStoreError) -> VersionRow?

    /// All versions of a section, oldest first.
    func versions(
        of section: SectionID, in dossier: DossierID
    ) throws(RecordStoreError) -> [VersionRow]

    /// One version, without its content.
    func version(_ key: VersionKey) throws(RecordStoreError) -> VersionRow?

    /// A part of a version's encrypted content; only the pieces that hold it are read.
    ///
    /// - Parameters:
    ///   - key: The version.
    ///   - range: Positions in bytes from 0 on; what lies beyond the end is left out.
    /// - Returns: `nil` when there is no such version.
    /// - Throws: ``RecordStoreError/damaged`` when a piece is missing or has another size.
    func content(of key: VersionKey, range: Range<Int>) throws(RecordStoreError) -> [UInt8]?

    /// The wraps of a version.
    func wraps(of section: SectionID, version: UInt64) throws(RecordStoreError) -> [WrapRow]

    /// The wraps under a grant, by section and version, after one of them or from the first.
    func wraps(
        under grant: GrantID, after key: WrapKey?, limit: Int
    ) throws(RecordStoreError) -> [WrapRow]

    /// One wrap.
    func wrap(_ key: WrapKey) throws(RecordStoreError) -> WrapRow?

    /// The state of the log; `nil` before the first.
    func logState() throws(RecordStoreError) -> LogState?

    /// The entries of the open bundle, from an index on.
    func tail(from index: UInt64) throws(RecordStoreError) -> [TailEntry]

    /// One entry of the open bundle; `nil` when it is not there.
    func tailEntry(_ index: UInt64) throws(RecordStoreError) -> TailEntry?

    /// The hashes of the entries of the open bundle, from an index on, in order.
    func tailHashes(from index: UInt64) throws(RecordStoreError) -> [Digest]

    /// A full entry bundle: 256 times a length of 2 bytes, big endian, and an entry.
    func bundle(_ number: UInt64) throws(RecordStoreError) -> [UInt8]?

    /// An entry that is kept though its bundle was pruned; `nil` when there is none.
    func keptLeaf(_ index: UInt64) throws(RecordStoreError) -> [UInt8]?

    /// The entries below an index on which statements, versions, endings and notices rest, rising.
    func claimedEntries(below index: UInt64) throws(RecordStoreError) -> [UInt64]

    /// The hashes of a tile, 32 bytes each, at most 256.
    func tile(_ position: TilePosition) throws(RecordStoreError) -> [UInt8]?

    /// The erasable part of an entry; `nil` when there is none or it was erased.
    func detail(_ index: UInt64) throws(RecordStoreError) -> DetailRow?

    /// The entries that stand under an actor's tag.
    func entries(actor tag: [UInt8], _ page: LogPage) throws(RecordStoreError) -> [UInt64]

    /// The entries that stand under a subject's tag.
    func entries(subject tag: [UInt8], _ page: LogPage) throws(RecordStoreError) -> [UInt64]

    /// The entries whose details a chain's key seals.
    func entries(chain: [UInt8], _ page: LogPage) throws(RecordStoreError) -> [UInt64]

    /// A request that was seen.
    func request(_ tag: [UInt8]) throws(RecordStoreError) -> RequestRow?

    /// The notices of a recipient, oldest first, after one of them or from the first.
    func notices(
        of recipient: MemberID, after id: [UInt8]?, limit: Int
    ) throws(RecordStoreError) -> [NoticeRow]

    /// The dossiers under a keyed tag, in the order of their identifiers.
    func findings(tag: [UInt8]) throws(RecordStoreError) -> [FindingRow]

    /// A dossier under a keyed tag; `nil` when it is not under it.
    func finding(tag: [UInt8], dossier: DossierID) throws(RecordStoreError) -> FindingRow?

    /// The members' copies of a role key.
    func roleKeyCopies(of roleKey: [UInt8]) throws(RecordStoreError) -> [RoleKeyCopyRow]

    /// The role keys that a member can open.
    func roleKeyCopies(of member: MemberID) throws(RecordStoreError) -> [RoleKeyCopyRow]

    /// The endings to be carried out by a moment, in the order of their log entries.
    func endings(dueBy moment: Instant) throws(RecordStoreError) -> [EndingRow]

    /// All endings, those that are due later included, in the order of their log entries.
    func endings() throws(RecordStoreError) -> [EndingRow]

    /// The number of rows of a table; the work grows with it.
    func count(of table: RecordTable) throws(RecordStoreError) -> Int

    /// Goes through a table in the order of its keys, one row in memory at a time.
    ///
    /// - Throws: ``RecordStoreError``, or what `body` throws.
    func forEachRow(of table: RecordTable, _ body: (RecordRow) throws -> Void) throws
}

extension RecordReading {
    /// The first entry that is kept whole; 0 before anything was pruned.
    ///
    /// - Throws: ``RecordStoreError/damaged``.
    package func minimumIndex() throws(RecordStoreError) -> UInt64 {
        guard let bytes = try meta(.minimumIndex) else { return 0 }
        guard bytes.count == 8 else { throw .damaged }
        return bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// All content of a version; `nil` when there is no such version.
    package func content(of key: VersionKey) throws(RecordStoreError) -> [UInt8]? {
        try content(of: key, range: 0..<VersionRow.maximumContentSize)
    }

    /// The number of rows of every table.
    package func counts() throws(RecordStoreError) -> [RecordTable: Int] {
        var counts: [RecordTable: Int] = [:]
        for table in RecordTable.allCases { counts[table] = try count(of: table) }
        return counts
    }
}
