internal import CryptoPrimitives
internal import GRDB
internal import RecordStore
internal import Records

extension SQLiteRecords: RecordWriting {
    func insert(_ value: [UInt8], meta key: MetaKey) throws(RecordStoreError) {
        try run("INSERT INTO vault_meta VALUES (?, ?)", [key.rawValue, value.column])
    }

    func replace(
        meta key: MetaKey, _ old: [UInt8], with new: [UInt8]
    ) throws(RecordStoreError) {
        let changed = try run(
            "UPDATE vault_meta SET value = ? WHERE key = ? AND value = ?",
            [new.column, key.rawValue, old.column])
        guard changed == 1 else { throw .conflict }
    }

    @discardableResult
    func insert(object bytes: [UInt8]) throws(RecordStoreError) -> Digest {
        let hash = Digest(hashing: bytes)
        try run(
            "INSERT INTO object VALUES (?, ?) ON CONFLICT DO NOTHING",
            [hash.column, bytes.column])
        return hash
    }

    func insert(_ row: StatementRow) throws(RecordStoreError) {
        let (chain, sequence) = (row.chain.column, try row.sequence.column)
        if sequence > 0 {
            let before = try self.row(
                "SELECT 1 FROM statement WHERE chain = ? AND sequence = ?", [chain, sequence - 1]
            ) { _ in true }
            guard before != nil else { throw .conflict }
        }
        try run(
            """
            INSERT INTO statement (chain, sequence, link, sealed, log_index)
            VALUES (?, ?, ?, ?, ?)
            """,
            [chain, sequence, row.link.column, row.sealed.column, try row.logIndex.column])
    }

    func insert(_ row: VersionRow, content: [UInt8]) throws(RecordStoreError) {
        precondition(row.contentSize == content.count, "the size is that of the content")
        guard content.count <= VersionRow.maximumContentSize else { throw .tooLarge }
        let pieceSize = SQLiteSchema.pieceSize
        try run(
            """
            INSERT INTO version (dossier, section, version, log_index, size, manifest, content)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                row.key.dossier.column, row.key.section.column, try row.key.version.column,
                try row.logIndex.column, content.count, row.manifest.column,
                Array(content.prefix(pieceSize)).column,
            ])
        let id = lastRowNumber
        for start in stride(from: pieceSize, to: content.count, by: pieceSize) {
            let bytes = Array(content[start..<min(start + pieceSize, content.count)])
            try run(
                "INSERT INTO content_piece VALUES (?, ?, ?)",
                [id, start / pieceSize, bytes.column])
        }
    }

    func insert(_ row: WrapRow) throws(RecordStoreError) {
        let key = row.key
        try run(
            """
            INSERT INTO wrap (section, version, grant_id, role_epoch, sealed)
            VALUES (?, ?, ?, ?, ?)
            """,
            [
                key.section.column, try key.version.column, key.grant.column,
                try key.roleEpoch.column, row.sealed.column,
            ])
    }

    func insert(_ row: NoticeRow) throws(RecordStoreError) {
        try run(
            "INSERT INTO notice (recipient, id, sealed, log_index) VALUES (?, ?, ?, ?)",
            [row.recipient.column, row.id.column, row.sealed.column, try row.logIndex.column])
    }

    func insert(_ row: FindingRow) throws(RecordStoreError) {
        try run(
            "INSERT INTO finding VALUES (?, ?, ?)",
            [row.tag.column, row.dossier.column, row.proof.column])
    }

    func insert(_ row: RoleKeyCopyRow) throws(RecordStoreError) {
        try run(
            "INSERT INTO role_key_copy VALUES (?, ?, ?)",
            [row.roleKey.column, row.member.column, row.sealed.column])
    }

    func insert(_ row: EndingRow) throws(RecordStoreError) {
        try run(
            "INSERT INTO ending (id, sealed, started_log_index, due) VALUES (?, ?, ?, ?)",
            [row.id.column, row.sealed.column, try row.startedLogIndex.column, row.due.seconds])
    }
}

/// What belongs to the log.
extension SQLiteRecords {
    func insert(_ entry: TailEntry) throws(RecordStoreError) {
        try run(
            "INSERT INTO log_tail VALUES (?, ?, ?)",
            [try entry.index.column, entry.leaf.column, entry.hash.column])
    }

    func insert(bundle bytes: [UInt8], number: UInt64) throws(RecordStoreError) {
        try run("INSERT INTO log_bundle VALUES (?, ?)", [try number.column, bytes.column])
    }

    func insert(kept leaf: [UInt8], index: UInt64) throws(RecordStoreError) {
        try run("INSERT INTO log_kept VALUES (?, ?)", [try index.column, leaf.column])
    }

    func extend(tile position: TilePosition, to hashes: [UInt8]) throws(RecordStoreError) {
        precondition(
            hashes.count.isMultiple(of: Digest.byteCount) && hashes.count <= 8192,
            "a tile has at most 256 hashes")
        let changed = try run(
            """
            INSERT INTO log_tile VALUES (?, ?, ?)
            ON CONFLICT (level, n) DO UPDATE SET hashes = excluded.hashes
            WHERE length(excluded.hashes) > length(hashes)
                AND substr(excluded.hashes, 1, length(hashes)) = hashes
            """,
            [position.level, try position.number.column, hashes.column])
        guard changed == 1 else { throw .conflict }
    }

    func removeTail(below index: UInt64) throws(RecordStoreError) {
        try run("DELETE FROM log_tail WHERE idx < ?", [try index.column])
    }

    func replace(
        logState state: LogState, expecting size: UInt64?
    ) throws(RecordStoreError) {
        let frontier = Array(state.frontier.map(\.bytes).joined()).column
        let changed: Int
        if let size {
            changed = try run(
                "UPDATE log_state SET size = ?, frontier = ?, checkpoint = ? WHERE size = ?",
                [try state.size.column, frontier, state.checkpoint.column, try size.column])
        } else {
            changed = try run(
                "INSERT INTO log_state VALUES (1, ?, ?, ?) ON CONFLICT DO NOTHING",
                [try state.size.column, frontier, state.checkpoint.column])
        }
        guard changed == 1 else { throw .conflict }
    }

    func insert(_ row: DetailRow) throws(RecordStoreError) {
        try run(
            "INSERT INTO log_detail VALUES (?, ?, ?)",
            [try row.index.column, row.chain.column, row.sealed.column])
    }

    func insert(actor tag: [UInt8], index: UInt64) throws(RecordStoreError) {
        try run("INSERT INTO log_actor VALUES (?, ?)", [tag.column, try index.column])
    }

    func insert(subject tag: [UInt8], index: UInt64) throws(RecordStoreError) {
        try run("INSERT INTO log_subject VALUES (?, ?)", [tag.column, try index.column])
    }

    func insert(_ row: RequestRow) throws(RecordStoreError) {
        try run(
            "INSERT INTO request VALUES (?, ?, ?, ?)",
            [
                row.tag.column, try row.logIndex.column, row.expires.seconds, row.proof.column,
            ])
    }
}
