package import CryptoPrimitives
package import Records

/// The directory of the members' keys and of what clients remember, on this machine.
///
///     members/HANDLE.pem   the private keys under a passphrase (mode 0600)
///     members/HANDLE.id    the member's identifier and public keys, one `key value` a line
///     pins/…               which vault answered at which place
///     state/…              what clients have verified and seen
package struct MemberHome: Sendable {
    /// The directory.
    package let path: String

    /// Takes a directory; it need not be there yet.
    package init(path: String) { self.path = path }

    /// The path of a member's key file.
    package func keyPath(_ handle: String) -> String { "\(path)/members/\(handle).pem" }

    /// The path of the public half of a member's keys.
    package func identifierPath(_ handle: String) -> String { "\(path)/members/\(handle).id" }

    /// The socket of the agent.
    package var agentPath: String { "\(path)/agent/socket" }

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

    /// The public half of a member.
    package struct PublicKeys: Hashable, Sendable {
        /// The member.
        package let member: MemberID
        /// The key that signs.
        package let signing: Ed25519.PublicKey
        /// The key to which others seal.
        package let agreement: X25519.PublicKey

        /// Puts them together.
        package init(
            member: MemberID, signing: Ed25519.PublicKey, agreement: X25519.PublicKey
        ) {
            self.member = member
            self.signing = signing
            self.agreement = agreement
        }

        var text: String {
            "member \(member)\nsigning \(signing.bytes.hex)\nagreement \(agreement.bytes.hex)\n"
        }

        init?(text: String) {
            let lines = text.split(separator: "\n").map {
                $0.split(separator: " ").map(String.init)
            }
            guard lines.count == 3, lines.allSatisfy({ $0.count == 2 }),
                lines.map(\.[0]) == ["member", "signing", "agreement"],
                let member = MemberID(lines[0][1]),
                let signing = [UInt8](hex: lines[1][1]).flatMap({ try? Ed25519.PublicKey($0) }),
                let agreement = [UInt8](hex: lines[2][1]).flatMap({ try? X25519.PublicKey($0) })
            else { return nil }
            self.init(member: member, signing: signing, agreement: agreement)
        }
    }

    /// The public half of a member.
    ///
    /// - Throws: Status 78 when there is no such member here.
    package func publicKeys(of handle: String) throws(CommandFailure) -> PublicKeys {
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try Files.read(identifierPath(handle), limit: 1024)
        } catch {
            guard error.kind == .missing else { throw error.asCommandFailure }
            let known = try handles()
            throw CommandFailure(
                .configuration, "there is no member `\(handle)` in `\(path)`",
                hint: known.isEmpty
                    ? "make one with `kluis member keygen \(handle)`"
                    : "the members here are \(known.joined(separator: ", "))")
        }
        guard let keys = PublicKeys(text: String(decoding: bytes, as: UTF8.self)) else {
            throw CommandFailure(
                .configuration, "`\(identifierPath(handle))` is not what it should be",
                hint: "restore it from a backup")
        }
        return keys
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
            // What is no UTF-8 is no key file either: whoever reads the text says so.
            return String(
                decoding: try Files.read(path, limit: MemberKeyFile.maximumByteCount),
                as: UTF8.self)
        } catch {
            guard error.kind == .missing else { throw error.asCommandFailure }
            throw CommandFailure(
                .noInput, "the key file `\(path)` is missing",
                hint: "restore it from the member's own backup")
        }
    }

    /// Keeps the keys of a new member.
    ///
    /// - Throws: Status 73 when there is a member of this name.
    package func add(
        _ handle: String, publicKeys: PublicKeys, keyText: String
    ) throws(CommandFailure) {
        do throws(FileFailure) {
            try Files.makeDirectory("\(path)/members")
            try Files.create(Array(keyText.utf8), at: keyPath(handle))
            try Files.create(Array(publicKeys.text.utf8), at: identifierPath(handle))
        } catch {
            guard error.kind == .exists else { throw error.asCommandFailure }
            throw CommandFailure(
                .cannotCreate, "there is a member `\(handle)` here already; nothing was changed")
        }
    }
}

extension MemberHome.PublicKeys {
    /// Reads the public half of keys from a file that came from another machine.
    ///
    /// Whether it is the member's is shown by the signature that the member adds.
    package init(reading path: String) throws(CommandFailure) {
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try Files.read(path, limit: 1024)
        } catch {
            throw error.asCommandFailure
        }
        guard let keys = Self(text: String(decoding: bytes, as: UTF8.self)) else {
            throw CommandFailure(
                .badData, "`\(path)` is not the public half of a member's keys",
                hint: "`kluis member keygen` names the file on the member's machine")
        }
        self = keys
    }
}
