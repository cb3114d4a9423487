package import CryptoPrimitives
package import Records
package import TransparencyLog

/// An entry of the log as it is reviewed, reported and exported: the line, its place in the tree,
/// and what the vault knows of the access without telling of whom.
package struct AuditRow: Hashable, Sendable {
    /// The position in the log, from 0.
    package let index: UInt64
    /// The leaf hash (RFC 6962, section 2.1); with the index it lets anyone prove the row.
    package let leafHash: Digest
    /// What the entry says, with the tags of the series in which it was read.
    package let entry: LogEntry
    /// What the vault knows of the access.
    package let facts: AccessFacts

    /// Takes a row.
    package init(index: UInt64, leafHash: Digest, entry: LogEntry, facts: AccessFacts) {
        self.index = index
        self.leafHash = leafHash
        self.entry = entry
        self.facts = facts
    }

    /// Reads a row that the mediator sent; `nil` when its line is not one of the log's form.
    package init?(_ row: AuditEntry) {
        guard let entry = try? LogEntry(line: row.line) else { return nil }
        self.init(index: row.index, leafHash: row.leafHash, entry: entry, facts: row.facts)
    }
}
