internal import Foundation
internal import GRDB
package import RecordStore
internal import Synchronization

/// A record store in one SQLite file, without a server.
///
/// Write-ahead log with `synchronous=FULL`, so that a commit is one flush to stable storage and is
/// there after a power cut; `secure_delete`, so that deleted bytes are overwritten with zeros.
/// Writers of all processes take turns by a lock of their own, because SQLite's waiting is not
/// fair: see ``TurnLock``.
///
/// The directory (mode 0700) holds `records.sqlite`, its `-wal` and `-shm` while it is in use, and
/// `store.lock`, which is always empty (all mode 0600).
package final class SQLiteRecordStore: RecordStore {
    private let file: StoreFile
    private let turns: TurnLock
    private let queue: DatabaseQueue
    private let isClosed = Mutex(false)
    /// Whether a commit failed on the disk: what is on stable storage is then not known.
    private let isFailed = Mutex(false)
    /// Whether the journal's name is on stable storage.
    private let isNamed = Mutex(false)

    /// The name of the database in its directory.
    package static let fileName = "records.sqlite"

    /// Opens the store of a directory.
    ///
    /// - Parameter directory: The directory; it is not created.
    /// - Throws: ``RecordStoreError``.
    package convenience init(opening directory: String) throws(RecordStoreError) {
        let file = StoreFile(directory: directory)
        try file.checkPresence()
        try self.init(file)
        do throws(RecordStoreError) {
            try bringUpToDate(from: try queue.formatVersion())
        } catch {
            try? close()
            throw error
        }
    }

    /// Creates a store, and the directory where it is missing.
    ///
    /// - Parameter directory: The directory; what is above it must exist.
    /// - Throws: ``RecordStoreError/storeExists`` when there is one, or another
    ///   ``RecordStoreError``.
    package convenience init(creating directory: String) throws(RecordStoreError) {
        let file = StoreFile(directory: directory)
        try file.create()
        try self.init(file)
        do throws(RecordStoreError) {
            try bringUpToDate(from: 0)
            try file.makeDurable()
        } catch {
            try? close()
            throw error
        }
    }

    private init(_ file: StoreFile) throws(RecordStoreError) {
        self.file = file
        turns = TurnLock(path: file.lockPath)
        let leftBehind = file.hasLargeJournal
        do {
            queue = try DatabaseQueue(path: file.path, configuration: .durable)
        } catch {
            throw file.explain(error)
        }
        do throws(RecordStoreError) {
            try queue.makeDurable()
        } catch {
            try? queue.close()
            throw error
        }
        // Processes that are killed leave a journal that the next ones only make longer.
        if leftBehind, let turn = turns.takeIfFree() {
            try? queue.truncateJournal()
            turn.end()
        }
    }

    package func read<T>(_ body: (any RecordReading) throws -> T) throws -> T {
        try checkOpen()
        return try mappingErrors {
            try queue.unsafeRead { database in
                try database.within("BEGIN DEFERRED TRANSACTION", failing: isFailed) {
                    try body(SQLiteRecords(database))
                }
            }
        }
    }

    package func write<T>(_ body: (any RecordWriting) throws -> T) throws -> T {
        try checkOpen()
        try nameJournal()
        return try mappingErrors {
            try queue.writeWithoutTransaction { database in
                let turn = try turns.take()
                defer { turn.end() }
                return try database.within("BEGIN IMMEDIATE TRANSACTION", failing: isFailed) {
                    try body(SQLiteRecords(database))
                }
            }
        }
    }

    package func scrub() throws {
        try checkOpen()
        let turn = try turns.take()
        defer { turn.end() }
        try queue.truncateJournal()
    }

    /// The settings that are in force, as SQLite reports them.
    package struct Settings: Hashable, Sendable {
        /// 2 is FULL: a commit returns when it is on stable storage.
        package let synchronous: Int
        /// Whether deleted bytes are overwritten with zeros.
        package let secureDelete: Bool
        /// `wal`.
        package let journalMode: String
        /// The version of the schema.
        package let format: Int
    }

    /// Reads the settings back.
    package func settings() throws -> Settings {
        try checkOpen()
        return try queue.settings()
    }

    /// Goes through every page of the file, for `doctor --deep`.
    ///
    /// - Throws: ``RecordStoreError/damaged`` when trees or indices contradict each other, or the
    ///   list of migrations is not that of the format. Changed
    ///   bytes within a row are not seen here, but where the row is opened.
    package func checkPages() throws {
        try checkOpen()
        try mappingErrors {
            try queue.read { database in
                let migrator = SQLiteSchema.migrator
                guard
                    try String.fetchAll(database, sql: "PRAGMA integrity_check(1)") == ["ok"],
                    try migrator.appliedIdentifiers(database) == Set(migrator.migrations)
                else { throw RecordStoreError.damaged }
            }
        }
    }

    package func close() throws {
        let wasClosed = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return isClosed
        }
        guard !wasClosed else { return }
        try mappingErrors { try queue.close() }
    }

    private func checkOpen() throws(RecordStoreError) {
        guard !isClosed.withLock({ $0 }) else { throw .closed }
        // A system that could not flush may say at the next flush that all is well. Closing drops
        // what was not committed; the next opening starts from what the files hold.
        guard !isFailed.withLock({ $0 }) else { throw .inputOutput }
    }

    /// Flushes the directory once, after the opening made the journal in it: SQLite does so too, but
    /// lets pass that it failed, and a journal without a name would be lost with its commits.
    private func nameJournal() throws(RecordStoreError) {
        guard !isNamed.withLock({ $0 }) else { return }
        try file.flushDirectory()
        isNamed.withLock { $0 = true }
    }

    private func bringUpToDate(from version: Int) throws(RecordStoreError) {
        guard version != SQLiteSchema.version else { return }
        guard version < SQLiteSchema.version else { throw .newerFormat }
        let turn = try turns.take()
        defer { turn.end() }
        do { try SQLiteSchema.migrator.migrate(queue) } catch { throw RecordStoreError(error) }
    }

    private func mappingErrors<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as DatabaseError { throw RecordStoreError(error) }
    }
}

