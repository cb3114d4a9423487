/// The file `config` in the user's configuration directory: one `key = value` a line.
///
///     # who acts, unless --as says otherwise
///     as = els/occupational-physician@dienst
///     vault = ~/vault
///
/// Empty lines and lines that start with `#` are skipped. A key that is unknown or stands there
/// twice is an error: a misspelt key would silently do nothing.
package struct ConfigurationFile: Hashable, Sendable {
    /// What can be set.
    package enum Key: String, CaseIterable, Hashable, Sendable {
        /// Who acts.
        case `as`
        /// The directory of the members' keys and of what clients remember.
        case home
        /// The directory of the vault's records.
        case vault
        /// The directory of the mediator's secrets.
        case keystore
        /// The file of the key that seals the keystore.
        case kek
        /// The command that runs the mediator as a process of its own.
        case mediator
        /// The vault that is expected at the other side.
        case vaultID = "vault-id"
        /// The language of messages and labels.
        case language
        /// The file that holds the passphrase of the key file.
        case passphraseFile = "passphrase-file"
    }

    /// The values that are set.
    package let values: [Key: String]

    /// No configuration.
    package static let empty = Self(values: [:])

    private init(values: [Key: String]) { self.values = values }

    /// Reads the text of a file.
    ///
    /// - Throws: A ``CommandFailure`` with status 78 that names the line.
    package init(_ text: String, path: String) throws(CommandFailure) {
        var values: [Key: String] = [:]
        // A line end of two characters is one `Character`, and another one than the line feed.
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            let line = Self.trimmed(line)
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let place = "`\(path)` line \(index + 1)"
            guard let equals = line.firstIndex(of: "=") else {
                throw CommandFailure(.configuration, "\(place) is not `key = value`")
            }
            let name = String(Self.trimmed(line[..<equals]))
            let value = String(Self.trimmed(line[line.index(after: equals)...]))
            guard let key = Key(rawValue: name) else {
                throw CommandFailure(
                    .configuration,
                    name.utf8.count <= 64
                        ? "\(place) sets `\(name)`, which does not exist"
                        : "\(place) sets what does not exist",
                    hint: "the keys are \(Key.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            guard values[key] == nil else {
                throw CommandFailure(.configuration, "\(place) sets `\(name)` a second time")
            }
            guard !value.isEmpty else {
                throw CommandFailure(.configuration, "\(place) gives `\(name)` no value")
            }
            values[key] = value
        }
        self.values = values
    }

    /// Reads a file; none is an empty configuration.
    package init(reading path: String) throws(CommandFailure) {
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try Files.read(path, limit: 64 << 10)
        } catch {
            guard error.kind == .missing else {
                throw CommandFailure(.configuration, error.asCommandFailure.message)
            }
            self = .empty
            return
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure(.configuration, "`\(path)` is not UTF-8")
        }
        try self.init(text, path: path)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
