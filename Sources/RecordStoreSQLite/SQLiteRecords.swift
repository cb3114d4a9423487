internal import CryptoPrimitives
internal import Foundation
internal import GRDB
internal import RecordStore
internal import Records

/// One transaction's view of the database; the reading and writing protocols are in extensions.
///
/// Each statement is prepared once a connection. GRDB's own conversion of `[UInt8]` would store
/// JSON text, so bytes go in and out as `Data`, here only.
struct SQLiteRecords {
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// Runs a query and reads its rows.
    func rows<Value>(
        _ sql: String, _ arguments: [any DatabaseValueConvertible] = [],
        _ decode: (Row) throws -> Value
    ) throws(RecordStoreError) -> [Value] {
        do {
            let statement = try database.cachedStatement(sql: sql)
            let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
            var values: [Value] = []
            while let row = try cursor.next() { values.append(try decode(row)) }
            return values
        } catch {
            throw RecordStoreError(error)
        }
    }

    /// Runs a query of one column of bytes; what `decode` refuses is damaged.
    func values<Value>(
        _ sql: String, _ arguments: [any DatabaseValueConvertible],
        _ decode: (Data) -> Value?
    ) throws(RecordStoreError) -> [Value] {
        do {
            let statement = try database.cachedStatement(sql: sql)
            let cursor = try Data.fetchCursor(
                statement, arguments: StatementArguments(arguments))
            var values: [Value] = []
            while let bytes = try cursor.next() {
                guard let value = decode(bytes) else { throw RecordStoreError.damaged }
                values.append(value)
            }
            return values
        } catch {
            throw RecordStoreError(error)
        }
    }

    /// Runs a query that gives one row or none.
    func row<Value>(
        _ sql: String, _ arguments: [any DatabaseValueConvertible] = [],
        _ decode: (Row) throws -> Value
    ) throws(RecordStoreError) -> Value? {
        do {
            let statement = try database.cachedStatement(sql: sql)
            let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
            guard let row = try cursor.next() else { return nil }
            let value = try decode(row)
            // A statement that is not run to its end would keep the transaction open.
            while try cursor.next() != nil {}
            return value
        } catch {
            throw RecordStoreError(error)
        }
    }

    /// Goes through the rows of a query; other queries may run meanwhile.
    func forEach(_ sql: String, _ body: (Row) throws -> Void) throws {
        do {
            let cursor = try Row.fetchCursor(try database.makeStatement(sql: sql))
            while let row = try cursor.next() { try body(row) }
        } catch let error as DatabaseError {
            throw RecordStoreError(error)
        } catch let error as RowDecodingError {
            throw RecordStoreError(error)
        }
    }

    /// Runs a statement.
    ///
    /// - Returns: The number of rows that it changed.
    @discardableResult
    func run(
        _ sql: String, _ arguments: [any DatabaseValueConvertible]
    ) throws(RecordStoreError) -> Int {
        do {
            let statement = try database.cachedStatement(sql: sql)
            try statement.execute(arguments: StatementArguments(arguments))
            return database.changesCount
        } catch {
            throw RecordStoreError(error)
        }
    }

    /// Runs a part of the transaction that is kept whole or not at all.
    func attempt<T>(_ body: () throws -> T) throws(RecordStoreError) -> Result<T, any Error> {
        try run("SAVEPOINT part", [])
        let result = Result { try body() }
        if case .failure(let error) = result {
            // SQLite ends some transactions by itself, such as when the disk is full.
            guard database.isInsideTransaction else { throw RecordStoreError(error) }
            try run("ROLLBACK TRANSACTION TO SAVEPOINT part", [])
        }
        try run("RELEASE SAVEPOINT part", [])
        return result
    }

    /// The row number of the last insertion.
    var lastRowNumber: Int64 { database.lastInsertedRowID }
}

extension Row {
    /// Reads a column of bytes.
    func bytes(_ column: Int) throws -> [UInt8] {
        // Copied once, from where the engine has them.
        try withUnsafeData(atIndex: column) { bytes in
            guard let bytes else { throw RecordStoreError.damaged }
            return Array(bytes)
        }
    }

    /// Reads a column that counts something.
    func number(_ column: Int) throws -> UInt64 {
        guard let number = UInt64(exactly: try decode(Int64.self, atIndex: column)) else {
            throw RecordStoreError.damaged
        }
        return number
    }

    /// Reads a column of 32 bytes.
    func digest(_ column: Int) throws -> Digest {
        guard let digest = Digest(try decode(Data.self, atIndex: column)) else {
            throw RecordStoreError.damaged
        }
        return digest
    }

    /// Reads a column of 16 bytes.
    func identifier<Subject>(_ column: Int) throws -> Identifier<Subject> {
        guard let identifier = Identifier<Subject>(try decode(Data.self, atIndex: column)) else {
            throw RecordStoreError.damaged
        }
        return identifier
    }
}

extension [UInt8] {
    /// The form in which GRDB stores bytes as bytes.
    var column: Data { Data(self) }
}

extension Digest {
    /// The form in which GRDB stores bytes as bytes.
    var column: Data { Data(bytes) }
}

extension Identifier {
    /// The form in which GRDB stores bytes as bytes.
    var column: Data { Data(bytes) }
}

extension UInt64 {
    /// SQLite counts to 2^63 - 1, and nothing that a vault counts comes near; but a number can come
    /// out of a message.
    var column: Int64 {
        get throws(RecordStoreError) {
            guard let number = Int64(exactly: self) else { throw .tooLarge }
            return number
        }
    }
}
