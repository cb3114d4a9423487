/// An ending of grants that is logged and not yet confirmed: start-up resumes it.
package struct EndingRow: Hashable, Sendable {
    /// 16 bytes, random.
    package let id: [UInt8]
    /// What ends, sealed.
    package let sealed: [UInt8]
    /// The index of the entry that ends it.
    package let startedLogIndex: UInt64

    /// Makes a row; `id` has 16 bytes.
    package init(id: [UInt8], sealed: [UInt8], startedLogIndex: UInt64) {
        precondition(id.count == 16, "an ending is named by 16 bytes")
        self.id = id
        self.sealed = sealed
        self.startedLogIndex = startedLogIndex
    }
}
