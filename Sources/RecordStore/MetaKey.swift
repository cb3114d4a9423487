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
    /// The assurance level.
    package static let level = Self(rawValue: "level")
}
