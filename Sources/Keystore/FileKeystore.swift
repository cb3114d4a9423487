internal import CryptoPrimitives
package import Mediation
package import Records
internal import Synchronization

/// A secret store of small sealed files in one directory.
///
///     vault.sealed              the mediator's own secrets
///     head.sealed               the last signed head of the log
///     chains/<hh>/<id>.sealed   one file a chain; hh is the last byte of its identifier
///     pending.sealed            a file in the making; what a crash left is wiped at opening
///     keystore.lock             always empty: turns of those who change
///
/// Each is sealed under the key-encryption key, which is in a file of its own. A file is replaced,
/// never changed: it is whole or it is the old one. Reading takes no turn. Mode 0700 and 0600; a
/// file that others can reach is refused.
package final class FileKeystore: SecretStore {
    private let folder: KeystoreFolder
    private let keyPath: String
    private let keys: Mutex<KeyRing>
    /// What was opened last, with the sealed bytes: the same bytes are not opened again.
    private let opened = Mutex<[ChainID: (bytes: [UInt8], secrets: ChainSecrets)]>([:])
    private static let openedLimit = 1024

    /// Opens a keystore.
    ///
    /// - Parameters:
    ///   - directory: The directory of the sealed files.
    ///   - keyPath: The file of the key-encryption key; better on another device.
    /// - Throws: ``SecretStoreError``.
    package init(
        opening directory: String, keyPath: String
    ) throws(SecretStoreError) {
        folder = KeystoreFolder(path: directory)
        self.keyPath = keyPath
        try folder.check()
        keys = Mutex(try KeyRing(path: keyPath))
        if folder.hasPending {
            let turn = try folder.takeTurn()
            defer { turn.end() }
            try folder.wipePending()
        }
    }

    /// Creates a keystore: its directory, and the key-encryption key where the file is missing.
    ///
    /// - Parameters:
    ///   - directory: The directory of the sealed files; what is above it must exist.
    ///   - keyPath: The file of the key-encryption key.
    /// - Throws: ``SecretStoreError`` with the code `alreadyExists` when there is a keystore.
    package convenience init(
        creating directory: String, keyPath: String
    ) throws(SecretStoreError) {
        let folder = KeystoreFolder(path: directory)
        try folder.create()
        if !KeyFile.exists(keyPath) { try KeyFile.create(keyPath) }
        try self.init(opening: directory, keyPath: keyPath)
    }

    package func vaultSecrets() throws(SecretStoreError) -> VaultSecrets {
        guard let plaintext = try read(.vault) else { throw SecretStoreError(.missing, .vault) }
        return try VaultSecrets(plaintext: plaintext)
    }

    package func create(_ secrets: VaultSecrets) throws(SecretStoreError) {
        let turn = try folder.takeTurn()
        defer { turn.end() }
        try write(secrets.plaintext(), to: .vault, .durable, replacing: false)
    }

    package func chain(_ id: ChainID) throws(SecretStoreError) -> ChainSecrets {
        guard let bytes = try folder.read(.chain(id)) else {
            throw SecretStoreError(.missing, .chain)
        }
        if let kept = opened.withLock({ $0[id] }), kept.bytes == bytes { return kept.secrets }
        do throws(SecretStoreError) {
            let secrets = try ChainSecrets(plaintext: open(bytes, as: .chain(id)))
            opened.withLock { opened in
                if opened.count >= Self.openedLimit { opened.removeAll() }
                opened[id] = (bytes, secrets)
            }
            return secrets
        } catch {
            // Another process may have changed the key, and then the file.
            guard error.code == .otherKey, let plaintext = try read(.chain(id)) else { throw error }
            return try ChainSecrets(plaintext: plaintext)
        }
    }

    package func create(
        _ secrets: ChainSecrets, for id: ChainID
    ) throws(SecretStoreError) {
        let turn = try folder.takeTurn()
        defer { turn.end() }
        try write(secrets.plaintext(), to: .chain(id), .durable, replacing: false)
    }

    package func withChain<T>(
        _ id: ChainID, durably: Bool, _ body: (inout ChainSecrets) throws -> T
    ) throws -> T {
        let turn = try folder.takeTurn()
        defer { turn.end() }
        guard let plaintext = try read(.chain(id)) else {
            throw SecretStoreError(.missing, .chain)
        }
        let before = plaintext.duplicate()
        var secrets = try ChainSecrets(plaintext: plaintext)
        let grants = secrets.grants.keys
        let result = try body(&secrets)
        let after = secrets.plaintext()
        let isSame = before.withBytes { before in
            after.withBytes { after in constantTimeEqual(before, after) }
        }
        guard !isSame else { return result }
        opened.withLock { $0[id] = nil }
        let removes = !grants.allSatisfy { secrets.grants.keys.contains($0) }
        try write(
            after, to: .chain(id), removes ? .erasing : durably ? .durable : .fast,
            replacing: true)
        return result
    }

    package func erase(_ id: ChainID) throws(SecretStoreError) {
        let turn = try folder.takeTurn()
        defer { turn.end() }
        opened.withLock { $0[id] = nil }
        try folder.erase(.chain(id))
    }

    package func chains() throws(SecretStoreError) -> [ChainID] {
        var ids: [ChainID] = []
        for path in try folder.chainPaths() {
            guard let file = try chainFile(path) else { continue }
            ids.append(try file.chain())
        }
        return ids
    }

    package func head() throws(SecretStoreError) -> KeptHead? {
        guard let plaintext = try read(.head) else { return nil }
        return try KeptHead(plaintext: plaintext)
    }

    package func replace(head: KeptHead, durably: Bool) throws(SecretStoreError) {
        let turn = try folder.takeTurn()
        defer { turn.end() }
        if let kept = try self.head() {
            guard head.size != kept.size || head.root == kept.root else {
                throw SecretStoreError(.conflict, .head)
            }
            guard head.size > kept.size || durably else { return }
            guard head.size >= kept.size else { return }
        }
        try write(
            head.plaintext(), to: .head, durably ? .durable : .fast, replacing: true)
    }

    package func reset(head: KeptHead) throws(SecretStoreError) {
        let turn = try folder.takeTurn()
        defer { turn.end() }
        try write(head.plaintext(), to: .head, .durable, replacing: true)
    }

    /// Whether a change of the key-encryption key was cut off; ``rotateKey()`` finishes it.
    package var isRotationUnfinished: Bool { KeyFile.exists(KeyRing.nextPath(of: keyPath)) }

    /// Seals every file under a new key-encryption key and wipes the old one, so that old backups
    /// of the files die with it.
    ///
    /// After a crash both keys exist and every file opens under one of them; calling this again
    /// goes on with the same new key.
    ///
    /// - Returns: The number of files sealed anew.
    /// - Throws: ``SecretStoreError``; the keystore can be used as before.
    @discardableResult
    package func rotateKey() throws(SecretStoreError) -> Int {
        let turn = try folder.takeTurn()
        defer { turn.end() }
        let nextPath = KeyRing.nextPath(of: keyPath)
        if !KeyFile.exists(nextPath) { try KeyFile.create(nextPath) }
        try reloadKeys()
        var count = 0
        for name in [SealedName.vault, .head] {
            guard let bytes = try folder.read(name) else { continue }
            count += try sealAnew(try SealedFile(bytes, of: name.file), name)
        }
        for path in try folder.chainPaths() {
            guard let file = try chainFile(path) else { continue }
            count += try sealAnew(file, .chain(try file.chain()))
        }
        try KeyFile.replace(keyPath, by: nextPath)
        try reloadKeys()
        return count
    }

    private func read(_ name: SealedName) throws(SecretStoreError) -> SecretBytes? {
        do throws(SecretStoreError) {
            return try readOnce(name)
        } catch {
            // Another process may have changed the key, and then the file.
            guard error.code == .otherKey else { throw error }
            try reloadKeys()
            return try readOnce(name)
        }
    }

    private func readOnce(_ name: SealedName) throws(SecretStoreError) -> SecretBytes? {
        guard let bytes = try folder.read(name) else { return nil }
        return try open(bytes, as: name)
    }

    private func open(
        _ bytes: [UInt8], as name: SealedName
    ) throws(SecretStoreError) -> SecretBytes {
        try keys.withLock { $0 }.open(try SealedFile(bytes, of: name.file), as: name)
    }

    private func write(
        _ plaintext: borrowing SecretBytes, to name: SealedName, _ care: KeystoreFolder.Care,
        replacing: Bool
    ) throws(SecretStoreError) {
        // Another process may have changed the key since this one read it.
        if try keys.withLock({ $0 }).isStale() { try reloadKeys() }
        let sealed = try keys.withLock { $0 }.seal(plaintext, as: name)
        try folder.write(sealed, to: name, care, replacing: replacing)
    }

    private func reloadKeys() throws(SecretStoreError) {
        let fresh = try KeyRing(path: keyPath)
        keys.withLock { $0 = fresh }
    }

    /// Seals a file under the newest key; 1 when that was to be done, 0 otherwise.
    private func sealAnew(
        _ file: SealedFile, _ name: SealedName
    ) throws(SecretStoreError) -> Int {
        guard !keys.withLock({ $0.isNewest(file.keyID) }) else { return 0 }
        let plaintext = try keys.withLock { $0 }.open(file, as: name)
        try write(plaintext, to: name, .durable, replacing: true)
        return 1
    }

    private func chainFile(_ path: String) throws(SecretStoreError) -> SealedFile? {
        let bytes = try PrivateFile.read(path, of: .chain, limit: SealedFile.maximumSize)
        return try bytes.map { (bytes) throws(SecretStoreError) in
            try SealedFile(bytes, of: .chain)
        }
    }
}
