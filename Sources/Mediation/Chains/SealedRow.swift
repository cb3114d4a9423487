internal import CryptoPrimitives
internal import Records
internal import RecordStore
internal import Sealing

/// A row of the record store that is sealed under the key of its chain, at its own place only.
///
/// A row that was changed, or moved to another place, does not open.
struct SealedRow {
    private let table: String
    private let keyColumns: [[UInt8]]

    /// A statement, with its log entry: the order of the log decides what ends what.
    static func statement(chain: [UInt8], sequence: UInt64, logIndex: UInt64) -> Self {
        Self(
            table: "statement",
            keyColumns: [chain, sequence.bigEndianBytes, logIndex.bigEndianBytes])
    }

    /// The manifest of a section version, with its log entry.
    static func manifest(_ key: VersionKey, logIndex: UInt64) -> Self {
        Self(
            table: "version",
            keyColumns: [
                key.dossier.bytes, key.section.bytes, key.version.bigEndianBytes,
                logIndex.bigEndianBytes,
            ])
    }

    /// A wrap.
    static func wrap(_ key: WrapKey) -> Self {
        Self(
            table: "wrap",
            keyColumns: [
                key.section.bytes, key.version.bigEndianBytes, key.grant.bytes,
                key.roleEpoch.bigEndianBytes,
            ])
    }

    /// A wrap of which a reader said that it does not open.
    static func reportedWrap(_ key: WrapKey) -> Self {
        Self(table: "wrap-reported", keyColumns: wrap(key).keyColumns)
    }

    /// A notice, with the entry that it is about.
    static func notice(recipient: MemberID, id: [UInt8], logIndex: UInt64) -> Self {
        Self(table: "notice", keyColumns: [recipient.bytes, id, logIndex.bigEndianBytes])
    }

    /// A member's copy of a role key.
    static func roleKeyCopy(of roleKey: [UInt8], member: MemberID) -> Self {
        Self(table: "role_key_copy", keyColumns: [roleKey, member.bytes])
    }

    /// A grant that is being ended.
    static func ending(_ id: [UInt8]) -> Self { Self(table: "ending", keyColumns: [id]) }

    /// Seals the content of the row.
    func seal(_ bytes: [UInt8], key: SecretBox) throws -> [UInt8] {
        try RowSeal.seal(bytes, key: key.secret, table: table, keyColumns: keyColumns)
    }

    /// Opens the content of the row.
    ///
    /// - Throws: `CryptoError` when it was changed or belongs elsewhere.
    func open(_ sealed: [UInt8], key: SecretBox) throws -> [UInt8] {
        try RowSeal.open(sealed, key: key.secret, table: table, keyColumns: keyColumns)
    }
}
