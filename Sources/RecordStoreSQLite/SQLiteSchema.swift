internal import GRDB

/// The tables, as `docs/formats/record-store.md` describes them, and how older files reach them.
///
/// All tables are `STRICT`, so that SQLite refuses a text where bytes belong. Those whose rows stay
/// below about 1,000 bytes are `WITHOUT ROWID`: one tree instead of two; larger rows would waste
/// pages there.
enum SQLiteSchema {
    /// What `PRAGMA user_version` says in a file of this version.
    static let version = 2

    /// What `PRAGMA application_id` says: the letters `klui`.
    static let applicationID = 0x6b6c_7569

    /// How many bytes of content one row holds; larger content is kept in pieces of this size, so
    /// that a part can be read without the whole.
    static let pieceSize = 64 << 10

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: statements)
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            try database.execute(sql: "PRAGMA user_version = 1")
        }
        migrator.registerMigration("2", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: keptEntries)
            try database.execute(sql: "PRAGMA user_version = 2")
        }
        return migrator
    }

    private static let keptEntries = """
        CREATE TABLE log_kept (
            idx INTEGER PRIMARY KEY CHECK (idx >= 0),
            leaf BLOB NOT NULL
        ) STRICT;
        """

    private static let statements = """
        CREATE TABLE vault_meta (
            key TEXT NOT NULL PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT;
        CREATE TABLE object (
            hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE statement (
            chain BLOB NOT NULL CHECK (length(chain) = 16),
            sequence INTEGER NOT NULL CHECK (sequence >= 0),
            log_index INTEGER NOT NULL CHECK (log_index >= 0),
            link BLOB NOT NULL CHECK (length(link) = 32),
            sealed BLOB NOT NULL,
            PRIMARY KEY (chain, sequence)
        ) STRICT;
        CREATE TABLE version (
            id INTEGER PRIMARY KEY,
            dossier BLOB NOT NULL CHECK (length(dossier) = 16),
            section BLOB NOT NULL CHECK (length(section) = 16),
            version INTEGER NOT NULL CHECK (version >= 0),
            log_index INTEGER NOT NULL CHECK (log_index >= 0),
            size INTEGER NOT NULL CHECK (size >= 0),
            manifest BLOB NOT NULL,
            content BLOB NOT NULL,
            UNIQUE (dossier, section, version)
        ) STRICT;
        CREATE TABLE content_piece (
            version_id INTEGER NOT NULL,
            piece INTEGER NOT NULL CHECK (piece > 0),
            bytes BLOB NOT NULL,
            PRIMARY KEY (version_id, piece)
        ) STRICT;
        CREATE TABLE wrap (
            section BLOB NOT NULL CHECK (length(section) = 16),
            version INTEGER NOT NULL CHECK (version >= 0),
            grant_id BLOB NOT NULL CHECK (length(grant_id) = 16),
            role_epoch INTEGER NOT NULL CHECK (role_epoch >= 0),
            sealed BLOB NOT NULL,
            PRIMARY KEY (section, version, grant_id, role_epoch)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX wrap_by_grant ON wrap (grant_id);
        CREATE TABLE log_tail (
            idx INTEGER PRIMARY KEY CHECK (idx >= 0),
            leaf BLOB NOT NULL,
            hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT;
        CREATE TABLE log_bundle (
            n INTEGER PRIMARY KEY CHECK (n >= 0),
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE log_tile (
            level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 63),
            n INTEGER NOT NULL CHECK (n >= 0),
            hashes BLOB NOT NULL CHECK (length(hashes) % 32 = 0 AND length(hashes) <= 8192),
            PRIMARY KEY (level, n)
        ) STRICT;
        CREATE TABLE log_state (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            size INTEGER NOT NULL CHECK (size >= 0),
            frontier BLOB NOT NULL CHECK (length(frontier) % 32 = 0),
            checkpoint BLOB NOT NULL
        ) STRICT;
        CREATE TABLE log_detail (
            idx INTEGER PRIMARY KEY CHECK (idx >= 0),
            chain BLOB NOT NULL CHECK (length(chain) = 16),
            sealed BLOB NOT NULL
        ) STRICT;
        CREATE INDEX log_detail_by_chain ON log_detail (chain);
        CREATE TABLE log_actor (
            tag BLOB NOT NULL,
            idx INTEGER NOT NULL CHECK (idx >= 0),
            PRIMARY KEY (tag, idx)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE log_subject (
            tag BLOB NOT NULL,
            idx INTEGER NOT NULL CHECK (idx >= 0),
            PRIMARY KEY (tag, idx)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE request (
            tag BLOB NOT NULL PRIMARY KEY,
            log_index INTEGER NOT NULL CHECK (log_index >= 0),
            expires INTEGER NOT NULL,
            proof BLOB NOT NULL CHECK (length(proof) = 32)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX request_by_expiry ON request (expires);
        CREATE TABLE notice (
            recipient BLOB NOT NULL CHECK (length(recipient) = 16),
            id BLOB NOT NULL CHECK (length(id) = 16),
            log_index INTEGER NOT NULL CHECK (log_index >= 0),
            sealed BLOB NOT NULL,
            PRIMARY KEY (recipient, id)
        ) STRICT;
        CREATE TABLE finding (
            tag BLOB NOT NULL,
            dossier BLOB NOT NULL CHECK (length(dossier) = 16),
            proof BLOB NOT NULL CHECK (length(proof) = 32),
            PRIMARY KEY (tag, dossier)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX finding_by_dossier ON finding (dossier);
        CREATE TABLE role_key_copy (
            role_key BLOB NOT NULL CHECK (length(role_key) = 32),
            member BLOB NOT NULL CHECK (length(member) = 16),
            sealed BLOB NOT NULL,
            PRIMARY KEY (role_key, member)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX role_key_copy_by_member ON role_key_copy (member);
        CREATE TABLE ending (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            started_log_index INTEGER NOT NULL CHECK (started_log_index >= 0),
            due INTEGER NOT NULL,
            sealed BLOB NOT NULL
        ) STRICT;
        CREATE INDEX ending_by_due ON ending (due);
        """
}
