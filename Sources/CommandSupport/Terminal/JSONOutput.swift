/// The form of all JSON output.
package enum JSONOutput {
    /// Rises when a member changes its meaning or goes away; new members do not raise it.
    package static let schemaVersion: Int64 = 1

    /// An object with the schema version first.
    package static func object(_ members: [(String, JSONValue)]) -> JSONValue {
        .object([("schemaVersion", .integer(schemaVersion))] + members)
    }
}
