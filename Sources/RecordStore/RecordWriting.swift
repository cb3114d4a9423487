package import CryptoPrimitives
package import Records

/// What can be changed in one transaction.
///
/// An insertion never replaces: when the key is taken it throws
/// ``RecordStoreError/alreadyExists``, nothing of that call is kept, and the transaction may go on.
package protocol RecordWriting: RecordReading {
    /// Runs a part of the transaction that is kept whole or not at all.
    ///
    /// - Parameter body: The part; it does not begin another one.
    /// - Returns: What `body` returned, or threw: then what it changed is undone, and the
    ///   transaction may go on.
    /// - Throws: ``RecordStoreError`` when the part cannot be undone by itself, such as when the
    ///   engine has ended the transaction: it must not be committed then.
    func attempt<T>(_ body: () throws -> T) throws(RecordStoreError) -> Result<T, any Error>

    /// Writes a fact about the vault that was not there.
    func insert(_ value: [UInt8], meta key: MetaKey) throws(RecordStoreError)

    /// Changes a fact about the vault, if it still has the value that the caller knows.
    ///
    /// - Throws: ``RecordStoreError/conflict`` when it has another or none.
    func replace(
        meta key: MetaKey, _ old: [UInt8], with new: [UInt8]
    ) throws(RecordStoreError)

    /// Keeps an object under its hash; one that is there already is left as it is.
    ///
    /// - Returns: The SHA-256 hash of the bytes.
    @discardableResult
    func insert(object bytes: [UInt8]) throws(RecordStoreError) -> Digest

    /// Appends a statement to its chain.
    ///
    /// - Throws: ``RecordStoreError/conflict`` when the statement before it is not there.
    func insert(_ row: StatementRow) throws(RecordStoreError)

    /// Adds a section version.
    ///
    /// - Parameters:
    ///   - row: The version; its size must be that of `content`.
    ///   - content: The encrypted content.
    /// - Throws: ``RecordStoreError/tooLarge`` above ``VersionRow/maximumContentSize``.
    func insert(_ row: VersionRow, content: [UInt8]) throws(RecordStoreError)

    /// Adds a wrap.
    func insert(_ row: WrapRow) throws(RecordStoreError)

    /// Appends an entry to the open bundle.
    func insert(_ entry: TailEntry) throws(RecordStoreError)

    /// Adds a full bundle.
    func insert(bundle bytes: [UInt8], number: UInt64) throws(RecordStoreError)

    /// Keeps an entry whose bundle is about to be pruned.
    func insert(kept leaf: [UInt8], index: UInt64) throws(RecordStoreError)

    /// Adds a tile, or extends the one at the right edge.
    ///
    /// - Throws: ``RecordStoreError/conflict`` when the hashes that are there are not the first of
    ///   `hashes`, or are as many.
    func extend(tile position: TilePosition, to hashes: [UInt8]) throws(RecordStoreError)

    /// Removes the entries of the open bundle that a full bundle now holds.
    func removeTail(below index: UInt64) throws(RecordStoreError)

    /// Replaces the state of the log.
    ///
    /// - Parameters:
    ///   - state: The new state.
    ///   - size: The size that the log has now; `nil` for the first state.
    /// - Throws: ``RecordStoreError/conflict`` when the log has another size: another writer was
    ///   faster, and what the caller computed is void.
    func replace(logState state: LogState, expecting size: UInt64?) throws(RecordStoreError)

    /// Adds the erasable part of an entry.
    func insert(_ row: DetailRow) throws(RecordStoreError)

    /// Puts an entry under its actor's tag.
    func insert(actor tag: [UInt8], index: UInt64) throws(RecordStoreError)

    /// Puts an entry under its subject's tag.
    func insert(subject tag: [UInt8], index: UInt64) throws(RecordStoreError)

    /// Remembers a request.
    func insert(_ row: RequestRow) throws(RecordStoreError)

    /// Adds a notice.
    func insert(_ row: NoticeRow) throws(RecordStoreError)

    /// Puts a dossier under a keyed tag.
    func insert(_ row: FindingRow) throws(RecordStoreError)

    /// Adds a member's copy of a role key.
    func insert(_ row: RoleKeyCopyRow) throws(RecordStoreError)

    /// Notes that an ending is in progress.
    func insert(_ row: EndingRow) throws(RecordStoreError)

    // Each of the following returns how many rows it removed; none is not an error.

    /// Forgets requests that expire before a moment.
    @discardableResult
    func removeRequests(expiringBefore moment: Instant) throws(RecordStoreError) -> Int

    /// Removes one notice.
    @discardableResult
    func removeNotice(of recipient: MemberID, id: [UInt8]) throws(RecordStoreError) -> Int

    /// Removes one tag of a dossier.
    @discardableResult
    func removeFinding(tag: [UInt8], dossier: DossierID) throws(RecordStoreError) -> Int

    /// Removes all tags of a dossier.
    @discardableResult
    func removeFindings(of dossier: DossierID) throws(RecordStoreError) -> Int

    /// Removes a member's copy of a role key.
    @discardableResult
    func removeRoleKeyCopy(
        of roleKey: [UInt8], member: MemberID
    ) throws(RecordStoreError) -> Int

    /// Removes an ending that is done.
    @discardableResult
    func removeEnding(_ id: [UInt8]) throws(RecordStoreError) -> Int

    /// Removes all wraps under a grant.
    @discardableResult
    func removeWraps(under grant: GrantID) throws(RecordStoreError) -> Int

    /// Removes one wrap.
    @discardableResult
    func removeWrap(_ key: WrapKey) throws(RecordStoreError) -> Int

    /// Removes all wraps of a section.
    @discardableResult
    func removeWraps(of section: SectionID) throws(RecordStoreError) -> Int

    /// Removes all versions of all sections of a dossier, with their content.
    @discardableResult
    func removeVersions(of dossier: DossierID) throws(RecordStoreError) -> Int

    /// Removes all versions of a section, with their content.
    @discardableResult
    func removeVersions(
        of section: SectionID, in dossier: DossierID
    ) throws(RecordStoreError) -> Int

    /// Removes the statements of a chain.
    @discardableResult
    func removeStatements(of chain: [UInt8]) throws(RecordStoreError) -> Int

    /// Removes the details that a chain's key seals; the leaves with their hashes stay.
    @discardableResult
    func removeDetails(of chain: [UInt8]) throws(RecordStoreError) -> Int

    /// Removes the details of entries below an index.
    @discardableResult
    func removeDetails(below index: UInt64) throws(RecordStoreError) -> Int

    /// Removes what finds entries below an index by their tags.
    @discardableResult
    func removeTags(below index: UInt64) throws(RecordStoreError) -> Int

    /// Removes full bundles below a number, when their retention has passed; the tiles stay, so
    /// that later entries keep their proofs.
    @discardableResult
    func removeBundles(below number: UInt64) throws(RecordStoreError) -> Int
}

extension RecordWriting {
    /// Inserts a row of any table, as when a backup is restored.
    package func insert(_ row: RecordRow) throws(RecordStoreError) {
        switch row {
        case .meta(let key, let value): try insert(value, meta: key)
        case .object(let bytes): try insert(object: bytes)
        case .statement(let row): try insert(row)
        case .version(let row, let content): try insert(row, content: content)
        case .wrap(let row): try insert(row)
        case .tail(let entry): try insert(entry)
        case .bundle(let number, let bytes): try insert(bundle: bytes, number: number)
        case .kept(let index, let leaf): try insert(kept: leaf, index: index)
        case .tile(let position, let hashes): try extend(tile: position, to: hashes)
        case .detail(let row): try insert(row)
        case .actor(let tag, let index): try insert(actor: tag, index: index)
        case .subject(let tag, let index): try insert(subject: tag, index: index)
        case .request(let row): try insert(row)
        case .notice(let row): try insert(row)
        case .finding(let row): try insert(row)
        case .roleKeyCopy(let row): try insert(row)
        case .ending(let row): try insert(row)
        case .logState(let state): try replace(logState: state, expecting: nil)
        }
    }
}
