package import Records

/// Which wrap of a data key.
package struct WrapKey: Hashable, Sendable {
    /// The section.
    package let section: SectionID
    /// The number of the version.
    package let version: UInt64
    /// The grant under which the key is wrapped.
    package let grant: GrantID
    /// The epoch of the role key to which it is wrapped.
    package let roleEpoch: UInt64

    /// Names a wrap.
    package init(section: SectionID, version: UInt64, grant: GrantID, roleEpoch: UInt64) {
        self.section = section
        self.version = version
        self.grant = grant
        self.roleEpoch = roleEpoch
    }
}

/// A data key wrapped to one role key under one grant, with its wrapper's signature.
package struct WrapRow: Hashable, Sendable {
    /// Which wrap it is.
    package let key: WrapKey
    /// The sealed wrap.
    package let sealed: [UInt8]

    /// Makes a row.
    package init(key: WrapKey, sealed: [UInt8]) {
        self.key = key
        self.sealed = sealed
    }
}
