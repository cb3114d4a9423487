package import CommandSupport
package import CryptoPrimitives
package import TransparencyLog

/// The key with which a witness cosigns.
///
/// One key has one state: two witnesses with one key could cosign two histories of a log.
package final class WitnessKey: Sendable {
    private let signer: NoteSigner
    /// What others check the cosignatures with.
    package var verifierKey: VerifierKey { signer.verifierKey }

    /// Takes over a key.
    ///
    /// - Throws: ``NoteError/invalidKeyName``.
    package init(name: String, key: consuming Ed25519.PrivateKey) throws(NoteError) {
        signer = try NoteSigner(name: name, key: key, type: .cosignature)
    }

    /// Cosigns a checkpoint that was judged to be consistent; see ``WitnessRecord``.
    func record(
        _ checkpoint: SignedCheckpoint, logKeys: [VerifierKey], time: UInt64,
        after previous: WitnessRecord?
    ) throws(CryptoError) -> WitnessRecord {
        try WitnessRecord(
            cosigning: checkpoint, logKeys: logKeys, by: signer, time: time, after: previous)
    }
}

/// A witness's key as files: `FILE`, encrypted (mode 0600), and `FILE.vkey`, the public half.
package struct WitnessKeyFile: Hashable, Sendable {
    private let path: String

    /// Names the encrypted file.
    package init(path: String) { self.path = path }

    /// The path of the public half.
    package var publicPath: String { path + ".vkey" }

    /// Makes a new key.
    ///
    /// - Parameters:
    ///   - name: The name of the witness, such as `witness.example/w1`.
    ///   - passphrase: What encrypts the key.
    /// - Returns: The public half.
    /// - Throws: Status 64 for a name that no key may have, 73 when one of the files is there.
    package func create(
        name: String, passphrase: borrowing SecretBytes
    ) throws -> VerifierKey {
        let key = try Ed25519.PrivateKey.generate()
        let publicKey: VerifierKey
        do throws(NoteError) {
            publicKey = try VerifierKey(
                name: name, publicKey: key.publicKey.bytes, type: .cosignature)
        } catch {
            throw CommandFailure(
                .usage, "`\(name)` is no name of a witness",
                hint: "a name has no spaces and no plus sign, such as witness.example/w1")
        }
        guard Files.status(publicPath) == nil else {
            throw FileFailure(.exists, path: publicPath, isWriting: true)
        }
        try Files.create(
            Array(SigningKeyFile.encode(key, passphrase: passphrase).utf8), at: path)
        try Files.create(Array("\(publicKey)\n".utf8), at: publicPath, mode: 0o644)
        return publicKey
    }

    /// The public half.
    ///
    /// - Throws: Status 66 when it is missing, 65 when it is something else.
    package func publicKey() throws(CommandFailure) -> VerifierKey {
        let keys = try VerifierKeys.read(publicPath, type: .cosignature)
        guard keys.count == 1 else {
            throw CommandFailure(.badData, "`\(publicPath)` holds more than one key")
        }
        return keys[0]
    }

    /// Opens the key.
    ///
    /// - Throws: Status 78 when others may read the file, 77 for a wrong passphrase, 65 when the
    ///   file is another key's than `FILE.vkey`.
    package func open(passphrase: borrowing SecretBytes) throws -> WitnessKey {
        let publicKey = try publicKey()
        if let status = Files.status(path), status.mode & 0o077 != 0 {
            throw CommandFailure(
                .configuration, "others may read the key file `\(path)`", hint: "chmod 600 \(path)")
        }
        let bytes = try Files.read(path, limit: SigningKeyFile.maximumByteCount)
        let key: Ed25519.PrivateKey
        do throws(CryptoError) {
            key = try SigningKeyFile.decode(
                String(decoding: bytes, as: UTF8.self), passphrase: passphrase)
        } catch {
            throw error.code == .wrongPassphrase
                ? CommandFailure(.refused, "the passphrase is not that of `\(path)`")
                : CommandFailure(.badData, "`\(path)` is no key file of a witness: \(error.code)")
        }
        guard key.publicKey.bytes == publicKey.publicKey else {
            throw CommandFailure(
                .badData, "`\(path)` does not hold the key of `\(publicPath)`",
                hint: "restore both from one backup")
        }
        return try WitnessKey(name: publicKey.name, key: key)
    }
}

/// Verifier keys as they are given to a command: a key's text, or a file with one a line.
enum VerifierKeys {
    private static let maximumSize = 64 << 10

    /// Reads a key's text, or the file of that name.
    ///
    /// - Throws: Status 65 for what is no key of that type, 66 when there is no such file.
    static func parse(
        _ text: String, type: VerifierKey.SignatureType
    ) throws(CommandFailure) -> [VerifierKey] {
        if let key = try? VerifierKey(text), key.type == type { return [key] }
        return try read(text, type: type)
    }

    /// Reads a file; empty lines and those that start with `#` are left out.
    static func read(
        _ path: String, type: VerifierKey.SignatureType
    ) throws(CommandFailure) -> [VerifierKey] {
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try Files.read(path, limit: maximumSize)
        } catch {
            throw error.asCommandFailure
        }
        var keys: [VerifierKey] = []
        for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        where !line.hasPrefix("#") {
            guard let key = try? VerifierKey(String(line)), key.type == type else {
                let kind = type == .cosignature ? "a witness" : "a log"
                throw CommandFailure(.badData, "`\(path)` holds a line that is no key of \(kind)")
            }
            keys.append(key)
        }
        guard !keys.isEmpty else { throw CommandFailure(.badData, "`\(path)` holds no key") }
        return keys
    }
}
