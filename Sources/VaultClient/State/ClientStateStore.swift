/// Keeps what a client remembers between runs: small blobs by name.
///
/// Names hold lower-case letters, digits and hyphens. What is secret in a blob is sealed before it
/// gets here, and what must not change is verified after it comes back.
package protocol ClientStateStore: Sendable {
    /// Reads a blob; `nil` when there is none.
    func load(_ name: String) throws -> [UInt8]?

    /// The names of all blobs that begin so, in any order.
    func names(startingWith prefix: String) throws -> [String]

    /// Replaces a blob as a whole: a crash leaves the old one or the new one.
    func save(_ bytes: [UInt8], as name: String) throws

    /// Replaces a blob that changes with every command: after a power cut an older one may be there,
    /// or an empty one.
    func saveWithoutFlush(_ bytes: [UInt8], as name: String) throws
}

extension ClientStateStore {
    package func saveWithoutFlush(_ bytes: [UInt8], as name: String) throws {
        try save(bytes, as: name)
    }
}
