package import CryptoPrimitives

/// Which vault answered at which place, so that another one is noticed.
///
/// A pin is a file of one line: the vault's id in hexadecimal. Its name is the hash of the place: the
/// command that runs the mediator, or the vault's directory.
package struct VaultPins: Sendable {
    private let directory: String

    /// Takes the directory of the members' home.
    package init(home: MemberHome) { directory = "\(home.path)/pins" }

    /// The vault that is pinned for a place; `nil` for none.
    package func vault(at place: String) throws(CommandFailure) -> Digest? {
        let path = path(of: place)
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try Files.read(path, limit: 256)
        } catch {
            guard error.kind != .wrongType else {
                throw CommandFailure(
                    .verificationFailed, "the pin `\(path)` was changed or cut off",
                    hint: "compare the vault's id with the one on paper, and give it: --vault-id")
            }
            if error.kind == .missing { return nil }
            throw error.asCommandFailure
        }
        let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
        guard let vault = [UInt8](hex: text).flatMap({ Digest($0) }) else {
            throw CommandFailure(
                .configuration, "the pin `\(path)` does not name a vault",
                hint: "restore it from a backup, or name the vault with --vault-id")
        }
        return vault
    }

    /// Pins a vault for a place.
    package func pin(_ vault: Digest, at place: String) throws(CommandFailure) {
        do throws(FileFailure) {
            try Files.makeDirectory(directory)
            try Files.write(Array("\(vault.hex)\n".utf8), to: path(of: place))
        } catch {
            throw error.asCommandFailure
        }
    }

    private func path(of place: String) -> String {
        let name = Digest(hashing: Array(place.utf8)).hex.prefix(32)
        return "\(directory)/\(name)"
    }
}
