/// A member of a JSON object: a name and what it is.
package struct JSONMember: Hashable, Sendable {
    /// The name.
    package let name: String
    /// The value.
    package let value: JSONValue

    /// Joins a name and a value.
    package init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.name == right.name && left.value.compactText == right.value.compactText
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(value.compactText)
    }
}
