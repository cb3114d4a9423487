/// The name of a fact about the vault as a whole.
package struct MetaKey: RawRepresentable, Hashable, Sendable {
    /// The name in the table: printable ASCII.
    package let rawValue: String

    /// Takes a name.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// The version of what the mediator stores in rows, as text; the engine keeps its own.
    package static let format = Self(rawValue: "format")
    /// The signed founding statement, whose hash names the vault.
    package static let founding = Self(rawValue: "founding")
    /// The entries that say that an erasure is done.
    package static let erasures = Self(rawValue: "erasures")
    /// The first entry that is kept: those before it were pruned, 8 bytes, big endian.
    package static let minimumIndex = Self(rawValue: "minimum-index")
    /// The assurance level.
    package static let level = Self(rawValue: "level")
}
