internal import CryptoPrimitives
package import Records

/// The directory of the members' keys and of what clients remember, on this machine.
///
///     members/HANDLE.pem   the private keys under a passphrase (mode 0600)
///     members/HANDLE.id    the member's identifier
///     pins/…               which vault answered at which place
///     state/…              what clients have verified and seen
package struct MemberHome: Sendable {
    /// The directory.
    package let path: String

    /// Takes a directory; it need not be there yet.
    package init(path: String) { self.path = path }

    /// The path of a member's key file.
    package func keyPath(_ handle: String) -> String { "\(path)/members/\(handle).pem" }

    private func identifierPath(_ handle: String) -> String { "\(path)/members/\(handle).id" }

    /// The directory of what clients remember.
    package var statePath: String { "\(path)/state" }

    /// The handles of the members whose keys are here.
    package func handles() throws(CommandFailure) -> [String] {
        do throws(FileFailure) {
            return try Files.names(in: "\(path)/members")
                .filter { $0.hasSuffix(".id") }.map { String($0.dropLast(3)) }
                .filter(ActingAs.isHandle)
        } catch {
            if error.kind == .missing { return [] }
            throw error.asCommandFailure
        }
    }

    /// The identifier of a member.
    ///
    /// - Throws: Status 78 when there is no such member here.
    package func identifier(of handle: String) throws(CommandFailure) -> MemberID {
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try Files.read(identifierPath(handle), limit: 256)
        } catch {
            guard error.kind == .missing else { throw error.asCommandFailure }
            let known = try handles()
            throw CommandFailure(
                .configuration, "there is no member `\(handle)` in `\(path)`",
                hint: known.isEmpty
                    ? "make one with `kluis member keygen \(handle)`"
                    : "the members here are \(known.joined(separator: ", "))")
        }
        guard
            let identifier = MemberID(
                String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace })
        else {
            throw CommandFailure(
                .configuration, "`\(identifierPath(handle))` holds no identifier")
        }
        return identifier
    }

    /// The text of a member's key file.
    ///
    /// - Throws: Status 78 when others may read it.
    package func keyText(of handle: String) throws(CommandFailure) -> String {
        let path = keyPath(handle)
        if let status = Files.status(path), status.mode & 0o077 != 0 {
            throw CommandFailure(
                .configuration, "others may read the key file `\(path)`", hint: "chmod 600 \(path)")
        }
        do throws(FileFailure) {
            let bytes = try Files.read(path, limit: MemberKeyFile.maximumByteCount)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw FileFailure(.wrongType, path: path)
            }
            return text
        } catch {
            throw error.asCommandFailure
        }
    }

    /// Keeps the keys of a new member.
    ///
    /// - Throws: Status 73 when there is a member of this name.
    package func add(
        _ handle: String, identifier: MemberID, keyText: String
    ) throws(CommandFailure) {
        do throws(FileFailure) {
            try Files.makeDirectory("\(path)/members")
            try Files.create(Array(keyText.utf8), at: keyPath(handle))
            try Files.create(Array("\(identifier)\n".utf8), at: identifierPath(handle))
        } catch {
            guard error.kind == .exists else { throw error.asCommandFailure }
            throw CommandFailure(
                .cannotCreate, "there is a member `\(handle)` here already; nothing was changed")
        }
    }
}
