internal import GRDB
internal import RecordStore
internal import Records

/// What can be removed; `secure_delete` overwrites it with zeros in the tables.
extension SQLiteRecords {
    @discardableResult
    func removeRequests(expiringBefore moment: Instant) throws(RecordStoreError) -> Int {
        try run("DELETE FROM request WHERE expires < ?", [moment.seconds])
    }

    @discardableResult
    func removeNotice(of recipient: MemberID, id: [UInt8]) throws(RecordStoreError) -> Int {
        try run(
            "DELETE FROM notice WHERE recipient = ? AND id = ?", [recipient.column, id.column])
    }

    @discardableResult
    func removeFinding(tag: [UInt8], dossier: DossierID) throws(RecordStoreError) -> Int {
        try run("DELETE FROM finding WHERE tag = ? AND dossier = ?", [tag.column, dossier.column])
    }

    @discardableResult
    func removeFindings(of dossier: DossierID) throws(RecordStoreError) -> Int {
        try run("DELETE FROM finding WHERE dossier = ?", [dossier.column])
    }

    @discardableResult
    func removeRoleKeyCopy(
        of roleKey: [UInt8], member: MemberID
    ) throws(RecordStoreError) -> Int {
        try run(
            "DELETE FROM role_key_copy WHERE role_key = ? AND member = ?",
            [roleKey.column, member.column])
    }

    @discardableResult
    func removeEnding(_ id: [UInt8]) throws(RecordStoreError) -> Int {
        try run("DELETE FROM ending WHERE id = ?", [id.column])
    }

    @discardableResult
    func removeWraps(under grant: GrantID) throws(RecordStoreError) -> Int {
        try run("DELETE FROM wrap WHERE grant_id = ?", [grant.column])
    }

    @discardableResult
    func removeWrap(_ key: WrapKey) throws(RecordStoreError) -> Int {
        try run(
            """
            DELETE FROM wrap
            WHERE section = ? AND version = ? AND grant_id = ? AND role_epoch = ?
            """,
            [
                key.section.column, try key.version.column, key.grant.column,
                try key.roleEpoch.column,
            ])
    }

    @discardableResult
    func removeWraps(of section: SectionID) throws(RecordStoreError) -> Int {
        try run("DELETE FROM wrap WHERE section = ?", [section.column])
    }

    @discardableResult
    func removeVersions(of dossier: DossierID) throws(RecordStoreError) -> Int {
        try run(
            """
            DELETE FROM content_piece
            WHERE version_id IN (SELECT id FROM version WHERE dossier = ?)
            """, [dossier.column])
        return try run("DELETE FROM version WHERE dossier = ?", [dossier.column])
    }

    @discardableResult
    func removeVersions(
        of section: SectionID, in dossier: DossierID
    ) throws(RecordStoreError) -> Int {
        try run(
            """
            DELETE FROM content_piece WHERE version_id IN
                (SELECT id FROM version WHERE dossier = ? AND section = ?)
            """, [dossier.column, section.column])
        return try run(
            "DELETE FROM version WHERE dossier = ? AND section = ?",
            [dossier.column, section.column])
    }

    @discardableResult
    func removeStatements(of chain: [UInt8]) throws(RecordStoreError) -> Int {
        try run("DELETE FROM statement WHERE chain = ?", [chain.column])
    }

    @discardableResult
    func removeDetails(of chain: [UInt8]) throws(RecordStoreError) -> Int {
        try run("DELETE FROM log_detail WHERE chain = ?", [chain.column])
    }

    @discardableResult
    func removeDetails(below index: UInt64) throws(RecordStoreError) -> Int {
        try run("DELETE FROM log_detail WHERE idx < ?", [try index.column])
    }

    @discardableResult
    func removeTags(below index: UInt64) throws(RecordStoreError) -> Int {
        try run("DELETE FROM log_actor WHERE idx < ?", [try index.column])
            + run("DELETE FROM log_subject WHERE idx < ?", [try index.column])
    }

    @discardableResult
    func removeBundles(below number: UInt64) throws(RecordStoreError) -> Int {
        try run("DELETE FROM log_bundle WHERE n < ?", [try number.column])
    }
}
