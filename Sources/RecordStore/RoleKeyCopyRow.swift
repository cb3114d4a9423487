package import Records

/// The secret half of a role key, sealed to one member.
package struct RoleKeyCopyRow: Hashable, Sendable {
    /// The public half: 32 bytes.
    package let roleKey: [UInt8]
    /// Who can open it.
    package let member: MemberID
    /// The sealed secret half.
    package let sealed: [UInt8]

    /// Makes a row; `roleKey` has 32 bytes.
    package init(roleKey: [UInt8], member: MemberID, sealed: [UInt8]) {
        precondition(roleKey.count == 32, "a role key has 32 bytes")
        self.roleKey = roleKey
        self.member = member
        self.sealed = sealed
    }
}
