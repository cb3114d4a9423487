internal import VaultClient

/// What clients remember, as files of mode 0600 that are replaced in one step.
///
/// There may be many, so no command but those that list everything goes through their directory.
package struct FileStateStore: ClientStateStore {
    private let directory: String
    /// The largest blob that is read: 256 MiB.
    private static let maximumSize = 256 << 20

    /// Where new content is written until it is whole.
    private var aside: String { "\(directory)/aside" }

    /// Takes a directory; it is made at the first save.
    package init(directory: String) { self.directory = directory }

    package func load(_ name: String) throws -> [UInt8]? {
        do throws(FileFailure) {
            return try Files.read(path(of: name), limit: Self.maximumSize)
        } catch {
            if error.kind == .missing { return nil }
            throw error
        }
    }

    package func names(startingWith prefix: String) throws -> [String] {
        do throws(FileFailure) {
            return try Files.names(in: directory).filter { $0.hasPrefix(prefix) }
        } catch {
            if error.kind == .missing { return [] }
            throw error
        }
    }

    package func save(_ bytes: [UInt8], as name: String) throws {
        do throws(FileFailure) {
            try Files.makeDirectory(aside)
            Files.removeLeftovers(in: aside)
            try Files.write(bytes, to: path(of: name), aside: aside)
        } catch {
            // What an answer says is kept before it is used, so the act itself may be done.
            let failure = error.asCommandFailure
            throw CommandFailure(
                failure.status, failure.message,
                hints: failure.hints + [
                    "whether the act was done, `kluis log mine` and `kluis history` tell"
                ])
        }
    }

    package func saveWithoutFlush(_ bytes: [UInt8], as name: String) throws {
        try Files.makeDirectory(aside)
        try Files.write(bytes, to: path(of: name), durably: false, aside: aside)
    }

    private func path(of name: String) -> String {
        precondition(
            name.utf8.allSatisfy { byte in
                (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2d
            } && !name.isEmpty, "a blob's name holds a-z, 0-9 and hyphens")
        return "\(directory)/\(name)"
    }
}