extension Configuration {
    /// The settings that GRDB makes; those that it undoes come after opening.
    fileprivate static var durable: Self {
        var configuration = Self()
        configuration.foreignKeysEnabled = false
        // Another program that holds the file, and the moment when a last user closes it.
        configuration.busyMode = .timeout(10)
        configuration.label = "records"
        return configuration
    }
}

extension Database {
    /// Runs `body` in a transaction.
    ///
    /// GRDB's own transactions parse their statements each time, and those that read set and reset
    /// a pragma: more work than a read of ours has in all.
    ///
    /// - Parameters:
    ///   - begin: The statement that begins it.
    ///   - isFailed: Is set when the disk fails the commit.
    ///   - body: What is done in it.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` or the engine throws; nothing is then done.
    fileprivate func within<T>(
        _ begin: String, failing isFailed: borrowing Mutex<Bool>, _ body: () throws -> T
    ) throws -> T {
        try cachedStatement(sql: begin).execute()
        do {
            let result = try body()
            do {
                try cachedStatement(sql: "COMMIT TRANSACTION").execute()
            } catch  where RecordStoreError(error) == .inputOutput {
                isFailed.withLock { $0 = true }
                throw error
            }
            return result
        } catch {
            // SQLite ends some transactions by itself, such as when the disk is full.
            if isInsideTransaction { try? execute(sql: "ROLLBACK TRANSACTION") }
            throw error
        }
    }
}

extension DatabaseQueue {
    /// Sets what makes a commit durable and a deletion real, and reads it back.
    fileprivate func makeDurable() throws(RecordStoreError) {
        do {
            try inDatabase { database in
                try database.execute(
                    sql: """
                        PRAGMA synchronous = FULL;
                        PRAGMA secure_delete = ON;
                        PRAGMA trusted_schema = OFF;
                        """)
                guard try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL") == "wal"
                else { throw RecordStoreError.notDurable }
            }
        } catch {
            throw RecordStoreError(error)
        }
        let settings = try settings()
        guard settings.synchronous == 2, settings.secureDelete else { throw .notDurable }
    }

    fileprivate func settings() throws(RecordStoreError) -> SQLiteRecordStore.Settings {
        do {
            return try inDatabase { database in
                SQLiteRecordStore.Settings(
                    synchronous: try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? 0,
                    secureDelete: try Int.fetchOne(database, sql: "PRAGMA secure_delete") == 1,
                    journalMode: try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "",
                    format: try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0)
            }
        } catch {
            throw RecordStoreError(error)
        }
    }

    /// The version of the schema.
    fileprivate func formatVersion() throws(RecordStoreError) -> Int {
        do {
            return try inDatabase { database in
                guard
                    try Int.fetchOne(database, sql: "PRAGMA application_id")
                        == SQLiteSchema.applicationID,
                    let version = try Int.fetchOne(database, sql: "PRAGMA user_version")
                else { throw RecordStoreError.notAStore }
                return version
            }
        } catch {
            throw RecordStoreError(error)
        }
    }

    /// Moves the journal into the database and cuts it to nothing.
    fileprivate func truncateJournal() throws(RecordStoreError) {
        do {
            try inDatabase { database in
                let row = try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                guard try row?.decode(Int.self, atIndex: 0) == 0 else {
                    throw RecordStoreError.busy
                }
            }
        } catch {
            throw RecordStoreError(error)
        }
    }
}
