internal import CryptoPrimitives
internal import GRDB
internal import RecordStore
internal import Records

extension SQLiteRecords: RecordReading {
    func meta(_ key: MetaKey) throws(RecordStoreError) -> [UInt8]? {
        try row("SELECT value FROM vault_meta WHERE key = ?", [key.rawValue]) { try $0.bytes(0) }
    }

    func object(_ hash: Digest) throws(RecordStoreError) -> [UInt8]? {
        let bytes = try row("SELECT bytes FROM object WHERE hash = ?", [hash.column]) {
            try $0.bytes(0)
        }
        guard let bytes else { return nil }
        guard Digest(hashing: bytes) == hash else { throw .damaged }
        return bytes
    }

    func lastStatement(of chain: [UInt8]) throws(RecordStoreError) -> StatementRow? {
        try row(
            StatementRow.query + "WHERE chain = ? ORDER BY sequence DESC LIMIT 1", [chain.column],
            StatementRow.init)
    }

    func statements(
        of chain: [UInt8], after sequence: UInt64?, limit: Int
    ) throws(RecordStoreError) -> [StatementRow] {
        try rows(
            StatementRow.query + "WHERE chain = ? AND sequence > ? ORDER BY sequence LIMIT ?",
            [chain.column, try sequence?.column ?? -1, limit], StatementRow.init)
    }

    func latestVersions(of dossier: DossierID) throws(RecordStoreError) -> [VersionRow] {
        // The inner query reads the index only, so old versions cost no page of their own.
        try rows(
            """
            SELECT v.dossier, v.section, v.version, v.manifest, v.log_index, v.size
            FROM (SELECT section, max(version) AS version FROM version
                  WHERE dossier = ?1 GROUP BY section) AS latest
            JOIN version AS v ON v.dossier = ?1 AND v.section = latest.section
                AND v.version = latest.version
            ORDER BY v.section
            """, [dossier.column], VersionRow.init)
    }

    func latestVersion(
        of section: SectionID, in dossier: DossierID
    ) throws(RecordStoreError) -> VersionRow? {
        try row(
            VersionRow.query + "WHERE dossier = ? AND section = ? ORDER BY version DESC LIMIT 1",
            [dossier.column, section.column], VersionRow.init)
    }

    func versions(
        of section: SectionID, in dossier: DossierID
    ) throws(RecordStoreError) -> [VersionRow] {
        try rows(
            VersionRow.query + "WHERE dossier = ? AND section = ? ORDER BY version",
            [dossier.column, section.column], VersionRow.init)
    }

    func version(_ key: VersionKey) throws(RecordStoreError) -> VersionRow? {
        try row(
            VersionRow.query + "WHERE dossier = ? AND section = ? AND version = ?",
            [key.dossier.column, key.section.column, try key.version.column], VersionRow.init)
    }

    func content(
        of key: VersionKey, range: Range<Int>
    ) throws(RecordStoreError) -> [UInt8]? {
        precondition(range.lowerBound >= 0, "a position is not negative")
        let found = try row(
            "SELECT id, size FROM version WHERE dossier = ? AND section = ? AND version = ?",
            [key.dossier.column, key.section.column, try key.version.column]
        ) { (id: try $0.number(0), size: Int(try $0.number(1))) }
        guard let found else { return nil }
        // The size is a column like others: what it says is not reserved before it is believed.
        guard found.size <= VersionRow.maximumContentSize else { throw .damaged }
        let range = range.clamped(to: 0..<found.size)
        guard !range.isEmpty else { return [] }
        let pieceSize = SQLiteSchema.pieceSize
        let pieces = range.lowerBound / pieceSize...(range.upperBound - 1) / pieceSize
        var content: [UInt8] = []
        content.reserveCapacity(range.count)
        for piece in pieces {
            guard let bytes = try self.piece(piece, of: found.id) else { throw .damaged }
            let start = piece * pieceSize
            guard bytes.count == min(pieceSize, found.size - start) else { throw .damaged }
            let part = range.clamped(to: start..<start + bytes.count)
            content.append(contentsOf: bytes[part.lowerBound - start..<part.upperBound - start])
        }
        return content
    }

