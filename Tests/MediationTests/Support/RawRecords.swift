import Foundation
import GRDB
import RecordStoreSQLite
import VaultFixture

/// The database as someone has it who can write its file: no mediator, no keys, any SQL.
struct RawRecords {
    private let queue: DatabaseQueue

    init(_ vault: TestVault) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            // Whoever changes the file is not held by what the schema asks.
            try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
        }
        let path = vault.directory.appending(path: "vault/\(SQLiteRecordStore.fileName)").path
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    func close() throws { try queue.close() }

    /// Runs statements; gives how many rows the last one changed.
    @discardableResult
    func run(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
        try queue.write { database in
            try database.execute(sql: sql, arguments: arguments)
            return database.changesCount
        }
    }

    func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try queue.read { try Row.fetchAll($0, sql: sql, arguments: arguments) }
    }

    func bytes(_ sql: String, _ arguments: StatementArguments = []) throws -> [[UInt8]] {
        try rows(sql, arguments).map { Array($0[0] as Data) }
    }

    func count(_ table: String) throws -> Int {
        try rows("SELECT count(*) FROM \(table)").first.map { $0[0] } ?? 0
    }

    /// The tables that the file has, from its own schema.
    func tables() throws -> [String] {
        try rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").map { $0[0] }
    }

    /// The columns of a table, from the schema.
    func columns(of table: String) throws -> [String] {
        try rows("SELECT name FROM pragma_table_info(?)", [table]).map { $0[0] }
    }

    /// Replaces one value of one row, which all its values together name.
    ///
    /// - Returns: Whether there was such a row, and no other of the same key.
    func replace(
        _ column: String, of row: Row, in table: String, with value: DatabaseValue
    ) throws -> Bool {
        let condition = row.columnNames.map { "\"\($0)\" IS ?" }.joined(separator: " AND ")
        do {
            return try run(
                "UPDATE \"\(table)\" SET \"\(column)\" = ? WHERE \(condition)",
                StatementArguments([value] + Array(row.databaseValues))) == 1
        } catch let error as DatabaseError
            where error.resultCode == .SQLITE_CONSTRAINT || error.resultCode == .SQLITE_MISMATCH
        {
            return false
        }
    }
}

extension Row {
    /// The row with one value replaced.
    func replacing(_ column: String, with value: DatabaseValue) -> Row {
        Row(
            Dictionary(
                uniqueKeysWithValues: zip(columnNames, databaseValues).map { name, old in
                    (name, (name == column ? value : old) as (any DatabaseValueConvertible)?)
                }))
    }
}
