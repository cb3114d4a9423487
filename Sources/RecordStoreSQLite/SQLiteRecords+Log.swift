internal import CryptoPrimitives
internal import GRDB
internal import RecordStore
internal import Records

/// The questions about the log.
extension SQLiteRecords {
    func logState() throws(RecordStoreError) -> LogState? {
        try row(LogState.query, [], LogState.init)
    }

    func tail(from index: UInt64) throws(RecordStoreError) -> [TailEntry] {
        try rows(
            TailEntry.query + "WHERE idx >= ? ORDER BY idx", [try index.column], TailEntry.init)
    }

    func tailEntry(_ index: UInt64) throws(RecordStoreError) -> TailEntry? {
        try row(TailEntry.query + "WHERE idx = ?", [try index.column], TailEntry.init)
    }

    func tailHashes(from index: UInt64) throws(RecordStoreError) -> [Digest] {
        // Every proof reads these rows: as values of one column they come faster than as rows.
        try values("SELECT hash FROM log_tail WHERE idx >= ? ORDER BY idx", [try index.column]) {
            Digest($0)
        }
    }

    func bundle(_ number: UInt64) throws(RecordStoreError) -> [UInt8]? {
        try row("SELECT bytes FROM log_bundle WHERE n = ?", [try number.column]) {
            try $0.bytes(0)
        }
    }

    func keptLeaf(_ index: UInt64) throws(RecordStoreError) -> [UInt8]? {
        try row("SELECT leaf FROM log_kept WHERE idx = ?", [try index.column]) {
            try $0.bytes(0)
        }
    }

    func claimedEntries(below index: UInt64) throws(RecordStoreError) -> [UInt64] {
        let sources = [
            "SELECT log_index AS idx FROM statement", "SELECT log_index FROM version",
            "SELECT started_log_index FROM ending", "SELECT log_index FROM notice",
        ]
        return try rows(
            "SELECT DISTINCT idx FROM (\(sources.joined(separator: " UNION ALL "))) "
                + "WHERE idx < ? ORDER BY idx", [try index.column]
        ) { try $0.number(0) }
    }

    func tile(_ position: TilePosition) throws(RecordStoreError) -> [UInt8]? {
        try row(
            "SELECT hashes FROM log_tile WHERE level = ? AND n = ?",
            [position.level, try position.number.column]
        ) { try $0.bytes(0) }
    }

    func detail(_ index: UInt64) throws(RecordStoreError) -> DetailRow? {
        try row(DetailRow.query + "WHERE idx = ?", [try index.column], DetailRow.init)
    }

    func entries(actor tag: [UInt8], _ page: LogPage) throws(RecordStoreError) -> [UInt64] {
        try entries("log_actor", "tag", tag, page)
    }

    func entries(subject tag: [UInt8], _ page: LogPage) throws(RecordStoreError) -> [UInt64] {
        try entries("log_subject", "tag", tag, page)
    }

    func entries(chain: [UInt8], _ page: LogPage) throws(RecordStoreError) -> [UInt64] {
        try entries("log_detail", "chain", chain, page)
    }

    func request(_ tag: [UInt8]) throws(RecordStoreError) -> RequestRow? {
        try row(RequestRow.query + "WHERE tag = ?", [tag.column], RequestRow.init)
    }

    private func entries(
        _ table: String, _ column: String, _ value: [UInt8], _ page: LogPage
    ) throws(RecordStoreError) -> [UInt64] {
        switch page {
        case .ascending(let after, let limit):
            try rows(
                "SELECT idx FROM \(table) WHERE \(column) = ? AND idx > ? ORDER BY idx LIMIT ?",
                [value.column, try after?.column ?? -1, limit]
            ) { try $0.number(0) }
        case .descending(let before, let limit):
            try rows(
                """
                SELECT idx FROM \(table) WHERE \(column) = ? AND idx < ?
                ORDER BY idx DESC LIMIT ?
                """, [value.column, try before?.column ?? Int64.max, limit]
            ) { try $0.number(0) }
        }
    }
}