    private func piece(_ piece: Int, of id: UInt64) throws(RecordStoreError) -> [UInt8]? {
        if piece == 0 {
            return try row("SELECT content FROM version WHERE id = ?", [try id.column]) {
                try $0.bytes(0)
            }
        }
        return try row(
            "SELECT bytes FROM content_piece WHERE version_id = ? AND piece = ?",
            [try id.column, piece]
        ) { try $0.bytes(0) }
    }

    func wraps(of section: SectionID, version: UInt64) throws(RecordStoreError) -> [WrapRow] {
        try rows(
            WrapRow.query + "WHERE section = ? AND version = ? ORDER BY grant_id, role_epoch",
            [section.column, try version.column], WrapRow.init)
    }

    func wraps(
        under grant: GrantID, after key: WrapKey?, limit: Int
    ) throws(RecordStoreError) -> [WrapRow] {
        let order = "ORDER BY section, version, role_epoch LIMIT ?"
        guard let key else {
            return try rows(
                WrapRow.query + "WHERE grant_id = ? " + order, [grant.column, limit], WrapRow.init)
        }
        return try rows(
            WrapRow.query
                + "WHERE grant_id = ? AND (section, version, role_epoch) > (?, ?, ?) " + order,
            [
                grant.column, key.section.column, try key.version.column,
                try key.roleEpoch.column, limit,
            ], WrapRow.init)
    }

    func wrap(_ key: WrapKey) throws(RecordStoreError) -> WrapRow? {
        try row(
            WrapRow.query
                + "WHERE section = ? AND version = ? AND grant_id = ? AND role_epoch = ?",
            [
                key.section.column, try key.version.column, key.grant.column,
                try key.roleEpoch.column,
            ], WrapRow.init)
    }

    func notices(
        of recipient: MemberID, after id: [UInt8]?, limit: Int
    ) throws(RecordStoreError) -> [NoticeRow] {
        try rows(
            NoticeRow.query + "WHERE recipient = ? AND id > ? ORDER BY id LIMIT ?",
            [recipient.column, (id ?? []).column, limit], NoticeRow.init)
    }

    func findings(tag: [UInt8]) throws(RecordStoreError) -> [FindingRow] {
        try rows(FindingRow.query + "WHERE tag = ? ORDER BY dossier", [tag.column], FindingRow.init)
    }

    func finding(
        tag: [UInt8], dossier: DossierID
    ) throws(RecordStoreError) -> FindingRow? {
        try rows(
            FindingRow.query + "WHERE tag = ? AND dossier = ?", [tag.column, dossier.column],
            FindingRow.init
        ).first
    }

    func roleKeyCopies(of roleKey: [UInt8]) throws(RecordStoreError) -> [RoleKeyCopyRow] {
        try rows(
            RoleKeyCopyRow.query + "WHERE role_key = ? ORDER BY member", [roleKey.column],
            RoleKeyCopyRow.init)
    }

    func roleKeyCopies(of member: MemberID) throws(RecordStoreError) -> [RoleKeyCopyRow] {
        try rows(
            RoleKeyCopyRow.query + "WHERE member = ? ORDER BY role_key", [member.column],
            RoleKeyCopyRow.init)
    }

    func endings(dueBy moment: Instant) throws(RecordStoreError) -> [EndingRow] {
        try rows(
            EndingRow.query + "WHERE due <= ? ORDER BY started_log_index, id", [moment.seconds],
            EndingRow.init)
    }

    func endings() throws(RecordStoreError) -> [EndingRow] {
        try rows(EndingRow.query + "ORDER BY started_log_index, id", [], EndingRow.init)
    }

    func count(of table: RecordTable) throws(RecordStoreError) -> Int {
        try row("SELECT count(*) FROM \(table.sqlName)") { Int(try $0.number(0)) } ?? 0
    }
}
