internal import CryptoPrimitives
internal import GRDB
internal import RecordStore
internal import Records

/// Whole tables, for `doctor --deep` and backups.
extension SQLiteRecords {
    func forEachRow(of table: RecordTable, _ body: (RecordRow) throws -> Void) throws {
        switch table {
        case .meta:
            try forEach("SELECT key, value FROM vault_meta ORDER BY key") {
                let key = MetaKey(rawValue: try $0.decode(String.self, atIndex: 0))
                try body(.meta(key, try $0.bytes(1)))
            }
        case .object:
            try forEach("SELECT hash, bytes FROM object ORDER BY hash") {
                let bytes = try $0.bytes(1)
                guard Digest(hashing: bytes) == (try $0.digest(0)) else {
                    throw RecordStoreError.damaged
                }
                try body(.object(bytes))
            }
        case .statement:
            try forEach(StatementRow.query + "ORDER BY chain, sequence") {
                try body(.statement(try StatementRow($0)))
            }
        case .version:
            try forEach(VersionRow.query + "ORDER BY dossier, section, version") {
                let row = try VersionRow($0)
                guard let content = try content(of: row.key) else { throw RecordStoreError.damaged }
                try body(.version(row, content: content))
            }
        case .wrap:
            try forEach(WrapRow.query + "ORDER BY section, version, grant_id, role_epoch") {
                try body(.wrap(try WrapRow($0)))
            }
        case .notice:
            try forEach(NoticeRow.query + "ORDER BY recipient, id") {
                try body(.notice(try NoticeRow($0)))
            }
        case .finding:
            try forEach(FindingRow.query + "ORDER BY tag, dossier") {
                try body(.finding(try FindingRow($0)))
            }
        case .roleKeyCopy:
            try forEach(RoleKeyCopyRow.query + "ORDER BY role_key, member") {
                try body(.roleKeyCopy(try RoleKeyCopyRow($0)))
            }
        case .ending:
            try forEach(EndingRow.query + "ORDER BY id") { try body(.ending(try EndingRow($0))) }
        case .tail, .bundle, .kept, .tile, .detail, .actor, .subject, .request, .logState:
            try forEachLogRow(of: table, body)
        }
    }

    private func forEachLogRow(
        of table: RecordTable, _ body: (RecordRow) throws -> Void
    ) throws {
        switch table {
        case .tail:
            try forEach(TailEntry.query + "ORDER BY idx") { try body(.tail(try TailEntry($0))) }
        case .bundle:
            try forEach("SELECT n, bytes FROM log_bundle ORDER BY n") {
                try body(.bundle(try $0.number(0), try $0.bytes(1)))
            }
        case .kept:
            try forEach("SELECT idx, leaf FROM log_kept ORDER BY idx") {
                try body(.kept(try $0.number(0), try $0.bytes(1)))
            }
        case .tile:
            try forEach("SELECT level, n, hashes FROM log_tile ORDER BY level, n") {
                guard let level = Int(exactly: try $0.number(0)), level < 64 else {
                    throw RecordStoreError.damaged
                }
                let position = TilePosition(level: level, number: try $0.number(1))
                try body(.tile(position, try $0.bytes(2)))
            }
        case .detail:
            try forEach(DetailRow.query + "ORDER BY idx") { try body(.detail(try DetailRow($0))) }
        case .actor:
            try forEach("SELECT tag, idx FROM log_actor ORDER BY tag, idx") {
                try body(.actor(try $0.bytes(0), try $0.number(1)))
            }
        case .subject:
            try forEach("SELECT tag, idx FROM log_subject ORDER BY tag, idx") {
                try body(.subject(try $0.bytes(0), try $0.number(1)))
            }
        case .request:
            try forEach(RequestRow.query + "ORDER BY tag") {
                try body(.request(try RequestRow($0)))
            }
        case .logState:
            try forEach(LogState.query) { try body(.logState(try LogState($0))) }
        default: preconditionFailure("not a table of the log")
        }
    }
}

extension RecordTable {
    /// The table's name in SQL.
    var sqlName: String {
        switch self {
        case .meta: "vault_meta"
        case .object: "object"
        case .statement: "statement"
        case .version: "version"
        case .wrap: "wrap"
        case .tail: "log_tail"
        case .bundle: "log_bundle"
        case .kept: "log_kept"
        case .tile: "log_tile"
        case .detail: "log_detail"
        case .actor: "log_actor"
        case .subject: "log_subject"
        case .request: "request"
        case .notice: "notice"
        case .finding: "finding"
        case .roleKeyCopy: "role_key_copy"
        case .ending: "ending"
        case .logState: "log_state"
        }
    }
}
