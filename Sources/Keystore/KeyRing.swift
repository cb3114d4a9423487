internal import CryptoPrimitives
internal import Mediation

/// A key-encryption key and its public identifier.
struct KeyEncryptionKey: Sendable {
    let box: SecretBox
    /// 8 bytes derived from the key; they tell keys apart and say nothing else.
    let id: [UInt8]

    init(_ secret: consuming SecretBytes) throws(CryptoError) {
        let id = try HKDF.expand(
            secret, info: Array("vault/v1/keystore-key-id".utf8), count: 8)
        self.id = id.withBytes { id in id.indices.map { id[$0] } }
        box = SecretBox(secret)
    }
}

/// The key-encryption key, and the next one while a rotation is under way.
struct KeyRing: Sendable {
    private let path: String
    private let stamps: [PrivateFile.Stamp?]
    /// The newest is last; new files are sealed under it.
    private let keys: [KeyEncryptionKey]

    /// Where the next key is while files are sealed anew.
    static func nextPath(of path: String) -> String { path + ".next" }

    /// Reads the key file and, where there is one, the next one.
    init(path: String) throws(SecretStoreError) {
        self.path = path
        // Taken first: what changes while the keys are read makes the ring stale.
        stamps = try Self.stamps(of: path)
        // A rotation that ends between the two readings renames the second over the first; read in
        // this order, the new key is then seen at least once.
        var keys = [try KeyFile.read(path)]
        if KeyFile.exists(Self.nextPath(of: path)) {
            do throws(SecretStoreError) {
                keys.append(try KeyFile.read(Self.nextPath(of: path)))
            } catch {
                guard error.code == .missing else { throw error }
                keys = [try KeyFile.read(path)]
            }
        }
        self.keys = keys
    }

    /// Whether the key files changed after they were read: what is sealed under a key that was
    /// replaced meanwhile would be lost.
    ///
    /// - Throws: `missing` when the key file cannot be seen any more.
    func isStale() throws(SecretStoreError) -> Bool { try Self.stamps(of: path) != stamps }

    private static func stamps(of path: String) throws(SecretStoreError) -> [PrivateFile.Stamp?] {
        let stamps = [path, nextPath(of: path)].map(PrivateFile.stamp)
        guard stamps[0] != nil else { throw SecretStoreError(.missing, .key) }
        return stamps
    }

    /// Whether new files are sealed under the key with this identifier.
    func isNewest(_ id: [UInt8]) -> Bool { keys.last?.id == id }

    /// Opens a file under the key that it names.
    func open(
        _ file: SealedFile, as name: SealedName
    ) throws(SecretStoreError) -> SecretBytes {
        guard let key = keys.first(where: { $0.id == file.keyID }) else {
            throw SecretStoreError(.otherKey, name.file)
        }
        return try file.open(as: name, under: key)
    }

    /// Seals for a place under the newest key.
    func seal(
        _ plaintext: borrowing SecretBytes, as name: SealedName
    ) throws(SecretStoreError) -> [UInt8] {
        guard let key = keys.last else { throw SecretStoreError(.missing, .key) }
        do throws(CryptoError) {
            return try SealedFile.seal(plaintext, as: name, under: key)
        } catch {
            throw SecretStoreError(.cryptography, name.file)
        }
    }
}
