package import Records

/// An ending of grants: logged and not yet confirmed, so that start-up resumes it, or due later.
package struct EndingRow: Hashable, Sendable {
    /// 16 bytes, random.
    package let id: [UInt8]
    /// What ends, sealed.
    package let sealed: [UInt8]
    /// The index of the entry on which it rests.
    package let startedLogIndex: UInt64
    /// The moment from which on it is to be carried out.
    package let due: Instant

    /// Makes a row; `id` has 16 bytes.
    package init(id: [UInt8], sealed: [UInt8], startedLogIndex: UInt64, due: Instant) {
        precondition(id.count == 16, "an ending is named by 16 bytes")
        self.id = id
        self.sealed = sealed
        self.startedLogIndex = startedLogIndex
        self.due = due
    }
}
