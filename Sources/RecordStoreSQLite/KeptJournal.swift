internal import GRDB
internal import Glibc

extension DatabaseQueue {
    /// Leaves the journal where it is when this connection closes: the next one reads it again.
    ///
    /// SQLite would move it into the database. Where the setting cannot be made it does so: that is
    /// slower and as safe.
    func keepJournal() {
        typealias Function =
            @convention(c) (OpaquePointer?, Int32, Int32, UnsafeMutablePointer<Int32>?) -> Int32
        // SAFETY: `sqlite3_db_config` takes an `int` and an `int *` after this setting. It is declared
        // with an ellipsis, which Swift cannot call; on Linux such arguments travel as fixed ones do.
        guard let symbol = unsafe dlsym(nil, "sqlite3_db_config") else { return }
        let function = unsafe unsafeBitCast(symbol, to: Function.self)
        inDatabase { database in
            // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE
            _ = unsafe function(database.sqliteConnection, 1006, 1, nil)
        }
    }
}
