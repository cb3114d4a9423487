internal import CryptoPrimitives
internal import GRDB
internal import RecordStore
internal import Records

// How each row is selected and read; a row that cannot be what was written is damage.

extension Row {
    /// Reads a column of 16 bytes that has no type of its own.
    fileprivate func name(_ column: Int, count: Int = 16) throws -> [UInt8] {
        let bytes = try bytes(column)
        guard bytes.count == count else { throw RecordStoreError.damaged }
        return bytes
    }
}

extension StatementRow {
    static let query = "SELECT chain, sequence, link, sealed, log_index FROM statement "

    init(_ row: Row) throws {
        self.init(
            chain: try row.name(0), sequence: try row.number(1), link: try row.digest(2),
            sealed: try row.bytes(3), logIndex: try row.number(4))
    }
}

extension VersionRow {
    static let query = "SELECT dossier, section, version, manifest, log_index, size FROM version "

    init(_ row: Row) throws {
        let key = VersionKey(
            dossier: try row.identifier(0), section: try row.identifier(1),
            version: try row.number(2))
        self.init(
            key: key, manifest: try row.bytes(3), logIndex: try row.number(4),
            contentSize: Int(try row.number(5)))
    }
}

extension WrapRow {
    static let query = "SELECT section, version, grant_id, role_epoch, sealed FROM wrap "

    init(_ row: Row) throws {
        let key = WrapKey(
            section: try row.identifier(0), version: try row.number(1),
            grant: try row.identifier(2), roleEpoch: try row.number(3))
        self.init(key: key, sealed: try row.bytes(4))
    }
}

extension TailEntry {
    static let query = "SELECT idx, leaf, hash FROM log_tail "

    init(_ row: Row) throws {
        self.init(index: try row.number(0), leaf: try row.bytes(1), hash: try row.digest(2))
    }
}

extension LogState {
    static let query = "SELECT size, frontier, checkpoint FROM log_state WHERE id = 1"

    init(_ row: Row) throws {
        let roots = try row.bytes(1)
        let frontier = stride(from: 0, to: roots.count, by: Digest.byteCount).compactMap {
            Digest(roots[$0...].prefix(Digest.byteCount))
        }
        guard frontier.count * Digest.byteCount == roots.count else {
            throw RecordStoreError.damaged
        }
        self.init(size: try row.number(0), frontier: frontier, checkpoint: try row.bytes(2))
    }
}

extension DetailRow {
    static let query = "SELECT idx, chain, sealed FROM log_detail "

    init(_ row: Row) throws {
        self.init(index: try row.number(0), chain: try row.name(1), sealed: try row.bytes(2))
    }
}

extension RequestRow {
    static let query = "SELECT tag, log_index, expires, proof FROM request "

    init(_ row: Row) throws {
        self.init(
            tag: try row.bytes(0), logIndex: try row.number(1),
            expires: Instant(seconds: try row.decode(Int64.self, atIndex: 2)),
            proof: try row.name(3, count: 32))
    }
}

extension FindingRow {
    static let query = "SELECT tag, dossier, proof FROM finding "

    init(_ row: Row) throws {
        self.init(
            tag: try row.bytes(0), dossier: try row.identifier(1),
            proof: try row.name(2, count: 32))
    }
}

extension NoticeRow {
    static let query = "SELECT recipient, id, sealed, log_index FROM notice "

    init(_ row: Row) throws {
        self.init(
            recipient: try row.identifier(0), id: try row.name(1), sealed: try row.bytes(2),
            logIndex: try row.number(3))
    }
}

extension RoleKeyCopyRow {
    static let query = "SELECT role_key, member, sealed FROM role_key_copy "

    init(_ row: Row) throws {
        self.init(
            roleKey: try row.name(0, count: 32), member: try row.identifier(1),
            sealed: try row.bytes(2))
    }
}

extension EndingRow {
    static let query = "SELECT id, sealed, started_log_index, due FROM ending "

    init(_ row: Row) throws {
        self.init(
            id: try row.name(0), sealed: try row.bytes(1), startedLogIndex: try row.number(2),
            due: Instant(seconds: try row.decode(Int64.self, atIndex: 3)))
    }
}
