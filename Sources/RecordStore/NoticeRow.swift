package import Records

/// A notice for one person, sealed to that person.
package struct NoticeRow: Hashable, Sendable {
    /// Who reads it.
    package let recipient: MemberID
    /// 16 bytes, time-ordered.
    package let id: [UInt8]
    /// The sealed notice.
    package let sealed: [UInt8]
    /// The index of the entry that it is about.
    package let logIndex: UInt64

    /// Makes a row; `id` has 16 bytes.
    package init(recipient: MemberID, id: [UInt8], sealed: [UInt8], logIndex: UInt64) {
        precondition(id.count == 16, "a notice is named by 16 bytes")
        self.recipient = recipient
        self.id = id
        self.sealed = sealed
        self.logIndex = logIndex
    }
}
