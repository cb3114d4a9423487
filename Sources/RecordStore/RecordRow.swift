/// The tables of a record store, in the order in which a copy is made: the log's state is last.
package enum RecordTable: String, CaseIterable, Hashable, Sendable {
    case meta, object, statement, version, wrap
    case tail = "log-tail"
    case bundle = "log-bundle"
    case kept = "log-kept"
    case tile = "log-tile"
    case detail = "log-detail"
    case actor = "log-actor"
    case subject = "log-subject"
    case request, notice, finding
    case roleKeyCopy = "role-key-copy"
    case ending
    case logState = "log-state"
}

/// A row of any table, whole, as `doctor --deep` and backups read it.
package enum RecordRow: Hashable, Sendable {
    /// A fact about the vault.
    case meta(MetaKey, [UInt8])
    /// A content-addressed object; its hash is that of the bytes.
    case object([UInt8])
    /// A statement of a chain.
    case statement(StatementRow)
    /// A section version with all its content.
    case version(VersionRow, content: [UInt8])
    /// A wrap.
    case wrap(WrapRow)
    /// An entry of the open bundle.
    case tail(TailEntry)
    /// A full entry bundle.
    case bundle(UInt64, [UInt8])
    /// An entry that is kept though its bundle was pruned.
    case kept(UInt64, [UInt8])
    /// A tile, full or at the right edge.
    case tile(TilePosition, [UInt8])
    /// The erasable part of an entry.
    case detail(DetailRow)
    /// An entry under its actor's tag.
    case actor([UInt8], UInt64)
    /// An entry under its subject's tag.
    case subject([UInt8], UInt64)
    /// A request that was seen.
    case request(RequestRow)
    /// A notice.
    case notice(NoticeRow)
    /// A dossier under a keyed tag.
    case finding(FindingRow)
    /// A role key sealed to a member.
    case roleKeyCopy(RoleKeyCopyRow)
    /// An ending in progress.
    case ending(EndingRow)
    /// The state of the log.
    case logState(LogState)

    /// About how many bytes the row takes; the tree above it is not counted.
    package var approximateSize: Int {
        let fixed = 64
        switch self {
        case .meta(_, let bytes), .object(let bytes), .bundle(_, let bytes), .kept(_, let bytes),
            .tile(_, let bytes):
            return fixed + bytes.count
        case .statement(let row): return fixed + row.sealed.count
        case .version(let row, let content): return fixed + row.manifest.count + content.count
        case .wrap(let row): return fixed + row.sealed.count
        case .tail(let row): return fixed + row.leaf.count
        case .detail(let row): return fixed + row.sealed.count
        case .notice(let row): return fixed + row.sealed.count
        case .roleKeyCopy(let row): return fixed + row.sealed.count
        case .ending(let row): return fixed + row.sealed.count
        case .logState(let state): return fixed + state.checkpoint.count
        case .actor, .subject, .request, .finding: return fixed
        }
    }
}
